"""Pages of plans: begun, recorded, filled in, through the flow; who is refused; how many questions they ask."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.anggaran.actions import PaguBaru, open_pagu, set_lines
from sakip.anggaran.models import JenisPagu
from sakip.kernel.access import SYSTEM, Role
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import DokumenVersi, Dukungan, Penempatan, SimpulRencana
from tests import builders
from tests.builders import World
from tests.pages import csv_rows, inputs, signed_in, text_of
from tests.people import Person, person
from tests.perencanaan.rencana import PDF, draft, filled, now, recorded, set_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def perencana(dunia: World) -> Person:
    return person("Perencana", dunia.dinkes, Role.PERENCANA)


@pytest.fixture
def bappeda(dunia: World) -> Person:
    return person("Bappeda", dunia.kabupaten, Role.PERENCANA)


@pytest.fixture
def client(perencana: Person) -> Client:
    return signed_in(perencana)


def url(name: str, *args: object, query: str = "") -> str:
    return reverse(f"perencanaan:{name}", args=args) + (f"?{query}" if query else "")


def rows_now(versi: Any) -> dict[str, SimpulRencana]:
    return {row.pernyataan: row for row in SimpulRencana.related.filter(dokumen_versi=versi)}


def test_a_plan_whose_programs_stand_at_the_top_shows_no_more_than_one_can_look_at(
    dunia: World, client: Client
) -> None:
    """As it comes out of another application, which hangs no program below a sasaran."""
    versi = draft(dunia.dinkes)
    new = [PernyataanBaru("program", f"Program {number}") for number in range(40)]
    new += [PernyataanBaru("kegiatan", f"Kegiatan {number}", induk=number % 40) for number in range(400)]
    actions.add_many_nodes(versi, simpul=new, by=SYSTEM)
    page = client.get(url("rencana-versi", versi.pk)).content.decode()
    assert page.count('class="sk-plan-row"') == 40
    assert "tingkat yang dalam dibuka satu per satu" in page


# --- the list, a new document ----------------------------------------------------------------------------------------


def test_a_reader_is_not_let_in_where_plans_are_made(dunia: World) -> None:
    reader = signed_in(person("Pembaca", dunia.dinkes, Role.PEMBACA))
    versi = draft(dunia.dinkes)
    simpul = filled(versi)[0]
    assert "Susun dokumen" not in text_of(reader.get(url("rencana-daftar")))
    assert "Tambah baris" not in text_of(reader.get(url("rencana-versi", versi.pk)))
    for address in (url("rencana-tambah", query=f"unit={dunia.dinkes.pk}"), url("rencana-ubah", versi.dokumen_id)):
        assert reader.get(address).status_code == 403
    assert reader.post(url("rencana-versi-langkah", versi.pk, "ajukan")).status_code == 403
    assert reader.post(url("rencana-baris-hapus", simpul.pk)).status_code == 403
    neighbour = signed_in(person("Tetangga", dunia.disdik, Role.PERENCANA))
    assert neighbour.get(url("rencana-versi", versi.pk)).status_code == 404
    assert neighbour.get(url("rencana-baris", simpul.pk)).status_code == 404


def test_a_narrowed_list_begins_nothing_for_a_unit_of_others(dunia: World) -> None:
    """The button leads to one's own units then, not to a page that is forbidden."""
    mine = signed_in(person("Perencana Dinkes", dunia.dinkes, Role.PERENCANA))
    for name, new in (("rencana-daftar", "rencana-tambah"), ("indikator-daftar", "indikator-tambah")):
        for unit, allowed in ((dunia.dinkes, True), (dunia.disdik, False)):
            page = mine.get(url(name, query=f"unit={unit.pk}")).content.decode()
            assert f'href="{url(new)}' in page
            assert (f'href="{url(new)}?unit={unit.pk}"' in page) is allowed


def test_a_document_is_begun_with_its_usual_name_and_length(dunia: World, client: Client) -> None:
    rpjmd = draft(dunia.kabupaten, jenis="rpjmd").dokumen
    address = url("rencana-tambah", query=f"unit={dunia.dinkes.pk}")
    page = text_of(client.get(address))
    assert "Renstra (Rencana Strategis)" in page
    assert "Rencana Pembangunan Jangka Menengah" not in page.replace(rpjmd.nama, "")
    refused = client.post(address, {"jenis": "renstra", "tahun_awal": "dua ribu", "kerangka": "pemda"})
    assert refused.status_code == 422
    assert "Tahun awal tidak terbaca" in text_of(refused)
    sent = {"jenis": "renstra", "tahun_awal": "2025", "kerangka": "pemda", "induk": str(rpjmd.pk)}
    assert client.post(address, sent).status_code == 302
    made = DokumenVersi.related.get(dokumen__unit=dunia.dinkes)
    plan = made.dokumen
    assert (plan.nama, plan.tahun_akhir, plan.induk) == ("Renstra Dinas Kesehatan Tahun 2025-2029", 2029, rpjmd)
    again = client.post(address, sent)
    assert again.status_code == 409
    assert "sudah memiliki Renstra yang dimulai tahun 2025" in text_of(again)
    listed = client.get(url("rencana-daftar", query="jenis=renstra&status=disusun&tahun=2027"))
    assert "Renstra Dinas Kesehatan Tahun 2025-2029" in text_of(listed)
    assert "rpjmd Kabupaten Uji" in text_of(client.get(url("rencana-daftar")))
    file = csv_rows(client.get(url("rencana-daftar", query="ekspor=csv&jenis=renstra")))
    assert file[1][:6] == [
        "Renstra Dinas Kesehatan Tahun 2025-2029",
        "Renstra",
        "Dinas Kesehatan",
        "2025-2029",
        "1",
        "Draf",
    ]


def test_a_new_document_hangs_on_the_one_plan_above_that_holds(dunia: World, client: Client) -> None:
    """The nearest of those that are set and cover its years; a draft is none, and between two nobody guesses."""
    first = recorded(dunia.kabupaten, jenis="rpjmd").dokumen
    draft(dunia.kabupaten, jenis="rpjmd", nama="Rancangan", tahun_awal=2026, tahun_akhir=2030)
    recorded(dunia.kabupaten, jenis="rkpd", tahun_awal=2026, tahun_akhir=2026)
    address = url("rencana-tambah", query=f"unit={dunia.dinkes.pk}")
    assert client.get(address).context["form"]["induk"].value() == "berlaku"

    def begun(**facts: str) -> DokumenVersi:
        sent = {"kerangka": "pemda", "induk": "berlaku", **facts}
        assert client.post(address, sent).status_code == 302
        return DokumenVersi.related.latest("pk")

    renstra = begun(jenis="renstra", tahun_awal="2025")
    assert renstra.dokumen.induk == first
    assert begun(jenis="renstra", tahun_awal="2031").dokumen.induk is None
    filled(renstra)
    set_whole(renstra)
    assert client.get(f"{address}&jenis=renja").context["form"]["induk"].value() == str(renstra.dokumen_id)
    assert begun(jenis="rkt", tahun_awal="2026").dokumen.induk == renstra.dokumen
    recorded(dunia.dinkes, nama="Renstra lain", tahun_awal=2024, tahun_akhir=2028)
    assert begun(jenis="renja", tahun_awal="2027").dokumen.induk is None


def test_a_document_that_was_set_is_recorded_with_its_scan(dunia: World, client: Client) -> None:
    address = url("rencana-catat", query=f"unit={dunia.dinkes.pk}")
    facts = {"jenis": "renstra", "tahun_awal": "2021", "kerangka": "pemda", "tanggal_penetapan": "17-9-2021"}
    no_pdf = SimpleUploadedFile("naskah.pdf", b"<html>", "application/pdf")
    refused = client.post(address, facts | {"nomor_penetapan": "Perbup 9/2021", "naskah": no_pdf})
    assert refused.status_code == 409
    assert "bukan PDF" in text_of(refused)
    refused = client.post(address, facts)
    assert refused.status_code == 422
    assert "Nomor penetapan belum diisi" in text_of(refused)
    scan = SimpleUploadedFile("naskah.pdf", PDF, "application/pdf")
    sent = client.post(address, facts | {"nomor_penetapan": "Perbup 9/2021", "naskah": scan})
    assert sent.status_code == 302
    made = DokumenVersi.related.get(dokumen__unit=dunia.dinkes)
    page = client.get(sent["Location"])
    assert "Masih dicatat" in text_of(page)
    assert "Perbup 9/2021, 17 September 2021" in text_of(page)
    file = client.get(url("rencana-versi-naskah", made.pk))
    assert (file.content, file["Content-Type"]) == (PDF, "application/pdf")
    stranger = signed_in(person("Asing", dunia.lain, Role.PENGELOLA))
    assert stranger.get(url("rencana-versi-naskah", made.pk)).status_code == 404


# --- the flow --------------------------------------------------------------------------------------------------------


def test_a_draft_goes_its_way_through_the_pages(dunia: World, client: Client, bappeda: Person) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    above = signed_in(bappeda)
    page = above.get(url("rencana-versi", versi.pk))
    client.post(url("rencana-versi-langkah", versi.pk, "ajukan"), {"versi": now(versi).versi})
    mine = client.get(url("rencana-versi", versi.pk))
    assert "Setujui: Asistensi atas rencana Dinas Kesehatan diberikan" in text_of(mine)
    assert "Tambah baris" not in text_of(mine)
    page = above.post(url("rencana-versi-langkah", versi.pk, "kembalikan"), {"versi": now(versi).versi}, follow=True)
    assert "Alasan belum diisi" in text_of(page)
    note = {"versi": now(versi).versi, "alasan": "Rapikan sasaran"}
    page = above.post(url("rencana-versi-langkah", versi.pk, "kembalikan"), note, follow=True)
    assert "Dikembalikan dengan catatan Rapikan sasaran" in text_of(page)
    stale = client.post(url("rencana-versi-langkah", versi.pk, "ajukan"), {"versi": "1"}, follow=True)
    assert "sudah diubah" in text_of(stale)
    client.post(url("rencana-versi-langkah", versi.pk, "ajukan"), {"versi": now(versi).versi})
    above.post(url("rencana-versi-langkah", versi.pk, "setujui"), {"versi": now(versi).versi})
    address = url("rencana-versi-tetapkan", versi.pk)
    refused = client.post(address, inputs(client.get(address)) | {"nomor_penetapan": "Perbup 3"})
    assert refused.status_code == 422
    assert "Tanggal penetapan belum diisi" in text_of(refused)
    decree = {"nomor_penetapan": "Perbup 3", "tanggal_penetapan": "2025-09-01"}
    client.post(address, inputs(client.get(address)) | decree)
    assert now(versi).status == "ditetapkan"
    assert client.post(url("rencana-versi-langkah", versi.pk, "melompat")).status_code == 404


def test_who_proposed_is_told_who_looks_at_it_and_takes_it_back(dunia: World, bappeda: Person) -> None:
    """And where somebody is invited, if that is his as well; who looks at it is offered no taking back."""
    keeper = person("Pengelola", dunia.kabupaten, Role.PENGELOLA, Role.ADMINISTRATOR)
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    filled(versi)
    mine, other = signed_in(keeper), signed_in(bappeda)
    mine.post(url("rencana-versi-langkah", versi.pk, "ajukan"), {"versi": str(now(versi).versi)})
    page = text_of(mine.get(url("rencana-versi", versi.pk)))
    assert "orang lain yang berperan Perencana atau Pengelola SAKIP pada Kabupaten Uji" in page
    assert "Undang orang" in page.split("orang lain yang berperan")[1]
    assert "Tarik kembali" not in text_of(other.get(url("rencana-versi", versi.pk)))
    back = {"versi": str(now(versi).versi)}
    page = text_of(mine.post(url("rencana-versi-langkah", versi.pk, "tarik"), back, follow=True))
    assert "Usulan ditarik kembali" in page
    assert now(versi).status == "draf"


def test_home_tells_what_waits_for_whom(dunia: World, client: Client, bappeda: Person) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    versi = actions.propose_plan(versi, seen=versi.versi, by=SYSTEM)
    line = "Beri asistensi: renstra Dinas Kesehatan versi 1"
    assert line in text_of(signed_in(bappeda).get("/"))
    assert line not in text_of(client.get("/"))
    versi = actions.return_plan(versi, seen=versi.versi, by=SYSTEM, alasan="Rapikan")
    assert "Perbaiki dan ajukan lagi: renstra Dinas Kesehatan versi 1" in text_of(client.get("/"))
    versi = actions.propose_plan(versi, seen=versi.versi, by=SYSTEM)
    actions.approve_plan(versi, seen=versi.versi, by=SYSTEM)
    assert "Tetapkan: renstra Dinas Kesehatan versi 1" in text_of(client.get("/"))


def test_a_change_shows_what_was_and_what_becomes(dunia: World, client: Client) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    set_whole(versi)
    address = url("rencana-perubahan", versi.dokumen_id)
    assert client.post(address, {"alasan": " "}).status_code == 422
    assert client.post(address, {"alasan": "Perubahan RPJMD"}).status_code == 302
    baru = DokumenVersi.related.get(dokumen=versi.dokumen_id, nomor=2)
    rows = rows_now(baru)
    ibu, menular = rows["Ibu dan anak selamat"], rows["Penyakit menular turun"]
    actions.edit_node(ibu, seen=ibu.versi, pernyataan="Ibu, bayi, dan anak selamat", kode="S1", by=SYSTEM)
    program = rows["Program pemenuhan upaya kesehatan"]
    actions.move_node(program, induk=menular, seen=program.versi, by=SYSTEM)
    actions.add_node(dunia.dinkes, versi=baru, tingkat="sasaran", pernyataan="Gizi membaik", by=SYSTEM)
    page = text_of(client.get(url("rencana-versi-banding", baru.pk)))
    assert "1 ditambah, 0 dihapus, 2 diubah, 2 tetap." in page
    assert "Pernyataan Ibu dan anak selamat Kode (kosong) Pernyataan Ibu, bayi, dan anak selamat Kode S1" in page
    assert "Induk Ibu dan anak selamat Induk Penyakit menular turun" in page
    assert "versi 2 (draf) menjadi versi 1 (ditetapkan)" in text_of(client.get(url("rencana-versi-banding", versi.pk)))
    client.post(url("rencana-versi-buang", baru.pk), {"versi": now(baru).versi})
    alone = client.get(url("rencana-versi-banding", versi.pk), follow=True)
    assert "baru memiliki satu versi" in text_of(alone)
    assert not DokumenVersi.related.filter(pk=baru.pk).exists()


# --- statements ------------------------------------------------------------------------------------------------------


def test_statements_are_added_edited_moved_and_taken_out(dunia: World, client: Client) -> None:
    versi = draft(dunia.dinkes)
    address = url("rencana-tambah-baris", versi.pk)
    assert client.post(address, {"tingkat": "tujuan", "pernyataan": " "}).status_code == 422
    sent = client.post(address, {"tingkat": "tujuan", "pernyataan": "<p>Masyarakat sehat</p>"}, follow=True)
    assert "Tanda HTML dibuang dari isian “Pernyataan”" in text_of(sent)
    tujuan = rows_now(versi)["Masyarakat sehat"]
    under = url("rencana-tambah-baris", versi.pk, query=f"induk={tujuan.pk}")
    form = client.get(under)
    assert "Di bawah Tujuan: Masyarakat sehat" in text_of(form)
    assert 'value="misi"' not in form.content.decode()
    for text in ("Ibu selamat", "Anak selamat"):
        more = client.post(under, {"tingkat": "sasaran", "pernyataan": text, "lagi": "1"})
        assert more["Location"] == under
    rows = rows_now(versi)
    page = url("rencana-baris", rows["Ibu selamat"].pk)
    facts = inputs(client.get(page)) | {"tingkat": "sasaran", "pernyataan": "Ibu dan bayi selamat"}
    assert client.post(page, facts)["Location"] == f"{url('rencana-versi', versi.pk)}#baris-{rows['Ibu selamat'].pk}"
    stale = client.post(page, facts | {"pernyataan": "Ibu sejahtera"})
    assert stale.status_code == 409
    assert "yang tersimpan “Ibu dan bayi selamat”, yang Anda ketik “Ibu sejahtera”" in text_of(stale)
    several = client.post(page, facts | {"pernyataan": "Ibu sejahtera", "kode": "S.9"})
    assert all(each in text_of(several) for each in ("kode (kosong)", "pernyataan “Ibu sejahtera”", "kode “S.9”"))
    move = url("rencana-baris-pindah", rows["Anak selamat"].pk)
    for step, said in (
        ("naik", "naik satu tempat"),
        ("masuk", "Tidak ada baris sebelumnya"),
        ("turun", "turun satu tempat"),
        ("masuk", "Sasaran tidak dapat berada di bawah Sasaran"),
        ("keluar", "dipindahkan ke tingkat paling atas"),
        ("keluar", "sudah berada paling atas"),
    ):
        assert said in text_of(client.post(move, {"langkah": step}, follow=True))
    anak = rows_now(versi)["Anak selamat"]
    assert anak.induk is None
    client.post(move, {"induk": tujuan.pk, "versi": anak.versi})
    assert now(anak).induk_id == tujuan.pk
    strange = client.post(move, {"induk": "999999", "versi": now(anak).versi}, follow=True)
    assert "Induk itu tidak ada dalam versi ini" in text_of(strange)
    gone = client.post(url("rencana-baris-hapus", tujuan.pk), {"versi": now(tujuan).versi}, follow=True)
    assert "dihapus dari versi ini" in text_of(gone)
    assert not rows_now(versi)


def test_nothing_is_hung_up_below_the_lowest_level(dunia: World, client: Client) -> None:
    versi = draft(dunia.dinkes)
    new = [PernyataanBaru("sub-kegiatan", "Pelayanan ibu hamil"), PernyataanBaru("program", "Program Kesehatan")]
    lowest, program = actions.add_many_nodes(versi, simpul=new, by=SYSTEM)
    page = client.get(url("rencana-versi", versi.pk)).content.decode()
    assert url("rencana-tambah-baris", versi.pk, query=f"induk={program.pk}") in page
    assert url("rencana-tambah-baris", versi.pk, query=f"induk={lowest.pk}") not in page
    answer = client.get(url("rencana-tambah-baris", versi.pk, query=f"induk={lowest.pk}"), follow=True)
    assert "adalah yang paling bawah" in text_of(answer)


def test_a_row_is_asked_for_what_its_forms_print(dunia: World, client: Client) -> None:
    rows = filled(draft(dunia.dinkes))
    asked = {"lokasi", "nspk", "prioritas", "catatan"}
    page, work = (url("rencana-baris", row.pk) for row in (rows[1], rows[3]))
    assert asked & inputs(client.get(page)).keys() == {"nspk", "catatan"}
    answer = client.get(work)
    assert asked & inputs(answer).keys() == {"lokasi", "prioritas", "catatan"}
    told = {"lokasi": "Semua kecamatan", "prioritas": "Ibu selamat"}
    client.post(work, inputs(answer) | {"tingkat": "program", "pernyataan": rows[3].pernyataan} | told)
    listed = text_of(client.get(url("rencana-versi", rows[3].dokumen_versi_id)))
    assert "lokasi: Semua kecamatan" in listed
    assert "prioritas: Ibu selamat" in listed
    here = client.get(url("rencana-baris-sunting", rows[3].pk), headers={"HX-Request": "true"})
    assert inputs(here)["lokasi"] == "Semua kecamatan"


def test_a_row_is_edited_where_it_stands(dunia: World, client: Client) -> None:
    rows = filled(draft(dunia.dinkes))
    address = url("rencana-baris-sunting", rows[1].pk)
    assert client.get(address)["Location"] == url("rencana-baris", rows[1].pk)
    htmx = {"HX-Request": "true"}
    form = client.get(address, headers=htmx)
    assert "Ibu dan anak selamat" in form.content.decode()
    assert "<html" not in form.content.decode()
    empty = client.post(address, inputs(form) | {"pernyataan": ""}, headers=htmx)
    assert empty.status_code == 422
    done = client.post(address, inputs(form) | {"pernyataan": "Ibu sehat", "kode": "S.1"}, headers=htmx)
    assert "Ibu sehat" in text_of(done)
    assert "S.1" in text_of(done)
    stale = client.post(address, inputs(form) | {"pernyataan": "Ibu bahagia"}, headers=htmx)
    assert stale.status_code == 409
    assert "yang Anda ketik pernyataan “Ibu bahagia”" in text_of(stale)
    assert "Ibu sehat" in text_of(client.get(f"{address}?batal=1", headers=htmx))


def test_indicators_stand_under_their_statement(dunia: World, client: Client) -> None:
    versi = draft(dunia.dinkes)
    sasaran = filled(versi)[1]
    subject = builders.indikator(dunia.dinkes)
    page = url("rencana-baris", sasaran.pk)
    assert "Angka Harapan Hidup" in text_of(client.get(page))
    client.post(url("rencana-baris-tempatkan", sasaran.pk), {"indikator": subject.pk})
    placed = Penempatan.related.get(indikator=subject, kunci=sasaran.kunci)
    assert "Angka Harapan Hidup" in text_of(client.get(url("rencana-versi", versi.pk)))
    lost = client.post(url("rencana-baris-lepas", sasaran.pk, placed.pk + 99))
    assert lost.status_code == 404
    client.post(url("rencana-baris-lepas", sasaran.pk, placed.pk))
    assert not Penempatan.related.filter(pk=placed.pk).exists()
    new = url("indikator-tambah", query=f"unit={dunia.dinkes.pk}&simpul={sasaran.pk}")
    facts = {
        "nama": "AKI", "jenis": "angka", "polaritas": "menurun", "satuan": "per 100.000", "mulai_tahun": "2025",
        "tipologi": "tahunan", "cara_isi": "periode", "di_atas_rentang": "",
    }  # fmt: skip
    sent = client.post(new, facts)
    assert sent.status_code == 302, text_of(sent)
    assert Penempatan.related.filter(indikator__nama="AKI", kunci=sasaran.kunci).exists()


def test_an_indicator_for_work_is_not_offered_as_a_main_one(dunia: World, client: Client) -> None:
    """IKU measures results; the box was ticked also for the output of a sub kegiatan."""
    _tujuan, sasaran, _other, program = filled(draft(dunia.dinkes))
    for row, ticked in ((sasaran, True), (program, False)):
        page = client.get(url("indikator-tambah", query=f"unit={dunia.dinkes.pk}&simpul={row.pk}")).content.decode()
        (box,) = re.findall(r'<input[^>]*name="iku"[^>]*>', page)
        assert ("checked" in box) is ticked
        assert f'href="{url("rencana-baris", row.pk)}">Batal' in page


def test_an_indicator_of_a_plan_begins_with_its_first_year(dunia: World, perencana: Person) -> None:
    """Not with the year that happens to be chosen: the targets before it could not be typed."""
    sasaran = filled(draft(dunia.dinkes))[1]
    address = url("indikator-tambah", query=f"unit={dunia.dinkes.pk}&simpul={sasaran.pk}")
    assert signed_in(perencana, tahun=2027).get(address).context["form"]["mulai_tahun"].value() == 2025


def test_a_set_plan_offers_the_yearly_plans_that_hang_on_it(dunia: World, perencana: Person) -> None:
    client = signed_in(perencana, tahun=2026)
    renstra = draft(dunia.dinkes)
    filled(renstra)
    assert "Susun Renja" not in text_of(client.get(url("rencana-versi", renstra.pk)))
    set_whole(renstra)
    page = client.get(url("rencana-versi", renstra.pk))
    renja = url("rencana-teruskan", renstra.dokumen_id, query="jenis=renja")
    rkt = url("rencana-tambah", query=f"unit={dunia.dinkes.pk}&jenis=rkt&induk={renstra.dokumen_id}")
    for words, address in (("Susun Renja", renja), ("Susun RKT", rkt)):
        assert words in text_of(page)
        assert address.replace("&", "&amp;") in page.content.decode()
        form = client.get(address).context["form"]
        asked = (form["jenis"].value(), form["tahun_awal"].value(), form["induk"].value())
        assert asked == (words.split()[1].lower(), 2026, str(renstra.dokumen_id))
    assert client.get(url("rencana-teruskan", renstra.dokumen_id)).context["form"]["tahun_awal"].value() == 2030


def test_what_a_statement_serves_is_chosen_and_the_plan_above_shows_it(dunia: World, client: Client) -> None:
    rpjmd = recorded(dunia.kabupaten, jenis="rpjmd")
    above = filled(rpjmd)
    mine = draft(dunia.dinkes, induk=rpjmd.dokumen)
    sasaran = filled(mine)[1]
    address = url("rencana-baris-layani", sasaran.pk)
    strange = client.post(address, {"melayani": [str(sasaran.kunci), "bukan-kunci"]}, follow=True)
    assert "Yang didukung harus pernyataan dari rpjmd Kabupaten Uji" in text_of(strange)
    client.post(address, {"melayani": [str(above[1].kunci), str(above[0].kunci)]})
    client.post(address, {"melayani": [str(above[1].kunci)]})
    assert [row.melayani for row in Dukungan.related.filter(dokumen_versi=mine)] == [above[1].kunci]
    assert "mendukung: Ibu dan anak selamat" in text_of(client.get(url("rencana-versi", mine.pk)))
    peta = text_of(client.get(url("rencana-versi-dukungan", rpjmd.pk)))
    assert "2 dari 3 pernyataan belum didukung." in peta
    assert "Dinkes: Ibu dan anak selamat" in peta
    assert "Belum mendukung apa pun" in peta
    assert "Dinas Kesehatan: Ibu dan anak selamat" in text_of(client.get(url("rencana-baris", above[1].pk)))
    alone = draft(dunia.disdik)
    lone = filled(alone)[1]
    other = signed_in(person("Disdik", dunia.disdik, Role.PERENCANA))
    said = other.post(url("rencana-baris-layani", lone.pk), {"melayani": [str(above[1].kunci)]}, follow=True)
    assert "belum menginduk pada dokumen lain" in text_of(said)


# --- how much they ask -----------------------------------------------------------------------------------------------


def large(versi: DokumenVersi, sasaran: int) -> None:
    """Under one tujuan so many sasaran, each with a program, nine kegiatan and nine sub kegiatan."""
    rows = [PernyataanBaru("tujuan", "Tujuan")]
    for number in range(sasaran):
        top = len(rows)
        rows += [PernyataanBaru("sasaran", f"Sasaran {number}", induk=0), PernyataanBaru("program", "P", induk=top)]
        rows += [PernyataanBaru("kegiatan", f"Kegiatan {one}", induk=top + 1) for one in range(9)]
        rows += [PernyataanBaru("sub-kegiatan", f"Sub {one}", induk=top + 2 + one) for one in range(9)]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)


@pytest.mark.parametrize("size", [1, 100])
def test_a_version_asks_the_same_whatever_its_size(
    dunia: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    versi = draft(dunia.dinkes, induk=recorded(dunia.kabupaten, jenis="rpjmd").dokumen)
    large(versi, size)
    with django_assert_max_num_queries(19):
        page = client.get(url("rencana-versi", versi.pk))
    shown = page.content.decode().count('class="sk-plan-row"')
    assert shown == (21 if size == 1 else 1 + 2 * size)
    if size > 1:
        program = SimpulRencana.related.filter(dokumen_versi=versi, tingkat="program").first()
        assert program is not None
        assert "18 baris di bawahnya" in text_of(page)
        opened = client.get(url("rencana-baris-anak", program.pk), headers={"HX-Request": "true"})
        assert opened.content.decode().count('class="sk-plan-row"') == 10
        assert client.get(url("rencana-baris-anak", program.pk))["Location"].endswith(f"?akar={program.pk}")
        below = client.get(url("rencana-versi", versi.pk, query=f"akar={program.pk}"))
        assert below.content.decode().count('class="sk-plan-row"') == 19


def test_a_parent_that_was_taken_out_meanwhile_lets_nothing_hang_elsewhere(client: Client, dunia: World) -> None:
    versi = draft(dunia.dinkes)
    rows = filled(versi)
    address = url("rencana-tambah-baris", versi.pk, query=f"induk={rows[-1].pk + 999}")
    sent = client.post(address, {"tingkat": "sasaran", "pernyataan": "Tersesat"}, follow=True)
    assert "Induk itu tidak ada dalam versi ini" in text_of(sent)
    assert "Tersesat" not in rows_now(versi)
    assert client.post(url("rencana-baris-pindah", rows[0].pk), {"langkah": "lompat"}).status_code == 404
    moved = client.post(url("rencana-baris-pindah", rows[-1].pk), {"induk": "", "versi": "9"}, follow=True)
    assert "Muat ulang halaman" in text_of(moved)
    assert "None" not in text_of(moved)


@pytest.mark.parametrize("size", [1, 30])
def test_a_plan_for_one_year_shows_its_money_beside_its_work(
    dunia: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    codes = [f"1.02.02.2.01.{one:04d}" for one in range(1, size + 1)]
    work = [PernyataanBaru("sub-kegiatan", f"Sub {kode}", induk=1, kode=kode) for kode in codes]
    new = [PernyataanBaru("program", "Program", kode="1.02.02"), PernyataanBaru("kegiatan", "Kegiatan", induk=0), *work]
    renja = draft(dunia.dinkes, jenis="renja", tahun_awal=2026, tahun_akhir=2026)
    rows = actions.add_many_nodes(renja, simpul=new, by=SYSTEM)
    several = draft(dunia.dinkes)
    actions.add_many_nodes(several, simpul=new, by=SYSTEM)
    money = open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.DPA, by=SYSTEM)
    lines = [PaguBaru("1.02.02", "Program", 0), *(PaguBaru(kode, "Sub", 7_000) for kode in codes)]
    set_lines(money, baris=lines, seen=money.versi, by=SYSTEM)
    open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.DPPA, by=SYSTEM)  # still empty
    with django_assert_max_num_queries(19):
        page = text_of(client.get(url("rencana-versi", renja.pk)))
    assert (page.count("pagu Rp7.000"), page.count("pagu Rp0"), page.count("pagu Rp")) == (size, 1, size + 1)
    assert "rupiah menurut Pagu DPA/DIPA 2026 Dinas Kesehatan" in page
    again = client.get(url("rencana-baris-sunting", rows[-1].pk, query="batal=1"), headers={"HX-Request": "true"})
    assert "pagu Rp7.000" in text_of(again)
    assert "pagu Rp" not in text_of(client.get(url("rencana-versi", several.pk)))
