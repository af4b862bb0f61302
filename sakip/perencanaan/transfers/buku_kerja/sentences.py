"""What a workbook that came back is told: sentence by code, in the shape of ``kernel.transfer.problems``."""

from __future__ import annotations

from collections.abc import Mapping

from sakip.perencanaan.transfers.sentences import SENTENCES as OF_TABLES

SENTENCES: Mapping[str, str] = {
    **OF_TABLES,
    "unit_buku_tidak_dikenal": (
        "Berkas ini dibuat untuk unit yang tidak dikenal atau di luar wewenang Anda; unduh Buku Kerja unit Anda, "
        "lalu salin isiannya ke sana."
    ),
    "unit_buku_lain": (
        "Berkas ini dibuat untuk {unit}, bukan untuk {diminta}; unggah Buku Kerja {diminta}, atau pilih {unit}."
    ),
    "keterangan_rusak": (
        "Keterangan tahun atau dasar target di dalam berkas ini rusak; unduh Buku Kerja baru dan salin isian Anda "
        "ke sana."
    ),
    "baris_tidak_dikenal": (
        "{tempat} tidak dikenal sebagai baris unit ini; unduh Buku Kerja baru dan salin isian baris itu ke sana."
    ),
    "jejak_rusak": (
        "{tempat}: catatan tersembunyi pada baris ini rusak; unduh Buku Kerja baru dan salin isian baris itu ke sana."
    ),
    "sudah_berubah": (
        "{tempat} sudah diubah {siapa} sejak Buku Kerja diunduh: yang tersimpan {tersimpan}, di berkas {berkas}; "
        "pastikan nilai yang benar, lalu isikan pada Buku Kerja yang baru diunduh."
    ),
    "tidak_berwenang": (
        "{tempat} mengubah data {objek}, padahal peran Anda tidak mencakup perubahan itu; kembalikan isinya menjadi "
        "{tersimpan}, atau minta yang berwenang mengunggahnya."
    ),
    "unit_belum_dipilih": "{tempat} kosong pada baris baru; pilih unitnya dari daftar.",
    "unit_pilihan_salah": "{tempat} berisi “{nilai}” yang bukan unit dalam Buku Kerja ini; pilih dari daftar.",
    "bidang_salah": (
        "{tempat} berisi “{salah}” yang bukan kode bidang urusan; tulis kodenya, dipisahkan koma, misalnya 2.08, 2.14."
    ),
    "nama_ganda": (
        "{tempat} berisi “{nilai}” yang sudah dipakai di {tempat_nama}; beri nama lain, atau pakai yang sudah ada."
    ),
    "tahun_kartu_salah": "{tempat} berisi “{nilai}” yang bukan tahun; tulis satu tahun, misalnya 2025.",
    "kartu_sudah_ada": (
        "{tempat} berisi tahun {nilai}, padahal sejak tahun itu sudah ada ketentuan lain; unduh Buku Kerja tahun "
        "{nilai} untuk mengubahnya."
    ),
    "rencana_terkunci": (
        "{tempat} diubah, padahal {versi} sudah ditetapkan atau sedang diperiksa; kembalikan isinya seperti semula, "
        "atau buka versi berikutnya."
    ),
    "rupiah_salah": "{tempat} berisi “{nilai}” yang bukan rupiah bulat; tulis misalnya 1500000.",
    "tingkat_iku": "{tempat} berisi “{nilai}”. {ketentuan}; pilih tingkat yang sesuai, atau lepaskan tanda IKU.",
    "skala_belum_dipilih": "{tempat} kosong, padahal jenis nilainya Predikat; pilih skalanya dari daftar.",
    "skala_tanpa_predikat": "{tempat} berisi “{nilai}”, padahal jenis nilainya bukan Predikat; kosongkan sel ini.",
    "tanpa_alasan": "{tempat} berisi “{nilai}” tanpa alasan; tulis misalnya “{nilai}: rilis BPS bulan Maret”.",
    "alasan_terlalu_panjang": "{tempat} berisi alasan lebih dari 500 huruf; ringkaskan alasannya.",
    "rancu": (
        "{tempat} berisi “{nilai}” yang dapat berarti {kemungkinan}; tulis angkanya dengan koma desimal dan tanpa "
        "titik."
    ),
    "tanda_tak_jelas": (
        "{tempat} berisi “{nilai}” yang tidak jelas artinya; kosongkan sel bila belum diisi, atau tulis “belum "
        "tersedia: alasannya”."
    ),
    "alasan_perubahan_wajib": (
        "{tempat} kosong, padahal target {periode} diubah dari {lama} menjadi {baru}; tuliskan alasan perubahannya."
    ),
}
