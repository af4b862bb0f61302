"""What a pelantikan refuses, and the reasons for which a term ends with nobody moving on."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.refusals import register
from sakip.organisasi.models import Sebagai

register(
    {
        "pelantikan-pegawai-kosong": "Pegawai belum diisi; tulis NIP atau namanya.",
        "pelantikan-jabatan-kosong": "Jabatan tujuan belum diisi; tulis nama jabatannya.",
        "pelantikan-nip-tidak-ada": (
            "NIP {nip} tidak ada pada daftar pegawai. Periksa angkanya, atau tambahkan dahulu pegawainya."
        ),
        "pelantikan-nama-tidak-ada": (
            "Pegawai “{nama}” tidak ada pada daftar. Periksa ejaannya, tulis NIP-nya, atau tambahkan dahulu pegawainya."
        ),
        "pelantikan-nama-ganda": "Nama “{nama}” dimiliki {jumlah} pegawai; tulis NIP-nya: {pilihan}.",
        "pelantikan-jabatan-tidak-ada": (
            "Jabatan “{nama}” tidak ada pada {tempat} yang berlaku {tanggal}. "
            "Periksa ejaannya, atau tambahkan dahulu jabatannya."
        ),
        "pelantikan-jabatan-ganda": "Jabatan “{nama}” ada di {jumlah} unit; isi kolom unit: {pilihan}.",
        "pelantikan-sebagai": "Isi kolom sebagai, “{teks}”, tidak dikenal; pilih Definitif, Plt., atau Plh.",
        "pelantikan-alasan": "Alasan “{teks}” tidak dikenal; pilih salah satu: {pilihan}.",
        "pelantikan-pegawai-berulang": "{siapa} tertulis juga pada baris {nomor}; satu pegawai dilantik sekali.",
        "pelantikan-jabatan-berulang": "{jabatan} diisi juga pada baris {nomor}; satu jabatan diisi satu pejabat.",
        "pelantikan-masih-dijabat": (
            "{jabatan} masih dijabat {siapa} {masa}. Tulis {siapa} pada baris lain dengan jabatan barunya, "
            "atau pada daftar yang berakhir."
        ),
        "pelantikan-tidak-menjabat": (
            "{siapa} tidak sedang memegang jabatan definitif pada {tanggal}; hapus barisnya, atau periksa tanggalnya."
        ),
        "pelantikan-kosong": "Susunan pelantikan masih kosong. Isi paling sedikit satu baris.",
        "pelantikan-bermasalah": (
            "Pelantikan belum dapat diterapkan: baris {nomor}, {masalah} Perbaiki dahulu semua baris yang bermasalah."
        ),
        "pelantikan-sudah-diterapkan": (
            "Pelantikan {nomor_sk} sudah diterapkan pada {tanggal}, sehingga tidak dapat diubah lagi."
        ),
        "pelantikan-berubah": (
            "Susunan atau keadaan jabatan berubah sesudah halaman ini dibuka, sehingga belum ada yang diterapkan. "
            "Periksa sekali lagi akibatnya, lalu terapkan."
        ),
        "pelantikan-sk-kosong": "Nomor SK belum diisi; tulis seperti pada surat keputusannya.",
        "peran-di-luar-wewenang": (
            "Peran {peran} tidak dapat dialihkan bersama pelantikan, karena Anda sendiri tidak memegang wewenangnya. "
            "Mintalah administrator mengalihkannya."
        ),
    }
)


@dataclass(frozen=True)
class Alasan:
    """Why a term ends; ``keluar``: the person then works here no longer."""

    nama: str
    keluar: bool


ALASAN = {
    "pensiun": Alasan("Pensiun", keluar=True),
    "meninggal": Alasan("Meninggal dunia", keluar=True),
    "mundur": Alasan("Mengundurkan diri sebagai pegawai", keluar=True),
    "pindah": Alasan("Pindah ke instansi lain", keluar=True),
    "diberhentikan": Alasan("Diberhentikan dari jabatan", keluar=False),
    "tugas-belajar": Alasan("Tugas belajar", keluar=False),
}


def read_sebagai(text: str) -> Sebagai | None:
    """The capacity as people type it: 'Plt.', 'PLH', nothing for definitif; None for what is unknown."""
    word = text.strip().casefold().rstrip(".") or Sebagai.DEFINITIF.value
    return next((each for each in Sebagai if each.value == word), None)


def read_alasan(text: str) -> str | None:
    """The code of a reason by its code or its name; None for what is unknown."""
    word = text.strip().casefold()
    return next((kode for kode, each in ALASAN.items() if word in {kode, each.nama.casefold()}), None)
