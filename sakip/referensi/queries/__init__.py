"""Reference data: kinds of instansi and units, kerangka, jenjang, eselon, pangkat, calendar, choices of a policy.

Read from the data files once.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sakip.arithmetic.periods import Periode

_DATA = Path(__file__).parents[1] / "data"


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def _jenis(of: str) -> dict[str, str]:
    return {kode: each["nama"] for kode, each in _file("jenis.toml")[of].items()}


def jenis_instansi() -> dict[str, str]:
    """Code to name of every kind of instansi."""
    return dict(_jenis("instansi"))


def jenis_unit(kerangka: str = "") -> dict[str, str]:
    """Code to name of every kind of unit; with a kerangka, of those that its family has."""
    family = {kode: each.get("kerangka", kerangka) for kode, each in _file("jenis.toml")["unit"].items()}
    return {kode: nama for kode, nama in _jenis("unit").items() if not kerangka or family[kode] == kerangka}


@cache
def kata_jenis_unit(kerangka: str) -> dict[str, str]:
    """Words by which a kind of unit is called (in small letters) to its code, for the kinds of one family."""
    of_file = _file("jenis.toml")["unit"]
    found: dict[str, str] = {}
    for kode, nama in jenis_unit(kerangka).items():
        for word in (nama, kode.replace("-", " "), *of_file[kode].get("kata", ())):
            found.setdefault(word.casefold(), kode)
    return found


def jenis_di_atas(kode: str) -> tuple[str, ...]:
    """The kinds of which one must stand directly above a unit of this kind; empty where the law names none."""
    return tuple(_file("jenis.toml")["unit"].get(kode, {}).get("di_bawah", ()))


def kerangka_instansi(jenis: str) -> str:
    """The family of plans of a kind of instansi: 'pemda' or 'kl'; empty for a kind that is not known."""
    return str(_file("jenis.toml")["instansi"].get(jenis, {}).get("kerangka", ""))


def jenis_pemda(jenis: str) -> str:
    """Whose codes of the nomenclature a kind of instansi uses: 'prov' or 'kab'; empty for one that has none."""
    return str(_file("jenis.toml")["instansi"].get(jenis, {}).get("nomenklatur", ""))


def nama_urusan() -> dict[str, str]:
    """The first digit of a code of the nomenclature, or X, to the name of its urusan or unsur."""
    return dict(_file("nomenklatur.toml")["urusan"])


def tingkat_nomenklatur() -> dict[str, str]:
    """Code to name of the levels of the nomenclature, from the top."""
    return dict(_file("nomenklatur.toml")["tingkat"])


def kepala_instansi(jenis: str) -> str:
    """How the head of a kind of instansi is called before its own name: 'Bupati'; empty where no word fits them all."""
    return str(_file("jenis.toml")["instansi"].get(jenis, {}).get("kepala", ""))


def kepala_tanpa_nip(jenis: str) -> bool:
    """Whether the head of a kind of instansi is no civil servant: gubernur, bupati, wali kota, menteri."""
    return bool(_file("jenis.toml")["instansi"].get(jenis, {}).get("tanpa_nip", False))


@dataclass(frozen=True)
class Istilah:
    """What a document calls an instansi or a unit of it, those directly below it, and its legal basis.

    ``uraian``: which of Tugas, Fungsi and Kewenangan a report of it must not leave out.
    """

    diri: str
    bawahan: str
    dasar_hukum: str
    uraian: tuple[str, ...]


def istilah(jenis_instansi: str, jenis_unit: str) -> Istilah:
    """The words for a kind of unit in a kind of instansi; the root itself is of the kind 'instansi'."""
    groups = _file("jenis.toml")["istilah"][kerangka_instansi(jenis_instansi) or "kl"]
    found = next(each for each in groups if jenis_unit in each.get("jenis", (jenis_unit,)))
    return Istilah(found["diri"], found["bawahan"], found["dasar_hukum"], tuple(found["uraian"]))


def kata() -> dict[str, dict[str, str]]:
    """Family of instansi to the sentences of pages that it reads in other words: as they are written -> as it reads
    them."""
    return {family: dict(sentences) for family, sentences in _file("kata.toml").items()}


@dataclass(frozen=True)
class Tingkat:
    """A level of a plan. ``indikator``: its statements carry indicators; ``hasil``: what they measure, or empty;
    ``melayani``: its statements serve those of the plan above, and are served by those of the plans below."""

    kode: str
    nama: str
    indikator: bool
    hasil: str = ""
    melayani: bool = False


@dataclass(frozen=True)
class Kerangka:
    """The levels of one family of plans, from the top, with the source that orders them."""

    kode: str
    nama: str
    sumber: str
    tingkat: tuple[Tingkat, ...]


@cache
def kerangka() -> dict[str, Kerangka]:
    """Every kerangka by its code."""
    return {
        kode: Kerangka(kode, each["nama"], each["sumber"], tuple(Tingkat(**level) for level in each["tingkat"]))
        for kode, each in _file("kerangka.toml").items()
    }


def nama_tingkat(kode: str) -> str:
    """The name of a level whatever its kerangka; of a level that an instansi made, the code in words."""
    names = {level.kode: level.nama for each in kerangka().values() for level in each.tingkat}
    return names.get(kode) or kode.replace("-", " ").title()


@dataclass(frozen=True)
class JenisDokumen:
    """A kind of planning document; the data file says what each field means."""

    kode: str
    nama: str
    panjang: str
    kerangka: tuple[str, ...]
    pemilik: str
    induk: tuple[str, ...]
    tahun: int
    sebutan: str
    sumber: str
    dasar_laporan: bool = False
    dasar_target: str = ""
    penyusun: str = ""
    tingkat: str = ""

    def milik(self, *, root: bool) -> bool:
        """Whether an instansi (``root``) or a unit below it has documents of this kind."""
        return self.pemilik == "semua" or root == (self.pemilik == "instansi")

    def usual_name(self, unit: str, awal: int, akhir: int) -> str:
        return self.sebutan.format(unit=unit, awal=awal, akhir=akhir)


@cache
def jenis_dokumen() -> dict[str, JenisDokumen]:
    """Every kind of planning document by its code, in the order of the file."""
    return {kode: _dokumen(kode, **each) for kode, each in _file("dokumen.toml").items()}


def hanya_dicatat() -> list[str]:
    """The kinds that somebody else draws up: here they are recorded, for others to hang on."""
    return [kode for kode, each in jenis_dokumen().items() if each.penyusun]


def _dokumen(kode: str, *, kerangka: Sequence[str], induk: Sequence[str], **rest: Any) -> JenisDokumen:
    return JenisDokumen(kode=kode, kerangka=tuple(kerangka), induk=tuple(induk), **rest)


def dokumen_of(family: str, *, root: bool) -> dict[str, JenisDokumen]:
    """The kinds that a unit of this family of plans has; '' is the family of an instansi with levels of its own."""
    return {kode: each for kode, each in jenis_dokumen().items() if family in each.kerangka and each.milik(root=root)}


@dataclass(frozen=True)
class Jenjang:
    """A level of positions: pejabat negara, manajerial or nonmanajerial, and its rank (the highest has the least).

    ``kerangka``: the one family of instansi that has it.
    """

    kode: str
    nama: str
    jenis: str
    urutan: int
    kerangka: str = ""


@cache
def jenjang() -> dict[str, Jenjang]:
    """Every jenjang by its code, the highest first."""
    return {kode: Jenjang(kode, **each) for kode, each in _file("jabatan.toml")["jenjang"].items()}


def nama_jenjang(kode: str) -> str:
    """The name of a jenjang; the code itself where the file does not know it."""
    known = jenjang().get(kode)
    return known.nama if known else kode


def eselon(kode_jenjang: str, *, instansi: str, unit: str, kepala: bool) -> str:
    """The eselon of a position by its jenjang, the kinds of its instansi and unit, and whether it heads the unit.

    'II.b', or 'II' where the letter is each ministry's own; empty where a position has none.
    """
    for group in _file("jabatan.toml")["eselon"]:
        if instansi not in group["instansi"]:
            continue
        for line in group["baris"]:
            if (
                line["jenjang"] == kode_jenjang
                and unit in line.get("unit", (unit,))
                and line.get("kepala", kepala) is kepala
            ):
                return str(line["eselon"])
    return ""


@cache
def pangkat() -> dict[str, str]:
    """Golongan of a PNS to the name of its pangkat, the lowest first."""
    return dict(_file("pangkat.toml")["pns"])


@cache
def golongan_pppk() -> tuple[str, ...]:
    """Golongan of a PPPK, the lowest first; they have no pangkat."""
    return tuple(_file("pangkat.toml")["pppk"]["golongan"])


def nama_pangkat(golongan: str) -> str:
    """As it is signed: 'Pembina Tingkat I (IV/b)', for a PPPK 'Golongan IX'; empty for none."""
    if not golongan:
        return ""
    name = pangkat().get(golongan)
    return f"{name} ({golongan})" if name else f"Golongan {golongan}"


# --- the yearly calendar of obligations ------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKalender:
    """One obligation of a performance year, dated. ``asal`` says how sure the date is."""

    kunci: str
    nama: str
    siapa: str
    peran: str
    tenggat: date
    dasar_hukum: str
    asal: str


def kalender(jenis: str, tahun: int, *, sesudah_triwulan: int) -> list[BarisKalender]:
    """The calendar of a performance year for a kind of instansi, by date; quarters are due some days later."""
    found = []
    for row in _file("kalender.toml")["agenda"]:
        if jenis in row.get("jenis", [jenis]):
            found += [_dated(row, *each) for each in _dates(row, tahun, sesudah_triwulan)]
    return sorted(found, key=lambda each: each.tenggat)


def _dates(row: dict[str, Any], tahun: int, sesudah_triwulan: int) -> list[tuple[str, str, date]]:
    """What is added to key and name, and the day: once, or for each quarter."""
    rule = row["tanggal"]
    if "triwulan" in rule:
        after = timedelta(days=sesudah_triwulan)
        quarters = [Periode(tahun, f"TW{number}") for number in rule["triwulan"]]
        return [(f"-{each.kode.lower()}", f" {_word(each)}", each.end + after) for each in quarters]
    year, month = tahun + rule["tahun"], rule["bulan"]
    day = monthrange(year, month)[1] if rule["hari"] == "akhir" else rule["hari"]
    return [("", "", date(year, month, day))]


def _word(triwulan: Periode) -> str:
    return triwulan.label.removesuffix(f" Tahun {triwulan.tahun}").replace("Triwulan", "triwulan")


def _dated(row: dict[str, Any], suffix: str, of: str, tenggat: date) -> BarisKalender:
    same = {name: row[name] for name in ("siapa", "peran", "dasar_hukum", "asal")}
    return BarisKalender(kunci=row["kunci"] + suffix, nama=row["nama"] + of, tenggat=tenggat, **same)


def counted_by_the_system(kunci: str) -> bool:
    """Whether a component counts what is missing for an obligation of the calendar, and tells it on the home page."""
    keys = [row["kunci"] for row in _file("kalender.toml")["agenda"] if row.get("dihitung")]
    return any(kunci == key or kunci.startswith(f"{key}-tw") for key in keys)


# --- choices of a policy, and packs of them ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Opsi:
    """One answer to a choice: what it is called, what it means in a sentence, where it was seen."""

    kode: str
    label: str
    kalimat: str
    sumber: str


@dataclass(frozen=True)
class Lazim:
    """A value of a choice that is a number, and where it was seen; empty for none."""

    nilai: str
    sumber: str


@dataclass(frozen=True)
class Pilihan:
    """A choice that the law leaves to the instansi. ``tanpa`` says what an empty number means, if it may be empty."""

    nama: str
    bagian: str
    judul: str
    kalimat: str
    sumber: str
    opsi: tuple[Opsi, ...] = ()
    lazim: tuple[Lazim, ...] = ()
    tanpa: str = ""
    nanti: str = ""
    """A choice that is stored and not used yet says so here."""


@cache
def pilihan_kebijakan() -> dict[str, Pilihan]:
    """Every choice by the name of its field, in the order of the form."""
    return {row["nama"]: _pilihan(**row) for row in _file("kebijakan.toml")["pilihan"]}


def _pilihan(*, kode: Sequence[dict[str, str]] = (), lazim: Sequence[dict[str, str]] = (), **row: str) -> Pilihan:
    return Pilihan(**row, opsi=tuple(Opsi(**each) for each in kode), lazim=tuple(Lazim(**each) for each in lazim))


def bagian_kebijakan() -> dict[str, str]:
    """Code to title of the parts in which the choices stand."""
    return {row["kode"]: row["judul"] for row in _file("kebijakan.toml")["bagian"]}


@dataclass(frozen=True)
class Paket:
    """A set of choices as a regulation or an agency has it; ``nilai`` holds what its source documents and no more."""

    kode: str
    nama: str
    berlaku_sejak: date
    sumber: str
    catatan: str
    berlaku_sampai: date | None = None
    nilai: Mapping[str, str] = field(default_factory=dict)


@cache
def paket_aturan() -> dict[str, Paket]:
    """Every pack by its code, in the order of the file."""
    return {row["kode"]: Paket(**row) for row in _file("paket.toml")["paket"]}


# --- the checker of the plan ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Aturan:
    """A rule of the checker, as a person reads it. ``keparahan``: galat, peringatan or saran; ``batas``: its number;
    ``kerangka``: the one family of instansi that it concerns."""

    id: str
    keparahan: str
    judul: str
    mengapa: str
    dasar: str
    perbaikan: str
    sejak: date
    batas: int | None = None
    kerangka: str = ""


@cache
def aturan_pemeriksa() -> dict[str, Aturan]:
    """Every rule of the checker by its id, in the order of the file."""
    return {kode: Aturan(kode, **each) for kode, each in _file("pemeriksa.toml").items()}


@dataclass(frozen=True)
class Pertanyaan:
    """A question of the self-check of an indicator. ``aturan``: rules of the checker that know something of it."""

    kode: str
    judul: str
    pertanyaan: str
    bantuan: str
    aturan: Sequence[str] = ()


@cache
def pertanyaan_mandiri(bagian: str) -> tuple[Pertanyaan, ...]:
    """The questions of a part of the self-check: 'kriteria' (SMART with result orientation) or 'asas'."""
    return tuple(Pertanyaan(kode, **each) for kode, each in _file("pemeriksaan_mandiri.toml")[bagian].items())


@cache
def kata_pemeriksa(daftar: str) -> tuple[str, ...]:
    """A list of words of the checker, in small letters, the longest first."""
    return tuple(sorted(_file("kata_pemeriksa.toml")[daftar], key=len, reverse=True))


@cache
def kata_sama() -> dict[str, str]:
    """Words that are written differently and mean the same: from each to the one that is compared."""
    groups: dict[str, list[str]] = _file("kata_pemeriksa.toml")["samakan"]
    return {word: chosen for chosen, words in groups.items() for word in words}


@cache
def tingkat_iku(jenis_unit: str, *, instansi: bool) -> tuple[str, str]:
    """What an IKU of a kind of unit measures at the least (outcome or output), and the sentence that says so."""
    for line in _file("tingkat_iku.toml")["baris"]:
        if line.get("instansi", instansi) is instansi and jenis_unit in line.get("unit", (jenis_unit,)):
            return str(line["sekurangnya"]), str(line["kalimat"])
    return "output", ""
