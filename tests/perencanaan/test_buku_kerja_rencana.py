"""The sheets Kartu, Rencana and Anggaran of the Buku Kerja: out and in again, refused by cell, older workbooks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.kernel.access import SYSTEM
from sakip.perencanaan import actions
from sakip.perencanaan.models import DokumenVersi, Indikator, KartuIndikator, SimpulRencana
from sakip.perencanaan.transfers.buku_kerja import Lingkup, apply_preview, export, preview
from sakip.perencanaan.transfers.buku_kerja.report import said
from tests import builders
from tests.builders import World
from tests.perencanaan.buku import FIRST_ROW, KEY_ROW
from tests.perencanaan.rencana import draft, filled, set_whole

pytestmark = pytest.mark.django_db
SHEETS = ("Kartu Indikator", "Rencana", "Anggaran")


class Lembaran:
    """An exported workbook whose cells are changed by sheet, row and title."""

    def __init__(self, world: World) -> None:
        content = export(Lingkup.around(world.dinkes, 2026), seen_by=SYSTEM)
        self.book: Any = openpyxl.load_workbook(BytesIO(content))

    def set(self, sheet: str, row: int, title: str, value: object) -> str:
        page = self.book[sheet]
        titles = [str(cell.value or "").rstrip(" *") for cell in page[KEY_ROW + 1]]
        cell = page.cell(FIRST_ROW + row, titles.index(title) + 1)
        cell.value = value
        return str(cell.coordinate)

    def returned(self) -> Any:
        output = BytesIO()
        self.book.save(output)
        return preview(output.getvalue(), "buku.xlsx", by=SYSTEM)


@pytest.fixture
def indikator(dunia: World) -> Indikator:
    return builders.indikator(dunia.dinkes)


@pytest.fixture
def plan(dunia: World, indikator: Indikator) -> DokumenVersi:
    versi = draft(dunia.dinkes)
    actions.place(indikator, simpul=filled(versi)[1], by=SYSTEM)
    return versi


@pytest.fixture
def money(dunia: World, plan: DokumenVersi) -> PaguVersi:
    versi = anggaran.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.RENJA, by=SYSTEM)
    lines = [PaguBaru("1.02.02", "Program", 900, "DAU"), PaguBaru("1.02.02", "Program", 100, "DAK")]
    anggaran.set_lines(versi, baris=lines, seen=versi.versi, by=SYSTEM)
    return versi


def test_out_and_in_again_changes_nothing(dunia: World, money: PaguVersi) -> None:
    book = Lembaran(dunia)
    assert tuple(book.book.sheetnames[5:8]) == SHEETS
    found = book.returned()
    assert (found.ditolak, found.ada_perubahan) == ([], False)
    assert {name: sum(found.hitungan[name].values()) for name in ("kartu", "rencana", "anggaran")} == {
        "kartu": 14,
        "rencana": 36,
        "anggaran": 4,
    }


def test_changed_cells_are_written(dunia: World, money: PaguVersi, indikator: Indikator) -> None:
    book = Lembaran(dunia)
    book.set("Kartu Indikator", 0, "Tingkat hasil", "Hasil (outcome)")
    book.set("Kartu Indikator", 0, "Keterbatasan data", "Survei dua tahunan")
    book.set("Rencana", 1, "Pernyataan", "Ibu, bayi, dan anak selamat")
    book.set("Anggaran", 0, "Pagu (Rp)", 150)
    found = book.returned()
    assert found.ditolak == []
    apply_preview(found, by=SYSTEM)
    card = KartuIndikator.related.get(indikator=indikator)
    assert (card.hasil, card.keterbatasan) == ("outcome", "Survei dua tahunan")
    assert SimpulRencana.related.filter(pernyataan="Ibu, bayi, dan anak selamat").exists()
    assert sorted(Pagu.related.values_list("rupiah", flat=True)) == [150, 900]
    assert not Lembaran(dunia).returned().ada_perubahan


def test_a_card_changed_on_both_sheets_is_written_once(dunia: World, indikator: Indikator) -> None:
    book = Lembaran(dunia)
    book.set("Indikator", 0, "Satuan", "Tahun umur")
    book.set("Kartu Indikator", 0, "Pembilang", "Jumlah umur")
    found = book.returned()
    assert len(found.kartu) == 1
    apply_preview(found, by=SYSTEM)
    card = KartuIndikator.related.get(indikator=indikator)
    assert (card.satuan, card.pembilang) == ("Tahun umur", "Jumlah umur")


def test_what_is_locked_or_wrong_is_refused_by_cell(dunia: World, plan: DokumenVersi, money: PaguVersi) -> None:
    set_whole(plan)
    book = Lembaran(dunia)
    where = {
        "Rencana": book.set("Rencana", 0, "Pernyataan", "Lain"),
        "Anggaran": book.set("Anggaran", 0, "Pagu (Rp)", 150.5),
        "Kartu Indikator": book.set("Kartu Indikator", 0, "Tingkat hasil", "Proses"),
    }
    found = book.returned()
    told = {problem.sheet: said(problem) for problem in found.ditolak}
    assert {problem.sheet: problem.address for problem in found.ditolak} == where
    assert "sudah ditetapkan" in told["Rencana"]
    assert "bukan rupiah bulat" in told["Anggaran"]
    assert "sekurang-kurangnya" in told["Kartu Indikator"]


def test_a_set_version_of_money_is_locked(dunia: World, money: PaguVersi) -> None:
    now = PaguVersi.related.get(pk=money.pk)
    anggaran.set_pagu(now, ditetapkan=date(2026, 1, 2), dokumen="Perbup 1", seen=now.versi, by=SYSTEM)
    book = Lembaran(dunia)
    book.set("Anggaran", 0, "Pagu (Rp)", 150)
    (problem,) = book.returned().ditolak
    assert "sudah ditetapkan" in said(problem)


def test_a_workbook_without_these_sheets_is_read_as_before(dunia: World, indikator: Indikator) -> None:
    book = Lembaran(dunia)
    for name in SHEETS:
        del book.book[name]
    book.set("Indikator", 0, "Kode", "1.9")
    found = book.returned()
    assert found.ditolak == []
    apply_preview(found, by=SYSTEM)
    assert Indikator.related.get().kode == "1.9"
