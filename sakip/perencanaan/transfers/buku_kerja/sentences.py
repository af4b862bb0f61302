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
    "instansi_buku_lain": (
        "Berkas ini dibuat untuk {instansi}, sedangkan nomor unitnya di sini milik {root}; unduh Buku Kerja {root}, "
        "lalu salin isiannya ke sana."
    ),
    "tahun_buku_lain": (
        "Berkas ini berisi realisasi tahun {tahun}, sedangkan tahun yang sedang dibuka {dibuka}; lanjutkan bila memang "
        "tahun {tahun} yang dimaksud."
    ),
    "tingkat_iku": "{tempat} berisi “{nilai}”. {ketentuan}; pilih tingkat yang sesuai, atau lepaskan tanda IKU.",
    "bahan_tidak_dikenal": (
        "{tempat} berisi “{salah}” yang bukan bahan penetapan; pilih dari yang disebut pada catatan judul kolom, "
        "dipisahkan titik koma."
    ),
    "jabatan_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan jabatan yang masih ada di instansi ini; pilih dari daftar."
    ),
    "tahun_baseline_salah": "{tempat} berisi “{nilai}” yang bukan tahun; tulis tahun baseline-nya, misalnya 2024.",
    "baseline_sudah_ada": (
        "{tempat} berisi tahun {nilai}, padahal baseline tahun itu sudah dicatat {tersimpan}; ganti lewat kartu "
        "indikator, atau tulis tahun lain."
    ),
    "sumber_baseline_kosong": (
        "{tempat} kosong, padahal baseline diisi; tulis terbitan, dokumen, atau rilis yang memuat angkanya."
    ),
    "alasan_baseline_wajib": (
        "{tempat} kosong, padahal baseline yang sudah dicatat diganti; tuliskan alasan perubahannya."
    ),
    "baris_lama": (
        "{tempat} diubah pada baris dari versi yang sudah diganti atau baris yang sudah dihapus; unduh Buku Kerja baru "
        "dan salin perubahan itu ke sana."
    ),
    "rencana_terkunci": (
        "{tempat} berisi “{nilai}”, padahal {versi} sudah ditetapkan; kembalikan isinya menjadi {tersimpan}, atau buka "
        "versi perubahan rencana itu, lalu unduh Buku Kerja baru."
    ),
    "rencana_diperiksa": (
        "{tempat} berisi “{nilai}”, padahal {versi} sedang diperiksa atau sudah disetujui; kembalikan isinya menjadi "
        "{tersimpan}, atau mintalah rencana itu dikembalikan, lalu unggah lagi."
    ),
    "pagu_terkunci": (
        "{tempat} berisi “{nilai}”, padahal {versi} sudah ditetapkan; kembalikan isinya menjadi {tersimpan}, atau buka "
        "versi perubahan pagu itu, lalu unduh Buku Kerja baru."
    ),
    "dokumen_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan dokumen rencana dalam Buku Kerja ini; pilih dari daftar, atau buat "
        "dokumennya lebih dahulu."
    ),
    "tingkat_rencana_salah": (
        "{tempat} berisi “{nilai}” yang bukan tingkat dokumen itu; tulis salah satu dari: {pilihan}."
    ),
    "nomor_baris_ganda": "{tempat} berisi “{nilai}” yang sudah dipakai baris lain; beri pengenal lain, misalnya B2.",
    "induk_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan nomor baris atau kode dalam {versi}; tulis nomor baris induknya, "
        "misalnya R12."
    ),
    "induk_rancu": (
        "{tempat} berisi kode “{nilai}” yang dimiliki beberapa baris dalam {versi}; tulis nomor baris induknya, "
        "misalnya R12."
    ),
    "urutan_tingkat": (
        "{tempat} berisi “{nilai}”, padahal {tingkat} tidak dapat berada di bawah {induk}; tulis induk pada tingkat "
        "yang lebih tinggi."
    ),
    "indikator_tidak_dikenal": (
        "{tempat} berisi “{salah}” yang bukan nama indikator dalam Buku Kerja ini; tulis persis seperti pada lembar "
        "Indikator, dan terapkan indikator baru lebih dahulu."
    ),
    "tingkat_tanpa_indikator": (
        "{tempat} berisi “{nilai}”, padahal tingkat {tingkat} tidak memuat indikator; tempatkan pada tingkat lain."
    ),
    "penempatan_bertarget": (
        "{tempat} tidak lagi memuat “{indikator}”, padahal targetnya ditetapkan di situ; tulis kembali, atau pindahkan "
        "lewat halaman rencana."
    ),
    "tahun_pagu_salah": "{tempat} berisi “{nilai}” yang bukan tahun anggaran; tulis tahun {awal} sampai {akhir}.",
    "rupiah_salah": (
        "{tempat} berisi “{nilai}” yang bukan rupiah bulat antara 0 dan 1.000.000.000.000.000; tulis misalnya 1500000."
    ),
    "pagu_ganda": (
        "{tempat} berisi kode “{nilai}” dengan sumber dana yang sudah ada untuk unit, tahun, dan dokumen itu; ubah "
        "baris yang ada."
    ),
}
"""By code; {tempat} and {nilai} are always there."""
