"""The settings of an instansi: what is refused, the emblem on pages and papers, the clock, the first year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.documents.model import Document
from sakip.kernel import files
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.jobs import run_job, start, work
from sakip.kernel.models import HistoryEntry, Job
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.documents import letterhead
from sakip.organisasi.models import Instansi, Penugasan, ZonaWaktu
from sakip.organisasi.queries import access_of, emblem_of, zone_of
from tests.builders import World
from tests.emblems import picture, set_emblem, svg
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, person


@pytest.fixture
def pengelola(dunia: World) -> Person:
    return person("Budi", dunia.kabupaten, Role.PENGELOLA)


@pytest.fixture
def instansi(dunia: World) -> Instansi:
    found: Instansi = Instansi.related.get(unit=dunia.kabupaten)
    return found


def settings_of(dunia: World) -> str:
    return reverse("organisasi:pengaturan-instansi", args=[dunia.kabupaten.pk])


def typed(answer: Any, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it back."""
    return {**inputs(answer), "zona_waktu": ZonaWaktu.WIB, "warna": "#1b1f24", "tahun_mulai": "", **changes}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"warna": "merah"}, "warna-tidak-dikenal"),
        ({"warna": "#12345"}, "warna-tidak-dikenal"),
        ({"warna": '#fff"/><'}, "warna-tidak-dikenal"),
        ({"zona_waktu": "Europe/Amsterdam"}, "zona-tidak-dikenal"),
        ({"tahun_mulai": 1999}, "tahun-mulai-salah"),
        ({"tahun_mulai": 2100}, "tahun-mulai-salah"),
        ({"alamat_publik": "sakip.contoh.go.id"}, "alamat-publik-salah"),
        ({"alamat_publik": "ftp://sakip.contoh.go.id"}, "alamat-publik-salah"),
        ({"alamat_publik": "javascript:alert(1)"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://sakip.contoh.go.id/sakip"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://sakip.contoh.go.id?a=1"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://admin@sakip.contoh.go.id"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://sakip contoh"}, "alamat-publik-salah"),
        ({"alamat_publik": "https://sakip.contoh.go.id:port"}, "alamat-publik-salah"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(instansi: Instansi, values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        actions.edit_settings(instansi, seen=instansi.versi, by=SYSTEM, **values)
    assert caught.value.refusal.code == code
    assert caught.value.refusal.field == next(iter(values))


@pytest.mark.parametrize(
    "alamat", ["", "https://sakip.contoh.go.id", "http://10.1.2.3:8080", "http://[::1]:8000", "https://sakip.go.id/"]
)
def test_public_addresses_that_work(instansi: Instansi, alamat: str) -> None:
    changed = actions.edit_settings(instansi, seen=instansi.versi, alamat_publik=alamat, by=SYSTEM)
    assert changed.alamat_publik == alamat.rstrip("/")


def test_of_two_the_second_is_told_only_what_differs(instansi: Instansi) -> None:
    actions.edit_settings(instansi, seen=1, alamat="Jalan Satu", kontak="x", by=SYSTEM)
    with pytest.raises(Stale) as caught:
        actions.edit_settings(instansi, seen=1, alamat="Jalan Dua", kontak="x", by=SYSTEM)
    assert "yang tersimpan “Jalan Satu”, yang Anda ketik “Jalan Dua”" in caught.value.refusal.sentence


def test_the_page_saves_everything_and_the_history_tells(dunia: World, pengelola: Person) -> None:
    client, address = signed_in(pengelola), settings_of(dunia)
    values = {
        "alamat": "Jalan Merdeka 1",
        "warna": "#b3261e",
        "zona_waktu": ZonaWaktu.WITA,
        "tahun_mulai": "2024",
        "alamat_publik": "https://sakip.contoh.go.id",
        "lambang": SimpleUploadedFile("lambang.png", picture()),
    }
    answer = client.post(address, typed(client.get(address), **values), follow=True)
    row = Instansi.related.get(unit=dunia.kabupaten)
    assert "Pengaturan tersimpan" in text_of(answer)
    assert (row.alamat, row.warna, row.zona_waktu, row.tahun_mulai) == (
        "Jalan Merdeka 1",
        "#B3261E",
        ZonaWaktu.WITA,
        2024,
    )
    assert files.read(row.lambang).startswith(b"\x89PNG")
    told = HistoryEntry.base.filter(object_type="organisasi.Instansi").latest("id")
    assert (told.action, told.changes["lambang"]) == ("organisasi.actions.edit_settings", ["", row.lambang])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lambang.png", b"\x89PNG\r\n\x1a\n" + bytes(30 * 1024 * 1024), "Lambang berukuran 30 MB; paling besar 2 MB."),
        ("lambang.svg", svg("<script>alert(1)</script>"), "Lambang SVG ditolak karena memuat skrip (<script>)."),
        ("lambang.svg", svg(attributes='onload="x()"'), "ditolak karena memuat atribut peristiwa (onload)."),
        ("lambang.png", b"MZ", "bukan gambar PNG, JPEG, atau SVG"),
        ("lambang.png", picture()[:300], "mungkin rusak atau terpotong"),
    ],
)
def test_a_bad_emblem_is_refused_beside_its_field_and_the_rest_is_kept(
    dunia: World, pengelola: Person, name: str, content: bytes, sentence: str
) -> None:
    client, address = signed_in(pengelola), settings_of(dunia)
    before = Instansi.related.get(unit=dunia.kabupaten)
    sent = typed(client.get(address), alamat="Jalan Baru", lambang=SimpleUploadedFile(name, content))
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert inputs(answer)["alamat"] == "Jalan Baru"
    after = Instansi.related.get(unit=dunia.kabupaten)
    assert (after.versi, after.lambang, after.alamat) == (before.versi, "", "")


def test_a_stale_form_is_told_and_may_be_sent_again(dunia: World, pengelola: Person, instansi: Instansi) -> None:
    client, address = signed_in(pengelola), settings_of(dunia)
    opened = typed(client.get(address), alamat="Jalan Dua")
    actions.edit_settings(instansi, seen=instansi.versi, alamat="Jalan Satu", by=SYSTEM)
    answer = client.post(address, opened)
    assert answer.status_code == 409
    assert "“Jalan Satu”" in text_of(answer)
    client.post(address, {**opened, "versi": inputs(answer)["versi"]})
    assert Instansi.related.get(pk=instansi.pk).alamat == "Jalan Dua"


def test_only_an_instansi_has_settings_and_the_entry_leads_to_ones_own(dunia: World, pengelola: Person) -> None:
    client = signed_in(pengelola)
    assert client.get(reverse("organisasi:pengaturan-instansi", args=[dunia.dinkes.pk])).status_code == 404
    assert client.get(reverse("organisasi:pengaturan"))["Location"] == settings_of(dunia)


def test_the_letterhead_follows_what_is_typed_and_runs_nothing(dunia: World, pengelola: Person) -> None:
    address = reverse("organisasi:kop-pratinjau", args=[dunia.kabupaten.pk])
    sent = {"alamat": "<script>x</script>", "kontak": "Telepon 1", "warna": '"/><script>'}
    answer = signed_in(pengelola).get(address, sent).content.decode()
    assert "PEMERINTAH KABUPATEN UJI" in answer
    assert "Telepon 1" in answer
    assert "<script>" not in answer
    assert Instansi.related.get(unit=dunia.kabupaten).alamat == ""


# --- the emblem ------------------------------------------------------------------------------------------------------


def test_the_emblem_is_on_every_page_and_goes_to_readers_of_the_instansi_only(dunia: World, pengelola: Person) -> None:
    row = set_emblem(dunia.kabupaten)
    address = reverse("organisasi:lambang", args=[dunia.kabupaten.pk, row.lambang])
    client = signed_in(pengelola)
    assert f'src="{address}"' in client.get("/").content.decode()
    answer: Any = client.get(address)
    assert (answer["Content-Type"], answer.content) == ("image/png", files.read(row.lambang))
    assert "immutable" in answer["Cache-Control"]
    assert signed_in(person("Orang", dunia.lain, Role.PENGELOLA)).get(address).status_code == 404
    assert client.get(reverse("organisasi:lambang", args=[dunia.kabupaten.pk, "0" * 64])).status_code == 404


def test_an_emblem_is_taken_away_again(dunia: World, pengelola: Person) -> None:
    row = set_emblem(dunia.kabupaten)
    client, address = signed_in(pengelola), settings_of(dunia)
    client.post(address, typed(client.get(address), hapus_lambang="on"))
    assert Instansi.related.get(pk=row.pk).lambang == ""
    assert files.read(row.lambang), "what was kept stays: an older version may name it"


def test_a_letterhead_carries_emblem_colour_and_the_units_own_address(dunia: World) -> None:
    row = set_emblem(dunia.kabupaten)
    row = actions.edit_settings(row, seen=row.versi, warna="#B3261E", alamat="Jalan Merdeka 1", by=SYSTEM)
    own = letterhead(dunia.kabupaten, row, emblem=emblem_of(row))
    below = letterhead(dunia.dinkes, row, emblem=None)
    assert (own.address, own.color, own.emblem and own.emblem.alt) == (
        ("Jalan Merdeka 1",),
        "#B3261E",
        "Lambang Kabupaten Uji",
    )
    assert (below.lines[-1], below.address, below.emblem) == ("DINAS KESEHATAN", (), None)
    assert Document("x", (own,))


def test_an_emblem_whose_file_is_gone_breaks_no_paper(dunia: World) -> None:
    row = set_emblem(dunia.kabupaten)
    default_storage.delete(files.path_of(row.lambang))
    assert emblem_of(row) is None


# --- the clock -------------------------------------------------------------------------------------------------------

LATE = datetime(2025, 12, 31, 15, 30, tzinfo=UTC)
"""22.30 WIB, 23.30 WITA; in WIT it is half past midnight of the new year."""


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATE)


def in_zone(instansi: Instansi, zone: ZonaWaktu) -> None:
    actions.edit_settings(instansi, seen=instansi.versi, zona_waktu=zone, by=SYSTEM)


@pytest.mark.parametrize(("zone", "year"), [(ZonaWaktu.WIB, 2025), (ZonaWaktu.WITA, 2025), (ZonaWaktu.WIT, 2026)])
def test_a_page_lives_in_the_time_of_its_instansi(
    late: None, dunia: World, pengelola: Person, instansi: Instansi, zone: ZonaWaktu, year: int
) -> None:
    in_zone(instansi, zone)
    client = signed_in(pengelola)
    session = client.session
    del session["tahun"]
    session.save()
    answer = client.get(reverse("kernel:riwayat"))
    assert answer.context["periode"].tahun == year
    hour = {ZonaWaktu.WIB: "22.30 WIB", ZonaWaktu.WITA: "23.30 WITA", ZonaWaktu.WIT: "00.30 WIT"}[zone]
    assert f"pukul {hour}" in text_of(answer)
    assert timezone.get_current_timezone_name() == "Asia/Jakarta", "the clock ends with the request"


@pytest.mark.parametrize(("zone", "begun", "ended"), [(ZonaWaktu.WIB, False, False), (ZonaWaktu.WIT, True, True)])
def test_a_role_begins_and_ends_by_the_day_of_its_instansi(
    late: None, dunia: World, instansi: Instansi, zone: ZonaWaktu, begun: bool, ended: bool
) -> None:
    in_zone(instansi, zone)
    new, old = person("Baru", dunia.dinkes), person("Lama", dunia.dinkes)
    actions.give_role(dunia.dinkes, akun=new.akun, peran=Role.PELAPOR, mulai=date(2026, 1, 1), by=SYSTEM)
    actions.give_role(dunia.dinkes, akun=old.akun, peran=Role.PELAPOR, mulai=date(2025, 1, 1), by=SYSTEM)
    with_end = Penugasan.objects.unscoped("test").filter(akun=old.akun)
    super(type(with_end), with_end).update(sampai=date(2025, 12, 31))
    assert bool(access_of(new.akun.pk).grants) is begun
    assert bool(access_of(old.akun.pk).grants) is not ended


def test_a_job_works_by_the_clock_of_its_instansi(dunia: World, instansi: Instansi) -> None:
    in_zone(instansi, ZonaWaktu.WIT)
    work("uji-jam")(lambda _job: {"zona": timezone.get_current_timezone_name()})
    job = start("uji-jam", unit_path=dunia.dinkes.path, by=SYSTEM)
    run_job.call(job.pk)
    assert Job.base.get(pk=job.pk).result == {"zona": "Asia/Jayapura"}
    assert zone_of("9999") == ""


def test_who_has_no_instansi_lives_in_the_time_of_the_installation(dunia: World) -> None:
    nobody = person("Tamu", dunia.lain)
    assert access_of(nobody.akun.pk).seat.zone == ""
    assert signed_in(nobody).get("/").status_code == 200


# --- the first year --------------------------------------------------------------------------------------------------


def test_years_before_the_first_are_not_offered_and_the_chosen_one_is_named(
    dunia: World, pengelola: Person, instansi: Instansi
) -> None:
    actions.edit_settings(instansi, seen=instansi.versi, tahun_mulai=2024, by=SYSTEM)
    years = dict(signed_in(pengelola, tahun=2025).get("/").context["tahun_pilihan"])
    assert (min(years), years[2024]) == (2024, "2024")
    before = dict(signed_in(pengelola, tahun=2022).get("/").context["tahun_pilihan"])
    assert (min(before), before[2022]) == (2022, "2022 (sebelum pemakaian)")
    assert 2023 not in before


def test_an_instansi_that_begins_later_opens_in_its_first_year(
    dunia: World, pengelola: Person, instansi: Instansi
) -> None:
    year = timezone.localdate().year + 1
    actions.edit_settings(instansi, seen=instansi.versi, tahun_mulai=year, by=SYSTEM)
    client = signed_in(pengelola)
    session = client.session
    del session["tahun"]
    session.save()
    assert client.get("/").context["periode"].tahun == year


@pytest.mark.parametrize(("name", "queries"), [("pengaturan-instansi", 6), ("kop-pratinjau", 4), ("lambang", 4)])
def test_queries(
    dunia: World, pengelola: Person, django_assert_num_queries: DjangoAssertNumQueries, name: str, queries: int
) -> None:
    row = set_emblem(dunia.kabupaten)
    arguments = [dunia.kabupaten.pk, *([row.lambang] if name == "lambang" else [])]
    client = signed_in(pengelola)
    with django_assert_num_queries(queries):
        client.get(reverse(f"organisasi:{name}", args=arguments))
