"""The decree of IKU: drafted from what is marked, set only where every IKU measures enough, frozen, then replaced."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.polarity import Polaritas
from sakip.documents.model import Document, KeyValue, Table
from sakip.documents.text import write_cell
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.freezing import thaw
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.actions import (
    KartuBaru,
    KartuLengkap,
    choose_iku,
    discard_decree,
    draft_decree,
    edit_decree,
    set_card,
    set_decree,
)
from sakip.perencanaan.documents.iku import DRAFT, decree, minutes
from sakip.perencanaan.documents.isi_iku import contents
from sakip.perencanaan.models import Indikator, KeputusanIKU, RincianIKU
from sakip.perencanaan.queries.iku import BERLAKU, DIGANTI, KIND, MINUTES, RANCANGAN, decrees, state_of
from tests import builders
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import cast_of, person
from tests.perencanaan.rencana import draft as draft_plan

DAY = date(2026, 1, 5)


def iku(dunia: World, nama: str = "Angka Harapan Hidup", hasil: str = "outcome") -> Indikator:
    row = builders.indikator(dunia.dinkes, nama)
    card = KartuBaru(
        mulai_tahun=2020,
        polaritas=Polaritas.MENINGKAT,
        satuan="Tahun",
        definisi="Rata-rata lama hidup",
        formula="Tabel kematian",
        lengkap=KartuLengkap(hasil=hasil, penyedia_data="BPS"),
    )
    set_card(row, kartu=card, seen=1, by=SYSTEM)
    return row


def draft(dunia: World) -> KeputusanIKU:
    return draft_decree(dunia.dinkes, tahun_mulai=2026, tahun_sampai=2030, by=SYSTEM)


def put(row: KeputusanIKU, nomor: str = "188/1/2026", tanggal: date | None = DAY) -> KeputusanIKU:
    return set_decree(row, nomor=nomor, tanggal=tanggal, seen=row.versi, by=SYSTEM)


def test_a_draft_needs_iku_and_there_is_one(dunia: World) -> None:
    with pytest.raises(Refused, match="belum memuat indikator"):
        draft(dunia)
    iku(dunia)
    with pytest.raises(Refused, match="Tahun akhir 2025 lebih awal"):
        draft_decree(dunia.dinkes, tahun_mulai=2026, tahun_sampai=2025, by=SYSTEM)
    with pytest.raises(PermissionDenied):
        draft_decree(dunia.dinkes, tahun_mulai=2026, tahun_sampai=2030, by=cast_of(dunia)["tetangga"].access)
    draft(dunia)
    with pytest.raises(Refused, match="sudah memiliki rancangan keputusan IKU 2026 sampai 2030"):
        draft(dunia)


@pytest.mark.parametrize(
    ("hasil", "nomor", "tanggal", "sentence"),
    [
        ("outcome", " ", DAY, "Nomor keputusan belum diisi"),
        ("outcome", "1", None, "Tanggal keputusan belum diisi"),
        ("proses", "1", DAY, "sedangkan indikator ini mengukur proses"),
        ("", "1", DAY, "Tingkat hasil “Angka Harapan Hidup” belum diisi"),
    ],
)
def test_it_is_set_only_when_it_is_whole(
    dunia: World, hasil: str, nomor: str, tanggal: date | None, sentence: str
) -> None:
    row = iku(dunia, hasil="outcome")
    made = draft(dunia)
    if hasil != "outcome":
        actions.edit_indikator(row, seen=row.versi, iku=False, by=SYSTEM)
        card = KartuBaru(
            mulai_tahun=2020, polaritas=Polaritas.MENINGKAT, satuan="Tahun", lengkap=KartuLengkap(hasil=hasil)
        )
        set_card(Indikator.related.get(pk=row.pk), kartu=card, seen=2, by=SYSTEM)
    with pytest.raises(Refused, match=sentence):
        put(made, nomor, tanggal)
    assert KeputusanIKU.related.get().ditetapkan is None
    assert not FrozenDocument.related.exists()


def test_a_decree_that_another_set_meanwhile_is_not_thrown_away(dunia: World) -> None:
    iku(dunia)
    seen_as_draft = draft(dunia)
    put(KeputusanIKU.related.get())
    with pytest.raises(Refused, match="sudah ditetapkan"):
        discard_decree(seen_as_draft, by=SYSTEM)
    assert RincianIKU.related.exists()


def test_a_set_decree_is_frozen_and_replaced_by_the_next(dunia: World) -> None:
    iku(dunia)
    first = put(draft(dunia))
    assert first.beku_id is not None
    frozen = thaw(FrozenDocument.related.get(pk=first.beku_id))
    assert frozen.footer == ""
    for act in (
        lambda: put(first),
        lambda: choose_iku(first, pilihan=[], seen=first.versi, by=SYSTEM),
        lambda: edit_decree(first, tahun_mulai=1, tahun_sampai=2, berita_acara={}, seen=first.versi, by=SYSTEM),
        lambda: discard_decree(first, by=SYSTEM),
    ):
        with pytest.raises(Refused, match="Keputusan 188/1/2026 sudah ditetapkan"):
            act()
    second = draft(dunia)
    with pytest.raises(Refused, match="lebih awal daripada keputusan 188/1/2026"):
        put(second, "2", date(2025, 12, 1))
    put(second, "2", date(2026, 7, 1))
    assert {row.nomor: state_of(row) for row in decrees(SYSTEM)} == {"188/1/2026": DIGANTI, "2": BERLAKU}


def test_every_paper_of_a_set_decree_stays_as_it_was(dunia: World) -> None:
    row = iku(dunia, "Umur Harapan Hidup")
    made = put(draft(dunia))
    beku = {each.kind: thaw(each) for each in FrozenDocument.related.all()}
    assert set(beku) == {KIND, MINUTES}
    assert "Umur Harapan Hidup" in words(beku[MINUTES])
    actions.edit_indikator(row, nama="Harapan Hidup Sehat", seen=row.versi, by=SYSTEM)
    reader = signed_in(person("Sari", dunia.dinkes, Role.PERENCANA), tahun=2026)
    for apa, jenis, name in (("berita-acara", "docx", "word/document.xml"), ("lampiran", "xlsx", "")):
        file = reader.get(reverse("perencanaan:iku-berkas", args=[made.pk, apa, jenis])).content
        said = xml_of(file, name) if name else str(list(load_workbook(BytesIO(file)).worksheets[0].values))
        assert "Umur Harapan Hidup" in said
        assert "Harapan Hidup Sehat" not in said


def xml_of(file: bytes, name: str) -> str:
    with ZipFile(BytesIO(file)) as archive:
        return archive.read(name).decode()


def test_the_list_is_chosen_and_put_in_order(dunia: World) -> None:
    one, two = iku(dunia), iku(dunia, "Prevalensi stunting")
    made = draft(dunia)
    stranger = builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    with pytest.raises(Refused, match="bukan IKU Dinas Kesehatan"):
        choose_iku(made, pilihan=[(stranger, "")], seen=1, by=SYSTEM)
    with pytest.raises(Refused, match="belum memuat indikator"):
        choose_iku(made, pilihan=[], seen=1, by=SYSTEM)
    choose_iku(made, pilihan=[(two, "Lintas sektor"), (one, "")], seen=1, by=SYSTEM)
    with pytest.raises(Stale):
        choose_iku(made, pilihan=[(one, "")], seen=1, by=SYSTEM)
    rows = RincianIKU.related.order_by("urutan").values_list("indikator__nama", "keterangan")
    assert list(rows) == [("Prevalensi stunting", "Lintas sektor"), ("Angka Harapan Hidup", "")]
    discard_decree(KeputusanIKU.related.get(), by=SYSTEM)
    assert not RincianIKU.related.exists()


def words(document: Document) -> str:
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += [write_cell(cell, None).whole for row in block.rows for cell in row.cells]
        elif isinstance(block, KeyValue):
            found += [str(entry) for entry in block.entries]
        else:
            found.append(str(block))
    return " ".join(found)


def test_the_papers(dunia: World) -> None:
    row = iku(dunia)
    versi = actions.create_plan(
        dunia.dinkes, jenis="renstra", nama="Renstra", kode_kerangka="pemda", tahun_awal=2025, tahun_akhir=2029,
        by=SYSTEM,
    )  # fmt: skip
    simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Hidup lebih lama", by=SYSTEM)
    actions.place(row, simpul=simpul, by=SYSTEM)
    post = builders.jabatan(dunia.dinkes, kepala=True)
    builders.masa(post, builders.pegawai(dunia.kabupaten, gelar_depan="dr."), date(2025, 1, 2))
    made = draft(dunia)
    told = {"tanggal": "2026-01-02", "tempat": "Ujibaru", "pihak_pertama": {"nama": "Siti", "jabatan": "Sekretaris"}}
    made = edit_decree(made, tahun_mulai=2026, tahun_sampai=2029, berita_acara=told, seen=made.versi, by=SYSTEM)
    paper = decree(contents(made, seen_by=SYSTEM))
    assert paper.footer == DRAFT
    text = words(paper)
    for part in ("Hidup lebih lama", "Rata-rata lama hidup. Tabel kematian.", "BPS", "dr. Sari Utami", "KETIGA"):
        assert part in text
    assert "hari Jumat, tanggal 2 Januari 2026" in words(minutes(contents(made, seen_by=SYSTEM)))


def test_the_pages_and_files(dunia: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        iku(dunia, f"Indikator {number}")
    people = cast_of(dunia)
    client = signed_in(person("Sari", dunia.dinkes, Role.PERENCANA), tahun=2026)
    add = reverse("perencanaan:iku-tambah") + f"?unit={dunia.dinkes.pk}"
    assert client.post(add, {"tahun_mulai": "2026", "tahun_sampai": "2030"}).status_code == 302
    row = KeputusanIKU.related.get()
    page = reverse("perencanaan:iku", args=[row.pk])
    with django_assert_max_num_queries(20):
        assert "Indikator 2" in text_of(client.get(page))
    assert signed_in(people["orang asing"]).get(page).status_code == 404
    assert signed_in(people["tetangga"]).get(page).status_code == 404, "a draft is the unit's own"
    chosen, other = (Indikator.related.get(nama=f"Indikator {number}") for number in (1, 2))
    pick = reverse("perencanaan:iku-rincian", args=[row.pk])
    assert client.post(pick, {"versi": "1", "pilih": [str(chosen.pk)], f"urutan-{chosen.pk}": "1"}).status_code == 302
    change = reverse("perencanaan:iku-ubah", args=[row.pk])
    years = {"tahun_mulai": "2026", "tahun_sampai": "2030"}
    typed = inputs(client.get(change)) | years | {"tempat": "Ujibaru", "tanggal": "2026-01-02", "catatan": ""}
    assert client.post(change, typed).status_code == 302
    put_ = reverse("perencanaan:iku-tetapkan", args=[row.pk])
    typed = inputs(client.get(put_)) | {"nomor": "1", "tanggal": ""}
    assert client.post(put_, typed).status_code == 422
    nameless = client.post(put_, typed | {"nomor": "<b></b>", "tanggal": "05-01-2026"})
    assert "Nomor keputusan hanya berisi tanda HTML" in text_of(nameless), "a decree is not frozen without its number"
    assert client.post(put_, typed | {"tanggal": "05-01-2026"}).status_code == 302
    assert "Berlaku" in text_of(client.get(page))
    reader = signed_in(people["tetangga"])
    for apa, jenis in (("keputusan", "pdf"), ("keputusan", "docx"), ("lampiran", "xlsx"), ("berita-acara", "docx")):
        assert reader.get(reverse("perencanaan:iku-berkas", args=[row.pk, apa, jenis])).status_code == 200
    assert reader.get(reverse("perencanaan:iku-berkas", args=[row.pk, "keputusan", "xlsx"])).status_code == 404
    for row_, said in (
        (chosen, "dengan keputusan 1 , 5 Januari 2026"),
        (other, "Belum ditetapkan dengan keputusan IKU"),
    ):
        assert said in text_of(client.get(reverse("perencanaan:pemakaian", args=[row_.pk])))
    card = client.get(reverse("perencanaan:kartu-berkas", args=[chosen.pk, "pdf"]))
    assert card["Content-Disposition"] == 'attachment; filename="kartu-indikator-indikator-1.pdf"'
    assert state_of(decrees(SYSTEM).get()) != RANCANGAN


def test_who_turns_back_from_choosing_a_unit_is_led_to_the_list_of_decrees(dunia: World) -> None:
    client = signed_in(person("Sari", dunia.kabupaten, Role.PERENCANA))
    page = client.get(reverse("perencanaan:iku-tambah")).content.decode()
    assert f'href="{reverse("perencanaan:iku-daftar")}">Batal' in page


def test_what_is_had_in_mind_stands_by_its_rank(dunia: World) -> None:
    """Undang-Undang before Peraturan Presiden before Peraturan Menteri before those of the region."""
    dunia.dinkes.dasar_hukum = "Peraturan Bupati Nomor 9 Tahun 2021; Undang-Undang Nomor 101 Tahun 1950; Perda 4/2020"
    iku(dunia)
    made = draft(dunia)
    made.unit = dunia.dinkes
    paper = decree(contents(made, seen_by=SYSTEM))
    said = str(paper)
    order = ["Undang-Undang Nomor 101", "Presiden Nomor 29", "PER/9/M.PAN", "53 Tahun 2014", "Bupati Nomor 9"]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


def test_a_draft_names_the_draft_of_the_plan_in_which_an_iku_stands(dunia: World) -> None:
    row = iku(dunia)
    iku(dunia, "Di luar rencana")
    made = draft(dunia)
    versi = draft_plan(dunia.dinkes)
    simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Hidup lama", by=SYSTEM)
    actions.place(row, simpul=simpul, by=SYSTEM)
    said = "dalam rancangan renstra Dinas Kesehatan yang belum ditetapkan"
    client = signed_in(person("Sari", dunia.dinkes, Role.PERENCANA), tahun=2026)
    page = text_of(client.get(reverse("perencanaan:iku", args=[made.pk])))
    assert (page.count(said), page.count("belum ditempatkan")) == (1, 1)
    assert said in str(decree(contents(made, seen_by=SYSTEM)))
    frozen = put(made)
    assert said not in str(decree(contents(frozen, seen_by=SYSTEM))), "what is set names no draft"
