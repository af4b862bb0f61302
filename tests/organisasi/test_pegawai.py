"""People: a NIP belongs to one, a golongan fits the status, who has left holds nothing any more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sakip.kernel.access import SYSTEM
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.actions import PegawaiBaru
from sakip.organisasi.models import MasaJabatan, Pegawai
from sakip.referensi.queries import golongan_pppk, nama_pangkat, pangkat
from tests import builders
from tests.builders import World

APR = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"nama": "  "}, "Nama pegawai belum diisi"),
        ({"nip": "19800231 200501 2 001"}, "Angka 1-8 NIP, “19800231”, bukan tanggal lahir"),
        ({"nip": "19800101 200501 2 001"}, "NIP 19800101 200501 2 001 sudah dipakai Sari Utami"),
        ({"nip": "198001012005012001"}, "sudah dipakai Sari Utami"),
        ({"nip": "19800101 202321 2 005"}, "Angka 13-14 NIP, “21”"),
        ({"status": "honorer"}, "Status kepegawaian “honorer” tidak dikenal"),
        ({"golongan": "IX"}, "Golongan “IX” tidak ada bagi PNS. Tulis salah satu, misalnya III/d"),
        ({"status": "pppk", "golongan": "III/d"}, "Golongan “III/d” tidak ada bagi PPPK"),
    ],
)
def test_a_person_that_cannot_be_is_refused(dunia: World, values: dict[str, str], sentence: str) -> None:
    builders.pegawai(dunia.kabupaten)
    with pytest.raises(Refused, match=sentence):
        builders.pegawai(dunia.kabupaten, **{"nama": "Budi", "nip": ""} | values)  # type: ignore[arg-type]
    assert Pegawai.related.count() == 1


def test_a_nip_is_used_once_in_the_installation_and_a_stranger_is_not_named(dunia: World) -> None:
    builders.pegawai(dunia.lain, "Orang Asing")
    with pytest.raises(Refused, match="sudah dipakai pegawai instansi lain") as refused:
        builders.pegawai(dunia.kabupaten)
    assert "Orang Asing" not in str(refused.value)


def test_people_belong_to_an_instansi(dunia: World) -> None:
    with pytest.raises(Refused, match="Pegawai dicatat pada instansi, bukan pada Dinas Kesehatan"):
        builders.pegawai(dunia.dinkes)


def test_a_person_is_kept_tidy_and_printed_with_titles(dunia: World) -> None:
    row = builders.pegawai(
        dunia.kabupaten, " Sari   Utami ", gelar_depan=" dr. ", gelar_belakang="M.Kes.", golongan="IV/b"
    )
    assert (row.nip, row.nama, row.nama_lengkap) == ("198001012005012001", "Sari Utami", "dr. Sari Utami, M.Kes.")
    assert nama_pangkat(row.golongan) == "Pembina Tingkat I (IV/b)"
    assert (len(pangkat()), len(golongan_pppk()), nama_pangkat("IX"), nama_pangkat("")) == (17, 17, "Golongan IX", "")


def test_a_person_without_nip_is_possible_and_two_are(dunia: World) -> None:
    for nama in ("Bupati", "Wakil Bupati"):
        builders.pegawai(dunia.kabupaten, nama, nip="", status="pejabat-negara")
    assert Pegawai.related.filter(nip="").count() == 2


def test_a_person_is_edited_under_the_same_rules(dunia: World) -> None:
    builders.pegawai(dunia.kabupaten)
    budi = builders.pegawai(dunia.kabupaten, "Budi", nomor=2)
    with pytest.raises(Refused, match="sudah dipakai Sari Utami"):
        actions.edit_pegawai(budi, seen=1, nip="198001012005012001", by=SYSTEM)
    with pytest.raises(Refused, match="bagi PPPK"):
        actions.edit_pegawai(budi, seen=1, status="pppk", golongan="III/d", by=SYSTEM)
    with pytest.raises(TypeError):
        actions.edit_pegawai(budi, seen=1, berhenti=APR, by=SYSTEM)
    assert actions.edit_pegawai(budi, seen=1, nip="19800101 200501 2 002", nama="Budi S", by=SYSTEM).nama == "Budi S"
    with pytest.raises(Stale):
        actions.edit_pegawai(budi, seen=1, nama="Budi", by=SYSTEM)


def test_many_people_are_added_all_or_none(dunia: World) -> None:
    rows = [PegawaiBaru(f"Orang {n}", f"19800101 200501 1 {n:03d}", golongan="III/c") for n in range(1, 51)]
    with pytest.raises(Refused, match="tertulis dua kali, untuk Orang 1 dan Kembaran"):
        actions.add_many_pegawai(dunia.kabupaten, rows=[*rows, PegawaiBaru("Kembaran", rows[0].nip)], by=SYSTEM)
    assert Pegawai.related.count() == 0
    assert len(actions.add_many_pegawai(dunia.kabupaten, rows=rows, by=SYSTEM)) == 50
    with pytest.raises(Refused, match="sudah dipakai Orang 3"):
        actions.add_many_pegawai(dunia.kabupaten, rows=[PegawaiBaru("Lain", rows[2].nip)], by=SYSTEM)


def test_who_leaves_holds_nothing_from_that_day_on(dunia: World) -> None:
    post = builders.jabatan(dunia.dinkes)
    sari, budi = builders.pegawai(dunia.kabupaten), builders.pegawai(dunia.kabupaten, "Budi", nomor=2)
    builders.masa(post, sari, date(2025, 1, 1))
    builders.masa(post, budi, date(2025, 2, 1), sebagai="plh")
    later = builders.masa(builders.jabatan(dunia.disdik, "Asisten"), sari, date(2025, 5, 1), sebagai="plt")
    with pytest.raises(Refused, match="masih akan menjabat Asisten sejak 1 Mei 2025"):
        actions.retire_pegawai(sari, seen=1, sejak=APR, alasan="Pensiun", by=SYSTEM)
    assert MasaJabatan.related.exclude(sampai=None).count() == 0
    actions.end_term(later, seen=1, sampai=date(2025, 5, 1), alasan="Batal", by=SYSTEM)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.retire_pegawai(sari, seen=1, sejak=date(2025, 6, 1), alasan="", by=SYSTEM)
    actions.retire_pegawai(sari, seen=1, sejak=date(2025, 6, 1), alasan="Pensiun", by=SYSTEM)
    ends = set(MasaJabatan.related.filter(jabatan=post).values_list("sampai", "alasan_berakhir"))
    assert ends == {(date(2025, 6, 1) - timedelta(days=1), "Pensiun")}
    with pytest.raises(Refused, match="sudah tercatat tidak bekerja lagi sejak 1 Juni 2025"):
        actions.retire_pegawai(sari, seen=2, sejak=date(2025, 7, 1), alasan="Pensiun", by=SYSTEM)
