"""Pages of the tree: what they show, to whom, by links alone, and that their questions do not grow with the tree."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from sakip.anggaran.actions import PaguBaru, open_pagu, set_lines
from sakip.anggaran.models import JenisPagu, Pagu
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.jobs import run_job
from sakip.kernel.models import Job
from sakip.organisasi import actions as organisasi
from sakip.perencanaan import actions
from sakip.perencanaan.models import Crosscutting, PohonKinerja, SimpulPohon, SimpulRencana, Terjemahan
from sakip.perencanaan.transfers.naskah_pohon import AT_ONCE
from tests import builders
from tests.builders import World, angka
from tests.pages import csv_rows, inputs, signed_in, text_of
from tests.people import Person, person
from tests.perencanaan import rencana
from tests.perencanaan.pohon import Tree, tree, wide

MOST_QUERIES = 20


@pytest.fixture
def planner(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PERENCANA)


@pytest.fixture
def small(dunia: World) -> Tree:
    return tree(dunia.dinkes)


def page(made: Tree, query: str = "") -> str:
    return reverse("perencanaan:pohon", args=[made.pohon.pk]) + query


# --- who may ---------------------------------------------------------------------------------------------------------


def test_a_stranger_sees_no_tree_and_a_neighbour_changes_none(dunia: World, small: Tree) -> None:
    stranger = signed_in(person("Asing", dunia.lain, Role.PENGELOLA))
    neighbour = signed_in(person("Budi", dunia.disdik, Role.PERENCANA))
    assert stranger.get(page(small)).status_code == 404
    assert small.pohon.nama not in text_of(stranger.get(reverse("perencanaan:pohon-daftar")))
    assert neighbour.get(page(small)).status_code == 200
    for name in ("simpul-ubah", "simpul-tempat", "simpul-tarik", "simpul-indikator", "simpul-terjemah"):
        address = reverse(f"perencanaan:{name}", args=[small["csf1"].pk])
        assert neighbour.get(address).status_code == 403
        assert neighbour.post(address, {}).status_code == 403
        assert stranger.get(address).status_code == 404


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", [4, 48])
def test_the_questions_do_not_grow_with_the_tree(dunia: World, planner: Person, below: int) -> None:
    made = wide(dunia.dinkes, below=below)
    node = made["1.1.1"]
    actions.add_indikator_simpul(node, indikator=builders.indikator(dunia.dinkes), by=SYSTEM)
    actions.ask_crosscutting(node, kontribusi="Data", mitra=dunia.disdik, by=SYSTEM)
    client = signed_in(planner)
    addresses = [
        page(made),
        page(made, "?tingkat=9"),
        page(made, "?cari=tepat"),
        reverse("perencanaan:simpul", args=[node.pk]),
        *(reverse("perencanaan:pohon-langkah", args=[made.pohon.pk, step]) for step in range(1, 6)),
        reverse("perencanaan:pohon-matriks", args=[made.pohon.pk]),
        reverse("perencanaan:crosscutting-daftar"),
    ]
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST_QUERIES, (address, len(asked))


def test_drawing_and_list_say_the_same(dunia: World, small: Tree, planner: Person) -> None:
    markup = signed_in(planner).get(page(small)).content.decode()
    svg = re.search(r"<svg[^>]* class=\"pk-svg\".*?</svg>", markup, re.DOTALL)
    assert svg is not None
    drawn = " ".join(part.text or "" for part in ET.fromstring(svg[0]).iter() if part.tag.endswith("text"))
    listed = markup[svg.end() :]
    for node in small.simpul.values():
        if node.pk == small["kerja"].pk:
            continue  # below the levels that are open at first
        assert node.pernyataan in listed
        assert all(word in drawn for word in node.pernyataan.split())
    assert listed.count('role="treeitem"') == 6
    elsewhere = re.search(r"Juga ditopang:</span> <a [^>]*href=\"#butir-(\d+)\">1.2 Puskesmas siap setiap saat", listed)
    assert elsewhere is not None
    assert int(elsewhere[1]) == small["antara2"].pk


def test_levels_branches_focus_and_search_are_links(small: Tree, planner: Person) -> None:
    client = signed_in(planner)
    deep = "Obat tersedia sepanjang tahun"
    assert deep not in text_of(client.get(page(small)))
    for query in (
        "?tingkat=4",
        f"?buka={small['antara2'].pk}",
        f"?fokus={small['antara2'].pk}",
        "?cari=obat+sepanjang",
    ):
        assert deep in text_of(client.get(page(small, query)))
    assert deep not in text_of(client.get(page(small, f"?tingkat=4&tutup={small['antara2'].pk}")))
    focused = text_of(client.get(page(small, f"?fokus={small['csf2'].pk}")))
    assert "Persalinan ditolong" not in focused
    assert "Seluruh pohon" in focused
    assert "Tidak ada kondisi yang memuat" in text_of(client.get(page(small, "?cari=zzz")))


def test_no_more_levels_are_offered_than_there_are(small: Tree, planner: Person) -> None:
    client = signed_in(planner)
    offered = [
        [many for many, _to in client.get(page(small, query)).context["tingkat"]] for query in ("", "?tingkat=9")
    ]
    assert offered == [[1, 2, 3, 4]] * 2
    assert client.get(page(small, "?tingkat=9")).context["tingkat_kini"] == 4
    below = client.get(page(small, f"?fokus={small['antara2'].pk}"))
    assert [many for many, _to in below.context["tingkat"]] == [1, 2]


@pytest.mark.parametrize(
    "query", ["?fokus=9999999", "?fokus=x", "?tingkat=-1", "?buka=a.b..1e9", "?perbesar=0", "?fokus=" + "9" * 30]
)
def test_an_address_that_was_tampered_with_shows_the_tree(small: Tree, planner: Person, query: str) -> None:
    assert "Ibu dan bayi selamat" in text_of(signed_in(planner).get(page(small, query)))


def test_colours_come_with_their_word_and_the_newest_year_that_has_one(
    dunia: World, small: Tree, planner: Person
) -> None:
    subject = builders.indikator(dunia.dinkes)
    actions.add_indikator_simpul(small["csf2"], indikator=subject, by=SYSTEM)
    builders.target(subject, Periode.tahunan(2024), angka(70))
    builders.realisasi(subject, Periode.tahunan(2024), angka(69))
    text = text_of(signed_in(planner, tahun=2025).get(page(small)))
    assert re.search(r"98,57% \w[\w ]*, 2024", text)
    assert "indikator masih rumusan" in text
    assert "belum berindikator" in text


def test_what_people_typed_is_shown_as_text(dunia: World, small: Tree, planner: Person) -> None:
    actions.edit_simpul(small["csf1"], seen=1, pernyataan="Ibu < bayi & <img src=x", by=SYSTEM)
    client = signed_in(planner)
    for address in (page(small), reverse("perencanaan:simpul", args=[small["csf1"].pk])):
        assert "<img src=x" not in client.get(address).content.decode()


# --- changing it by the pages ----------------------------------------------------------------------------------------


def test_a_tree_grows_by_the_pages(dunia: World, planner: Person) -> None:
    client = signed_in(planner)
    answer = client.post(
        reverse("perencanaan:pohon-tambah") + f"?unit={dunia.dinkes.pk}",
        {"nama": "Pohon baru", "tahun_awal": 2025, "tahun_akhir": 2029},
    )
    assert answer.status_code == 302
    assert answer["Location"].endswith("/langkah/1/")
    made = planner_tree(dunia)
    add = reverse("perencanaan:simpul-tambah", args=[made.pk])
    empty = client.post(add, {"jenis": "csf", "pernyataan": "Tanpa induk"})
    assert (empty.status_code, "Hanya hasil (outcome) boleh berdiri di puncak" in text_of(empty)) == (409, True)
    back = f"?langkah=1&pohon={made.pk}"
    assert client.post(add + back, {"jenis": "outcome", "pernyataan": "Sehat", "asal": "isu"})["Location"].endswith(
        "/langkah/1/"
    )
    top = SimpulPohon.related.get()
    client.post(add, {"jenis": "csf", "pernyataan": "Gizi baik", "induk": top.pk})
    assert SimpulPohon.related.get(jenis="csf").cabang_ke_induk.get().induk == top


def test_a_new_tree_is_offered_the_years_of_the_plan(dunia: World, planner: Person) -> None:
    builders_plan(dunia)
    form = signed_in(planner).get(reverse("perencanaan:pohon-tambah") + f"?unit={dunia.dinkes.pk}").content.decode()
    assert re.findall(r'name="tahun_a\w+" value="(\d+)"', form) == ["2025", "2029"]


def planner_tree(dunia: World) -> PohonKinerja:
    found: PohonKinerja = PohonKinerja.related.get(unit=dunia.dinkes)
    return found


def test_a_stale_form_shows_both_texts_and_can_be_sent_again(small: Tree, planner: Person) -> None:
    client, address = signed_in(planner), reverse("perencanaan:simpul-ubah", args=[small["csf1"].pk])
    form = inputs(client.get(address)) | {"jenis": "csf", "pernyataan": "Dari saya"}
    actions.edit_simpul(small["csf1"], seen=1, pernyataan="Dari orang lain", by=SYSTEM)
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "“Dari orang lain”" in text_of(answer)
    again = inputs(answer) | {"jenis": "csf", "pernyataan": "Dari saya"}
    assert client.post(address, again).status_code == 302
    assert small.fresh("csf1").pernyataan == "Dari saya"


def test_a_node_is_moved_ordered_retired_and_put_back(small: Tree, planner: Person) -> None:
    client, node = signed_in(planner), small["antara1"]
    place = reverse("perencanaan:simpul-tempat", args=[node.pk])
    client.post(place, {"cara": f"pindah-{small['csf1'].pk}", "ke": small["csf2"].pk})
    assert node.cabang_ke_induk.get().induk == small["csf2"]
    client.post(place, {"cara": "tambah", "ke": small["csf1"].pk})
    assert node.cabang_ke_induk.count() == 2
    client.post(place, {"cara": f"lepas-{small['csf2'].pk}", "ke": ""})
    assert node.cabang_ke_induk.get().induk == small["csf1"]
    shift = reverse("perencanaan:simpul-geser", args=[small["csf2"].pk])
    client.post(shift, {"induk": small["hasil"].pk, "arah": "naik"})
    assert small.fresh("csf2").urutan < small.fresh("csf1").urutan
    client.post(
        reverse("perencanaan:simpul-tarik", args=[node.pk]), {"alasan": "Ganda", "versi": small.fresh("antara1").versi}
    )
    assert small.fresh("antara1").ditarik
    assert "Sudah ditarik" in text_of(client.get(page(small)))
    client.post(reverse("perencanaan:simpul-pulihkan", args=[node.pk]))
    assert not small.fresh("antara1").ditarik


def test_a_wrong_move_is_taken_back_from_the_card(small: Tree, planner: Person) -> None:
    client, node = signed_in(planner), small["antara1"]
    place = reverse("perencanaan:simpul-tempat", args=[node.pk])
    nowhere = client.post(place, {"cara": f"pindah-{small['csf1'].pk}", "ke": ""})
    assert (nowhere.status_code, "belum dipilih. Pilih satu kondisi" in text_of(nowhere)) == (409, True)
    for given in ({"cara": f"pindah-{small['csf1'].pk}"}, {"cara": "tambah"}):
        moved = client.post(place, given | {"ke": small["csf2"].pk}, follow=True)
        assert "Urungkan perubahan tempat" in text_of(moved)
        client.post(place, {name: value for name, value in inputs(moved).items() if name in {"cara", "ke", "urutan"}})
        assert node.cabang_ke_induk.get().induk == small["csf1"]
        assert small.fresh("antara1").urutan == node.urutan  # first again, not the last of its siblings
    tampered = client.get(reverse("perencanaan:simpul", args=[node.pk]) + "?urungkan=hapus-1.2")
    assert "Urungkan" not in text_of(tampered)


def test_a_move_to_where_it_stood_as_well_is_taken_back_whole(small: Tree, planner: Person) -> None:
    client, node = signed_in(planner), small["antara2"]
    place = reverse("perencanaan:simpul-tempat", args=[node.pk])
    both = {small["csf1"].pk, small["csf2"].pk}
    moved = client.post(place, {"cara": f"pindah-{small['csf1'].pk}", "ke": small["csf2"].pk}, follow=True)
    assert {row.induk_id for row in node.cabang_ke_induk.all()} == both - {small["csf1"].pk}
    client.post(place, {name: value for name, value in inputs(moved).items() if name in {"cara", "ke"}})
    assert {row.induk_id for row in node.cabang_ke_induk.all()} == both
    assert small.fresh("antara2").urutan == node.urutan


def test_only_conditions_above_are_offered_to_stand_on(small: Tree, planner: Person) -> None:
    form = signed_in(planner).get(reverse("perencanaan:simpul-tempat", args=[small["csf2"].pk])).content.decode()
    offered = re.findall(r'<option value="(\d+)"', form.partition('name="ke"')[2])
    assert offered == [str(small["hasil"].pk), str(small["csf1"].pk)]


def test_retiring_tells_what_goes_and_what_stays(dunia: World, small: Tree, planner: Person) -> None:
    client, node = signed_in(planner), small["csf1"]
    actions.ask_crosscutting(small["antara1"], mitra=dunia.disdik, kontribusi="Data siswa", by=SYSTEM)
    address = reverse("perencanaan:simpul-tarik", args=[node.pk])
    text = text_of(client.get(address))
    assert "ikut ditarik atau harus dipindahkan dahulu: “Persalinan ditolong tenaga terlatih”." in text
    assert "juga menopang kondisi lain: “Puskesmas siap setiap saat”; “Obat tersedia sepanjang tahun”." in text
    assert "1 permintaan crosscutting ikut ditarik" in text
    client.post(address, {"alasan": "Digabung", "beserta_bawahan": "on", "versi": 1})
    card = reverse("perencanaan:simpul", args=[node.pk])
    assert "Pulihkan beserta 1 kondisi di bawahnya" in text_of(client.get(card))
    client.post(reverse("perencanaan:simpul-pulihkan", args=[node.pk]), {"bawahan": "1"})
    assert not small.fresh("antara1").ditarik
    leaf = text_of(client.get(reverse("perencanaan:simpul-tarik", args=[small["kerja"].pk])))
    assert "Tarik juga" not in leaf


def test_a_form_at_a_step_asks_what_that_step_asks_and_can_go_on(small: Tree, planner: Person) -> None:
    client = signed_in(planner)
    add = reverse("perencanaan:simpul-tambah", args=[small.pohon.pk])
    factor = f"{add}?induk={small['hasil'].pk}&jenis=csf&langkah=2&pohon={small.pohon.pk}"
    text = text_of(client.get(factor))
    assert "Tambah faktor kunci untuk “Masyarakat hidup lebih sehat”" in text
    assert "Asal hasil" not in text
    assert "Asal hasil" in text_of(client.get(f"{add}?jenis=outcome"))
    given = {"jenis": "csf", "pernyataan": "Gizi baik", "induk": small["hasil"].pk}
    assert client.post(factor, given | {"lagi": "1"})["Location"] == factor
    assert client.post(factor, given | {"pernyataan": "Air bersih"})["Location"].endswith("/langkah/2/")
    for name, question in (("simpul-indikator", "Apa tanda bahwa"), ("simpul-terjemah", "Jabatan mana yang")):
        text = text_of(client.get(reverse(f"perencanaan:{name}", args=[small["csf2"].pk])))
        assert question in text
        assert "“Penyakit menular terkendali”" in text
        assert "(opsional)" not in text
    change = reverse("perencanaan:simpul-ubah", args=[small["csf2"].pk]) + f"?langkah=2&pohon={small.pohon.pk}"
    sent = inputs(client.get(change)) | {"jenis": "csf", "pernyataan": "Penyakit terkendali"}
    assert client.post(change, sent)["Location"].endswith("/langkah/2/")


def test_a_wording_becomes_an_indicator(dunia: World, small: Tree, planner: Person) -> None:
    client, row = signed_in(planner), small["csf1"].indikator_simpul.get()
    own = builders.indikator(dunia.dinkes)
    address = reverse("perencanaan:simpul-indikator-ubah", args=[row.pk])
    assert "Pilih indikatornya" in text_of(client.get(reverse("perencanaan:simpul", args=[small["csf1"].pk])))
    assert client.post(address, inputs(client.get(address)) | {"indikator": own.pk, "uraian": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.indikator, row.uraian) == (own, "")
    again = client.get(reverse("perencanaan:simpul-indikator", args=[small["csf1"].pk])).content.decode()
    assert f'<option value="{own.pk}"' not in again


def test_a_condition_is_found_by_the_search_over_everything(dunia: World, small: Tree, planner: Person) -> None:
    found = reverse("kernel:cari") + "?q=persalinan+terlatih"
    assert "Persalinan ditolong tenaga terlatih" in text_of(signed_in(planner).get(found))
    stranger = person("Asing", dunia.lain, Role.PENGELOLA)
    assert "Persalinan ditolong" not in text_of(signed_in(stranger).get(found))


# --- the guide -------------------------------------------------------------------------------------------------------


def test_each_step_asks_its_questions_and_says_what_is_lacking(dunia: World, small: Tree, planner: Person) -> None:
    client = signed_in(planner)
    expected = {
        1: ("Mandat: hasil apa", "Tidak ada; langkah ini lengkap"),
        2: ("Apabila faktor ini tercapai", "Tidak ada; langkah ini lengkap"),
        3: ("Kondisi apa yang diperlukan agar faktor kunci ini dapat terwujud?", "Hanya ditopang satu kondisi"),
        4: ("Apa tanda bahwa kondisi ini sudah terwujud", "Kondisi belum berindikator"),
        5: ("Jabatan mana yang bertanggung jawab", "Kondisi belum diterjemahkan"),
    }
    for step, sentences in expected.items():
        text = text_of(client.get(reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, step])))
        for sentence in (*sentences, "PermenPANRB 89/2021"):
            assert sentence in text
    assert client.get(reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, 6])).status_code == 404


def test_step_five_says_that_there_is_no_plan_yet_and_where_one_is_begun(
    dunia: World, small: Tree, planner: Person
) -> None:
    client, address = signed_in(planner), reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, 5])
    begin = reverse("perencanaan:rencana-tambah") + f"?unit={dunia.dinkes.pk}"
    page = client.get(address)
    assert "Belum ada dokumen rencana pada tahun-tahun pohon ini" in text_of(page)
    assert begin in page.content.decode()
    rencana.draft(dunia.kabupaten, jenis="rpjmd")
    assert "Belum ada dokumen rencana" not in text_of(client.get(address))


def test_the_stepper_says_which_steps_are_done_not_which_lie_behind(small: Tree, planner: Person) -> None:
    client = signed_in(planner)

    def done(step: int, made: PohonKinerja) -> int:
        page = client.get(reverse("perencanaan:pohon-langkah", args=[made.pk, step])).content.decode()
        return page.count("sk-step-done")

    assert done(5, small.pohon) == 2  # not the third: a condition between does not reach the work
    assert done(1, small.pohon) == 1
    empty = actions.create_pohon(small.pohon.unit, nama="Kosong", tahun_awal=2030, tahun_akhir=2034, by=SYSTEM)
    assert done(5, empty) == 0
    actions.add_simpul(empty, jenis="outcome", pernyataan="Sehat", by=SYSTEM)
    third = text_of(client.get(reverse("perencanaan:pohon-langkah", args=[empty.pk, 3])))
    assert "tentukan pada langkah 2" in third
    assert "langkah ini lengkap" not in third


def test_words_of_structure_program_and_budget_come_too_early(dunia: World, small: Tree, planner: Person) -> None:
    plan = builders_plan(dunia)
    for key, words in (
        ("antara1", "Dinas Pendidikan melatih guru"),
        ("antara2", "Program Pemenuhan Upaya Kesehatan berjalan"),
        ("kerja", "Anggaran obat naik"),
    ):
        actions.edit_simpul(small[key], seen=1, pernyataan=words, by=SYSTEM)
    text = text_of(signed_in(planner).get(reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, 3])))
    assert "menyebut unit “Dinas Pendidikan”" in text
    assert "menyebut program “Program Pemenuhan Upaya Kesehatan”" in text
    assert "menyebut anggaran (“Anggaran”)" in text
    assert plan is not None
    card = text_of(signed_in(planner).get(reverse("perencanaan:simpul", args=[small["antara1"].pk])))
    assert "Kondisi ini menyebut unit “Dinas Pendidikan”" in card
    last = text_of(signed_in(planner).get(reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, 5])))
    assert "Terlalu dini" not in last


def builders_plan(dunia: World, **head: Any) -> Any:
    """A Renstra with tujuan, sasaran, program."""
    versi = actions.create_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        by=SYSTEM,
        **head,
    )
    above = None
    for level, words in (
        ("tujuan", "Sehat"),
        ("sasaran", "Ibu selamat"),
        ("program", "Program Pemenuhan Upaya Kesehatan"),
    ):
        above = actions.add_node(dunia.dinkes, versi=versi, tingkat=level, pernyataan=words, induk=above, by=SYSTEM)
    return above


@pytest.mark.parametrize("plans", [1, 6])
def test_the_choice_of_a_statement_asks_the_same_for_any_number_of_plans(
    dunia: World, small: Tree, planner: Person, plans: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(plans):
        rencana.filled(rencana.draft(dunia.dinkes, nama=f"Rencana {number}", tahun_awal=2020 + number))
    client, address = signed_in(planner), reverse("perencanaan:simpul-terjemah", args=[small["antara1"].pk])
    with django_assert_max_num_queries(10):
        page = client.get(address).content.decode()
    assert page.count("Rencana ") >= plans
    with django_assert_max_num_queries(20):
        client.get(reverse("perencanaan:pohon-langkah", args=[small.pohon.pk, 1]))


def test_step_five_translates_and_the_matrix_shows_it(dunia: World, small: Tree, planner: Person) -> None:
    program = builders_plan(dunia)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Bidang", jenjang="administrator", by=SYSTEM)
    client, address = signed_in(planner), reverse("perencanaan:simpul-terjemah", args=[small["antara1"].pk])
    assert client.post(address, {}).status_code == 422
    versi = program.dokumen_versi
    client.post(address, {"rencana": f"{versi.dokumen_id}:{program.kunci}", "jabatan": post.pk})
    assert Terjemahan.related.count() == 2
    node = text_of(client.get(reverse("perencanaan:simpul", args=[small["antara1"].pk])))
    assert "Renstra, Program: Program Pemenuhan Upaya Kesehatan" in node
    assert "Persalinan ditolong tenaga terlatih" in text_of(client.get(reverse("organisasi:jabatan", args=[post.pk])))
    statement = reverse("perencanaan:rencana-baris", args=[program.pk])
    assert "Persalinan ditolong tenaga terlatih" in text_of(client.get(statement))  # and back
    matrix = reverse("perencanaan:pohon-matriks", args=[small.pohon.pk])
    assert "Kepala Bidang" in text_of(client.get(matrix))
    assert "1 pernyataan tanpa pagu" in text_of(client.get(matrix + "?tampil=anggaran"))
    for what in ("cascading", "anggaran"):
        for kind in ("xlsx", "pdf"):
            assert (
                client.get(reverse("perencanaan:pohon-matriks-berkas", args=[small.pohon.pk, what, kind])).status_code
                == 200
            )
    assert client.get(reverse("perencanaan:pohon-matriks-berkas", args=[small.pohon.pk, "x", "pdf"])).status_code == 404


def test_a_statement_is_made_from_a_condition_only_where_one_may_write(
    dunia: World, small: Tree, planner: Person
) -> None:
    address = reverse("perencanaan:simpul-terjemah", args=[small["csf1"].pk]) + "?baru=1"
    client = signed_in(planner)
    decreed = rencana.draft(dunia.dinkes)
    above = rencana.filled(decreed)[0]
    decreed = rencana.set_whole(decreed)
    rpjmd = rencana.draft(dunia.kabupaten, jenis="rpjmd")
    assert "Tidak ada rencana yang sedang disusun" in text_of(client.get(address))
    for place in (f"{decreed.pk}:{above.pk}", f"{rpjmd.pk}:"):
        assert client.post(address, {"induk": place, "pernyataan": "Ibu selamat"}).status_code == 422
    assert signed_in(person("Rini", dunia.dinkes, Role.PELAPOR)).post(address, {}).status_code == 403
    assert signed_in(person("Asing", dunia.lain, Role.PENGELOLA)).get(address).status_code == 404
    draft = rencana.draft(dunia.dinkes, tahun_awal=2026, tahun_akhir=2030)
    program = rencana.filled(draft)[3]
    wrong = {"induk": f"{draft.pk}:{program.pk}", "tingkat": "sasaran", "pernyataan": "Ibu selamat"}
    refused = client.post(address, wrong)
    assert refused.status_code == 409
    assert "Sasaran tidak dapat berada di bawah Program" in text_of(refused)
    assert not Terjemahan.related.exists()


def test_a_condition_is_written_once_and_stands_under_what_its_parent_became(
    dunia: World, small: Tree, planner: Person
) -> None:
    client, back = signed_in(planner), f"langkah=5&pohon={small.pohon.pk}"
    plain = reverse("perencanaan:simpul-terjemah", args=[small["csf1"].pk]) + f"?{back}"
    draft = rencana.draft(dunia.dinkes)
    tujuan, first, *_rest = rencana.filled(draft)
    actions.translate_to_plan(small["hasil"], dokumen=draft.dokumen, kunci=tujuan.kunci, by=SYSTEM)
    actions.add_indikator_simpul(small["csf1"], indikator=builders.indikator(dunia.dinkes), by=SYSTEM)
    assert "Buat pernyataan baru" in text_of(client.get(plain))
    page = client.get(f"{plain}&baru=1")
    assert f'<option value="{draft.pk}:{tujuan.pk}" selected>' in page.content.decode()
    assert ">Ibu dan bayi selamat</textarea>" in page.content.decode().replace("\n", "")
    given = {"induk": f"{draft.pk}:{tujuan.pk}", "pernyataan": "Ibu dan bayi selamat"}
    done = client.post(f"{plain}&baru=1", given, follow=True)
    assert done.redirect_chain[0][0].endswith(f"/{small.pohon.pk}/langkah/5/")
    assert "Sasaran baru dibuat dalam renstra Dinas Kesehatan versi 1; 1 indikator ditempatkan" in text_of(done)
    assert "1 indikator kondisi belum ditempatkan, karena masih berupa rumusan" in text_of(done)
    made = SimpulRencana.related.get(induk=tujuan, pernyataan="Ibu dan bayi selamat")
    assert (made.tingkat, Terjemahan.related.get(simpul=small["csf1"]).kunci) == (first.tingkat, made.kunci)
    top = {"induk": f"{draft.pk}:", "pernyataan": "Masyarakat hidup sehat"}
    assert "Tingkat belum dipilih" in text_of(client.post(f"{plain}&baru=1", top))
    top |= {"tingkat": "tujuan"}
    assert "Tujuan baru dibuat" in text_of(client.post(f"{plain}&baru=1", top, follow=True))


@pytest.mark.parametrize("plans", [1, 6])
def test_a_new_statement_asks_the_same_for_any_number_of_plans(
    dunia: World, small: Tree, planner: Person, plans: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(plans):
        rencana.filled(rencana.draft(dunia.dinkes, nama=f"Rencana {number}", tahun_awal=2020 + number))
    client, address = signed_in(planner), reverse("perencanaan:simpul-terjemah", args=[small["antara1"].pk])
    with django_assert_max_num_queries(14):
        page = client.get(f"{address}?baru=1").content.decode()
    assert page.count("Rencana ") >= plans


# --- crosscutting ----------------------------------------------------------------------------------------------------


def test_a_contribution_is_asked_answered_and_shown_in_both_trees(dunia: World, small: Tree, planner: Person) -> None:
    partner = person("Budi", dunia.disdik, Role.PERENCANA)
    own = tree(dunia.disdik)
    asker, answerer = signed_in(planner), signed_in(partner)
    ask = reverse("perencanaan:crosscutting-minta", args=[small["csf1"].pk])
    assert asker.post(ask, {"kontribusi": "Guru tahu tanda bahaya"}).status_code == 409
    asker.post(ask, {"kontribusi": "Guru tahu tanda bahaya", "mitra": dunia.disdik.pk})
    row = Crosscutting.related.get()
    assert "Jawab permintaan Dinas Kesehatan" in text_of(answerer.get("/"))
    assert "Permintaan unit lain" in text_of(answerer.get(page(own)))
    answer = reverse("perencanaan:crosscutting-jawab", args=[row.pk])
    assert answerer.post(answer, {"jawaban": "ditolak"}).status_code == 409
    answerer.post(answer, {"jawaban": "usul-ubah", "uraian": "Guru SD saja"})
    assert "Putuskan usul Dinas Pendidikan" in text_of(asker.get("/"))
    answerer.post(answer, {"jawaban": "ditolak", "uraian": "Bukan tugas kami"})
    told = text_of(asker.get(reverse("perencanaan:crosscutting", args=[row.pk])))
    assert "Dinas Pendidikan menolak: Bukan tugas kami" in told
    answerer.post(answer, {"jawaban": "diterima", "simpul": own["csf1"].pk})
    assert "Permintaan unit lain" not in text_of(answerer.get(page(own)))
    assert "Crosscutting, Dinas Pendidikan: Guru tahu tanda bahaya · diterima" in text_of(asker.get(page(small)))
    assert "Menopang Dinas Kesehatan: Guru tahu tanda bahaya · diterima" in text_of(answerer.get(page(own)))
    matrix = reverse("perencanaan:crosscutting-daftar")
    assert "Guru tahu tanda bahaya" in text_of(asker.get(matrix + f"?unit={dunia.disdik.pk}&keadaan=diterima"))
    assert "Tidak ada permintaan yang cocok" in text_of(asker.get(matrix + "?keadaan=ditolak"))
    assert csv_rows(asker.get(matrix + "?ekspor=csv"))[1][:3] == [
        "Ibu dan bayi selamat",
        "Dinas Kesehatan",
        "Dinas Pendidikan",
    ]
    asker.post(reverse("perencanaan:crosscutting-tarik", args=[row.pk]), {"alasan": "Selesai", "versi": row.versi})
    assert "Guru tahu" not in text_of(asker.get(page(small)))


# --- on paper --------------------------------------------------------------------------------------------------------


def test_every_condition_is_found_in_the_files(dunia: World, planner: Person) -> None:
    made = wide(dunia.dinkes, outcome=1, csf=2, below=10)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Seksi Gizi", jenjang="pengawas", by=SYSTEM)
    actions.translate_to_jabatan(made["1.1.2"], jabatan=post, by=SYSTEM)
    client = signed_in(planner)
    pdf = client.get(reverse("perencanaan:pohon-berkas", args=[made.pohon.pk, "pdf"]))
    pages = PdfReader(BytesIO(pdf.content)).pages
    assert {round(float(side)) for side in pages[0].mediabox[2:]} == {1191, 842}  # A3 landscape in points
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    for node in made.simpul.values():
        assert node.pernyataan in text
    assert "Jabatan: Kepala Seksi Gizi" in text
    docx = client.get(reverse("perencanaan:pohon-berkas", args=[made.pohon.pk, "docx"]))
    assert docx.content[:2] == b"PK"
    svg = client.get(reverse("perencanaan:pohon-svg", args=[made.pohon.pk]) + "?tingkat=9")
    assert svg["Content-Type"] == "image/svg+xml"
    assert made["1.2.10"].kode in svg.content.decode()
    assert client.get(reverse("perencanaan:pohon-berkas", args=[made.pohon.pk, "exe"])).status_code == 404


def test_a_large_tree_is_drawn_by_the_worker_and_downloaded_by_who_asked(
    dunia: World, small: Tree, planner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AT_ONCE, "docx", 3)
    client, ask = signed_in(planner), reverse("perencanaan:pohon-susun", args=[small.pohon.pk, "docx"])
    assert client.post(reverse("perencanaan:pohon-susun", args=[small.pohon.pk, "exe"])).status_code == 404
    told = client.get(reverse("perencanaan:pohon-berkas", args=[small.pohon.pk, "docx"]), follow=True)
    assert "disusun di latar belakang. Tekan tombol DOCX" in text_of(told)
    assert ask in told.content.decode()
    assert client.get(reverse("perencanaan:pohon-berkas", args=[small.pohon.pk, "pdf"])).content[:4] == b"%PDF"
    answer = client.post(ask)
    client.post(ask)
    job = Job.base.get()  # asked for twice, begun once
    assert answer["Location"].startswith(reverse("kernel:job", args=[job.pk]))
    file = reverse("kernel:job-berkas", args=[job.pk])
    assert client.get(file).status_code == 404
    run_job.call(job.pk)
    assert file in client.get(answer["Location"]).content.decode()
    made = client.get(file)
    assert (made.content[:2], made["Content-Disposition"].endswith('.docx"')) == (b"PK", True)
    other = signed_in(person("Pembaca", dunia.kabupaten, Role.PEMBACA))
    assert other.get(file).status_code == 404


def test_money_stands_beside_its_statement_and_what_serves_none_is_summed_once(
    dunia: World, small: Tree, planner: Person
) -> None:
    program = builders_plan(dunia)
    actions.edit_node(program, seen=1, kode="1.02.02", by=SYSTEM)
    pagu = open_pagu(dunia.dinkes, tahun=2025, jenis=JenisPagu.DPA, by=SYSTEM)
    money = [
        PaguBaru("1.02.02", "Upaya", 700),
        PaguBaru("1.02.03", "SDM", 300),
        PaguBaru("1.02.03.2.01", "SDM desa", 300),
    ]
    set_lines(pagu, baris=money, seen=1, by=SYSTEM)
    matrix = reverse("perencanaan:pohon-matriks", args=[small.pohon.pk]) + "?tampil=anggaran"
    text = text_of(signed_in(planner).get(matrix))
    assert "0 pernyataan tanpa pagu; 2 pagu tanpa pernyataan, berjumlah Rp300." in text
    assert "Rp700" in text


def test_money_that_stands_beside_a_statement_by_its_code_is_not_called_idle(
    dunia: World, small: Tree, planner: Person
) -> None:
    program = builders_plan(dunia)
    actions.edit_node(program, seen=1, kode="1.02.02", by=SYSTEM)
    pagu = open_pagu(dunia.dinkes, tahun=2025, jenis=JenisPagu.RENJA, by=SYSTEM)
    renja = actions.create_plan(
        dunia.dinkes, jenis="renja", nama="Renja", kode_kerangka="pemda", tahun_awal=2025, tahun_akhir=2025, by=SYSTEM
    )
    same = actions.add_node(dunia.dinkes, versi=renja, tingkat="program", pernyataan="Upaya", by=SYSTEM)
    actions.edit_node(same, seen=1, kode="1.02.02", by=SYSTEM)
    set_lines(pagu, baris=[PaguBaru("1.02.02", "Upaya", 700)], seen=1, by=SYSTEM)
    assert Pagu.related.get().kunci == same.kunci  # the money is the Renja's, the matrix reads the Renstra
    matrix = reverse("perencanaan:pohon-matriks", args=[small.pohon.pk]) + "?tampil=anggaran"
    text = text_of(signed_in(planner).get(matrix))
    assert "0 pernyataan tanpa pagu; 0 pagu tanpa pernyataan" in text


def test_the_matrix_of_the_instansi_goes_down_to_the_units_that_carry_it(dunia: World, planner: Person) -> None:
    top = tree(dunia.kabupaten)
    rpjmd = actions.create_plan(
        dunia.kabupaten,
        jenis="rpjmd",
        nama="RPJMD",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        by=SYSTEM,
    )
    goal = actions.add_node(dunia.kabupaten, versi=rpjmd, tingkat="tujuan", pernyataan="Maju", by=SYSTEM)
    aim = actions.add_node(
        dunia.kabupaten, versi=rpjmd, tingkat="sasaran", pernyataan="Warga sehat", induk=goal, by=SYSTEM
    )
    program = builders_plan(dunia, induk=rpjmd.dokumen)
    sasaran = program.induk
    actions.set_support(sasaran, melayani=[aim.kunci], by=SYSTEM)
    own = tree(dunia.dinkes)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Dinas", jenjang="jpt-pratama", by=SYSTEM)
    actions.translate_to_plan(own["csf1"], dokumen=program.dokumen_versi.dokumen, kunci=sasaran.kunci, by=SYSTEM)
    actions.translate_to_jabatan(own["csf1"], jabatan=post, by=SYSTEM)
    client = signed_in(person("Agus", dunia.kabupaten, Role.PERENCANA))
    matrix = reverse("perencanaan:pohon-matriks", args=[top.pohon.pk])
    text = text_of(client.get(matrix))
    assert "Warga sehat" in text
    assert "Dinas Kesehatan: Ibu selamat" in text
    assert "Kepala Dinas" in text
    below = text_of(client.get(f"{matrix}?unit={dunia.dinkes.pk}"))
    assert "Sasaran: Warga sehat" in below
    assert "Program Pemenuhan Upaya Kesehatan" in below
    paper = client.get(reverse("perencanaan:pohon-matriks-berkas", args=[top.pohon.pk, "cascading", "pdf"]))
    assert "Ibu selamat" in " ".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    alone = client.get(reverse("perencanaan:pohon-matriks-berkas", args=[top.pohon.pk, "anggaran", "pdf"]))
    assert "tidak memuat program" in PdfReader(BytesIO(alone.content)).pages[0].extract_text()
    assert "Kota Seberang" not in text_of(client.get(f"{matrix}?unit={dunia.lain.pk}"))


def test_the_paper_repeats_no_box_that_the_first_page_has_said_all_of(dunia: World, planner: Person) -> None:
    small = wide(dunia.dinkes, outcome=1, csf=2, below=10)
    actions.add_simpul(small.pohon, jenis="csf", pernyataan="Berdiri sendiri", induk=[small.fresh("1")], by=SYSTEM)
    actions.attach_simpul(small.fresh("1.1.2"), induk=small.fresh("1.2.1"), by=SYSTEM)
    pdf = signed_in(planner).get(reverse("perencanaan:pohon-berkas", args=[small.pohon.pk, "pdf"]))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf.content)).pages]
    assert sum(page.count("Berdiri sendiri") for page in pages) == 2  # in the drawing and in the list
    assert "(juga menopang: Kondisi 1.2.1 terpenuhi" in pages[-1] + pages[-2]
