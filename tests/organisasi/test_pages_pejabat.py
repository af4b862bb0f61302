"""Pages of positions, people and pelantikan: what they show, what they keep when refused, how much they ask."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.organisasi import actions
from sakip.organisasi.actions import BarisBerakhir, BarisPelantikan
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Pelantikan, Unit
from sakip.organisasi.queries.rencana import rencana
from tests import builders
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, person

AWAL, HARI = date(2025, 1, 2), date(2026, 8, 3)


@pytest.fixture
def boss(dunia: World) -> Person:
    return person("Pengelola", dunia.kabupaten, Role.PENGELOLA)


@pytest.fixture
def client(boss: Person) -> Client:
    return signed_in(boss)


@pytest.fixture
def kadin(dunia: World) -> Jabatan:
    return builders.jabatan(dunia.dinkes, kepala=True)


@pytest.fixture
def sari(dunia: World) -> Pegawai:
    return builders.pegawai(dunia.kabupaten, gelar_depan="dr.", golongan="IV/b")


def url(name: str, *args: Any, **query: Any) -> str:
    return reverse(f"organisasi:{name}", args=args, query=query or None)


# --- units -----------------------------------------------------------------------------------------------------------


def test_the_card_of_a_unit_says_what_it_is_for_and_who_heads_it(
    dunia: World, client: Client, kadin: Jabatan, sari: Pegawai
) -> None:
    client.post(
        url("unit-ubah", dunia.dinkes.pk),
        inputs(client.get(url("unit-ubah", dunia.dinkes.pk)))
        | {
            "jenis": "dinas",
            "dasar_hukum": "Perbup 12/2021",
            "tugas": "membantu bupati",
            "fungsi": "merumuskan kebijakan;\nmelaksanakan kebijakan;",
            "kewenangan": "izin klinik",
            "tautan_lapor": "lapor.go.id",
        },
    )
    empty = text_of(client.get(url("unit", dunia.dinkes.pk)))
    assert "Perbup 12/2021 Tugas membantu bupati Fungsi merumuskan kebijakan; melaksanakan" in empty
    assert "Kepala Dinas Kesehatan Lowong" in empty
    assert Unit.related.get(pk=dunia.dinkes.pk).tautan_lapor == "https://lapor.go.id"
    builders.masa(kadin, sari, AWAL)
    page = text_of(client.get(url("unit", dunia.dinkes.pk)))
    assert "dr. Sari Utami NIP 19800101 200501 2 001, sejak 2 Januari 2025" in page
    assert "JPT Pratama eselon II.b" in page


def test_a_unit_of_a_region_is_offered_no_kinds_of_a_ministry(dunia: World, client: Client) -> None:
    markup = client.get(url("unit-tambah", induk=dunia.dinkes.pk)).content.decode()
    assert 'value="kelurahan"' in markup
    assert 'value="direktorat-jenderal"' not in markup


def test_a_unit_is_closed_and_what_stands_in_the_way_is_told(dunia: World, client: Client) -> None:
    address = url("unit-tutup", dunia.dinkes.pk)
    form = inputs(client.get(address)) | {"sampai": "2025-12-31", "alasan": "Perda 5/2025"}
    answer = client.post(address, form)
    assert (answer.status_code, "unit Puskesmas Ujibaru masih berlaku" in text_of(answer)) == (409, True)
    assert inputs(answer)["alasan"] == "Perda 5/2025"
    client.post(url("unit-tutup", dunia.puskesmas.pk), form)
    assert "Ditutup 31 Desember 2025" in text_of(client.get(url("unit", dunia.puskesmas.pk)))


# --- positions -------------------------------------------------------------------------------------------------------


def test_a_position_is_added_changed_and_shown(dunia: World, client: Client, kadin: Jabatan) -> None:
    address = url("jabatan-tambah", unit=dunia.puskesmas.pk)
    answer = client.post(address, {"nama": "", "jenjang": "raja", "urutan": "x"})
    assert answer.status_code == 422
    for sentence in ("Nama jabatan belum diisi", "Jenjang tidak ada dalam pilihan", "Urutan tidak terbaca"):
        assert sentence in text_of(answer)
    answer = client.post(
        address, {"nama": "Kepala Puskesmas", "jenjang": "ahli-madya", "atasan": kadin.pk, "kepala": "on"}
    )
    made = Jabatan.related.get(nama="Kepala Puskesmas")
    assert (answer["Location"], made.atasan, made.kepala) == (url("jabatan", made.pk), kadin, True)
    answer = client.post(address, {"nama": "kepala puskesmas", "jenjang": "pelaksana"})
    assert (answer.status_code, "sudah ada di Puskesmas Ujibaru" in text_of(answer)) == (409, True)
    edit = url("jabatan-ubah", kadin.pk)
    form = inputs(client.get(edit)) | {"jenjang": "jpt-pratama", "nama": "Kepala Dinkes"}
    client.post(edit, form)
    stale = client.post(edit, form | {"nama": "Kadis"})
    assert (stale.status_code, "“Kepala Dinkes”" in text_of(stale)) == (409, True)
    page = text_of(client.get(url("jabatan", made.pk)))
    assert "Fungsional Ahli Madya" in page
    assert "tidak bereselon" in page
    assert "Kepala Dinkes" in page


def test_the_levels_offered_are_those_of_the_units_instansi(dunia: World, client: Client, boss: Person) -> None:
    """One person may keep a region and a ministry."""
    ministry = actions.create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    actions.give_role(ministry, akun=boss.akun, peran=Role.PENGELOLA, by=SYSTEM)
    page = text_of(client.get(url("jabatan-tambah", unit=ministry.pk)))
    assert "Menteri atau Pimpinan Lembaga" in page
    assert "Kepala Daerah" not in page
    minister = builders.jabatan(ministry, "Menteri", jenjang="menteri", kepala=True)
    edit = url("jabatan-ubah", minister.pk)
    assert (
        client.post(edit, inputs(client.get(edit)) | {"nama": "Menteri Uji", "jenjang": "menteri"}).status_code == 302
    )


def test_vacancies_and_those_who_act_are_found(dunia: World, client: Client, kadin: Jabatan, sari: Pegawai) -> None:
    vacant = builders.jabatan(dunia.disdik, "Kepala Dinas Pendidikan", kepala=True)
    builders.masa(kadin, sari, AWAL)

    def found(**query: str) -> str:
        return text_of(client.get(url("jabatan-daftar", **query))).rpartition("Sejak")[2]

    assert "dr. Sari Utami" in found()
    assert "Kepala Dinas Kesehatan" not in found(keadaan="lowong")
    assert "Kepala Dinas Pendidikan Dinas Pendidikan JPT Pratama II.b Lowong" in found(keadaan="lowong")
    assert "Tidak ada jabatan yang cocok" in text_of(client.get(url("jabatan-daftar", keadaan="plt")))
    builders.masa(vacant, sari, date(2025, 2, 1), sebagai="plt")
    assert "Lowong Plt. dr. Sari Utami 1 Februari 2025" in found(keadaan="plt")
    assert "2 jabatan" in found(cari="dinas", urut="-pejabat")


def test_somebody_is_appointed_by_nip_or_name_and_ended(
    dunia: World, client: Client, kadin: Jabatan, sari: Pegawai
) -> None:
    address = url("jabatan-tunjuk", kadin.pk)
    form = {"pegawai": "Zaki", "sebagai": "definitif", "mulai": "2 Januari 2025", "nomor_sk": "821/7"}
    answer = client.post(address, form)
    assert (answer.status_code, "Pegawai “Zaki” tidak ada pada daftar" in text_of(answer)) == (409, True)
    assert inputs(answer)["nomor_sk"] == "821/7"
    client.post(address, form | {"pegawai": "19800101 200501 2 001 — dr. Sari Utami"})
    term = MasaJabatan.related.get()
    assert (term.pegawai, term.mulai, term.nomor_sk) == (sari, AWAL, "821/7")
    answer = client.post(address, form | {"pegawai": "Sari Utami", "sebagai": "plh", "mulai": "0206-01-02"})
    assert (answer.status_code, "Tahun 206 di luar 1945 sampai dengan 2100" in text_of(answer)) == (422, True)
    answer = client.post(address, form | {"pegawai": "Sari Utami", "sebagai": "plt"})
    assert "Plt. hanya ditunjuk selama jabatan lowong" in text_of(answer)
    assert "Akhiri masa jabatan dr. Sari Utami" in text_of(client.get(url("jabatan", kadin.pk)))
    end = url("masa-akhiri", term.pk)
    client.post(end, inputs(client.get(end)) | {"sampai": "2025-06-30", "alasan": "Pensiun"})
    assert "Lowong sejak 1 Juli 2025" in text_of(client.get(url("jabatan", kadin.pk)))
    close = url("jabatan-tutup", kadin.pk)
    client.post(close, inputs(client.get(close)) | {"sampai": "2025-06-30", "alasan": "SOTK"})
    assert "Ditutup 30 Juni 2025" in text_of(client.get(url("jabatan", kadin.pk)))


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_person_is_added_shown_changed_and_leaves(dunia: World, client: Client, kadin: Jabatan) -> None:
    address = url("pegawai-tambah")
    typed = {"nama": "Budi Santoso", "status": "pns", "nip": "19800231 200501 1 001", "golongan": "III/d"}
    answer = client.post(address, typed)
    assert (answer.status_code, "bukan tanggal lahir yang ada" in text_of(answer)) == (409, True)
    assert inputs(answer)["nip"] == "19800231 200501 1 001"
    client.post(address, typed | {"nip": "19800131 200501 1 001"})
    budi = Pegawai.related.get()
    builders.masa(kadin, budi, AWAL, nomor_sk="821/9")
    page = text_of(client.get(url("pegawai", budi.pk)))
    for words in (
        "NIP 19800131 200501 1 001",
        "Lahir 31 Januari 1980 Diangkat Januari 2005 Jenis kelamin Laki-laki",
        "Penata Tingkat I (III/d)",
        "Kepala Dinas Kesehatan Dinas Kesehatan Definitif 2 Januari 2025 sampai sekarang 821/9",
    ):
        assert words in page
    edit = url("pegawai-ubah", budi.pk)
    client.post(edit, inputs(client.get(edit)) | {"status": "pns", "golongan": "IV/a", "gelar_belakang": "S.E."})
    assert Pegawai.related.get().nama_lengkap == "Budi Santoso, S.E."
    leave = url("pegawai-berhenti", budi.pk)
    client.post(leave, inputs(client.get(leave)) | {"sampai": "2025-07-01", "alasan": "Pensiun"})
    page = text_of(client.get(url("pegawai", budi.pk)))
    assert "Tidak bekerja lagi sejak 1 Juli 2025" in page
    assert "sampai 30 Juni 2025 Pensiun" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, "Budi|Sari Utami"),
        ({"cari": "sari"}, "Sari Utami"),
        ({"cari": "19800101 200501 2 002"}, "Budi"),
        ({"keadaan": "tanpa-jabatan"}, "Budi"),
        ({"keadaan": "berhenti"}, "Citra"),
        ({"keadaan": "semua", "urut": "-nama"}, "Sari Utami|Citra|Budi"),
        ({"cari": "zzz"}, ""),
    ],
)
def test_people_are_searched(dunia: World, client: Client, kadin: Jabatan, query: dict[str, str], names: str) -> None:
    sari = builders.pegawai(dunia.kabupaten)
    builders.pegawai(dunia.kabupaten, "Budi", nomor=2)
    citra = builders.pegawai(dunia.kabupaten, "Citra", nomor=3)
    builders.pegawai(dunia.lain, "Orang Seberang", nomor=4)
    builders.masa(kadin, sari, AWAL)
    actions.retire_pegawai(citra, seen=1, sejak=AWAL, alasan="Pensiun", by=SYSTEM)
    markup = client.get(url("pegawai-daftar", **query)).content.decode()
    assert "|".join(re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', markup)) == names


# --- pelantikan ------------------------------------------------------------------------------------------------------


def form_of(*rows: tuple[str, str, str, str], **more: Any) -> dict[str, Any]:
    columns = zip(*rows, strict=True) if rows else [()] * 4
    cells = {name: list(cell) for name, cell in zip(("pegawai", "jabatan", "unit", "sebagai"), columns, strict=True)}
    return {"tanggal": "2026-08-03", "nomor_sk": "821/1/2026"} | cells | more


def test_a_pelantikan_from_the_screen_to_its_result(
    dunia: World, client: Client, kadin: Jabatan, sari: Pegawai
) -> None:
    budi = builders.pegawai(dunia.kabupaten, "Budi", nomor=2)
    builders.masa(kadin, sari, AWAL)
    screen = url("pelantikan-tambah")
    assert client.get(screen).status_code == 200
    answer = client.post(screen, form_of(("Budi", "Kepala Dinas", "", "definitif"), nomor_sk=""))
    assert (answer.status_code, "Nomor SK belum diisi" in text_of(answer)) == (422, True)
    assert 'value="Kepala Dinas"' in answer.content.decode()
    more = client.post(screen, form_of(("Budi", "Kepala Dinas", "", "definitif"), langkah="baris"))
    assert (more.status_code, Pelantikan.related.count()) == (200, 0)
    assert 'value="Kepala Dinas"' in more.content.decode()

    client.post(screen, form_of(("Budi", "Kepala Dinas", "", "definitif"), ("", "", "", "definitif")))
    draft = Pelantikan.related.get()
    assert len(draft.baris) == 1
    page = client.get(url("pelantikan", draft.pk))
    assert "1 dari 1 baris belum dapat diterapkan" in text_of(page)
    assert "Jabatan “Kepala Dinas” tidak ada pada instansi ini" in text_of(page)
    assert "Terapkan seluruhnya" not in text_of(page)
    edit = client.get(url("pelantikan-ubah", draft.pk))
    assert "Jabatan “Kepala Dinas” tidak ada pada instansi ini" in text_of(edit)

    client.post(
        url("pelantikan-ubah", draft.pk),
        form_of(
            ("Budi", "Kepala Dinas Kesehatan", "", "definitif"),
            versi=draft.versi,
            keluar=["Sari Utami", ""],
            alasan=["pensiun", "pensiun"],
        ),
    )
    page = client.get(url("pelantikan", draft.pk))
    for words in ("2 baris siap diterapkan", "Menggantikan dr. Sari Utami.", "yang diisi Budi (baris 1)"):
        assert words in text_of(page)
    refused = client.post(url("pelantikan-terapkan", draft.pk), inputs(page) | {"sidik": "lama"})
    assert (refused.status_code, "Periksa sekali lagi akibatnya" in text_of(refused)) == (409, True)
    client.post(url("pelantikan-terapkan", draft.pk), inputs(page))
    assert MasaJabatan.related.get(sampai=None).pegawai == budi
    result = text_of(client.get(url("pelantikan", draft.pk)))
    assert "Pejabat yang dilantik 1 orang" in result
    assert "dr. Sari Utami 19800101 200501 2 001 Pensiun" in result  # typed as "Sari Utami", shown as known
    other_page = inputs(page) | {"csrfmiddlewaretoken": "another"}
    again = client.post(url("pelantikan-terapkan", draft.pk), other_page, follow=True)
    assert "sudah diterapkan" in text_of(again)
    assert "Diterapkan" in text_of(client.get(url("pelantikan-daftar")))


def test_lines_of_a_spreadsheet_become_rows(client: Client) -> None:
    pasted = (
        "NIP\tJabatan\tUnit\n19800101 200501 2 001\tKepala Dinas\tDinas Kesehatan\tPlt.\r\n\nBudi;Sekretaris;Dinkes\n"
    )
    client.post(url("pelantikan-tambah"), form_of(tempelan=pasted))
    assert Pelantikan.related.get().baris == [
        {"pegawai": "19800101 200501 2 001", "jabatan": "Kepala Dinas", "unit": "Dinas Kesehatan", "sebagai": "plt"},
        {"pegawai": "Budi", "jabatan": "Sekretaris", "unit": "Dinkes", "sebagai": "definitif"},
    ]


def test_of_two_who_change_a_draft_the_second_is_told_and_keeps_his_rows(dunia: World, client: Client) -> None:
    draft = actions.draft_pelantikan(dunia.kabupaten, tanggal=HARI, nomor_sk="821/1", by=SYSTEM)
    rows = form_of(("Budi", "Sekretaris", "", "plt"), versi=1)
    client.post(url("pelantikan-ubah", draft.pk), rows)
    answer = client.post(url("pelantikan-ubah", draft.pk), rows | {"pegawai": ["Citra"]})
    assert answer.status_code == 409
    assert 'value="Citra"' in answer.content.decode()
    assert client.post(url("pelantikan-buang", draft.pk)).status_code == 302
    assert Pelantikan.related.count() == 0


def test_suggestions_are_of_the_instansi(dunia: World, client: Client, kadin: Jabatan, sari: Pegawai) -> None:
    builders.pegawai(dunia.lain, "Sari Seberang", nomor=4)
    people = client.get(url("saran-pegawai", pegawai="sar")).content.decode()
    assert re.findall('value="([^"]*)"', people) == ["19800101 200501 2 001 — dr. Sari Utami"]
    posts = client.get(url("saran-jabatan", jabatan="kesehatan kepala")).content.decode()
    assert re.findall('value="([^"]*)"', posts) == ["Kepala Dinas Kesehatan — Dinas Kesehatan"]
    assert client.get(url("saran-jabatan", jabatan=" ")).content.strip() == b""


# --- how much they ask -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("unit", 12),
        ("jabatan-daftar", 9),
        ("jabatan", 11),
        ("pegawai-daftar", 7),
        ("pegawai", 6),
        ("pelantikan-daftar", 6),
        ("pelantikan", 11),
    ],
)
def test_pages_ask_the_same_whatever_the_number_of_officials(
    dunia: World,
    client: Client,
    kadin: Jabatan,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    count: int,
) -> None:
    people = [builders.pegawai(dunia.kabupaten, f"Orang {n}", nomor=n) for n in range(1, count + 1)]
    posts = [kadin, *(builders.jabatan(dunia.dinkes, f"Jabatan {n}", atasan=kadin) for n in range(count))]
    for post, who in zip(posts, people, strict=False):
        builders.masa(post, who, AWAL)
    draft = actions.draft_pelantikan(
        dunia.kabupaten,
        tanggal=HARI,
        nomor_sk="821",
        baris=[BarisPelantikan(each.nip, f"Jabatan {n}") for n, each in enumerate(people)],
        berakhir=[BarisBerakhir("Orang 1", "x")],
        by=SYSTEM,
    )
    assert rencana(draft, SYSTEM).baris
    args = {"unit": dunia.dinkes, "jabatan": kadin, "pegawai": people[0], "pelantikan": draft}
    address = url(name, *([args[name].pk] if name in args else []))
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
