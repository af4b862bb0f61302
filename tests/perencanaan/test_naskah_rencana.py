"""Plans on paper: what each form says, drafts and decrees in the head, who may have the file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu
from sakip.arithmetic.periods import Periode
from sakip.documents.model import Document, Missing, Table
from sakip.documents.pdf import render_pdf
from sakip.kernel.access import SYSTEM, Role
from sakip.perencanaan import actions
from sakip.perencanaan.documents.rencana import FORMS, forms_for
from sakip.perencanaan.models import Dasar, DokumenVersi, Indikator, Target
from sakip.perencanaan.queries.naskah import naskah
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in
from tests.people import person
from tests.perencanaan.rencana import draft, filled, now, set_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(dunia: World) -> DokumenVersi:
    """A draft with an indicator under its sasaran, with targets, a baseline, and money beside its program."""
    versi = draft(dunia.dinkes)
    _tujuan, sasaran, _other, program = filled(versi)
    subject = builders.indikator(dunia.dinkes)
    for year, number in ((2025, 70), (2026, 72)):
        builders.target(subject, Periode.tahunan(year), angka(number))
    actions.set_baseline(subject, periode=Periode.tahunan(2024), isian=angka(68), sumber="BPS", seen=None, by=SYSTEM)
    for node in (sasaran, program):
        actions.place(subject, simpul=node, by=SYSTEM)
    for year, rupiah in ((2025, 1_000_000), (2026, 1_500_000)):
        money = anggaran.open_pagu(dunia.dinkes, tahun=year, jenis=JenisPagu.RENSTRA, by=SYSTEM)
        lines = [PaguBaru("1.02.02", "Program", rupiah, "DAU"), PaguBaru("1.02.02.2.02", "Kegiatan", rupiah, "DAU")]
        anggaran.set_lines(money, baris=lines, seen=money.versi, by=SYSTEM)
    return versi


def paper(versi: DokumenVersi, form: str = "matriks") -> Document:
    return FORMS[form][1](naskah(versi, seen_by=SYSTEM))


def table(document: Document, caption: str) -> Table:
    return next(each for each in document.blocks if isinstance(each, Table) and each.caption.startswith(caption))


def values(found: Table) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in found.rows]


def test_every_kind_has_its_forms() -> None:
    assert forms_for("renstra", setahun=False) == ("matriks", "klasik")
    assert forms_for("renja", setahun=True) == ("renja",)
    assert forms_for("rkt", setahun=True) == ("rkt",)


def test_results_with_baseline_and_targets(plan: DokumenVersi) -> None:
    rows = values(table(paper(plan), "Tujuan, sasaran"))
    assert rows[0] == ["Tujuan: Masyarakat sehat"]
    assert isinstance(rows[1][0], Missing)
    measured = next(row for row in rows if len(row) > 1)
    assert measured[2:5] == ["68 (2024)", "70", "72"]
    assert isinstance(measured[5], Missing)


def test_where_it_stood_is_of_a_year_before_the_plan(plan: DokumenVersi, dunia: World) -> None:
    subject = Indikator.related.get(unit=dunia.dinkes)
    later = Periode.tahunan(2029)
    actions.set_baseline(subject, periode=later, isian=angka(80), sumber="BPS", seen=None, by=SYSTEM)
    rows = values(table(paper(plan), "Tujuan, sasaran"))
    assert next(row for row in rows if len(row) > 1)[2] == "68 (2024)"


def test_a_set_version_tells_of_targets_that_replaced_others(plan: DokumenVersi) -> None:
    set_whole(plan, nomor="Perbup 9/2025", tanggal=date(2025, 9, 1))
    assert "menggantikan nilai sebelumnya" not in str(paper(now(plan)).blocks)
    stands = Target.related.get(tahun=2026)
    new = actions.TargetBaru(stands.penempatan, stands.periode_nilai, angka(71), stands.pk)
    unit = stands.penempatan.indikator.unit
    actions.set_targets(unit, targets=[new], dasar=Dasar(stands.dasar), alasan="Anggaran berkurang", by=SYSTEM)
    said = str(paper(now(plan)).blocks)
    assert "1 target yang tercetak menggantikan nilai sebelumnya" in said


def test_money_stands_beside_the_program_once(plan: DokumenVersi) -> None:
    found = table(paper(plan), "Program, kegiatan")
    (row,) = values(found)
    assert row[0] == "1.02.02"
    assert row[5:9] == ["70", 1_000_000, "72", 1_500_000]
    assert isinstance(row[10], Missing)
    totals = [cell.value for cell in found.totals[0].cells]
    assert totals[2] == 1_000_000


def test_the_classic_form_says_tujuan_and_sasaran_once(plan: DokumenVersi) -> None:
    rows = values(table(paper(plan, "klasik"), "Rencana program"))
    assert [row[0] for row in rows].count("Masyarakat sehat") == 1
    assert [row[1] for row in rows if row[1]] == ["Ibu dan anak selamat", "Penyakit menular turun"]


def test_a_draft_says_so_and_a_set_version_names_its_decree(plan: DokumenVersi) -> None:
    first = paper(plan)
    assert "DRAF" in str(first.blocks)
    assert first.footer.startswith("DRAF versi 1")
    set_whole(plan, nomor="Perbup 9/2025", tanggal=date(2025, 9, 1))
    second = paper(now(plan))
    assert "DRAF" not in str(second.blocks) + second.footer
    assert "Ditetapkan dengan Perbup 9/2025 tanggal 1 September 2025" in str(second.blocks)


def test_a_renja_looks_a_year_ahead(dunia: World, plan: DokumenVersi) -> None:
    renja = actions.roll_forward(
        plan.dokumen, jenis="renja", nama="Renja", tahun_awal=2025, tahun_akhir=2025, induk=plan.dokumen, by=SYSTEM
    )
    found = table(paper(renja, "renja"), "Program, kegiatan")
    assert [column.title for column in found.columns][4:6] == ["Target 2025", "Pagu 2025 (Rp)"]
    (row,) = values(found)
    assert row[4:9] == ["70", 1_000_000, "DAU", "72", 1_500_000]


def test_an_rkt_prints_what_is_proposed_and_why_it_differs(dunia: World, plan: DokumenVersi) -> None:
    rkt = draft(dunia.dinkes, jenis="rkt", tahun_awal=2026, tahun_akhir=2026, induk=plan.dokumen)
    actions.propose_targets(rkt, by=SYSTEM)
    rows = values(table(paper(rkt, "rkt"), "Rencana kinerja"))
    assert rows[1][3:] == ["72", ""]


def test_files_for_those_who_may_read(dunia: World, plan: DokumenVersi) -> None:
    reader = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    page = reader.get(reverse("perencanaan:rencana-versi", args=[plan.pk])).content.decode()
    for form in ("matriks", "klasik"):
        assert reverse("perencanaan:rencana-berkas", args=[plan.pk, form, "pdf"]) in page
    answer = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "matriks", "xlsx"]))
    book = load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) >= 3
    pdf = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "klasik", "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    docx = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "klasik", "docx"]))
    assert docx.content.startswith(b"PK")
    for wrong in (("renja", "pdf"), ("matriks", "exe")):
        assert reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, *wrong])).status_code == 404
    stranger = signed_in(person("Orang asing", dunia.lain, Role.PERENCANA))
    assert stranger.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "matriks", "pdf"])).status_code == 404


def test_headings_one_below_the_other_are_drawn(dunia: World) -> None:
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    rows = [
        actions.PernyataanBaru("visi", "Maju"),
        actions.PernyataanBaru("misi", "Sehat", induk=0),
        actions.PernyataanBaru("tujuan", "Masyarakat sehat", induk=1),
    ]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)

    assert render_pdf(paper(versi), at=timezone.now()).startswith(b"%PDF")


def test_reads_do_not_grow_with_the_plan(dunia: World, plan: DokumenVersi, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    more = [actions.PernyataanBaru("tujuan", f"Tujuan {number}") for number in range(200)]
    actions.add_many_nodes(plan, simpul=more, by=SYSTEM)
    with django_assert_max_num_queries(30):
        naskah(now(plan), seen_by=SYSTEM)
