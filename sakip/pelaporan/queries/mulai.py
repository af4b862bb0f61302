"""What reporting adds to the guided start of an instansi: its first LKjIP."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.offers import Kemajuan, Langkah, alamat
from sakip.pelaporan.queries import frozen_reports


def steps(seen_by: Access, root: HasPath, today: date) -> list[Langkah]:
    """The first report: a draft as soon as there are figures, done once one is frozen. Two queries."""
    frozen = frozen_reports(seen_by).filter(unit_path__startswith=root.path).count()
    figures = SeriesValue.objects.visible_to(seen_by).filter(series__unit__path__startswith=root.path)
    drawn = figures.filter(tahun__lte=today.year).aggregate(n=Max("tahun"))["n"]
    draft = "Draf dapat dibuka sebagai PDF dan DOCX; belum ada yang dibekukan"
    return [
        Langkah(
            judul="Buka draf LKjIP pertama",
            guna="Laporan kinerja disusun dari angka yang sudah diisi, lalu dibekukan sebelum disampaikan.",
            keadaan=Kemajuan.SELESAI if frozen else Kemajuan.SEDANG if drawn else Kemajuan.BELUM,
            fakta=f"{frozen} versi laporan dibekukan"
            if frozen
            else draft
            if drawn
            else "Belum ada angka untuk dilaporkan",
            izin=Permission.FREEZE_REPORT,
            tombol="Buka laporan kinerja",
            alamat=alamat("pelaporan:laporan", query=f"pada={drawn}-T" if drawn else ""),
            peraturan="PermenPANRB Nomor 53 Tahun 2014 Lampiran II huruf D: paling lambat dua bulan setelah tahun "
            "anggaran berakhir, laporan pemerintah daerah tiga bulan",
        )
    ]
