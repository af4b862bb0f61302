"""Pages of the policy: what holds, a change with its effect, packs, weights."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.access import SYSTEM
from sakip.kernel.models import HistoryEntry
from sakip.organisasi.actions import set_policy
from sakip.organisasi.models import Kebijakan
from sakip.organisasi.queries import BAWAAN
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan.forms.kebijakan import initial_of
from sakip.perencanaan.models import Penempatan
from sakip.referensi.queries import paket_aturan
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, cast_of
from tests.perencanaan.test_kebijakan_berlaku import placed, sasaran

YEAR = timezone.localdate().year
LAST = Periode.tahunan(YEAR - 1)


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    return cast_of(dunia)


@pytest.fixture
def keeper(people: dict[str, Person]) -> Client:
    return signed_in(people["pengelola"], tahun=YEAR)


def sent(**changed: Any) -> dict[str, Any]:
    """The form as a browser sends it: the defaults, and what is changed."""
    initial = {name: value for name, value in initial_of(BAWAAN).items() if value not in {None, False}}
    return {**initial, "mulai_tahun": str(YEAR), "dasar_hukum": "", "alasan": "", **changed}


def measured(world: World) -> None:
    """A falling indicator of the Dinas Kesehatan and a rising one of the Dinas Pendidikan, last year."""
    falling = builders.indikator(world.dinkes, "Angka Kematian Ibu", polaritas=Polaritas.MENURUN)
    rising = builders.indikator(world.disdik, "Harapan lama sekolah")
    for subject, target, reached in ((falling, 10, 15), (rising, 12, 12)):
        builders.target(subject, LAST, angka(target))
        builders.realisasi(subject, LAST, angka(reached))


# --- what holds ------------------------------------------------------------------------------------------------------


def test_everyone_in_the_instansi_reads_what_holds(dunia: World, people: dict[str, Person]) -> None:
    set_policy(
        dunia.kabupaten,
        mulai_tahun=YEAR - 2,
        seen=None,
        batas=Decimal(120),
        dasar_hukum="Kep. 1",
        alasan="Uji",
        by=SYSTEM,
    )
    set_policy(
        dunia.kabupaten, mulai_tahun=YEAR, seen=None, batas=Decimal(120), rollup="b", dasar_hukum="Kep. 2", by=SYSTEM
    )
    text = text_of(signed_in(people["pembaca"], tahun=YEAR).get(reverse("perencanaan:kebijakan")))
    for words in (
        f"Berlaku sejak tahun {YEAR}, dengan dasar Kep. 2.",
        "Batas atas capaian 120%",
        f"Sejak {YEAR - 2} · Kelaziman: BPS Kabupaten Gorontalo Utara",
        "Rata-rata semua indikator . Setiap indikator sama besar pengaruhnya",
        "Contoh: Target 10: realisasi 8 memberi 120%, realisasi 12 memberi 80%. Bawaan sistem",
        "Disimpan sekarang, mulai berlaku bersama lembar pengukuran.",
        f"Berlaku mulai {YEAR - 2} Kep. 1 Batas atas capaian tanpa batas atas 120% Baris perintah",
    ):
        assert words in text, words
    assert "Ubah kebijakan" not in text


def test_before_anything_is_set_the_page_says_so(dunia: World, keeper: Client) -> None:
    text = text_of(keeper.get(reverse("perencanaan:kebijakan")))
    assert "belum menetapkan kebijakan sendiri" in text
    assert "Belum ada kebijakan yang ditetapkan" in text
    assert "Ubah kebijakan" in text


def test_the_page_takes_few_queries(
    dunia: World, keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in (YEAR, YEAR + 1, YEAR + 2):
        set_policy(dunia.kabupaten, mulai_tahun=year, seen=None, by=SYSTEM)
    with django_assert_max_num_queries(13):
        keeper.get(reverse("perencanaan:kebijakan"))


# --- changing it -----------------------------------------------------------------------------------------------------


@pytest.fixture
def address(dunia: World) -> str:
    return reverse("perencanaan:kebijakan-ubah", args=[dunia.kabupaten.pk])


def test_the_form_shows_every_choice_with_example_and_source(keeper: Client, address: str) -> None:
    answer = keeper.get(address)
    text = text_of(answer)
    for words in (
        "Target 10: realisasi 8 memberi 125%",
        "Kelaziman: aplikasi e-SAKIP Kabupaten Boyolali",
        "Skala Kota Semarang",
        "Skala sendiri",
        "Lihat pengaruh",
    ):
        assert words in text
    assert inputs(answer)["hari_tenggat"] == "30"


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"mulai_tahun": "dua ribu"}, 422, "Tahun mulai harus berupa bilangan bulat"),
        ({"rollup": "acak"}, 422, "Capaian unit tidak ada dalam pilihan"),
        ({"batas": "seratus"}, 422, "“seratus”"),
        ({"batas": "1.234"}, 422, "dapat dibaca dengan dua cara"),
        ({"batas": "n/a"}, 422, "bukan angka"),
        ({"hari_tenggat": "7,5"}, 422, "harus berupa jumlah hari"),
        ({"hari_tenggat": ""}, 422, "Batas waktu pengisian belum diisi"),
        ({"batas": "90", "lantai": "95"}, 409, "batas bawah capaian lebih besar"),
        ({"hari_tenggat": "400"}, 409, "0 sampai 366 hari"),
        ({"skala": "sendiri", "kelas_2_mulai": "95"}, 409, "kelas ke-2: batas bawahnya tidak lebih kecil"),
        ({"skala": "sendiri", "kelas_2_label": "Sangat Tinggi"}, 409, "kelas ke-2: sebutannya sama"),
        ({"mulai_tahun": str(YEAR - 1)}, 409, f"mengubah angka tahun {YEAR - 1}. Tuliskan alasannya"),
    ],
)
def test_a_refused_policy_keeps_what_was_typed(
    keeper: Client, address: str, changed: dict[str, str], status: int, sentence: str
) -> None:
    answer = keeper.post(address, sent(**{"dasar_hukum": "Kep. 7", **changed}))
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert inputs(answer)["dasar_hukum"] == "Kep. 7"
    assert not Kebijakan.related.exists()


def test_a_policy_is_saved_with_all_its_choices(dunia: World, keeper: Client, address: str) -> None:
    own = {
        "skala": "sendiri",
        "kelas_1_label": "Hebat",
        "kelas_1_eksklusif": "on",
        "kelas_3_label": "",
        "kelas_3_mulai": "",
    }
    more = {"batas": "120", "lantai": "", "rumus_menurun": "n2", "bobot": "indikator", "versi_pk": "pertama"}
    answer = keeper.post(address, sent(**own, **more, pembulatan="1", langkah_verifikasi="2", dasar_hukum=" Kep. 7 "))
    assert answer["Location"] == reverse("perencanaan:kebijakan-instansi", args=[dunia.kabupaten.pk])
    row = Kebijakan.related.get()
    assert (row.mulai_tahun, row.batas, row.lantai, row.rumus_menurun) == (YEAR, Decimal(120), None, "n2")
    assert (row.bobot, row.versi_pk, row.pembulatan, row.langkah_verifikasi) == ("indikator", "pertama", 1, 2)
    assert (row.dasar_hukum, row.hari_tenggat) == ("Kep. 7", 30)
    assert [each["label"] for each in row.skala_sendiri] == ["Hebat", "Tinggi", "Rendah", "Sangat Rendah"]
    assert row.skala_sendiri[0] == {"label": "Hebat", "mulai": "91", "eksklusif": True, "warna": "sangat-baik"}


def test_a_past_year_is_saved_with_a_reason_that_the_history_keeps(keeper: Client, address: str) -> None:
    keeper.post(address, sent(mulai_tahun=str(YEAR - 1), alasan="Temuan reviu", batas="120"))
    entry = HistoryEntry.base.order_by("-id")[0]
    assert (entry.reason, entry.changes["batas"]) == ("Temuan reviu", [None, "120"])


def test_of_two_who_change_the_same_year_the_second_is_told_in_words(
    dunia: World, keeper: Client, address: str
) -> None:
    row = set_policy(dunia.kabupaten, mulai_tahun=YEAR, seen=None, by=SYSTEM)
    opened = {"versi": str(row.versi), "versi_tahun": str(YEAR)}
    set_policy(dunia.kabupaten, mulai_tahun=YEAR, seen=1, rollup="b", batas=Decimal(150), by=SYSTEM)
    answer = keeper.post(address, sent(**opened, batas="120"))
    text = text_of(answer)
    assert answer.status_code == 409
    assert "batas atas capaian (%) “150”, capaian unit “Rata-rata semua indikator”" in text
    assert "batas atas capaian (%) “120”, capaian unit “Rata-rata dari rata-rata setiap sasaran”" in text
    keeper.post(address, sent(**{name: inputs(answer)[name] for name in opened}, batas="120"))
    assert Kebijakan.related.get().batas == Decimal(120)


def test_without_the_version_an_existing_year_is_not_written_over(dunia: World, keeper: Client, address: str) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=YEAR, seen=None, by=SYSTEM)
    assert keeper.post(address, sent(batas="120")).status_code == 409


def test_an_order_that_the_form_does_not_offer_is_not_lost(dunia: World, keeper: Client, address: str) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=YEAR, seen=None, urutan_lapis="klaim,resmi", by=SYSTEM)
    assert 'value="klaim,resmi" checked' in keeper.get(address).content.decode()
    answer = keeper.post(
        address, sent(versi="1", versi_tahun=str(YEAR), urutan_lapis="klaim,resmi"), query_params={"tahun": YEAR}
    )
    assert answer.status_code == 302


# --- its effect ------------------------------------------------------------------------------------------------------


def test_the_effect_is_shown_and_nothing_is_saved(dunia: World, keeper: Client, address: str) -> None:
    measured(dunia)
    answer = keeper.post(address, sent(rumus_menurun="n2", pengaruh="1"))
    text = text_of(answer)
    assert answer.status_code == 200
    assert not Kebijakan.related.exists()
    for words in (
        f"Pengaruh kebijakan mulai {YEAR} Belum ada yang tersimpan",
        f"Tahun {YEAR - 1} Sekarang: kebijakan bawaan sistem; tahun ini tidak ikut diubah, hanya sebagai gambaran",
        "Kabupaten Uji 75,00% Sedang 83,33% Tinggi , sebutan berubah naik 8,33 1 0 1 0",
        "Dinas Kesehatan 50,00% Sangat Rendah 66,67% Sedang , sebutan berubah naik 16,67 0 0 1 0",
        "Dinas Pendidikan 100,00% Sangat Tinggi 100,00% Sangat Tinggi tetap 1 0 0 0",
        "1 dari 2 indikator berubah capaian atau sebutannya.",
        "Angka Kematian Ibu Dinas Kesehatan 50,00%",
        f"Tahun {YEAR} Sekarang: kebijakan bawaan sistem Tidak ada angka yang berubah",
    ):
        assert words in text, words
    assert 'value="n2" checked' in answer.content.decode()


def test_the_effect_warns_of_reported_years(dunia: World, keeper: Client, address: str) -> None:
    measured(dunia)
    freeze_laporan(dunia.dinkes, tahun=YEAR - 1, by=SYSTEM)
    text = text_of(keeper.post(address, sent(mulai_tahun=str(YEAR - 2), batas="120", pengaruh="1")))
    assert f"Mengubah tahun yang sudah berlalu atau dilaporkan: {YEAR - 2}, {YEAR - 1}." in text
    assert "Tidak ada angka yang berubah" in text


def test_a_changed_order_of_lapis_is_seen_in_the_effect(dunia: World, keeper: Client, address: str) -> None:
    measured(dunia)
    text = text_of(keeper.post(address, sent(urutan_lapis="resmi,terverifikasi", pengaruh="1")))
    assert "Kabupaten Uji 75,00% Sedang tidak ada" in text
    assert "2 dari 2 indikator berubah" in text


def test_the_effect_takes_the_same_queries_whatever_the_number_of_indicators(
    dunia: World, keeper: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    measured(dunia)
    for number in range(10):
        builders.indikator(dunia.dinkes, f"Indikator {number}")
    with django_assert_max_num_queries(35):  # two years
        keeper.post(address, sent(urutan_lapis="resmi", pengaruh="1"))


# --- packs -----------------------------------------------------------------------------------------------------------


def test_packs_are_listed_with_dates_and_what_they_choose(people: dict[str, Person]) -> None:
    client = signed_in(people["pembaca"])
    text = text_of(client.get(reverse("perencanaan:paket-daftar")))
    assert all(pack.nama in text for pack in paket_aturan().values())
    assert "Rumus indikator menurun: Target ÷ realisasi; Batas atas capaian: 150%" in text
    assert "sampai 31 Desember 2021" in text
    one = text_of(client.get(reverse("perencanaan:paket", args=["boyolali-2026"])))
    assert "Batas atas capaian 150%" in one
    assert "Bawaan sistem; sumber paket tidak menyebutnya" in one
    assert "Pakai sebagai awal" not in one
    assert client.get(reverse("perencanaan:paket", args=["tidak-ada"])).status_code == 404


def test_a_pack_fills_the_form(keeper: Client, address: str) -> None:
    answer = keeper.get(address, {"paket": "boyolali-2026"})
    markup = answer.content.decode()
    assert "dimulai dari paket Kabupaten Boyolali" in text_of(answer)
    assert all(f'value="{code}" checked' in markup for code in ("n2", "seratus"))
    assert inputs(answer)["batas"] == "150"


def test_packs_and_the_present_policy_are_compared_by_word(dunia: World, keeper: Client) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=YEAR, seen=None, batas=Decimal(150), by=SYSTEM)
    text = text_of(keeper.get(reverse("perencanaan:paket-banding"), {"kanan": "boyolali-2026"}))
    assert "2 pilihan berbeda" in text
    assert "Batas atas capaian 150% 150% sama" in text
    assert "realisasi 8 memberi 125%, realisasi 12 memberi 83,33%. berbeda" in text
    same = keeper.get(reverse("perencanaan:paket-banding"), {"kiri": "semarang", "kanan": "semarang"})
    assert "Tidak ada pilihan yang berbeda" in text_of(same)
    assert keeper.get(reverse("perencanaan:paket-banding"), {"kiri": "karangan"}).status_code == 404


# --- weights ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(dunia: World) -> list[Penempatan]:
    first, second = sasaran(dunia.dinkes, 2)
    placed(builders.indikator(dunia.dinkes, "Sendiri"), second)
    return [placed(builders.indikator(dunia.dinkes, name), first) for name in ("Satu", "Dua")]


def weights(pair: list[Penempatan], *texts: str) -> dict[str, str]:
    sent = {f"b-{row.pk}": text for row, text in zip(pair, texts, strict=True)}
    return sent | {f"v-{row.pk}": str(row.versi) for row in pair}


def test_weights_are_set_by_who_plans_and_read_by_everyone(
    dunia: World, people: dict[str, Person], pair: list[Penempatan]
) -> None:
    address, client = reverse("perencanaan:bobot", args=[dunia.dinkes.pk]), signed_in(people["perencana"])
    text = text_of(client.get(address))
    assert "belum memakai bobot" in text
    assert "Tidak memerlukan bobot Satu indikator saja pada sasarannya Sasaran: Sasaran 2" in text
    assert client.post(address, weights(pair, "60", "40")).status_code == 302
    assert sorted(Penempatan.related.exclude(bobot=None).values_list("bobot", flat=True)) == [40, 60]
    read = text_of(signed_in(people["pembaca"]).get(address))
    assert "Satu Dinas Kesehatan 60" in read
    assert "Jumlah 100" in read
    assert "Simpan bobot" not in read


@pytest.mark.parametrize(
    ("texts", "status", "sentence"),
    [
        (("60", "enam"), 422, "“enam”"),
        (("60", "30"), 409, "berjumlah 90, seharusnya 100"),
        (("100", ""), 409, "“Dua” pada “Sasaran 1” belum diisi"),
    ],
)
def test_refused_weights_keep_what_was_typed(
    dunia: World, people: dict[str, Person], pair: list[Penempatan], texts: tuple[str, str], status: int, sentence: str
) -> None:
    address = reverse("perencanaan:bobot", args=[dunia.dinkes.pk])
    answer = signed_in(people["perencana"]).post(address, weights(pair, *texts))
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert inputs(answer)[f"b-{pair[0].pk}"] == texts[0]
    assert not Penempatan.related.exclude(bobot=None).exists()


def test_weights_somebody_else_set_meanwhile_are_not_written_over_unseen(
    dunia: World, people: dict[str, Person], pair: list[Penempatan]
) -> None:
    address, client = reverse("perencanaan:bobot", args=[dunia.dinkes.pk]), signed_in(people["perencana"])
    opened = weights(pair, "60", "40")
    client.post(address, weights(pair, "50", "50"))
    answer = client.post(address, opened)
    assert answer.status_code == 409
    assert "sudah diubah Perencana" in text_of(answer)
    assert (
        client.post(address, {**opened, **{k: v for k, v in inputs(answer).items() if k[0] == "v"}}).status_code == 302
    )


def test_a_unit_without_a_plan_is_told_why_there_are_no_weights(dunia: World, people: dict[str, Person]) -> None:
    address = reverse("perencanaan:bobot", args=[dunia.puskesmas.pk])
    client = signed_in(people["perencana"])
    assert "Unit ini belum memiliki rencana untuk tahun 2025" in text_of(client.get(address))
    assert client.post(address, {}).status_code == 422
