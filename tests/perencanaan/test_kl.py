"""A ministry plans by its own rules: the RPJMN is recorded and never written, targets are those of a Renstra."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from sakip.documents.model import Letterhead, SignatureBlock
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.organisasi.actions import add_unit, create_instansi
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions, queries
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.documents.rencana import matrices
from sakip.perencanaan.models import Dasar, DokumenVersi, SimpulRencana, StatusDokumen
from sakip.perencanaan.pemeriksa import periksa
from sakip.perencanaan.queries.dukungan import support_of
from sakip.perencanaan.queries.naskah import naskah
from tests import builders
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft, now, recorded

RPJMN: dict[str, Any] = {"jenis": "rpjmn", "nama": "RPJMN Tahun 2025-2029", "kode_kerangka": "kl"}


@pytest.fixture
def ministry(db: None) -> Unit:
    return create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)


@pytest.fixture
def planner(ministry: Unit) -> Client:
    return signed_in(person("Biro Perencanaan", ministry, Role.PERENCANA), tahun=2026)


def national(ministry: Unit) -> DokumenVersi:
    """The RPJMN as a ministry copies it: the sasaran that it serves, and another."""
    versi = recorded(ministry, **RPJMN, nomor_penetapan="Perpres 1/2025", tanggal_penetapan=date(2025, 2, 10))
    said = (("visi", "Maju", None), ("sasaran", "Danau pulih", 0), ("sasaran", "Udara bersih", 0))
    rows = [PernyataanBaru(level, text, induk=above) for level, text, above in said]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    return versi


# --- refused ---------------------------------------------------------------------------------------------------------


def test_a_ministry_draws_up_no_rpjmn(ministry: Unit, planner: Client) -> None:
    with pytest.raises(Refused, match="RPJMN disusun Kementerian PPN/Bappenas dan ditetapkan Presiden, bukan di"):
        draft(ministry, **RPJMN)
    page = planner.get(f"/rencana/tambah/?unit={ministry.pk}")
    assert "dokumen itu dicatat lewat “Catat dokumen yang sudah ditetapkan”" in text_of(page)
    assert 'value="rpjmn"' not in page.content.decode()
    assert 'value="rpjmn"' in planner.get(f"/rencana/catat/?unit={ministry.pk}").content.decode()


def test_a_recorded_one_is_not_copied_into_other_years(ministry: Unit, planner: Client) -> None:
    plan = national(ministry).dokumen
    years: dict[str, Any] = {"tahun_awal": 2030, "tahun_akhir": 2034}
    with pytest.raises(Refused, match="bukan di Kementerian Uji"):
        actions.roll_forward(plan, jenis="rpjmn", nama="RPJMN", by=SYSTEM, **years)
    page = planner.get(f"/rencana/{plan.pk}/", follow=True)
    assert "Salin ke tahun lain" not in text_of(page)


@pytest.mark.parametrize("jenis", ["rpjmd", "renstra", "renja", "rkpd"])
def test_it_has_no_plan_of_a_region(ministry: Unit, jenis: str) -> None:
    with pytest.raises(Refused, match=r"tidak ada untuk Kementerian Uji\. Pilih: RPJMN, Renstra K/L, Renja K/L, RKT"):
        draft(ministry, jenis=jenis, kode_kerangka="kl")


def test_neither_a_region_nor_a_unit_records_an_rpjmn(dunia: World, ministry: Unit) -> None:
    below = add_unit(ministry, nama="Direktorat Jenderal Danau", jenis="direktorat-jenderal", by=SYSTEM)
    for unit in (dunia.kabupaten, below):
        with pytest.raises(Refused, match="“RPJMN” tidak ada untuk"):
            recorded(unit, **RPJMN)


# --- recorded --------------------------------------------------------------------------------------------------------


def test_the_paper_of_a_recorded_rpjmn_is_signed_by_nobody_here(ministry: Unit) -> None:
    """A letterhead and the minister's name under the plan of the President would be an invention."""
    document = matrices(naskah(national(ministry), on=date(2026, 1, 2), seen_by=SYSTEM))
    assert not [each for each in document.blocks if isinstance(each, SignatureBlock | Letterhead)]
    assert "Disusun Kementerian PPN/Bappenas dan ditetapkan Presiden; dicatat Kementerian Uji." in str(document.blocks)


def test_the_renstra_serves_the_sasaran_of_a_recorded_rpjmn(ministry: Unit) -> None:
    rpjmn = national(ministry)
    assert rpjmn.dokumen.kerangka == "nasional"
    plan = recorded(ministry, jenis="renstra-kl", kode_kerangka="kl", induk=rpjmn.dokumen)
    (own,) = actions.add_many_nodes(plan, simpul=[PernyataanBaru("sasaran-strategis", "Danau sehat")], by=SYSTEM)
    above = SimpulRencana.related.get(dokumen_versi=rpjmn, pernyataan="Danau pulih")
    actions.set_support(own, melayani={above.kunci}, by=SYSTEM)
    served = {each.simpul.pernyataan: each.pendukung for each in support_of(rpjmn, seen_by=SYSTEM).dilayani}
    assert [bool(served[text]) for text in ("Danau pulih", "Udara bersih")] == [True, False]


def test_its_change_is_recorded_with_its_decree_and_waits_for_nobody(ministry: Unit, planner: Client) -> None:
    versi = national(ministry)
    actions.finish_recording(versi, seen=now(versi).versi, by=SYSTEM)
    new = actions.open_version(versi.dokumen, alasan="Perubahan RPJMN", by=SYSTEM)
    with pytest.raises(Refused, match="RPJMN disusun Kementerian PPN/Bappenas"):
        actions.propose_plan(new, seen=new.versi, by=SYSTEM)
    page = planner.get(f"/rencana/versi/{new.pk}/").content.decode()
    assert f"/rencana/versi/{new.pk}/tetapkan/" in page
    assert f"/rencana/versi/{new.pk}/langkah/ajukan/" not in page
    decree: dict[str, Any] = {"nomor_penetapan": "Perpres 9/2027", "tanggal_penetapan": date(2027, 5, 3)}
    done = actions.set_plan(new, seen=new.versi, by=SYSTEM, **decree)
    assert (done.status, now(versi).status) == (StatusDokumen.DITETAPKAN, StatusDokumen.DIGANTI)


def test_the_checker_asks_nothing_of_what_others_wrote(ministry: Unit) -> None:
    national(ministry)
    assert periksa(ministry, 2026, on=date(2026, 11, 25), seen_by=SYSTEM) == ()


# --- targets, marks --------------------------------------------------------------------------------------------------


def test_targets_of_a_ministry_are_set_by_its_renstra(dunia: World, ministry: Unit, planner: Client) -> None:
    assert queries.dasar("", ministry) == Dasar.RENSTRA
    assert queries.dasar_of(ministry) == [Dasar.RENSTRA, Dasar.RKT, Dasar.PK]
    assert (queries.dasar("", dunia.kabupaten), queries.dasar("", dunia.dinkes)) == (Dasar.RPJMD, Dasar.RENSTRA)
    subject = builders.indikator(ministry, "Indeks Kesehatan Danau")
    for page in (f"/indikator/{subject.pk}/target/", "/buku-kerja/"):
        assert "RPJMD" not in text_of(planner.get(page))


def test_marks_of_regions_are_not_offered_to_a_ministry(ministry: Unit, planner: Client) -> None:
    subject = builders.indikator(ministry, "Indeks Kesehatan Danau")
    page = planner.get(f"/indikator/{subject.pk}/acuan/").content.decode()
    assert 'value="sdg"' in page
    assert 'value="spm"' not in page
