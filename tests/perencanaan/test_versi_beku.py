"""A set version keeps the indicators and the generation it was set with; the next one is where they change."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.perencanaan import actions
from sakip.perencanaan.models import DokumenVersi, Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries.banding import banding
from sakip.perencanaan.queries.naskah import naskah
from sakip.perencanaan.queries.outline import Outline
from tests import builders
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft, filled, now, set_whole

pytestmark = pytest.mark.django_db
IBU, MENULAR = "Ibu dan anak selamat", "Penyakit menular turun"


@pytest.fixture
def subject(dunia: World) -> Indikator:
    return builders.indikator(dunia.dinkes)


@pytest.fixture
def first(dunia: World, subject: Indikator) -> DokumenVersi:
    """Set for 2025 to 2029, with an indicator under the first sasaran."""
    versi = draft(dunia.dinkes, generasi="G1")
    actions.place(subject, simpul=filled(versi)[1], by=SYSTEM)
    return set_whole(versi)  # type: ignore[no-any-return]


def said(versi: DokumenVersi, text: str) -> SimpulRencana:
    found: SimpulRencana = SimpulRencana.related.get(dokumen_versi=versi, pernyataan=text)
    return found


def measures(versi: DokumenVersi) -> dict[str, list[str]]:
    """By statement its indicators, as a page and as a paper have them: both the same."""
    outline = Outline(now(versi), seen_by=SYSTEM)
    page = {each.simpul.pernyataan: [one.indikator.nama for one in each.indikator] for each in outline.shown()}
    paper = naskah(now(versi), on=date(2025, 9, 1), seen_by=SYSTEM).baris
    assert {each.simpul.pernyataan: [one.indikator.nama for one in each.indikator] for each in paper} == page
    return {text: names for text, names in page.items() if names}


def moved(first: DokumenVersi, subject: Indikator) -> DokumenVersi:
    """The next version, in which the indicator stands under the other sasaran and a new one under the first."""
    second = actions.open_version(first.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    placed = Penempatan.related.get(indikator=subject, dokumen=first.dokumen)
    actions.unplace(placed, simpul=said(second, IBU), by=SYSTEM)
    actions.place(subject, simpul=said(second, MENULAR), by=SYSTEM)
    actions.place(builders.indikator(first.dokumen.unit, "Yang baru"), simpul=said(second, IBU), by=SYSTEM)
    return second


def test_nothing_is_placed_in_or_taken_from_what_was_set(dunia: World, first: DokumenVersi, subject: Indikator) -> None:
    row = said(first, IBU)
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        actions.place(builders.indikator(dunia.dinkes, "Yang baru"), simpul=row, by=SYSTEM)
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        actions.unplace(Penempatan.related.get(indikator=subject, kunci=row.kunci), simpul=row, by=SYSTEM)
    page = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA)).get(
        reverse("perencanaan:rencana-baris", args=[row.pk])
    )
    assert subject.nama in text_of(page)
    assert "Lepaskan" not in text_of(page)
    assert "Tempatkan" not in text_of(page)


def test_each_version_has_its_own_indicators(dunia: World, first: DokumenVersi, subject: Indikator) -> None:
    second = moved(first, subject)
    assert measures(first) == {IBU: [subject.nama]}
    assert measures(second) == {IBU: ["Yang baru"], MENULAR: [subject.nama]}
    changed = {each.pernyataan: each.ubahan for each in banding(first, second, seen_by=SYSTEM).baris}
    assert [(one.hal, one.semula, one.menjadi) for one in changed[IBU]] == [("Indikator", subject.nama, "Yang baru")]
    set_whole(second, tanggal=date(2027, 3, 1))
    assert measures(first) == {IBU: [subject.nama]}
    for year, text in ((2026, IBU), (2027, MENULAR)):
        key = plans_for(dunia.dinkes, year, seen_by=SYSTEM).key_of(subject, dunia.dinkes)
        assert key == said(first, text).kunci


def test_a_draft_that_is_thrown_away_leaves_no_trace(first: DokumenVersi, subject: Indikator) -> None:
    second = moved(first, subject)
    actions.discard_version(second, seen=now(second).versi, by=SYSTEM)
    assert measures(first) == {IBU: [subject.nama]}
    third = actions.open_version(first.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    assert measures(third) == {IBU: [subject.nama]}


def test_taken_out_and_placed_again_in_one_draft_is_as_before(first: DokumenVersi, subject: Indikator) -> None:
    second = actions.open_version(first.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    row = said(second, IBU)
    actions.unplace(Penempatan.related.get(indikator=subject, kunci=row.kunci), simpul=row, by=SYSTEM)
    actions.place(subject, simpul=row, by=SYSTEM)
    assert measures(second) == measures(first) == {IBU: [subject.nama]}
    assert Penempatan.related.filter(indikator=subject, kunci=row.kunci).count() == 1


def test_a_draft_in_which_another_unit_placed_something_is_not_thrown_away(dunia: World, first: DokumenVersi) -> None:
    second = actions.open_version(first.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    actions.place(builders.indikator(dunia.kabupaten, "Milik kabupaten"), simpul=said(second, IBU), by=SYSTEM)
    page = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA)).post(
        reverse("perencanaan:rencana-versi-buang", args=[second.pk]), {"versi": str(now(second).versi)}, follow=True
    )
    assert "indikator unit lain ditempatkan di dalamnya" in text_of(page)
    assert DokumenVersi.related.filter(pk=second.pk).exists()


def test_a_set_version_keeps_its_generation(first: DokumenVersi) -> None:
    second = actions.open_version(first.dokumen, alasan="Kode baru", by=SYSTEM)
    assert second.generasi == "G1"
    head = {"nama": "Renstra", "tahun_awal": 2025, "tahun_akhir": 2029, "induk": None}
    actions.edit_plan(first.dokumen, generasi="G2", seen=now(first.dokumen).versi, by=SYSTEM, **head)  # type: ignore[arg-type]
    assert (now(first).generasi, now(second).generasi) == ("G1", "G2")
    set_whole(second, tanggal=date(2027, 3, 1))
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        actions.edit_plan(first.dokumen, generasi="G3", seen=now(first.dokumen).versi, by=SYSTEM, **head)  # type: ignore[arg-type]
