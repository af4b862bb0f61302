"""Values that cannot be, periods, and data files: refused cases first."""

import ast
import copy
import os
import pickle
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import sakip.arithmetic
from sakip.arithmetic.capaian import LangkahKode, capaian
from sakip.arithmetic.comparisons import AlasanBanding, Pembanding, Posisi, compare_with_standard, growth
from sakip.arithmetic.exact import normalise_digits, round_half_up
from sakip.arithmetic.notation import Ditolak, SatuanDurasi, Terbaca, format_nilai, read_number, read_value
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import Kebijakan
from sakip.arithmetic.predicates import predicate_scale, predicate_scales
from sakip.arithmetic.scales import (
    SalahSkala,
    SkalaSalah,
    classify,
    is_tercapai,
    own_scale,
    scale,
    scales,
)
from sakip.arithmetic.triwulan import (
    Aturan,
    CaraIsi,
    Rangkaian,
    Tipologi,
    capaian_periode,
    capaian_sampai,
    value_of,
)
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai, NilaiTidakSah, SalahNilai, Tiada, angka, check_nilai

PACKAGE = Path(next(iter(sakip.arithmetic.__path__)))
K = JenisNilai
TW1, TW2, TW3, TW4 = Periode.tahunan(2025).triwulan()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"jenis": K.ANGKA}, SalahNilai.ANGKA_KOSONG),
        ({"jenis": K.ANGKA, "angka": Decimal("NaN")}, SalahNilai.BUKAN_BILANGAN),
        ({"jenis": K.ANGKA, "angka": Decimal("Infinity")}, SalahNilai.BUKAN_BILANGAN),
        ({"jenis": K.ANGKA, "angka": Decimal(1), "kode": "A"}, SalahNilai.BAGIAN_BERLEBIH),
        ({"jenis": K.RENTANG, "angka": Decimal(1)}, SalahNilai.ANGKA_KOSONG),
        ({"jenis": K.RENTANG, "angka": Decimal(2), "angka_atas": Decimal(1)}, SalahNilai.RENTANG_TERBALIK),
        ({"jenis": K.PREDIKAT, "angka": Decimal(80)}, SalahNilai.KODE_KOSONG),
        ({"jenis": K.PREDIKAT, "kode": " "}, SalahNilai.KODE_KOSONG),
        ({"jenis": K.YA_TIDAK, "angka": Decimal(2)}, SalahNilai.BUKAN_YA_TIDAK),
        ({"jenis": K.TANGGAL}, SalahNilai.TANGGAL_KOSONG),
        ({"jenis": K.DURASI, "angka": Decimal(-1)}, SalahNilai.DURASI_NEGATIF),
    ],
)
def test_a_value_that_cannot_be(parts: dict[str, object], code: SalahNilai) -> None:
    with pytest.raises(NilaiTidakSah) as refused:
        Nilai(**parts)  # type: ignore[arg-type]
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1234567890.123456", SalahNilai.TERLALU_BANYAK_DIGIT),
        ("1000000000000000", SalahNilai.TERLALU_BANYAK_DIGIT),
        ("1E+400", SalahNilai.TERLALU_BANYAK_DIGIT),
        ("1E-400", SalahNilai.TERLALU_BANYAK_DESIMAL),
    ],
)
def test_a_number_that_cannot_be_kept(number: str, code: SalahNilai) -> None:
    with pytest.raises(NilaiTidakSah) as refused:
        check_nilai(angka(number))
    assert refused.value.code is code


@pytest.mark.parametrize(
    "number", ["123456789012345", "1E+14", "0.123456789012345", "0", "-99.25", "100.000000000000000"]
)
def test_a_number_that_can_be_kept(number: str) -> None:
    check_nilai(angka(number))


def test_nothing_needs_a_reason_and_is_not_a_value() -> None:
    with pytest.raises(NilaiTidakSah, match="alasan_kosong"):
        Tiada(Keadaan.BELUM_TERSEDIA, " ")
    with pytest.raises(NilaiTidakSah, match="bukan_keadaan_tiada"):
        Tiada(Keadaan.NILAI, "alasan")


def test_floor_above_cap_is_refused() -> None:
    with pytest.raises(ValueError, match="lantai_di_atas_batas"):
        Kebijakan(batas=Decimal(100), lantai=Decimal(101))


@pytest.mark.parametrize("text", ["2025", "2025-TW5", "2025-B13", "25-T", "2025-tw1", "2025-B1", ""])
def test_a_period_that_cannot_be(text: str) -> None:
    with pytest.raises(ValueError, match="periode tidak dikenal"):
        Periode.parse(text)


@pytest.mark.parametrize(("tahun", "kode"), [(2025, "TW5"), (1800, "T")])
def test_a_period_out_of_bounds(tahun: int, kode: str) -> None:
    with pytest.raises(ValueError, match=r"kode periode|tahun"):
        Periode(tahun, kode)


@pytest.mark.parametrize(
    ("kode", "start", "end", "label"),
    [
        ("T", date(2024, 1, 1), date(2024, 12, 31), "Tahun 2024"),
        ("S2", date(2024, 7, 1), date(2024, 12, 31), "Semester II Tahun 2024"),
        ("TW2", date(2024, 4, 1), date(2024, 6, 30), "Triwulan II Tahun 2024"),
        ("B02", date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
    ],
)
def test_period_days_and_label(kode: str, start: date, end: date, label: str) -> None:
    periode = Periode(2024, kode)
    assert (periode.start, periode.end, periode.label) == (start, end, label)


def test_a_period_is_one_object_also_after_a_copy() -> None:
    assert Periode(2025, "TW1") is TW1
    assert Periode.parse("2025-TW1") is copy.deepcopy(TW1) is pickle.loads(pickle.dumps(TW1)) is TW1
    with pytest.raises(FrozenInstanceError):
        TW1.tahun = 2026


def test_periods_stand_in_the_order_they_end() -> None:
    codes = ["T", "TW1", "B04", "S2", "TW4", "B03", "S1", "TW2", "B12"]
    ordered = [periode.kode for periode in sorted(Periode(2025, kode) for kode in codes)]
    assert ordered == ["B03", "TW1", "B04", "TW2", "S1", "B12", "TW4", "S2", "T"]
    assert Periode(2024, "T") < Periode(2025, "B01")


def test_period_up_to_and_parts() -> None:
    assert Periode(2025, "TW3").up_to() == (TW1, TW2, TW3)
    assert [p.kode for p in Periode(2025, "B11").up_to()][-2:] == ["B10", "B11"]
    assert Periode.tahunan(2025).up_to() == (Periode(2025, "T"),)
    assert Periode(2025, "S2").triwulan() == [TW3, TW4]
    assert [p.kode for p in TW2.parts("B")] == ["B04", "B05", "B06"]
    assert Periode(2025, "B01").triwulan() == []
    assert not Periode(2024, "T").contains(TW1)


def test_spreadsheet_floats_are_normalised_with_notice() -> None:
    assert normalise_digits(Decimal("0.7999999999999998")) == (Decimal("0.8"), True)
    assert normalise_digits(Decimal("100.00000000000001")) == (Decimal(100), True)
    assert normalise_digits(Decimal("94.50")) == (Decimal("94.50"), False)


def test_rounding_is_half_up_and_knows_the_noise_of_a_division() -> None:
    assert round_half_up(Decimal("161.445")) == Decimal("161.45")
    assert round_half_up(Decimal("-161.445")) == Decimal("-161.45")
    assert round_half_up(Decimal("161.4449999999999")) == Decimal("161.44")
    assert round_half_up(Decimal("161.4449999999999999999999999999999")) == Decimal("161.45")
    assert str(round_half_up(Decimal("-0.004"))) == "0.00"


def test_a_range_is_printed_so_that_its_signs_are_seen() -> None:
    bounds = {"jenis": K.RENTANG, "angka_atas": Decimal("-3")}
    assert format_nilai(Nilai(**bounds, angka=Decimal("-5.5"))) == "-5,5 s.d. -3"  # type: ignore[arg-type]
    assert format_nilai(Nilai(K.RENTANG, angka=Decimal("4.98"), angka_atas=Decimal("5.23"))) == "4,98–5,23"
    assert format_nilai(Nilai(K.PREDIKAT, kode="A", angka=Decimal("80.5")), places=2) == "A (80,50)"


def test_text_that_is_not_one_number() -> None:
    assert isinstance(read_number("4,98-5,23"), Ditolak)
    assert isinstance(read_number("A (80,50)"), Ditolak)
    assert isinstance(read_number("9" * 201), Ditolak)
    assert isinstance(read_value("10 C"), Terbaca), "a temperature is a number with its unit, not a predicate"


def test_durations_in_the_indicators_unit() -> None:
    minutes = read_value("1:07:38", jenis=K.DURASI, satuan_durasi=SatuanDurasi.MENIT)
    assert isinstance(minutes, Terbaca)
    assert minutes.nilai.angka == Decimal("67.6333333333333")
    days = read_value("36 jam", jenis=K.DURASI, satuan_durasi=SatuanDurasi.HARI)
    assert isinstance(days, Terbaca)
    assert days.nilai.angka == Decimal("1.5")


def test_each_step_of_a_capaian_can_be_followed() -> None:
    rules = Kebijakan(batas=Decimal(120))
    found = capaian(angka("2.69"), angka("5.22"), polaritas=Polaritas.MENINGKAT, kebijakan=rules)
    assert [step.kode for step in found.langkah] == [LangkahKode.MENINGKAT, LangkahKode.BATAS]
    assert dict(found.langkah[0].operan) == {"realisasi": Decimal("5.22"), "target": Decimal("2.69")}
    assert found.langkah[-1].hasil == found.dipakai == 120
    assert found.rumus == "R-CAP-1"


def test_to_date_names_the_periods_it_counted() -> None:
    rangkaian = Rangkaian(
        Tipologi.AKUMULATIF,
        CaraIsi.PERIODE,
        {TW1: angka(10), TW2: angka(10), TW3: angka(15)},
        {TW1: angka(10), TW3: angka(12)},
    )
    found = capaian_sampai(rangkaian, TW3, Aturan(Polaritas.MENINGKAT, Kebijakan()))
    assert found.rumus == "R-TW akumulatif, R-CAP-1"
    assert [name for name, _ in found.langkah[0].operan] == ["realisasi 2025-TW1", "realisasi 2025-TW3"]
    assert [name for name, _ in found.langkah[1].operan] == ["target 2025-TW1", "target 2025-TW3"]
    assert [step.hasil for step in found.langkah[:2]] == [22, 25]
    assert found.mentah == 88


def test_a_period_that_does_not_apply_counts_in_neither() -> None:
    na = Tiada(Keadaan.TIDAK_BERLAKU, "belum dibentuk")
    rangkaian = Rangkaian(
        Tipologi.AKUMULATIF, CaraIsi.PERIODE, {TW1: angka(10), TW2: angka(10)}, {TW1: na, TW2: angka(5)}
    )
    rules = Aturan(Polaritas.MENINGKAT, Kebijakan())
    assert capaian_sampai(rangkaian, TW2, rules).mentah == 50
    assert capaian_sampai(rangkaian, TW1, rules).alasan == "tidak_berlaku"


def test_a_period_alone_of_totals_typed_to_date() -> None:
    values = {TW1: angka(10), TW2: angka(22), TW4: angka(40)}
    kind = {"tipologi": Tipologi.AKUMULATIF, "cara_isi": CaraIsi.SAMPAI_DENGAN}
    assert value_of(values, TW1, **kind) == angka(10)  # type: ignore[arg-type]
    assert value_of(values, TW2, **kind) == angka(12)  # type: ignore[arg-type]
    assert value_of(values, TW3, **kind) is None  # type: ignore[arg-type]
    assert value_of(values, TW4, **kind) is None, "unknown, not 18"  # type: ignore[arg-type]


def test_a_period_alone() -> None:
    rules = Aturan(Polaritas.MENINGKAT, Kebijakan())
    totals = Rangkaian(
        Tipologi.AKUMULATIF, CaraIsi.SAMPAI_DENGAN, {TW1: angka(10), TW2: angka(20)}, {TW1: angka(10), TW2: angka(22)}
    )
    assert capaian_periode(totals, TW2, rules).mentah == 120
    yearly = Rangkaian(Tipologi.TAHUNAN, CaraIsi.PERIODE, {}, {TW4: angka(76)}, angka(80))
    assert capaian_periode(yearly, TW3, rules).alasan == "belum_diukur"
    assert capaian_periode(yearly, TW4, rules).mentah == 95


def test_kinds_that_cannot_be_added() -> None:
    wtp = Nilai(K.PREDIKAT, kode="WTP")
    rangkaian = Rangkaian(Tipologi.AKUMULATIF, CaraIsi.PERIODE, {TW1: wtp, TW2: wtp}, {TW1: wtp, TW2: wtp})
    assert capaian_sampai(rangkaian, TW2, Aturan(Polaritas.MENINGKAT, Kebijakan())).alasan == "jenis_berbeda"


def test_reached_is_judged_as_printed() -> None:
    assert is_tercapai(Decimal("99.995"))
    assert is_tercapai(Decimal("99.994")) is False
    assert is_tercapai(None) is None


def test_a_standard_needs_its_source() -> None:
    with pytest.raises(ValueError, match="sumber"):
        Pembanding(angka(74), "", 2023)


def test_a_range_needs_its_range_to_judge_growth() -> None:
    target = Nilai(K.RENTANG, angka=Decimal("4.98"), angka_atas=Decimal("5.23"))
    assert growth(angka("5.1"), angka("5.4"), Polaritas.RENTANG, target).penilaian == "membaik"
    assert growth(angka("5.4"), angka("4.9"), Polaritas.RENTANG, target).penilaian == "memburuk"
    unknown = growth(angka("5.1"), angka("5.4"), Polaritas.RENTANG)
    assert (unknown.penilaian, unknown.alasan) == (None, AlasanBanding.RENTANG_TIDAK_DIBERIKAN)
    standard = Pembanding(angka("5.0"), "contoh", 2025)
    assert compare_with_standard(angka("5.1"), standard, Polaritas.RENTANG).posisi is None
    assert compare_with_standard(angka("5.1"), standard, Polaritas.MENURUN).posisi is Posisi.LEBIH_BURUK


def test_scales_are_whole() -> None:
    """Every scale has a source, unique codes, falling bounds and a last class for everything below."""
    for skala in scales().values():
        assert skala.sumber
        assert len({kelas.kode for kelas in skala.kelas}) == len(skala.kelas)
        assert not skala.kelas[-1].mulai
        bounds = [kelas.mulai for kelas in skala.kelas[:-1]]
        assert bounds == sorted(bounds, reverse=True)
        assert all(len(kelas.mulai) == (4 if skala.per_triwulan else 1) for kelas in skala.kelas[:-1])
        assert {kelas.warna for kelas in skala.kelas} <= {"sangat-baik", "baik", "cukup", "kurang", "sangat-kurang"}
    assert Kebijakan().skala in scales()
    with pytest.raises(KeyError):
        scale("tidak-ada")


def own(*classes: tuple[str, str | None, bool], warna: str = "baik") -> list[dict[str, object]]:
    return [{"label": label, "mulai": mulai, "eksklusif": above, "warna": warna} for label, mulai, above in classes]


@pytest.mark.parametrize(
    ("rows", "code", "baris"),
    [
        ([], SalahSkala.KELAS_KURANG, 0),
        (own(("Baik", None, False)), SalahSkala.KELAS_KURANG, 1),
        (own(("Baik", "90", False), ("", None, False)), SalahSkala.LABEL_KOSONG, 2),
        (own(("Baik", "90", False), (" baik ", None, False)), SalahSkala.LABEL_BERULANG, 2),
        (own(("Baik", None, False), ("Kurang", None, False)), SalahSkala.BATAS_KOSONG, 1),
        (own(("Baik", "90", False), ("Cukup", "90", False), ("Kurang", None, False)), SalahSkala.BATAS_TIDAK_TURUN, 2),
        (own(("Baik", "90", False), ("Cukup", "90", True), ("Kurang", None, False)), SalahSkala.BATAS_TIDAK_TURUN, 2),
        (own(("Baik", "90", False), ("Kurang", "0", False)), SalahSkala.BATAS_TERAKHIR, 2),
        (own(("Baik", "90", False), ("Kurang", None, False), warna="ungu"), SalahSkala.WARNA_TIDAK_DIKENAL, 1),
    ],
)
def test_a_scale_of_ones_own_that_leaves_a_gap_is_refused(
    rows: list[dict[str, object]], code: SalahSkala, baris: int
) -> None:
    with pytest.raises(SkalaSalah) as wrong:
        own_scale(rows)
    assert (wrong.value.code, wrong.value.baris) == (code, baris)


def test_a_scale_of_ones_own_judges_like_any_other() -> None:
    skala = own_scale(own(("Hijau", "90", True), ("Batas", "90", False), ("Merah", None, False)))
    assert [classify(Decimal(text), skala).label for text in ("90.005", "90", "89.994")] == ["Hijau", "Batas", "Merah"]
    assert (skala.kode, skala.per_triwulan) == ("sendiri", False)


def test_predicate_scales_are_whole() -> None:
    for skala in predicate_scales().values():
        ranks = [step.peringkat for step in skala.tingkat]
        assert ranks == list(range(1, len(ranks) + 1))
        assert skala.sumber
        bounds = [step.mulai for step in skala.tingkat if step.mulai is not None]
        assert bounds == sorted(bounds)
    with pytest.raises(KeyError):
        predicate_scale("tidak-ada")


def test_the_package_is_pure() -> None:
    """No Django, no float, no clock, no network: only the standard library's exact parts, a parser and itself."""
    allowed = {"sakip", "ast", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "functools"}
    allowed |= {"importlib", "re", "tomllib", "typing", "__future__", "operator", "lark"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= allowed, path
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"a float in {path}"
            assert not (isinstance(node, ast.Name) and node.id == "float"), f"a float in {path}"
            assert not (isinstance(node, ast.Attribute) and node.attr in {"today", "now"}), f"a clock in {path}"


@pytest.mark.real_data
def test_published_percentages_of_gunungkidul() -> None:
    """60 rows as typed by people: all read, and only the known printed mistakes differ by more than a rounding."""
    folder = os.environ.get("SAKIP_REAL_DATA")
    if not folder:
        pytest.skip("SAKIP_REAL_DATA is not set: the published table of Gunungkidul is not read")
    rows = _published(Path(folder) / "kinerja-gunungkidul-iku-2023.csv")
    falling = ("pengangguran", "kemiskinan", "gini")
    scales_by_name = {"opini": predicate_scale("opini-bpk"), "akip": predicate_scale("sakip")}
    differences = []
    for row in rows:
        name = row["nama_indikator"].casefold()
        readings = [read_value(row[column]) for column in ("target", "realisasi")]
        target, realisasi = (r.nilai if isinstance(r, Terbaca) else None for r in readings)
        assert not any(isinstance(r, Ditolak) for r in readings), row
        found = capaian(
            target,
            realisasi,
            polaritas=Polaritas.MENURUN if any(word in name for word in falling) else Polaritas.MENINGKAT,
            kebijakan=Kebijakan(),
            skala_predikat=next((skala for key, skala in scales_by_name.items() if key in name), None),
        )
        assert (found.mentah is None) == (row["capaian"] == "")
        if found.mentah is not None and abs(found.mentah - Decimal(row["capaian"])) > Decimal("0.00501"):
            differences.append((row["tahun"], name.split()[1]))
    assert differences == [("2023", "pembentukan"), ("2024", "pembentukan"), ("2025", "gini"), ("2025", "pembentukan")]


def _published(path: Path) -> list[dict[str, str]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
