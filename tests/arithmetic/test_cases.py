"""The worked cases of docs/formulas.md, table by table."""

from decimal import Decimal

from sakip.arithmetic.averages import Timbangan, count_capaian, geometric_mean, mean_capaian, mean_unit
from sakip.arithmetic.capaian import Hasil, warn_unit_sanity
from sakip.arithmetic.comparisons import (
    Pembanding,
    absorption,
    compare_with_standard,
    growth,
    progress_from_baseline,
    progress_position,
    progress_total,
)
from sakip.arithmetic.notation import (
    Bertanya,
    Ditolak,
    Kosong,
    Reading,
    TanpaNilai,
    Terbaca,
    format_entry,
    format_number,
    format_percent,
    format_rupiah,
    read_value,
)
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.pita import pita
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import Rollup
from sakip.arithmetic.predicates import predicate_scale, predicate_scales
from sakip.arithmetic.scales import classify, scale
from sakip.arithmetic.triwulan import (
    CaraIsi,
    Rangkaian,
    Tipologi,
    capaian_berjalan,
    capaian_dua,
    capaian_setahun,
    value_to_date,
)
from sakip.arithmetic.values import JenisNilai, Nilai
from tests.arithmetic.cases import Row, aturan, cases, isian, number, params, printed

NBSP = "\u00a0"


@params("reading")
def test_reading(row: Row) -> None:
    typed, wanted = row["typed"].strip("`").replace("␣", NBSP), row["kind expected"]
    skala = predicate_scales().get(wanted)
    jenis = JenisNilai.PREDIKAT if skala else JenisNilai(wanted) if wanted else None
    assert outcome(read_value(typed, jenis=jenis, skala=skala)) == row["outcome"]


def outcome(reading: Reading) -> str:
    """A reading in the words of the table."""
    match reading:
        case Terbaca(nilai, catatan):
            return " ".join(["nilai", nilai.jenis, *parts(nilai), *catatan])
        case Bertanya(code, _, pilihan):
            return " ".join(["tanya", code, *(format(choice.normalize(), "f") for choice in pilihan)])
        case Ditolak(code, _):
            return f"tolak {code}"
        case TanpaNilai(_, galat, keadaan):
            return "galat" if galat else " ".join(["tanpa", *([keadaan] if keadaan else [])])
        case Kosong():
            return "kosong"


def parts(nilai: Nilai) -> list[str]:
    every = (nilai.kode, nilai.angka, nilai.angka_atas, nilai.tanggal)
    return [format(part, "f") if isinstance(part, Decimal) else str(part) for part in every if part is not None]


@params("writing")
def test_writing(row: Row) -> None:
    value, (form, *places) = Decimal(row["value"]), row["form"].split()
    written = {
        "number": lambda: format_number(value, places=None if places == ["as_is"] else int(places[0])),
        "entry": lambda: format_entry(value),
        "percent": lambda: format_percent(value, places=int(places[0])),
        "rupiah": lambda: format_rupiah(int(value)),
    }
    assert written[form]() == row["written"]


@params("capaian")
def test_capaian(row: Row) -> None:
    found = aturan(row["polaritas"], row["kebijakan"]).capaian(isian(row["t"]), isian(row["r"]))
    assert printed(found.mentah) == number(row["mentah"])
    assert printed(found.dipakai) == number(row["dipakai"])
    assert (found.alasan or "") == row["alasan"]


@params("families")
def test_families(row: Row) -> None:
    for code in ("n1", "n2"):
        found = aturan("menurun", f"rumus_menurun={code}").capaian(isian(row["t"]), isian(row["r"]))
        assert printed(found.mentah) == number(row[code])
        assert found.rumus == f"R-CAP-2 {code.upper()}"


@params("units")
def test_unit_sanity(row: Row) -> None:
    assert warn_unit_sanity(isian(row["t"]), isian(row["r"])) == number(row["factor"])


@params("quarters")
def test_quarters(row: Row) -> None:
    rangkaian = Rangkaian(
        tipologi=Tipologi(row["tipologi"]),
        cara_isi=CaraIsi(row["cara isi"]),
        target=quarters(row["t per tw"]),
        realisasi=quarters(row["r per tw"]),
        target_tahun=isian(row["t year"]),
    )
    asked = Periode(2025, row["as of"])
    value = value_to_date(rangkaian.realisasi, asked, tipologi=rangkaian.tipologi, cara_isi=rangkaian.cara_isi).isian
    assert value == isian(row["year"])
    both = capaian_dua(rangkaian, asked, aturan("meningkat", row["kebijakan"]))
    for found, expected in ((both.kumulatif, row["to date"]), (both.setahun, row["annual"])):
        assert (found.alasan or printed(found.dipakai)) == (expected if "_" in expected else number(expected))


@params("running")
def test_running(row: Row) -> None:
    target, reached, year = quarters(row["t per tw"]), quarters(row["r per tw"]), isian(row["t year"])
    rangkaian = Rangkaian(Tipologi.AKUMULATIF, CaraIsi.PERIODE, target, reached, year)
    rules, asked = aturan("meningkat", row["kebijakan"]), Periode(2025, row["as of"])
    both = (capaian_berjalan(rangkaian, rules, sampai=asked), capaian_setahun(rangkaian, asked, rules))
    for found, expected in zip(both, (row["capaian"], row["annual"]), strict=True):
        assert (found.alasan or printed(found.dipakai)) == (expected if "_" in expected else number(expected))


def quarters(text: str) -> dict[Periode, Nilai]:
    cells = zip(Periode.tahunan(2025).triwulan(), map(isian, text.split("; ")), strict=True)
    return {periode: cell for periode, cell in cells if isinstance(cell, Nilai)}


@params("years")
def test_years(row: Row) -> None:
    before, this, target = (isian(row[column]) for column in ("years before", "this year", "t end of plan"))
    tipologi = Tipologi(row["tipologi across years"])
    found = progress_total((before, this), target, tipologi, aturan("meningkat", ""))
    assert printed(found.mentah) == number(row["ours"])
    added = [number(row[column]) or Decimal(0) for column in ("years before", "this year", "t end of plan")]
    assert printed((added[0] + added[1]) / added[2] * 100) == number(row["e.81"])


def gunungkidul(batas: str) -> list[Hasil]:
    rules = [(f"skala={row['skala']}" if row["skala"] else "") + batas for row in cases("gunungkidul-2023")]
    return [
        aturan(row["polaritas"], rule).capaian(isian(row["t"]), isian(row["r"]))
        for row, rule in zip(cases("gunungkidul-2023"), rules, strict=True)
    ]


@params("gunungkidul-2023")
def test_gunungkidul(row: Row) -> None:
    rules = aturan(row["polaritas"], f"skala={row['skala']}" if row["skala"] else "")
    assert printed(rules.capaian(isian(row["t"]), isian(row["r"])).mentah) == number(row["capaian"])


@params("means")
def test_means(row: Row) -> None:
    kind, _, cap = row["kind"].partition(" cap ")
    limit = Decimal(cap) if cap else None
    if row["values"] == "gunungkidul-2023":
        groups = [gunungkidul(f" batas={cap}" if cap else "")]
    else:
        groups = [[capped(cell, limit) for cell in group.split("; ")] for group in row["values"].split(" / ")]
    weights = [timbangan(group) for group in row["weights"].split(" / ")] if row["weights"] else None
    if kind == "geometric":
        mean = geometric_mean([number(cell) for cell in row["values"].split("; ")])
        found = (mean.nilai, mean.dihitung, mean.jumlah)
    elif kind == "mean":
        mean = mean_capaian(groups[0], weights[0] if weights else None)
        found = (mean.nilai, mean.dihitung, mean.jumlah)
        assert (mean.alasan or "") == row["reason"]
    else:
        unit = mean_unit(groups, Rollup(kind.removeprefix("unit ")), weights)
        found = (unit.nilai, unit.dihitung, unit.jumlah)
        assert unit.salah_bobot == (int(row["reason"].split()[0]) if row["reason"] else 0)
    assert (printed(found[0]), *found[1:]) == (number(row["mean"]), int(row["n"]), int(row["of n"]))


def timbangan(text: str) -> Timbangan | None:
    """`30; 20 + 50`: two weights, and 50 of what stands elsewhere; `-` is a weight that is not set."""
    if text == "sama":
        return None
    weights, _, others = text.partition(" + ")
    return Timbangan(tuple(number(weight) for weight in weights.split("; ")), number(others) or Decimal(0))


def capped(text: str, limit: Decimal | None) -> Decimal | None:
    value = number(text)
    return value if value is None or limit is None else min(value, limit)


@params("counts")
def test_counts(row: Row) -> None:
    found = count_capaian([number(cell) for cell in row["values"].split("; ")])
    expected = [int(row[column]) for column in ("tercapai", "mendekati", "tidak tercapai", "belum ada data")]
    assert [found.tercapai, found.mendekati, found.tidak_tercapai, found.belum_ada_data] == expected


@params("scales")
def test_scales(row: Row) -> None:
    value = number(row["value"])
    assert value is not None
    periode = Periode(2025, row["quarter"]) if row["quarter"] else None
    assert classify(value, scale(row["scale"]), periode).label == row["class"]


@params("predicates")
def test_predicates(row: Row) -> None:
    value = number(row["value"])
    assert value is not None
    step = predicate_scale(row["scale"]).of_number(value)
    assert step is not None
    assert step.kode == row["predicate"]


@params("growth")
def test_growth(row: Row) -> None:
    found = growth(isian(row["now"]), isian(row["before"]), Polaritas(row["polaritas"]))
    assert (printed(found.persen), printed(found.poin)) == (number(row["growth %"]), number(row["points"]))
    assert (found.penilaian or "-", found.alasan or "") == (row["judgement"], row["reason"])


@params("progress")
def test_progress(row: Row) -> None:
    realisasi, target, rules = isian(row["r"]), isian(row["t end"]), aturan(row["polaritas"], "")
    before = [isian(cell) for cell in row["baseline or years"].split("; ")]
    if row["kind"] == "c":
        way = progress_from_baseline(realisasi, before[0], target)
        assert (printed(way.persen), way.alasan or "") == (number(row["progress"]), row["reason"])
    elif row["kind"] == "b":
        total = progress_total((*before, realisasi), target, Tipologi.AKUMULATIF, rules)
        assert printed(total.mentah) == number(row["progress"])
    else:
        assert printed(progress_position(realisasi, target, rules).mentah) == number(row["progress"])


@params("standard")
def test_standard(row: Row) -> None:
    standard = isian(row["standard"])
    assert isinstance(standard, Nilai)
    found = compare_with_standard(isian(row["r"]), Pembanding(standard, "contoh", 2023), Polaritas(row["polaritas"]))
    assert (printed(found.selisih), found.posisi) == (number(row["difference"]), row["position"])


@params("absorption")
def test_absorption(row: Row) -> None:
    realisasi, pagu = (int(row[column].replace(".", "")) for column in ("realisasi", "pagu"))
    assert printed(absorption(realisasi, pagu).persen) == number(row["serapan"])


@params("band")
def test_band(row: Row) -> None:
    reached = {
        2000 + place: Decimal(text.replace(",", "."))
        for place, text in enumerate(row["reached"].split())
        if text != "-"
    }
    found = pita(reached, max(reached) + int(row["years on"]))
    wanted = [number(row[name]) for name in ("lower", "middle", "upper")]
    assert ([found.bawah, found.tengah, found.atas] if found else [None] * 3) == wanted
