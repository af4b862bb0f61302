"""The choices of a policy in words: what each asks, what was answered, a worked example, where it was seen.

The words stand in the data file of referensi; the examples are computed here with the choice put in, so they cannot say
anything else than the figures do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sakip.arithmetic.averages import Timbangan, mean_capaian, mean_unit
from sakip.arithmetic.capaian import Capaian, capaian
from sakip.arithmetic.exact import SERATUS
from sakip.arithmetic.notation import format_date, format_number, format_percent
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import Bobot, DataHilang
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.scales import SENDIRI, Skala, classify, scale, scales
from sakip.arithmetic.triwulan import Aturan as Rules
from sakip.arithmetic.triwulan import CaraIsi, Rangkaian, Tipologi, capaian_sampai
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.kernel.telling import register_words
from sakip.organisasi.queries import BAWAAN, KebijakanBerlaku, proposed
from sakip.referensi.queries import Opsi, Paket, Pilihan, bagian_kebijakan, pilihan_kebijakan

register_words(**{nama: {each.kode: each.label for each in row.opsi} for nama, row in pilihan_kebijakan().items()})
register_words(skala={**{kode: each.nama for kode, each in scales().items()}, SENDIRI: "Skala sendiri"})

NUMBERS = ("batas", "lantai", "hari_tenggat")
"""The choices that are typed as a number."""


@dataclass(frozen=True)
class Fakta:
    """A choice with its answer. ``nilai`` is what two policies are compared by."""

    pilihan: Pilihan
    nilai: str
    label: str
    kalimat: str
    sumber: str
    contoh: str


def facts(policy: KebijakanBerlaku) -> tuple[Fakta, ...]:
    """Every choice of a policy, in the order of the form."""
    return tuple(fact(row, policy) for row in pilihan_kebijakan().values())


def fact(row: Pilihan, policy: KebijakanBerlaku) -> Fakta:
    value, shown = code_of(row.nama, policy.aturan), example(row.nama, policy)
    if row.nama == "skala":
        return Fakta(row, _told_scale(policy.skala), policy.skala.nama, "", _scale_source(policy), shown)
    if row.nama in NUMBERS:
        known = next((each.sumber for each in row.lazim if each.nilai == value), "")
        return Fakta(row, value, _number(row, value), "", known, shown)
    answer = next((each for each in row.opsi if each.kode == value), None) or Opsi(value, _unknown(value), "", "")
    return Fakta(row, value, answer.label, answer.kalimat, answer.sumber, shown)


def code_of(nama: str, aturan: Aturan) -> str:
    """A choice as the form and the data files write it; empty for no limit."""
    value = getattr(aturan, nama)
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, Decimal):
        return format_number(value, places=None).replace(".", "")
    return "" if value is None else str(value)


def by_part(found: tuple[Fakta, ...]) -> list[tuple[str, list[Fakta]]]:
    """The facts under the titles of their parts."""
    return [
        (judul, [each for each in found if each.pilihan.bagian == kode]) for kode, judul in bagian_kebijakan().items()
    ]


def _number(row: Pilihan, value: str) -> str:
    if not value:
        return row.tanpa
    return f"{value} hari" if row.nama == "hari_tenggat" else f"{value}%"


def _unknown(value: str) -> str:
    """An order of lapis that the form does not offer, set by a command."""
    return value.replace(",", ", lalu ")


def _told_scale(skala: Skala) -> str:
    bounds = (f"{'>' if each.eksklusif else '≥'} {each.mulai[-1]}" if each.mulai else "" for each in skala.kelas)
    return "; ".join(f"{each.label} {bound}".strip() for each, bound in zip(skala.kelas, bounds, strict=True))


def _scale_source(policy: KebijakanBerlaku) -> str:
    return f"Keputusan instansi: {policy.skala.sumber}" if policy.skala.kode == SENDIRI else policy.skala.sumber


# --- policies beside each other ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Banding:
    """A choice in two policies."""

    kiri: Fakta
    kanan: Fakta

    @property
    def berbeda(self) -> bool:
        return self.kiri.nilai != self.kanan.nilai


def compared(left: KebijakanBerlaku, right: KebijakanBerlaku) -> tuple[Banding, ...]:
    """Two policies choice by choice."""
    return tuple(Banding(a, b) for a, b in zip(facts(left), facts(right), strict=True))


def policy_of_pack(paket: Paket) -> KebijakanBerlaku:
    """A pack as it would hold: what its source does not document is the default of the system."""
    return proposed(paket.berlaku_sejak.year, {nama: stored(nama, text) for nama, text in paket.nilai.items()})


def stored(nama: str, text: str) -> Any:
    """A choice of a data file as its column holds it."""
    if nama in {"batas", "lantai"}:
        return Decimal(text) if text else None
    return int(text) if isinstance(getattr(Aturan, nama), int) else text


def since(nama: str, policies: list[KebijakanBerlaku]) -> int | None:
    """Since which year a choice has been what it is; the policies latest first. None: it is still the default."""
    row, start = pilihan_kebijakan()[nama], None
    now = fact(row, policies[0] if policies else BAWAAN).nilai
    for policy in (*policies, BAWAAN):
        if fact(row, policy).nilai != now:
            break
        start = policy.sejak
    return start


# --- worked examples --------------------------------------------------------------------------------------------------


def example(nama: str, policy: KebijakanBerlaku) -> str:
    """A choice at work on figures one can follow in the head; empty where there is nothing to compute."""
    made = _EXAMPLES.get(nama)
    return made(policy) if made else ""


def example_of(row: Pilihan, kode: str) -> str:
    """The example with one answer put in, all other choices being the defaults."""
    if row.nama == "skala":
        return example("skala", replace(BAWAAN, skala=scale(kode)))
    default = getattr(Aturan, row.nama)
    value: Any = tuple(kode.split(",")) if isinstance(default, tuple) else type(default)(kode)
    return example(row.nama, replace(BAWAAN, aturan=replace(BAWAAN.aturan, **{row.nama: value})))


def _of(target: Nilai, realisasi: Nilai, aturan: Aturan, polaritas: Polaritas = Polaritas.MENINGKAT) -> Capaian:
    return capaian(target, realisasi, polaritas=polaritas, kebijakan=aturan, skala_predikat=predicate_scale("sakip"))


def _angka(value: int) -> Nilai:
    return Nilai(JenisNilai.ANGKA, angka=Decimal(value))


def _percent(value: Decimal | None) -> str:
    if value is None:
        return "tidak terdefinisi"
    return format_percent(value, places=None if value == value.to_integral_value() else 2)


def _falling(policy: KebijakanBerlaku) -> str:
    better, worse = (_of(_angka(10), _angka(r), policy.aturan, Polaritas.MENURUN).mentah for r in (8, 12))
    return f"Target 10: realisasi 8 memberi {_percent(better)}, realisasi 12 memberi {_percent(worse)}."


def _cap(policy: KebijakanBerlaku) -> str:
    found = _of(_angka(2), _angka(5), replace(Aturan(), batas=policy.aturan.batas))
    return f"Target 2, realisasi 5: hasil hitung {_percent(found.mentah)}, dipakai {_percent(found.dipakai)}."


def _floor(policy: KebijakanBerlaku) -> str:
    aturan = replace(Aturan(), lantai=policy.aturan.lantai)
    found = _of(_angka(10), _angka(25), aturan, Polaritas.MENURUN)
    return (
        f"Indikator menurun, target 10, realisasi 25: hasil hitung {_percent(found.mentah)}, "
        f"dipakai {_percent(found.dipakai)}."
    )


def _zero(policy: KebijakanBerlaku) -> str:
    some, none = (_of(_angka(0), _angka(r), replace(policy.aturan, batas=None)).mentah for r in (5, 0))
    return f"Target 0: realisasi 5 {_gives(some)}, realisasi 0 {_gives(none)}."


def _gives(value: Decimal | None) -> str:
    return _percent(value) if value is None else f"memberi {_percent(value)}"


def _predicate(policy: KebijakanBerlaku) -> str:
    target = Nilai(JenisNilai.PREDIKAT, kode="A", angka=Decimal("80.50"))
    reached = Nilai(JenisNilai.PREDIKAT, kode="BB", angka=Decimal("79.39"))
    return f"Target A (80,50), realisasi BB (79,39): {_percent(_of(target, reached, policy.aturan).mentah)}."


def _accumulated(policy: KebijakanBerlaku) -> str:
    first, second = Periode(2025, "TW1"), Periode(2025, "TW2")
    series = Rangkaian(
        Tipologi.AKUMULATIF, CaraIsi.PERIODE, {first: _angka(10), second: _angka(10)}, {first: _angka(8)}, _angka(40)
    )
    found = capaian_sampai(series, second, Rules(Polaritas.MENINGKAT, policy.aturan))
    return (
        "Target 10 setiap triwulan, realisasi triwulan I 8, triwulan II belum diisi: "
        f"sampai dengan triwulan II {_percent(found.mentah)}."
    )


def _units(policy: KebijakanBerlaku) -> str:
    mean = mean_unit([[Decimal(80), SERATUS], [Decimal(60)]], policy.aturan.rollup)
    return f"Satu sasaran dengan capaian 80% dan 100%, satu lagi dengan 60%: capaian unit {_percent(mean.nilai)}."


def _weighed(policy: KebijakanBerlaku) -> str:
    weights = Timbangan((Decimal(75), Decimal(25))) if policy.aturan.bobot is Bobot.INDIKATOR else None
    mean = mean_capaian([Decimal(80), SERATUS], weights)
    return f"Capaian 80% dengan bobot 75 dan 100% dengan bobot 25: capaian sasaran {_percent(mean.nilai)}."


def _missing(policy: KebijakanBerlaku) -> str:
    late = Decimal(0) if policy.aturan.data_hilang is DataHilang.NOL_LEWAT_TENGGAT else None
    mean = mean_capaian([Decimal(80), SERATUS, late])
    return f"Capaian 80% dan 100%, satu indikator tidak diisi: rata-rata {_percent(mean.nilai)}."


def _due(policy: KebijakanBerlaku) -> str:
    last = Periode(2026, "TW1").end + timedelta(days=policy.aturan.hari_tenggat)
    return f"Realisasi triwulan I tahun 2026 terisi paling lambat {format_date(last)}."


def _judged(policy: KebijakanBerlaku) -> str:
    words = ", ".join(
        f"{format_percent(Decimal(value), places=None)} {classify(Decimal(value), policy.skala).label}"
        for value in (105, 92, 70, 40)
    )
    return f"Capaian setahun {words}."


def _printed(policy: KebijakanBerlaku) -> str:
    found = _of(_angka(3), _angka(2), Aturan()).mentah or Decimal(0)
    return f"Target 3, realisasi 2: tercetak {format_percent(found, places=policy.aturan.pembulatan)}."


def _first_layer(policy: KebijakanBerlaku) -> str:
    values = {"klaim": "laporan unit 95", "terverifikasi": "nilai terverifikasi 94", "resmi": "nilai resmi 93"}
    alone = "tetap" if "klaim" in policy.aturan.urutan_lapis else "tidak"
    first = values[policy.aturan.urutan_lapis[0]]
    return f"Bila ketiganya ada, dihitung {first}; bila hanya ada laporan unit 95, angka itu {alone} dihitung."


_EXAMPLES: Mapping[str, Callable[[KebijakanBerlaku], str]] = {
    "rumus_menurun": _falling,
    "batas": _cap,
    "lantai": _floor,
    "target_nol": _zero,
    "predikat": _predicate,
    "akumulasi": _accumulated,
    "rollup": _units,
    "bobot": _weighed,
    "data_hilang": _missing,
    "hari_tenggat": _due,
    "skala": _judged,
    "pembulatan": _printed,
    "urutan_lapis": _first_layer,
}
