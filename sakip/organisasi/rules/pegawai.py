"""What the use cases of people refuse."""

from __future__ import annotations

from datetime import date

from sakip.kernel.refusals import Refusal, register
from sakip.kernel.telling import register_words
from sakip.organisasi.models import StatusPegawai
from sakip.organisasi.rules.nip import unsound
from sakip.referensi.queries import golongan_pppk, nama_pangkat, pangkat

register(
    {
        "nip-sudah-dipakai": "NIP {nip} sudah dipakai {siapa}. Periksa angkanya; satu NIP hanya milik satu pegawai.",
        "nip-dua-kali": "NIP {nip} tertulis dua kali, untuk {satu} dan {dua}. Periksa angkanya; satu NIP satu pegawai.",
        "golongan-tidak-dikenal": (
            "Golongan “{golongan}” tidak ada bagi {status}. Tulis salah satu, misalnya {contoh}."
        ),
        "status-tidak-dikenal": "Status kepegawaian “{status}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "nama-belum-diisi": "Nama pegawai belum diisi; tulis nama tanpa gelar.",
        "pegawai-bukan-instansi": "Pegawai dicatat pada instansi, bukan pada {unit}. Buka instansinya.",
        "masih-akan-menjabat": (
            "{siapa} masih akan menjabat {jabatan} {masa}. Batalkan atau akhiri dahulu masa jabatan itu."
        ),
        "pegawai-berhenti": "{siapa} sudah tercatat tidak bekerja lagi sejak {tanggal}.",
    }
)

register_words(golongan={kode: nama_pangkat(kode) for kode in (*pangkat(), *golongan_pppk())})


def unsound_person(*, nama: str, nip: str, status: str, golongan: str, on: date) -> Refusal | None:
    """The first fact about a person that cannot be."""
    if not nama.strip():
        return Refusal("nama-belum-diisi", field="nama")
    if status not in StatusPegawai.values:
        facts = {"status": status, "pilihan": ", ".join(StatusPegawai.labels)}
        return Refusal("status-tidak-dikenal", facts, "status")
    if nip and (refusal := unsound(nip, on=on, pppk=status == StatusPegawai.PPPK)):
        return refusal
    return unknown_golongan(status, golongan)


def unknown_golongan(status: str, golongan: str) -> Refusal | None:
    """A PNS has a pangkat, a PPPK a golongan without one; of others either may be known."""
    ranks, steps = tuple(pangkat()), golongan_pppk()
    known, example = {
        StatusPegawai.PNS.value: (ranks, "III/d"),
        StatusPegawai.PPPK.value: (steps, "IX"),
    }.get(status, ((*ranks, *steps), "III/d"))
    if not golongan or golongan in known:
        return None
    facts = {"golongan": golongan, "status": StatusPegawai(status).label, "contoh": example}
    return Refusal("golongan-tidak-dikenal", facts, "golongan")
