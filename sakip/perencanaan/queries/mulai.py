"""What planning adds to the guided start of an instansi: the first indicators, the first targets and values."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from sakip.datakinerja.models import DITARIK, SeriesValue
from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.offers import Kemajuan, Langkah, alamat
from sakip.perencanaan.models import Indikator, Target


def steps(seen_by: Access, root: HasPath, today: date) -> list[Langkah]:  # noqa: ARG001 - as every offer is called
    """The first indicators; their first targets and realisasi. Three queries."""
    rows = Indikator.objects.visible_to(seen_by).filter(unit__path__startswith=root.path)
    count = rows.aggregate(semua=Count("pk"), unit=Count("unit", distinct=True))
    targets = Target.objects.visible_to(seen_by).filter(
        penempatan__indikator__unit__path__startswith=root.path, pengganti=None
    )
    promised = targets.exclude(keadaan=DITARIK).aggregate(n=Count("penempatan__indikator", distinct=True))["n"]
    values = SeriesValue.objects.visible_to(seen_by).filter(series__unit__path__startswith=root.path, pengganti=None)
    filled = values.exclude(keadaan=DITARIK).aggregate(n=Count("series", distinct=True))["n"]
    return [_indicators(count), _figures(promised, filled)]


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
