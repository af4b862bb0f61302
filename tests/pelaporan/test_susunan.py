"""A year before a split and a merge, read as it was and as it is now: every mean worked by hand.

The Kabupaten Uji in 2024. Every target and realisasi is chosen so that capaian is realisasi : target x 100.

    unit then            indikator          target  realisasi  capaian   unit now (1 January 2025)
    Dinas Kesehatan      Angka Harapan        50       40        80%     Dinas Layanan  (split)
                         Imunisasi            20       10        50%     Dinas Pencegahan  (split)
                         Kepuasan             80       80       100%     both: an indicator that goes on in two
    Dinas Pendidikan     Partisipasi          100      90        90%     Dinas Pendidikan dan Pemuda  (merge)
    Dinas Pemuda         Wirausaha            10        6        60%     Dinas Pendidikan dan Pemuda  (merge)

    as it was            Kesehatan (80 + 50 + 100) : 3 = 76,67   Pendidikan 90   Pemuda 60
                         all together (80 + 50 + 100 + 90 + 60) : 5 = 76
    as it is now         Layanan (80 + 100) : 2 = 90   Pencegahan (50 + 100) : 2 = 75
                         Pendidikan dan Pemuda (90 + 60) : 2 = 75
                         all together 76: Kepuasan is carried on by two and counts once
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import Susunan
from sakip.pelaporan.queries import LaporanKinerja, laporan_kinerja
from sakip.perencanaan.overview import overview
from sakip.perencanaan.tables import unit_table
from tests.builders import World, angka, indikator
from tests.documents.reading import bare, pdf_text
from tests.organisasi.sotk import Penerus, Putusan, applied, open_unit
from tests.pages import signed_in, text_of
from tests.pelaporan.worlds import fill
from tests.people import Person, person

YEAR, TODAY = 2024, date(2025, 3, 1)
THEN, NOW = Susunan.SAAT_ITU, Susunan.SEKARANG
ABOUT_76_67 = Decimal("76.67")
FIGURES = {
    "kesehatan": {"Angka Harapan": (50, 40), "Imunisasi": (20, 10), "Kepuasan": (80, 80)},
    "pendidikan": {"Partisipasi": (100, 90)},
    "pemuda": {"Wirausaha": (10, 6)},
}


@dataclass(frozen=True)
class Kabupaten:
    root: Unit
    kesehatan: Unit
    pendidikan: Unit
    pemuda: Unit


@pytest.fixture
def before(dunia: World) -> Kabupaten:
    pemuda = organisasi.add_unit(dunia.kabupaten, nama="Dinas Pemuda", jenis="dinas", by=SYSTEM)
    units = {"kesehatan": dunia.dinkes, "pendidikan": dunia.disdik, "pemuda": pemuda}
    for kunci, rows in FIGURES.items():
        for nama, (target, realisasi) in rows.items():
            made = indikator(units[kunci], nama, satuan="poin", mulai_tahun=2022)
            fill(made, target={YEAR: angka(target)}, realisasi={YEAR: angka(realisasi)})
    return Kabupaten(dunia.kabupaten, **units)


@pytest.fixture
def after(before: Kabupaten) -> Kabupaten:
    """The split of one dinas and the merge of two others, on one day."""
    ids = dict(before.kesehatan.indikator.values_list("nama", "pk"))
    goes = {"Angka Harapan": ("a",), "Imunisasi": ("b",), "Kepuasan": ("a", "b")}
    applied(
        before.root,
        asal=(before.kesehatan.pk,),
        penerus=(Penerus("a", "Dinas Layanan"), Penerus("b", "Dinas Pencegahan")),
        bagian={"indikator": {ids[nama]: Putusan(keys) for nama, keys in goes.items()}},
    )
    applied(
        before.root,
        asal=(before.pendidikan.pk, before.pemuda.pk),
        penerus=(Penerus("c", "Dinas Pendidikan dan Pemuda"),),
    )
    return before


def told(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 2)


# --- the numbers of the dashboard ------------------------------------------------------------------------------------


def parts(root: Unit, susunan: Susunan) -> dict[str, Decimal | None]:
    state = overview(root, Periode.tahunan(YEAR), seen_by=SYSTEM, susunan=susunan)
    found = {part.unit.nama: told(part.ringkas.rerata.nilai) for part in state.parts}
    return found | {"semua": told(state.total.ringkas.rerata.nilai)}


AS_IT_WAS = {"Dinas Kesehatan": ABOUT_76_67, "Dinas Pendidikan": 90, "Dinas Pemuda": 60, "semua": 76}
AS_IT_IS_NOW = {"Dinas Layanan": 90, "Dinas Pencegahan": 75, "Dinas Pendidikan dan Pemuda": 75, "semua": 76}


def test_the_dashboard_both_ways(after: Kabupaten) -> None:
    assert parts(after.root, THEN) == AS_IT_WAS
    assert parts(after.root, NOW) == AS_IT_IS_NOW


def test_as_it_was_is_what_it_was_before_the_change(before: Kabupaten) -> None:
    assert parts(before.root, THEN) == AS_IT_WAS


def test_the_counts_are_those_of_the_mean(after: Kabupaten) -> None:
    """As now there are six indicators in three units and five figures: one of the five stands in two units."""
    total = overview(after.root, Periode.tahunan(YEAR), seen_by=SYSTEM, susunan=NOW).total
    assert (total.jumlah, total.terisi) == (5, 5)
    counts = total.ringkas.rekap
    assert (counts.tercapai, counts.mendekati, counts.tidak_tercapai, counts.belum_ada_data) == (1, 2, 2, 0)


def test_the_table_of_all_units_has_the_same_mean(after: Kabupaten) -> None:
    table = unit_table(after.root, Periode.tahunan(YEAR), seen_by=SYSTEM, below=True, susunan=NOW)
    assert table.jumlah == 6
    assert told(table.ringkas.rerata.nilai) == 76


def test_a_figure_of_its_own_counts_beside_the_inherited_one(after: Kabupaten) -> None:
    """Dinas Pencegahan corrects its Kepuasan of 2024 to 60 of 80, 75%: (80 + 50 + 100 + 75 + 90 + 60) : 6 = 75,83."""
    own = open_unit("Dinas Pencegahan").indikator.get(nama="Kepuasan")
    fill(own, realisasi={YEAR: angka(60)})
    assert parts(after.root, NOW)["semua"] == Decimal("75.83")
    assert parts(after.root, THEN)["semua"] == 76


def test_the_share_of_a_year_before_the_split_counts_once(after: Kabupaten) -> None:
    """Of five figures of 2024 one reached its target: 20%, seen from 2025 on as well."""
    state = overview(after.root, Periode.tahunan(2025), seen_by=SYSTEM, posisi_data=date(2026, 2, 1), susunan=NOW)
    assert dict(zip(state.tahun, state.total.tren, strict=True))[YEAR] == 20


# --- the numbers of the report ---------------------------------------------------------------------------------------


def report(unit: Unit, susunan: Susunan) -> LaporanKinerja:
    return laporan_kinerja(unit, YEAR, posisi_data=TODAY, seen_by=SYSTEM, susunan=susunan)


def recap(root: Unit, susunan: Susunan) -> dict[str, Decimal | None]:
    rows = report(root, susunan).perangkat_daerah
    return {row.unit.nama: told(row.kinerja.rerata.nilai) for row in rows if row.kinerja}


def test_the_recapitulation_both_ways(after: Kabupaten) -> None:
    without_total = [{unit: mean for unit, mean in one.items() if unit != "semua"} for one in (AS_IT_WAS, AS_IT_IS_NOW)]
    assert [recap(after.root, susunan) for susunan in (THEN, NOW)] == without_total


def test_the_report_of_the_predecessor_and_of_its_successors(after: Kabupaten) -> None:
    assert told(report(after.kesehatan, THEN).unit_kini.rerata.nilai) == ABOUT_76_67
    new = open_unit("Dinas Layanan")
    found = report(new, NOW)
    assert told(found.unit_kini.rerata.nilai) == 90
    assert {row.indikator.nama: told(row.kini.capaian.dipakai) for row in found.rows} == {
        "Angka Harapan": 80,
        "Kepuasan": 100,
    }
    assert report(new, THEN).kosong


def test_the_organisation_in_the_report_is_that_of_its_composition(after: Kabupaten) -> None:
    was, now = report(after.root, THEN).organisasi.pada, report(after.root, NOW).organisasi.pada
    assert (was, now) == (date(2024, 12, 31), TODAY)


@pytest.mark.parametrize(
    ("susunan", "unit", "printed", "absent"),
    [
        ("saat-itu", "Dinas Kesehatan", ["76,67%", "80,00%", "50,00%", "100,00%"], "90,00%"),
        ("sekarang", "Dinas Pencegahan", ["75,00%", "50,00%", "100,00%"], "76,67%"),
        ("saat-itu", None, ["76,67%", "90,00%", "60,00%"], "75,00%"),
        ("sekarang", None, ["90,00%", "75,00%"], "76,67%"),
    ],
)
def test_the_command_both_ways(
    after: Kabupaten, tmp_path: Path, susunan: str, unit: str | None, printed: list[str], absent: str
) -> None:
    said = io.StringIO()
    options: dict[str, Any] = {"instansi": "Kabupaten Uji", "tahun": YEAR, "keluar": tmp_path, "susunan": susunan}
    call_command("laporan", stdout=said, **options, **({"unit": unit} if unit else {}))
    words = bare(pdf_text(Path(said.getvalue().split()[0]).read_bytes()))
    assert [figure for figure in printed if figure not in words] == []
    assert absent not in words
    assert bare(f"Susunan organisasi: {susunan.replace('-', ' ')}") in words


# --- pages -----------------------------------------------------------------------------------------------------------


def page_of(who: Person, name: str, **query: str) -> str:
    return text_of(signed_in(who, tahun=YEAR).get(reverse(name), query))


@pytest.fixture
def reader(dunia: World) -> Person:
    return person("Pembaca", dunia.kabupaten, Role.PEMBACA)


def test_the_home_page_offers_the_choice(after: Kabupaten, reader: Person) -> None:
    page = page_of(reader, "perencanaan:beranda")
    assert "Susunan organisasi: saat itu" in page
    assert "Dinas Kesehatan" in page
    assert "Dinas Layanan" not in page
    page = page_of(reader, "perencanaan:beranda", susunan="sekarang")
    assert "Susunan organisasi: sekarang" in page
    assert "Dinas Layanan" in page


def test_links_of_the_home_page_keep_the_choice(after: Kabupaten, reader: Person) -> None:
    answer = signed_in(reader, tahun=YEAR).get(reverse("perencanaan:beranda"), {"susunan": "sekarang"})
    new = open_unit("Dinas Layanan")
    assert f"?unit={new.pk}&susunan=sekarang" in answer.content.decode().replace("&amp;", "&")


def test_the_list_of_reports_offers_the_choice(after: Kabupaten, reader: Person) -> None:
    page = page_of(reader, "pelaporan:laporan")
    assert "Susunan organisasi: saat itu" in page
    assert "Dinas Pemuda" in page
    page = page_of(reader, "pelaporan:laporan", susunan="sekarang")
    assert "Dinas Pendidikan dan Pemuda" in page
    assert "Dinas Kesehatan" not in page


@pytest.mark.parametrize("name", ["perencanaan:beranda", "pelaporan:laporan"])
def test_no_choice_where_nothing_ever_changed(before: Kabupaten, reader: Person, name: str) -> None:
    assert "Susunan organisasi" not in page_of(reader, name)


@pytest.mark.parametrize("name", ["perencanaan:beranda", "pelaporan:laporan"])
def test_no_choice_for_a_stranger_whose_instansi_never_changed(after: Kabupaten, dunia: World, name: str) -> None:
    assert "Susunan organisasi" not in page_of(person("Asing", dunia.lain, Role.PEMBACA), name)


def test_the_successor_reads_its_predecessors_year(after: Kabupaten) -> None:
    """Whose role is on the new unit alone opens the report of the old one and its own reading of that year."""
    new = open_unit("Dinas Layanan")
    client = signed_in(person("Penerus", new, Role.PELAPOR), tahun=YEAR)
    old = client.get(reverse("pelaporan:pratinjau", args=[after.kesehatan.pk, YEAR]))
    assert "76,67%" in text_of(old)
    own = text_of(client.get(reverse("pelaporan:pratinjau", args=[new.pk, YEAR])))
    assert "Susunan organisasi: sekarang" in own
    assert "90,00%" in own
