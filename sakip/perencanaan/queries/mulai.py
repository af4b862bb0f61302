"""What planning adds to the guided start of an instansi: the first tree and plan, the first indicators,
targets and values."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from sakip.datakinerja.models import DITARIK, SeriesValue
from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.offers import Kemajuan, Langkah, alamat
from sakip.perencanaan.models import DokumenRencana, Indikator, PohonKinerja, Target
from sakip.perencanaan.queries.rencana import is_set, without_yearly_groups


def steps(seen_by: Access, root: HasPath, today: date) -> list[Langkah]:  # noqa: ARG001 - as every offer is called
    """The first tree and plan; the first indicators; their first targets and realisasi. Five queries."""
    here = Q(unit__path__startswith=root.path)
    trees = PohonKinerja.objects.visible_to(seen_by).filter(here)
    tree = trees.aggregate(
        pohon=Count("pk", distinct=True), kondisi=Count("simpul", filter=Q(simpul__ditarik=False), distinct=True)
    )
    plans = DokumenRencana.objects.visible_to(seen_by).filter(here).exclude(without_yearly_groups())
    plan = plans.alias(was_set=is_set()).aggregate(semua=Count("pk"), tetap=Count("pk", filter=Q(was_set=True)))
    rows = Indikator.objects.visible_to(seen_by).filter(unit__path__startswith=root.path)
    count = rows.aggregate(semua=Count("pk"), unit=Count("unit", distinct=True))
    targets = Target.objects.visible_to(seen_by).filter(
        penempatan__indikator__unit__path__startswith=root.path, pengganti=None
    )
    promised = targets.exclude(keadaan=DITARIK).aggregate(n=Count("penempatan__indikator", distinct=True))["n"]
    values = SeriesValue.objects.visible_to(seen_by).filter(series__unit__path__startswith=root.path, pengganti=None)
    filled = values.exclude(keadaan=DITARIK).aggregate(n=Count("series", distinct=True))["n"]
    return [_tree(tree), _plan(plan), _indicators(count), _figures(promised, filled)]


def _tree(count: dict[str, int]) -> Langkah:
    begun = Kemajuan.SEDANG if count["pohon"] else Kemajuan.BELUM
    return Langkah(
        judul="Susun pohon kinerja",
        guna="Pohon menguraikan hasil yang hendak dicapai menjadi kondisi penentunya, sebelum program dan anggaran.",
        keadaan=Kemajuan.SELESAI if count["kondisi"] else begun,
        fakta=f"{count['kondisi']} kondisi pada {count['pohon']} pohon"
        if count["pohon"]
        else "Belum ada pohon kinerja",
        izin=Permission.PLAN,
        tombol="Buka pohon kinerja" if count["pohon"] else "Susun pohon",
        alamat=alamat("perencanaan:pohon-daftar" if count["pohon"] else "perencanaan:pohon-tambah"),
        peraturan="PermenPANRB Nomor 89 Tahun 2021: penjenjangan kinerja dan pohon kinerja",
    )


def _plan(count: dict[str, int]) -> Langkah:
    begun = Kemajuan.SEDANG if count["semua"] else Kemajuan.BELUM
    told = f"{count['tetap']} rencana ditetapkan, {count['semua'] - count['tetap']} masih disusun"
    return Langkah(
        judul="Catat rencana yang berlaku",
        guna="Renstra, dan RPJMD di daerah, memuat tujuan dan sasaran; indikator dan laporan kinerja dikelompokkan "
        "menurutnya.",
        keadaan=Kemajuan.SELESAI if count["tetap"] else begun,
        fakta=told if count["semua"] else "Belum ada rencana",
        izin=Permission.PLAN,
        tombol="Catat rencana",
        alamat=alamat("perencanaan:rencana-catat"),
        peraturan="Perpres Nomor 29 Tahun 2014 Pasal 6 dan Pasal 7: rencana strategis",
        jalan_lain=("Susun rencana baru", alamat("perencanaan:rencana-tambah")),
    )


def _indicators(count: dict[str, int]) -> Langkah:
    return Langkah(
        judul="Masukkan indikator pertama",
        guna="Indikator kinerja mengukur hasil yang dijanjikan unit; satu tabel yang sudah ada dapat langsung diimpor.",
        keadaan=Kemajuan.SELESAI if count["semua"] else Kemajuan.BELUM,
        fakta=f"{count['semua']} indikator pada {count['unit']} unit" if count["semua"] else "Belum ada indikator",
        izin=Permission.PLAN,
        tombol="Impor tabel indikator",
        alamat=alamat("perencanaan:impor-daftar"),
        peraturan="PermenPANRB Nomor 53 Tahun 2014 Lampiran II huruf F dan G: syarat indikator dan IKU",
        pokok=True,
        jalan_lain=("Tambah satu per satu", alamat("perencanaan:indikator-tambah")),
    )


def _figures(promised: int, filled: int) -> Langkah:
    keadaan = Kemajuan.SELESAI if promised and filled else Kemajuan.SEDANG if promised or filled else Kemajuan.BELUM
    return Langkah(
        judul="Isi target dan realisasi periode pertama",
        guna="Capaian adalah realisasi dibandingkan dengan target, setiap triwulan dan setiap tahun.",
        keadaan=keadaan,
        fakta=f"{promised} indikator bertarget, {filled} memiliki realisasi",
        izin=Permission.ENTER_REALISASI,
        tombol="Isi realisasi",
        alamat=alamat("perencanaan:isian"),
        peraturan="PermenPANRB Nomor 53 Tahun 2014 Lampiran II huruf E: pengukuran triwulanan dan tahunan",
        pokok=True,
        jalan_lain=("Lihat indikator", alamat("perencanaan:indikator-daftar")),
    )
