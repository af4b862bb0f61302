"""Pages of the calendar: who sets it, what it says where nothing is, what was typed is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.models import Agenda, HariLibur
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, person

BULAN, DAFTAR, LIBUR = (reverse(f"organisasi:{name}") for name in ("kalender", "kalender-daftar", "libur"))
SIAPKAN, TAMBAH = reverse("organisasi:kalender-siapkan"), reverse("organisasi:kewajiban-tambah")


@pytest.fixture
def pengelola(dunia: World) -> Client:
    return signed_in(person("Budi", dunia.kabupaten, Role.PENGELOLA))


@pytest.fixture
def pelapor(dunia: World) -> Person:
    return person("Sari", dunia.puskesmas, Role.PELAPOR)


def own(dunia: World, **values: Any) -> Agenda:
    facts = {"tahun": 2025, "nama": "Rapat evaluasi", "tenggat": date(2025, 5, 3), **values}
    return actions.add_agenda(dunia.kabupaten, by=SYSTEM, **facts)


# --- for whom --------------------------------------------------------------------------------------------------------


def test_everyone_reads_and_only_who_manages_settings_is_offered_to_change(dunia: World, pelapor: Person) -> None:
    row = own(dunia)
    client = signed_in(pelapor)
    text = text_of(client.get(DAFTAR))
    assert "Rapat evaluasi" in text
    assert not {"Siapkan kalender", "Tambah kewajiban", "Selesai:"} & set(text.split("  "))
    assert reverse("organisasi:kewajiban-ubah", args=[row.pk]) not in client.get(DAFTAR).content.decode()
    assert (
        client.post(reverse("organisasi:kewajiban-langkah", args=[row.pk]), {"langkah": "selesai"}).status_code == 403
    )


def test_another_instansis_calendar_is_not_there(dunia: World, pengelola: Client) -> None:
    actions.add_agenda(dunia.lain, tahun=2025, nama="Rapat kota", tenggat=date(2025, 5, 3), by=SYSTEM)
    assert "Rapat kota" not in text_of(pengelola.get(DAFTAR))
    for address in (BULAN, DAFTAR, LIBUR, SIAPKAN):
        assert pengelola.get(address, {"instansi": dunia.lain.pk}).status_code == 404
        assert pengelola.get(address, {"instansi": "x"}).status_code == 404


def test_without_a_role_there_is_no_calendar(dunia: World) -> None:
    client = signed_in(person("Baru", dunia.dinkes))
    for address in (BULAN, DAFTAR, LIBUR):
        assert client.get(address).status_code == 200


# --- nothing yet -----------------------------------------------------------------------------------------------------


def test_an_empty_calendar_says_what_to_do_next(pengelola: Client, pelapor: Person) -> None:
    for address in (BULAN, DAFTAR):
        assert "Kalender belum disiapkan" in text_of(pengelola.get(address))
        assert SIAPKAN in pengelola.get(address).content.decode()
        assert "Pengelola SAKIP instansi Anda yang menyiapkannya" in text_of(signed_in(pelapor).get(address))
    assert "Tempel daftarnya" in text_of(pengelola.get(LIBUR))


# --- a year ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"tahun": "", "sesudah_triwulan": "10"}, 422, "Tahun kinerja belum diisi"),
        ({"tahun": "2025", "sesudah_triwulan": "0"}, 422, "Jumlah hari paling kecil 1"),
        ({"tahun": "1999", "sesudah_triwulan": "10"}, 422, "Tahun kinerja paling kecil 2000"),
    ],
)
def test_a_year_that_cannot_be_prepared(pengelola: Client, typed: dict[str, str], status: int, sentence: str) -> None:
    answer = pengelola.post(SIAPKAN, typed)
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert not Agenda.related.exists()


def test_a_year_is_prepared_once_and_its_suggestions_are_taken_up(pengelola: Client) -> None:
    typed = {"tahun": "2026", "sesudah_triwulan": "15"}
    text = text_of(pengelola.post(SIAPKAN, typed, follow=True))
    assert "2 kewajiban menurut peraturan berlaku" in text
    assert "Evaluasi AKIP internal semua unit selesai" in text  # the suggestions, of the year that was prepared
    assert "Laporan kinerja perangkat daerah" not in text
    assert pengelola.post(SIAPKAN, typed).status_code == 409
    chosen = [Agenda.related.get(kunci=kunci).pk for kunci in ("iku", "pengukuran-tw1")]
    text = text_of(pengelola.post(reverse("organisasi:kalender-pakai"), {"agenda": [*chosen, "x"]}, follow=True))
    assert "2 kewajiban dipakai." in text
    assert "15 April 2026" in text
    assert "Belum ada saran yang dicentang" in text_of(
        pengelola.post(reverse("organisasi:kalender-pakai"), follow=True)
    )


def test_the_list_is_of_the_chosen_year_and_filtered_by_role_and_state(dunia: World, pelapor: Person) -> None:
    today = timezone.localdate()
    own(dunia, nama="Terlambat pelapor", peran="pelapor", tahun=today.year, tenggat=today - timedelta(days=3))
    own(dunia, nama="Nanti pimpinan", peran="pimpinan", tahun=today.year, tenggat=today + timedelta(days=3))
    done = own(dunia, nama="Sudah selesai", tahun=today.year, tenggat=today)
    actions.finish_agenda(done, selesai=today, by=SYSTEM)
    own(dunia, nama="Tahun lain")
    client = signed_in(pelapor, tahun=today.year)

    def names(**query: str) -> list[str]:
        return [entry.agenda.nama for entry in client.get(DAFTAR, query).context["table"].shown]

    assert names() == ["Terlambat pelapor", "Sudah selesai", "Nanti pimpinan"]
    assert names(keadaan="terlambat") == ["Terlambat pelapor"]
    assert names(keadaan="selesai") == ["Sudah selesai"]
    assert names(peran="saya") == names(peran="pelapor") == ["Terlambat pelapor"]
    assert "terlambat 3 hari" in text_of(client.get(DAFTAR))
    assert "Tidak ada kewajiban yang cocok" in text_of(client.get(DAFTAR, {"keadaan": "saran"}))
    assert "Tahun lain" in text_of(client.get(DAFTAR, {"pada": "2025-T"}, follow=True))
    assert client.get(DAFTAR, {"ekspor": "csv"})["Content-Type"].startswith("text/csv")


# --- one obligation --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"nama": "", "tenggat": "2025-05-02", "geser": "tetap"}, 422, "Kewajiban belum diisi"),
        ({"nama": "Rapat", "tenggat": "31-02-2025", "geser": "tetap"}, 422, "Tenggat tidak terbaca"),
        ({"nama": "Rapat", "tenggat": "2025-05-02", "geser": "loncat"}, 422, "Pilihan hari libur tidak ada"),
        ({"nama": "Rapat", "tenggat": "1 Mei 2035", "geser": "tetap"}, 409, "terlalu jauh dari tahun kinerja 2025"),
        ({"nama": "Rapat", "tenggat": "2025-05-02", "geser": "tetap", "peran": "sistem"}, 422, "Peran tidak ada"),
    ],
)
def test_a_refused_obligation_keeps_what_was_typed(
    pengelola: Client, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = pengelola.post(TAMBAH, typed | {"siapa": "Semua unit"})
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert inputs(answer)["siapa"] == "Semua unit"


def test_an_obligation_is_added_changed_with_a_reason_done_opened_and_put_aside(
    dunia: World, pengelola: Client
) -> None:
    pengelola.post(TAMBAH, {"nama": "Rapat", "tenggat": "2 Mei 2025", "geser": "tetap", "peran": "pimpinan"})
    row = Agenda.related.get(nama="Rapat")
    address, step = (reverse(f"organisasi:kewajiban-{name}", args=[row.pk]) for name in ("ubah", "langkah"))
    opened = {**inputs(pengelola.get(address)), "geser": "tetap", "peran": "pimpinan", "tenggat": "2025-05-09"}
    answer = pengelola.post(address, opened)
    assert (answer.status_code, "Alasan belum diisi" in text_of(answer)) == (409, True)
    pengelola.post(address, {**inputs(answer), **opened, "alasan": "Bupati berhalangan"})
    assert Agenda.related.get(pk=row.pk).tenggat == date(2025, 5, 9)
    for word, expected in (("selesai", (True, True)), ("buka", (True, False)), ("lepas", (False, False))):
        pengelola.post(step, {"langkah": word})
        now = Agenda.related.get(pk=row.pk)
        assert (now.aktif, now.selesai is not None) == expected
    assert pengelola.post(step, {"langkah": "selesai"}).status_code == 409


# --- a month ---------------------------------------------------------------------------------------------------------


def test_a_month_says_what_falls_when_and_leads_to_its_neighbours(dunia: World, pengelola: Client) -> None:
    own(dunia, geser="mundur")  # a Saturday
    own(dunia, nama="Dari bulan lalu", tenggat=date(2025, 4, 30), geser="mundur")
    actions.add_holidays(
        dunia.kabupaten, hari=[(date(2025, 5, 1), "Hari Buruh"), (date(2025, 4, 30), "Cuti")], by=SYSTEM
    )
    answer = pengelola.get(BULAN, {"bulan": "2025-05"})
    text = text_of(answer)
    assert "Mei 2025 2 kewajiban jatuh tempo" in text
    assert "1 Hari Buruh" in text
    assert "2 Dari bulan lalu" in text
    assert "5 Rapat evaluasi" in text
    assert "?bulan=2025-04" in answer.content.decode()
    assert "?bulan=2025-06" in answer.content.decode()


@pytest.mark.parametrize("asked", ["", "2025-13", "kemarin", "0000-01", "2025-05-01"])
def test_a_month_that_is_none_is_this_one_and_today_is_marked(pengelola: Client, asked: str) -> None:
    text = text_of(pengelola.get(BULAN, {"bulan": asked}))
    assert f"{timezone.localdate().day} hari ini" in text


@pytest.mark.parametrize("asked", ["0001-01", "9999-12"])
def test_the_ends_of_time_are_no_months(pengelola: Client, asked: str) -> None:
    assert pengelola.get(BULAN, {"bulan": asked}).status_code == 200


# --- holidays --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 422, "Hari libur belum diisi"),
        ("17-08-2025; Hari Kemerdekaan\nkemarin; Libur", 422, "Baris 2: “kemarin” bukan tanggal"),
        ("17-08-2025", 422, "Baris 1: nama hari libur 17 Agustus 2025 belum ditulis"),
        ("17-08-2025;" + "x" * 151, 422, "paling panjang 150 huruf"),
        ("1 Mei 2025; Lain", 409, "sudah tercatat sebagai hari libur: Hari Buruh"),
    ],
)
def test_refused_holidays_keep_what_was_pasted(
    dunia: World, pengelola: Client, typed: str, status: int, sentence: str
) -> None:
    actions.add_holidays(dunia.kabupaten, hari=[(date(2025, 5, 1), "Hari Buruh")], by=SYSTEM)
    answer = pengelola.post(LIBUR, {"hari": typed})
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert typed in answer.content.decode()
    assert HariLibur.related.count() == 1


def test_holidays_are_pasted_from_a_table_and_revoked(pengelola: Client) -> None:
    pasted = "17-08-2025\tHari Kemerdekaan; upacara\n\n 1 Mei 2025 ; Hari Buruh\r\n"
    assert "2 hari libur ditambahkan." in text_of(pengelola.post(LIBUR, {"hari": pasted}, follow=True))
    assert "1 hari libur ditambahkan, 2 sudah tercatat" in text_of(
        pengelola.post(LIBUR, {"hari": pasted + "2025-12-25;Natal"}, follow=True)
    )
    row = HariLibur.related.get(nama="Hari Kemerdekaan; upacara")
    cabut = reverse("organisasi:libur-cabut", args=[row.pk])
    assert "Hari libur Hari Kemerdekaan; upacara dicabut." in text_of(pengelola.post(cabut, follow=True))
    assert pengelola.post(cabut).status_code == 409


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize(("address", "queries"), [(BULAN, 8), (DAFTAR, 7), (LIBUR, 6)])
def test_pages_ask_the_same_whatever_there_is(
    dunia: World,
    pengelola: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
    count: int,
) -> None:
    for number in range(count):
        own(dunia, nama=f"Rapat {number}", geser="maju")
        actions.add_holidays(dunia.kabupaten, hari=[(date(2025, 5, 5 + number), "Libur")], by=SYSTEM)
    with django_assert_num_queries(queries):
        pengelola.get(address, {"bulan": "2025-05"})
