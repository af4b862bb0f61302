"""A plan of a year: proposed from the plan above, changed with reasons, set as targets; documents of other years."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.actions import UsulanBaru
from sakip.perencanaan.models import Dasar, DokumenVersi, Indikator, Penempatan, SimpulRencana, Target, UsulanTarget
from sakip.perencanaan.queries import targets_that_count
from sakip.perencanaan.queries.rkt import rkt_rows
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft, filled, now, recorded, set_whole

pytestmark = pytest.mark.django_db
TAHUN = Periode.tahunan(2026)


@pytest.fixture
def subject(dunia: World) -> Indikator:
    """An indicator under the first sasaran of a recorded Renstra, with a target of 72 for 2026."""
    found = builders.indikator(dunia.dinkes)
    builders.target(found, TAHUN, angka(72))
    renstra = recorded(dunia.dinkes)
    actions.place(found, simpul=filled(renstra)[1], by=SYSTEM)
    return found


@pytest.fixture
def rkt(dunia: World, subject: Indikator) -> DokumenVersi:
    plan = Penempatan.related.exclude(kunci=None).get(indikator=subject).dokumen
    return draft(dunia.dinkes, jenis="rkt", tahun_awal=2026, tahun_akhir=2026, induk=plan)


def proposal(subject: Indikator, value: int | None, *, seen: int | None, catatan: str = "") -> UsulanBaru:
    return UsulanBaru(builders.unattached(subject), TAHUN, angka(value) if value else None, seen, catatan)


def test_only_a_plan_of_a_year_proposes_targets(dunia: World, subject: Indikator) -> None:
    with pytest.raises(Refused, match="bukan RKT"):
        actions.propose_targets(draft(dunia.disdik), by=SYSTEM)
    with pytest.raises(Refused, match="bukan RKT"):
        actions.edit_proposals(draft(dunia.kabupaten, jenis="rkpd"), usulan=[], by=SYSTEM)
    assert not UsulanTarget.related.exists()


def test_the_plan_proposes_and_what_differs_says_why(subject: Indikator, rkt: DokumenVersi) -> None:
    with pytest.raises(Refused, match="belum berisi apa pun"):
        actions.propose_plan(rkt, seen=rkt.versi, by=SYSTEM)
    assert actions.propose_targets(rkt, by=SYSTEM) == 1
    assert actions.propose_targets(rkt, by=SYSTEM) == 0
    (row,) = rkt_rows(rkt, seen_by=SYSTEM)
    assert (row.pernyataan, row.rencana, row.usulan and row.usulan.isian) == (
        "Ibu dan anak selamat",
        angka(72),
        angka(72),
    )
    with pytest.raises(Refused, match="Harapan Hidup, 71, berbeda dari rencana, 72"):
        actions.edit_proposals(rkt, usulan=[proposal(subject, 71, seen=1)], by=SYSTEM)
    less = proposal(subject, 71, seen=1, catatan="Pagu dikurangi")
    assert actions.edit_proposals(rkt, usulan=[less], by=SYSTEM) == 1
    assert actions.edit_proposals(rkt, usulan=[proposal(subject, 71, seen=2, catatan="Pagu dikurangi")], by=SYSTEM) == 0
    with pytest.raises(Stale, match=r"yang tersimpan 71, yang Anda ketik 70"):
        actions.edit_proposals(rkt, usulan=[proposal(subject, 70, seen=1, catatan="x")], by=SYSTEM)
    assert rkt_rows(rkt, seen_by=SYSTEM)[0].berbeda
    assert not Target.related.filter(dasar=Dasar.RKT).exists()


def test_set_it_becomes_targets_that_count_and_a_change_has_its_reason(subject: Indikator, rkt: DokumenVersi) -> None:
    actions.propose_targets(rkt, by=SYSTEM)
    less = proposal(subject, 71, seen=1, catatan="Pagu dikurangi")
    actions.edit_proposals(rkt, usulan=[less], by=SYSTEM)
    done = set_whole(rkt, nomor="Kep 5/2026", tanggal=date(2026, 1, 5))
    counts = targets_that_count([subject.pk], tahun=[2026], seen_by=SYSTEM)[subject.pk][TAHUN]
    assert (counts.isian, counts.dasar) == (angka(71), Dasar.RKT)
    assert Target.related.get(dasar=Dasar.RKT).dokumen == "Kep 5/2026, 5 Januari 2026"
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        actions.edit_proposals(done, usulan=[proposal(subject, 70, seen=2, catatan="x")], by=SYSTEM)
    baru = actions.open_version(done.dokumen, alasan="Perubahan anggaran", by=SYSTEM)
    (copy,) = UsulanTarget.related.filter(dokumen_versi=baru)
    assert (copy.isian, copy.catatan) == (angka(71), "Pagu dikurangi")
    more = proposal(subject, 73, seen=copy.versi, catatan="Pagu ditambah")
    actions.edit_proposals(baru, usulan=[more], by=SYSTEM)
    set_whole(baru, nomor="Kep 9/2026", tanggal=date(2026, 8, 5))
    last = Target.related.get(dasar=Dasar.RKT, pengganti=None)
    assert last.menggantikan is not None
    assert (last.isian, last.alasan_perubahan, last.menggantikan.isian) == (angka(73), "Pagu ditambah", angka(71))


def test_the_page_shows_both_targets_and_keeps_what_was_typed(
    dunia: World, subject: Indikator, rkt: DokumenVersi
) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("perencanaan:rencana-versi-target", args=[rkt.pk])
    assert "Target rencana berasal dari renstra Dinas Kesehatan" in text_of(client.get(address))
    client.post(address, {"langkah": "usulkan"})
    key = f"n-{subject.pk}-{TAHUN}"
    page = client.get(address)
    assert inputs(page)[key] == "72"
    wrong = client.post(address, inputs(page) | {key: "tujuh puluh"})
    assert wrong.status_code == 422
    assert "tujuh puluh" in inputs(wrong).values()
    refused = client.post(address, inputs(page) | {key: "70"})
    assert refused.status_code == 409
    assert "Tuliskan alasannya" in text_of(refused)
    assert inputs(refused)[key] == "70"
    why = {key: "70", f"c-{subject.pk}": "Pagu dikurangi"}
    assert client.post(address, inputs(page) | why).status_code == 302
    assert UsulanTarget.related.get(dokumen_versi=rkt).isian == angka(70)
    stale = client.post(address, inputs(page) | {key: "69", f"c-{subject.pk}": "x"})
    assert stale.status_code == 409
    assert "yang Anda ketik 69" in text_of(stale)
    other = signed_in(person("Pembaca", dunia.dinkes, Role.PEMBACA))
    assert "Simpan usulan" not in text_of(other.get(address))
    assert other.post(address, {"langkah": "usulkan"}).status_code == 403


def test_what_another_unit_measures_is_cited_and_not_set(dunia: World, subject: Indikator, rkt: DokumenVersi) -> None:
    above = builders.indikator(dunia.kabupaten, "Indeks Pembangunan Manusia")
    builders.target(above, TAHUN, angka(75))
    plan = Penempatan.related.exclude(kunci=None).get(indikator=subject)
    statement = SimpulRencana.related.get(kunci=plan.kunci, dokumen_versi__dokumen=plan.dokumen)
    actions.place(above, simpul=statement, by=SYSTEM)
    dinas = person("Perencana", dunia.dinkes, Role.PERENCANA)
    client = signed_in(dinas, tahun=2026)
    address = reverse("perencanaan:rencana-versi-target", args=[rkt.pk])
    client.post(address, {"langkah": "usulkan"})
    assert [row.penempatan.indikator for row in UsulanTarget.related.filter(dokumen_versi=rkt)] == [subject]
    page = client.get(address)
    assert f"n-{above.pk}-{TAHUN}" not in inputs(page)
    assert f"Milik {dunia.kabupaten.nama}; targetnya ditetapkan di sana" in text_of(page)
    with pytest.raises(Refused, match="hanya dikutip"):
        actions.edit_proposals(rkt, usulan=[proposal(above, 74, seen=None, catatan="x")], by=SYSTEM)
    approved = actions.approve_plan(actions.propose_plan(rkt, seen=now(rkt).versi, by=SYSTEM), seen=2, by=SYSTEM)
    decree = {"versi": str(approved.versi), "nomor_penetapan": "Kep 1", "tanggal_penetapan": "2026-01-05"}
    assert client.post(reverse("perencanaan:rencana-versi-tetapkan", args=[rkt.pk]), decree).status_code == 302
    assert [row.penempatan.indikator for row in Target.related.filter(dasar=Dasar.RKT)] == [subject]


def test_the_page_of_an_rkt_shows_its_targets(dunia: World, subject: Indikator, rkt: DokumenVersi) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("perencanaan:rencana-versi", args=[rkt.pk])
    assert "Usulkan target" in text_of(client.get(address))
    actions.propose_targets(rkt, by=SYSTEM)
    less = proposal(subject, 71, seen=1, catatan="Pagu dikurangi")
    actions.edit_proposals(rkt, usulan=[less], by=SYSTEM)
    said = text_of(client.get(address))
    assert "Sasaran: Ibu dan anak selamat" in said
    assert "Alasan berbeda: Pagu dikurangi 72 71" in said
    assert "Belum ada isi" not in said


def test_an_rkt_that_hangs_on_nothing_names_where_its_targets_come_from(dunia: World, subject: Indikator) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    alone = draft(dunia.dinkes, jenis="rkt", tahun_awal=2026, tahun_akhir=2026)
    said = text_of(client.get(reverse("perencanaan:rencana-versi", args=[alone.pk])))
    assert "tidak ada Target rencana berasal dari yang berlaku pada tahun itu: renstra Dinas Kesehatan" in said


# --- other years -----------------------------------------------------------------------------------------------------


def test_a_document_goes_on_into_other_years(dunia: World, subject: Indikator) -> None:
    placed = Penempatan.related.exclude(kunci=None).get(indikator=subject)
    old = placed.dokumen
    builders.indikator(dunia.dinkes, "Yang lain")
    next_ = {"nama": "Renstra 2030", "tahun_awal": 2030, "tahun_akhir": 2034, "by": SYSTEM}
    with pytest.raises(Refused, match="sudah memiliki Renstra yang dimulai tahun 2025"):
        actions.roll_forward(old, jenis="renstra", **next_ | {"tahun_awal": 2025})  # type: ignore[arg-type]
    new = actions.roll_forward(old, jenis="renstra", **next_)  # type: ignore[arg-type]
    rows = {row.pernyataan: row for row in SimpulRencana.related.filter(dokumen_versi=new)}
    before = {row.kunci for row in SimpulRencana.related.filter(dokumen_versi__dokumen=old)}
    assert len(rows) == 4
    assert not before & {row.kunci for row in rows.values()}
    assert rows["Program pemenuhan upaya kesehatan"].induk == rows["Ibu dan anak selamat"]
    again = Penempatan.related.get(dokumen=new.dokumen)
    assert (again.indikator, again.kunci) == (subject, rows["Ibu dan anak selamat"].kunci)
    assert now(new).alasan == "Disalin dari renstra Dinas Kesehatan versi 1"
    renja = actions.roll_forward(
        old, jenis="renja", nama="Renja 2026", tahun_awal=2026, tahun_akhir=2026, induk=old, by=SYSTEM
    )
    assert renja.dokumen.induk == old
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("perencanaan:rencana-teruskan", args=[renja.dokumen_id])
    assert 'value="2027"' in client.get(address).content.decode()
    sent = client.post(address, {"jenis": "renja", "tahun_awal": "2027", "induk": str(old.pk)})
    assert sent.status_code == 302
    assert DokumenVersi.related.filter(dokumen__jenis="renja", dokumen__tahun_awal=2027).exists()
