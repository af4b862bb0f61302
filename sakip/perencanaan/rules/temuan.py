"""What is refused when a finding of the checker is set aside."""

from sakip.kernel.refusals import register

register(
    {
        "aturan-tidak-dikenal": "Aturan “{aturan}” tidak ada. Pilih temuan dari halaman Pemeriksa rencana.",
        "alasan-kesampingkan-wajib": "Alasan belum diisi. Tuliskan mengapa temuan ini tidak perlu diperbaiki.",
        "sampai-sudah-lewat": "Tanggal {tanggal} sudah lewat. Pilih tanggal hari ini atau sesudahnya, atau kosongkan.",
        "temuan-sudah-dikesampingkan": "Temuan ini sudah dikesampingkan {oleh}. Muat ulang halaman itu.",
    }
)
