"""Planning documents: what is refused, the flow to the decree, versions, which version counts when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.files import read
from sakip.kernel.flows import steps
from sakip.kernel.notices import notices
from sakip.kernel.refusals import Refused, Stale
from sakip.pelaporan.documents.plan import named_plan
from sakip.perencanaan import actions
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, SimpulRencana, StatusDokumen
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries import nodes, plan_in
from sakip.perencanaan.queries.rencana import documents, versions
from sakip.perencanaan.rules.rencana import FLOW
from tests import builders
from tests.builders import World
from tests.people import Person, person
from tests.perencanaan.rencana import PDF, draft, filled, now, recorded, set_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(dunia: World) -> dict[str, Person]:
    return {
        "perencana": person("Perencana Dinkes", dunia.dinkes, Role.PERENCANA),
        "rekan": person("Rekan Dinkes", dunia.dinkes, Role.PERENCANA),
        "bappeda": person("Bappeda", dunia.kabupaten, Role.PERENCANA),
        "pengelola": person("Pengelola", dunia.kabupaten, Role.PENGELOLA),
        "tetangga": person("Tetangga", dunia.disdik, Role.PERENCANA),
        "pelapor": person("Pelapor", dunia.dinkes, Role.PELAPOR),
    }


# --- beginning and recording -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"jenis": "rpjmd"}, "Jenis dokumen “RPJMD” tidak ada untuk Dinas Kesehatan"),
        ({"jenis": "renstra-kl"}, "Jenis dokumen “Renstra K/L” tidak ada"),
        ({"jenis": "karangan"}, "Jenis dokumen “karangan” tidak ada"),
        ({"kode_kerangka": "kl"}, "Kerangka “kl” tidak dikenal"),
        ({"tahun_awal": 2029, "tahun_akhir": 2025}, "Tahun akhir 2025 lebih awal"),
        ({"tahun_awal": 25, "tahun_akhir": 29}, "Tahun rencana 25 di luar 1990 sampai 2100"),
    ],
)
def test_a_document_that_cannot_be_is_refused(dunia: World, facts: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        draft(dunia.dinkes, **facts)  # type: ignore[arg-type]
    assert not DokumenRencana.related.exists()


def test_a_document_hangs_on_one_of_its_own_instansi_and_years(dunia: World) -> None:
    rpjmd = draft(dunia.kabupaten, jenis="rpjmd").dokumen
    asing = draft(dunia.lain, jenis="rpjmd").dokumen
    later: dict[str, Any] = {"tahun_awal": 2031, "tahun_akhir": 2035}
    for induk, years, said in (
        (asing, {}, "tidak dapat menginduk pada rpjmd Kota Seberang"),
        (rpjmd, later, "tidak bersinggungan dengan rpjmd Kabupaten Uji"),
    ):
        with pytest.raises(Refused, match=said):
            draft(dunia.dinkes, induk=induk, **years)
    with pytest.raises(Refused, match="Pilih dokumen berjenis RPJMD atau Renstra dari instansi yang sama"):
        draft(dunia.dinkes, induk=draft(dunia.kabupaten, jenis="rkpd", tahun_akhir=2025).dokumen)
    assert draft(dunia.dinkes, induk=rpjmd).dokumen.induk == rpjmd
    with pytest.raises(Refused, match="sudah memiliki Renstra yang dimulai tahun 2025"):
        draft(dunia.dinkes)


def test_who_does_not_plan_there_begins_nothing(dunia: World, cast: dict[str, Person]) -> None:
    for name in ("tetangga", "pelapor"):
        with pytest.raises(PermissionDenied):
            draft(dunia.dinkes, by=cast[name].access)


def test_a_recorded_document_counts_at_once_and_is_frozen_when_it_is_copied(dunia: World) -> None:
    with pytest.raises(Refused, match="Nomor penetapan belum diisi"):
        recorded(dunia.dinkes, nomor_penetapan=" ")
    with pytest.raises(Refused, match="bukan PDF"):
        recorded(dunia.dinkes, naskah=ContentFile(b"GIF89a", "naskah.pdf"))
    versi = recorded(dunia.dinkes, naskah=ContentFile(PDF, "Perbup 5.pdf"))
    assert (versi.status, versi.dokumen.dicatat, versi.nama_berkas) == ("ditetapkan", True, "Perbup 5.pdf")
    assert read(versi.berkas) == PDF
    with pytest.raises(Refused, match="belum berisi apa pun"):
        actions.finish_recording(versi, seen=versi.versi, by=SYSTEM)
    filled(versi)
    assert plan_in(dunia.dinkes, 2026, seen_by=SYSTEM) == versi.dokumen
    with pytest.raises(Refused, match="masih dicatat"):
        actions.open_version(versi.dokumen, alasan="Perubahan", by=SYSTEM)
    versi = actions.finish_recording(versi, seen=versi.versi, by=SYSTEM)
    for act in (
        lambda: filled(versi),
        lambda: actions.add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="x", by=SYSTEM),
        lambda: actions.finish_recording(versi, seen=versi.versi, by=SYSTEM),
        lambda: actions.attach_scan(versi, naskah=ContentFile(PDF, "lain.pdf"), seen=versi.versi, by=SYSTEM),
        lambda: actions.discard_version(versi, seen=versi.versi, by=SYSTEM),
    ):
        with pytest.raises(Refused):
            act()


def test_a_stale_head_is_refused_with_both_texts(dunia: World) -> None:
    plan = draft(dunia.dinkes).dokumen
    facts: dict[str, Any] = {"tahun_awal": 2025, "tahun_akhir": 2029, "induk": None, "generasi": ""}
    plan = actions.edit_plan(plan, nama="Renstra Dinkes", seen=plan.versi, by=SYSTEM, **facts)
    with pytest.raises(Stale, match=r"“Renstra Dinkes”.*“Renstra Kesehatan”"):
        actions.edit_plan(plan, nama="Renstra Kesehatan", seen=1, by=SYSTEM, **facts)


# --- the flow --------------------------------------------------------------------------------------------------------


def test_a_draft_is_looked_at_by_another_above_and_set_by_its_decree(dunia: World, cast: dict[str, Person]) -> None:
    mine, rekan, bappeda = (cast[name].access for name in ("perencana", "rekan", "bappeda"))
    versi = draft(dunia.dinkes, by=mine)
    with pytest.raises(Refused, match="belum berisi apa pun"):
        actions.propose_plan(versi, seen=versi.versi, by=mine)
    filled(versi, by=mine)
    with pytest.raises(Refused, match=r"Setujui.*berstatus draf"):
        actions.approve_plan(versi, seen=versi.versi, by=bappeda)
    versi = actions.propose_plan(versi, seen=versi.versi, by=mine)
    assert [notice.text for notice in notices(bappeda) if notice.reason == "rencana"] == [
        "renstra Dinas Kesehatan versi 1 diajukan oleh Perencana Dinkes. Periksa, lalu setujui atau kembalikan."
    ]
    assert not notices(cast["tetangga"].access).filter(reason="rencana").exists()
    with pytest.raises(Refused, match="sedang diajukan; isinya tidak diubah"):
        filled(versi, by=mine)
    with pytest.raises(Refused, match="pada unit di atasnya"):
        actions.approve_plan(versi, seen=versi.versi, by=rekan)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.return_plan(versi, seen=versi.versi, by=bappeda, alasan=" ")
    versi = actions.return_plan(versi, seen=versi.versi, by=bappeda, alasan="Sasaran kedua bukan hasil")
    assert (versi.status, versi.catatan) == ("dikembalikan", "Sasaran kedua bukan hasil")
    assert "Catatan: Sasaran kedua bukan hasil" in notices(mine).filter(reason="rencana")[0].text
    actions.add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="Sehat merata", by=mine)
    versi = actions.propose_plan(versi, seen=versi.versi, by=mine)
    with pytest.raises(Stale):
        actions.approve_plan(versi, seen=1, by=bappeda)
    versi = actions.approve_plan(versi, seen=versi.versi, by=bappeda, alasan="Selaras dengan RPJMD")
    with pytest.raises(Refused, match="Tanggal penetapan belum diisi"):
        actions.set_plan(versi, nomor_penetapan="Perbup 7/2025", tanggal_penetapan=None, seen=versi.versi, by=mine)
    slip = date(versi.dokumen.tahun_akhir + 33, 1, 1)
    with pytest.raises(Refused, match="sesudah tahun terakhir rencana ini"):
        actions.set_plan(versi, nomor_penetapan="Perbup 7/2025", tanggal_penetapan=slip, seen=versi.versi, by=mine)
    assert plan_in(dunia.dinkes, 2025, seen_by=SYSTEM) is None
    decree: dict[str, Any] = {"nomor_penetapan": "Perbup 7/2025", "tanggal_penetapan": date(2025, 9, 30)}
    versi = actions.set_plan(versi, seen=versi.versi, by=mine, naskah=ContentFile(PDF, "a.pdf"), **decree)
    assert (versi.status, versi.nomor_penetapan, versi.berlaku_mulai) == ("ditetapkan", "Perbup 7/2025", None)
    assert plan_in(dunia.dinkes, 2025, seen_by=SYSTEM) == versi.dokumen


def test_at_the_instansi_another_person_looks_at_it(dunia: World, cast: dict[str, Person]) -> None:
    bappeda, pengelola = cast["bappeda"].access, cast["pengelola"].access
    versi = draft(dunia.kabupaten, jenis="rpjmd", by=bappeda)
    filled(versi, by=bappeda)
    versi = actions.propose_plan(versi, seen=versi.versi, by=bappeda)
    with pytest.raises(Refused, match=r"Anda yang mengajukan.* Perencana atau Pengelola SAKIP pada Kabupaten"):
        actions.approve_plan(versi, seen=versi.versi, by=bappeda)
    buttons = {step.transition.name: step.possible for step in steps(FLOW, versi, bappeda)}
    assert buttons == {"setujui": False, "kembalikan": False, "tarik": True}
    assert actions.approve_plan(versi, seen=versi.versi, by=pengelola).status == StatusDokumen.DISETUJUI


def test_a_proposal_is_taken_back_by_those_who_made_it_while_it_waits(dunia: World, cast: dict[str, Person]) -> None:
    mine, rekan, bappeda = (cast[name].access for name in ("perencana", "rekan", "bappeda"))
    versi = draft(dunia.dinkes, by=mine)
    filled(versi, by=mine)
    versi = actions.propose_plan(versi, seen=versi.versi, by=mine)
    with pytest.raises(Refused, match="hanya ditarik kembali oleh pengusulnya"):
        actions.withdraw_plan(versi, seen=versi.versi, by=bappeda)
    versi = actions.withdraw_plan(versi, seen=versi.versi, by=rekan)
    assert (versi.status, versi.pengaju_id) == ("draf", None)
    assert "renstra Dinas Kesehatan versi 1 ditarik kembali oleh" in notices(bappeda).filter(reason="rencana")[0].text
    actions.add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="Sehat merata", by=mine)
    versi = actions.propose_plan(versi, seen=versi.versi, by=mine)
    versi = actions.approve_plan(versi, seen=versi.versi, by=bappeda)
    with pytest.raises(Refused, match="Tarik kembali"):
        actions.withdraw_plan(versi, seen=versi.versi, by=mine)


# --- versions --------------------------------------------------------------------------------------------------------


def test_the_next_version_copies_the_statements_with_their_keys(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    rows = filled(versi)
    with pytest.raises(Refused, match="belum pernah ditetapkan"):
        actions.open_version(versi.dokumen, alasan="Perubahan", by=SYSTEM)
    versi = set_whole(versi)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.open_version(versi.dokumen, alasan=" ", by=SYSTEM)
    baru = actions.open_version(versi.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    with pytest.raises(Refused, match="masih memiliki versi 2 yang berstatus draf"):
        actions.open_version(versi.dokumen, alasan="Lagi", by=SYSTEM)
    copies = {row.kunci: row for row in SimpulRencana.related.filter(dokumen_versi=baru)}
    assert {row.kunci for row in rows} == set(copies)
    for row in rows:
        copy = copies[row.kunci]
        assert (copy.pernyataan, copy.tingkat, copy.kode, copy.urutan) == (
            row.pernyataan, row.tingkat, row.kode, row.urutan,
        )  # fmt: skip
        assert (copy.induk.kunci if copy.induk else None) == (row.induk.kunci if row.induk else None)
        assert copy.pk != row.pk


def test_reports_read_the_version_that_held_in_their_year(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    versi = draft(dunia.dinkes)
    sasaran = filled(versi)[1]
    actions.place(subject, simpul=sasaran, by=SYSTEM)
    assert plans_for(dunia.dinkes, 2025, seen_by=SYSTEM).plan_of(dunia.dinkes) is None  # a draft counts nowhere
    versi = set_whole(versi)
    baru = actions.open_version(versi.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    again = SimpulRencana.related.get(dokumen_versi=baru, kunci=sasaran.kunci)
    actions.edit_node(again, seen=again.versi, pernyataan="Ibu dan anak sehat", by=SYSTEM)

    def said(tahun: int) -> list[str]:
        assert plans_for(dunia.dinkes, tahun, seen_by=SYSTEM).plan_of(dunia.dinkes) == versi.dokumen
        there = {node.kunci: node.pernyataan for node in nodes(versi.dokumen, tahun=tahun, seen_by=SYSTEM)}
        return [there[sasaran.kunci]]

    assert said(2027) == ["Ibu dan anak selamat"]
    with pytest.raises(Refused, match="lebih awal daripada penetapan versi sebelumnya"):
        set_whole(_second_of_a_late_first(dunia), tanggal=date(2025, 1, 1))
    set_whole(baru, nomor="Perkada 2", tanggal=date(2027, 3, 1))
    decrees = {
        year: named_plan(versi.dokumen, nodes(versi.dokumen, tahun=year, seen_by=SYSTEM)) for year in (2026, 2027)
    }
    assert decrees[2026].endswith("(Perkada 1, 1 September 2025)")
    assert decrees[2027].endswith("(Perkada 2, 1 Maret 2027)")
    assert said(2026) == ["Ibu dan anak selamat"]
    assert said(2027) == ["Ibu dan anak sehat"]
    assert now(versi).status == StatusDokumen.DIGANTI
    assert plans_for(dunia.dinkes, 2026, seen_by=SYSTEM).key_of(subject, dunia.dinkes) == sasaran.kunci


def _second_of_a_late_first(dunia: World) -> DokumenVersi:
    first = recorded(dunia.disdik, berlaku_mulai=date(2026, 1, 1))
    filled(first)
    first = actions.finish_recording(first, seen=first.versi, by=SYSTEM)
    return actions.open_version(first.dokumen, alasan="Perubahan", by=SYSTEM)


def test_long_and_yearly_documents_do_not_group_the_indicators_of_reports(dunia: World) -> None:
    rpjmd = recorded(dunia.kabupaten, jenis="rpjmd")
    for jenis, akhir in (("rpjpd", 2045), ("rkpd", 2025), ("rkt", 2025)):
        filled(recorded(dunia.kabupaten, jenis=jenis, tahun_akhir=akhir))
    assert plan_in(dunia.kabupaten, 2025, seen_by=SYSTEM) == rpjmd.dokumen


def test_a_draft_is_thrown_away_and_its_history_stays(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    actions.place(
        builders.indikator(dunia.dinkes), simpul=SimpulRencana.related.filter(tingkat="sasaran")[0], by=SYSTEM
    )
    with pytest.raises(Refused, match="indikator sudah ditempatkan"):
        actions.discard_version(versi, seen=versi.versi, by=SYSTEM)
    lain = draft(dunia.disdik)
    filled(lain)
    with pytest.raises(Stale):
        actions.discard_version(lain, seen=lain.versi + 1, by=SYSTEM)
    actions.discard_version(lain, seen=lain.versi, by=SYSTEM)
    assert not DokumenRencana.related.filter(pk=lain.dokumen_id).exists()
    assert DokumenRencana.related.filter(pk=versi.dokumen_id).exists()
    done = set_whole(versi)
    baru = actions.open_version(done.dokumen, alasan="Perubahan", by=SYSTEM)
    actions.discard_version(baru, seen=baru.versi, by=SYSTEM)
    assert [each.nomor for each in DokumenVersi.related.filter(dokumen=done.dokumen)] == [1]


# --- who may read ----------------------------------------------------------------------------------------------------


def test_drafts_are_read_there_and_below_set_ones_in_the_instansi(dunia: World, cast: dict[str, Person]) -> None:
    stranger = person("Asing", dunia.lain, Role.PENGELOLA)
    versi, rpjmd = draft(dunia.dinkes), draft(dunia.kabupaten, jenis="rpjmd")
    filled(versi)
    read_by = {name: set(versions(who.access)) for name, who in {**cast, "asing": stranger}.items()}
    assert read_by["pelapor"] == read_by["bappeda"] == {versi, rpjmd}
    assert read_by["tetangga"] == {rpjmd}
    assert read_by["asing"] == set()
    for model in (DokumenVersi, SimpulRencana):  # whichever page asks
        neighbour = model.objects.visible_to(cast["tetangga"].access)
        assert {each.unit for each in neighbour} <= {dunia.kabupaten}
        assert model.objects.visible_to(cast["pelapor"].access).count() > neighbour.count()
    set_whole(versi)
    assert set(documents(cast["tetangga"].access)) == {versi.dokumen, rpjmd.dokumen}
    assert not documents(stranger.access).exists()


def test_a_change_is_not_decreed_before_what_it_changes(dunia: World) -> None:
    first = draft(dunia.dinkes)
    filled(first)
    done = set_whole(first, tanggal=date(2025, 9, 1))
    change = actions.open_version(done.dokumen, alasan="Evaluasi", by=SYSTEM)
    with pytest.raises(Refused, match=r"Versi 2 ditetapkan 31 Agustus 2025, lebih awal .* 1 September 2025"):
        set_whole(change, tanggal=date(2025, 8, 31))
    ready = now(change)
    with pytest.raises(Refused, match="berlaku mulai 31 Desember 2024, lebih awal"):
        actions.set_plan(
            ready,
            nomor_penetapan="2",
            tanggal_penetapan=date(2025, 10, 1),
            berlaku_mulai=date(2024, 12, 31),
            seen=ready.versi,
            by=SYSTEM,
        )
