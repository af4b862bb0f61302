"""Builders: the smallest world a test needs, made through the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Lapis, SeriesValue
from sakip.kernel.access import INSTALLATION, SYSTEM, Access
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Unit
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import Dasar, Indikator, Penempatan, Target


@dataclass(frozen=True)
class World:
    """Two instansi; in the first, two dinas and a UPTD below one of them."""

    kabupaten: Unit
    dinkes: Unit
    puskesmas: Unit
    disdik: Unit
    lain: Unit


def world() -> World:
    kabupaten = organisasi.create_instansi(
        INSTALLATION, nama="Kabupaten Uji", jenis="kabupaten", tempat="Ujibaru", by=SYSTEM
    )
    dinkes = organisasi.add_unit(kabupaten, nama="Dinas Kesehatan", jenis="dinas", singkatan="Dinkes", by=SYSTEM)
    puskesmas = organisasi.add_unit(dinkes, nama="Puskesmas Ujibaru", jenis="puskesmas", by=SYSTEM)
    disdik = organisasi.add_unit(kabupaten, nama="Dinas Pendidikan", jenis="dinas", by=SYSTEM)
    lain = organisasi.create_instansi(INSTALLATION, nama="Kota Seberang", jenis="kota", by=SYSTEM)
    return World(kabupaten, dinkes, puskesmas, disdik, lain)


def jabatan(unit: Unit, nama: str = "Kepala Dinas Kesehatan", *, jenjang: str = "jpt-pratama", **rest: Any) -> Jabatan:
    return organisasi.add_jabatan(unit, nama=nama, jenjang=jenjang, by=SYSTEM, **rest)


def pegawai(root: Unit, nama: str = "Sari Utami", *, nomor: int = 1, **rest: Any) -> Pegawai:
    """A person with a sound NIP that ends with the number."""
    return organisasi.add_pegawai(root, nama=nama, by=SYSTEM, **{"nip": f"19800101 200501 2 {nomor:03d}"} | rest)


def masa(post: Jabatan, who: Pegawai, mulai: date, *, sebagai: str = "definitif", **rest: Any) -> MasaJabatan:
    return organisasi.appoint(post, pegawai=who, mulai=mulai, sebagai=sebagai, by=SYSTEM, **rest)


def angka(value: str | int) -> Nilai:
    return Nilai(JenisNilai.ANGKA, angka=Decimal(value))


def indikator(
    unit: Unit,
    nama: str = "Angka Harapan Hidup",
    *,
    polaritas: Polaritas = Polaritas.MENINGKAT,
    jenis: JenisNilai = JenisNilai.ANGKA,
    satuan: str = "Tahun",
    mulai_tahun: int = 2020,
    skala_predikat: str = "",
    **card: object,
) -> Indikator:
    kartu = perencanaan.KartuBaru(mulai_tahun=mulai_tahun, polaritas=polaritas, satuan=satuan, **card)  # type: ignore[arg-type]
    return perencanaan.create_indikator(
        unit, nama=nama, jenis=jenis, kartu=kartu, skala_predikat=skala_predikat, by=SYSTEM
    )


def unattached(subject: Indikator) -> Penempatan:
    found: Penempatan = Penempatan.related.get(indikator=subject, kunci=None)
    return found


def target(
    subject: Indikator, periode: Periode, isian: Isian, *, dasar: Dasar = Dasar.RENSTRA, by: Access = SYSTEM
) -> Target:
    new = perencanaan.TargetBaru(unattached(subject), periode, isian, seen=None)
    return perencanaan.set_targets(subject.unit, targets=[new], dasar=dasar, by=by)[0]


def realisasi(
    subject: Indikator,
    periode: Periode,
    isian: Isian,
    *,
    seen: int | None = None,
    by: Access = SYSTEM,
    lapis: Lapis = Lapis.KLAIM,
) -> SeriesValue:
    new = NilaiBaru(subject.series, periode, isian, seen)
    return record_values(subject.unit, values=[new], by=by, lapis=lapis)[0]
