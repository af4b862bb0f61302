"""Header rows found, joined into labels, matched to fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sakip.kernel.transfer.cells import Sheet
from sakip.kernel.transfer.headers import (
    first_data_row,
    guess_header_rows,
    guess_mapping,
    header_fingerprint,
    header_labels,
    normalise,
)
from sakip.kernel.transfer.reading import read_workbook
from tests.kernel.transfer import making


def table(*lines: str) -> Sheet:
    """A sheet from lines of cells separated by |; no merged cells, as in a CSV."""
    content = "\n".join(line.replace("|", "\t") for line in lines).encode()
    return read_workbook(content, filename="t.csv").sheets[0]


LAYOUTS = [
    # lines, header rows, first row of data, labels
    (("Nama|Target|Realisasi", "IPM|72|71,46"), (1,), 2, ("Nama", "Target", "Realisasi")),
    (("IKU KABUPATEN", "", "Nama|Target", "IPM|72"), (3,), 4, ("Nama", "Target")),
    (
        ("No|Indikator|Target||Ket", "||2024|2025|", "1|IPM|72|73|x"),
        (1, 2),
        3,
        ("No", "Indikator", "Target / 2024", "Target / 2025", "Ket"),
    ),
    (
        ("No|Indikator|Target||", "||K|Rp|", "1|2|3|4|5", "1|IPM|72|10|x"),
        (1, 2),
        4,
        ("No", "Indikator", "Target / K", "Target / Rp", ""),
    ),
    (("No|Nama|Target", "|IPM|72", "|Gini|0,3"), (1,), 2, ("No", "Nama", "Target")),  # data with an empty first column
    (("Nama|2023|2024", "IPM|72|73"), (1,), 2, ("Nama", "2023", "2024")),
    (("c1|c2|c3", "Nama|Target|Ket", "IPM|72|x"), (2,), 3, ("Nama", "Target", "Ket")),  # titles some program invented
    (("nama", "Orang", "Unit"), (1,), 2, ("nama",)),
    (("4|5|6", "7|8|9"), (), 1, ()),
]


@pytest.mark.parametrize(("lines", "rows", "data", "labels"), LAYOUTS)
def test_the_header_is_found_and_joined(
    lines: tuple[str, ...], rows: tuple[int, ...], data: int, labels: tuple[str, ...]
) -> None:
    sheet = table(*lines)
    assert guess_header_rows(sheet) == rows
    assert first_data_row(sheet, rows) == data
    assert header_labels(sheet, rows) == labels


def test_merged_header_cells_are_carried_right_and_down() -> None:
    def write(_: Any, sheet: Any) -> None:
        for name, value in {
            "A1": "LAPORAN",
            "A2": "Indikator",
            "B2": "Target",
            "B3": "TW I",
            "C3": "TW II",
            "D2": "Ket",
        }.items():
            sheet[name] = value
        for merged in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
            sheet.merge_cells(merged)
        sheet["A4"], sheet["B4"], sheet["C4"] = "IPM", 1, 2

    sheet = read_workbook(making.xlsx(write), filename="a.xlsx").sheets[0]
    assert guess_header_rows(sheet) == (2, 3)
    assert header_labels(sheet, (2, 3)) == ("Indikator", "Target / TW I", "Target / TW II", "Ket")


def test_a_title_with_nothing_under_it_is_not_carried_right() -> None:
    sheet = table("Nama||", "|Target|Realisasi", "IPM|1|2")
    assert header_labels(sheet, (1, 2)) == ("Nama", "Target", "Realisasi")


def test_normalise_leaves_out_what_people_vary() -> None:
    assert normalise("  Target\n/ 2025 (%)") == normalise("TARGET 2025 persen") == "target 2025 persen"
    assert normalise("nama_indikator") == "nama indikator"
    assert normalise("**)") == ""


def test_the_fingerprint_keeps_order_and_forgets_spelling() -> None:
    assert header_fingerprint(["Nama ", "TARGET"]) == header_fingerprint(["nama", "Target"])
    assert header_fingerprint(["Nama", "Target"]) != header_fingerprint(["Target", "Nama"])
    assert header_fingerprint(["Nama Target"]) != header_fingerprint(["Nama", "Target"])


KNOWN = {
    "indikator": ("nama indikator", "indikator kinerja", "IKU"),
    "target": ("target kinerja",),
    "realisasi": ("capaian kinerja",),
    "tercetak": ("capaian", "% capaian"),
    "tahun": (),
}


def test_columns_are_proposed_by_synonyms_each_once() -> None:
    labels = ("id", "nama_indikator", "target", "realisasi", "capaian", "tahun")
    assert guess_mapping(labels, KNOWN) == {"indikator": 2, "target": 3, "realisasi": 4, "tercetak": 5, "tahun": 6}


def test_the_nearer_label_wins_and_unknown_ones_stay_out() -> None:
    labels = ("Target", "Target / 2025", "Keterangan", "Indikator Kinerja Utama")
    assert guess_mapping(labels, KNOWN) == {"target": 1, "indikator": 4}
    assert guess_mapping(("", "Satuan"), KNOWN) == {}


@pytest.mark.real_data
def test_the_form_e81_of_a_real_agency(real_data: Path) -> None:
    content = (real_data / "deliserdang-evaluasi-renja-bappedalitbang-2025-tw4.csv").read_bytes()
    sheet = read_workbook(content, filename="e81.csv").sheets[0]
    rows = guess_header_rows(sheet)
    labels = header_labels(sheet, rows)
    assert (len(sheet.rows), sheet.width) == (114, 36)
    assert rows == (7, 8, 10)
    assert first_data_row(sheet, rows) == 11
    assert labels[1:3] == ("Visi", "Misi")
    assert labels[15:18] == tuple(f"Realisasi Kinerja Pada Triwulan / I / {part}" for part in ("K", "%", "Rp."))
    assert labels[26].endswith("/ IV / Rp.")


@pytest.mark.real_data
def test_the_iku_of_a_real_regency(real_data: Path) -> None:
    content = (real_data / "kinerja-gunungkidul-iku-2023.csv").read_bytes()
    sheet = read_workbook(content, filename="iku.csv").sheets[0]
    labels = header_labels(sheet, guess_header_rows(sheet))
    assert len(sheet.rows) == 61
    assert guess_mapping(labels, KNOWN) == {"indikator": 2, "target": 3, "realisasi": 4, "tercetak": 5, "tahun": 6}
    typed = {sheet.at(row, column).text for row in range(2, 62) for column in (3, 4, 5)}
    assert {"A (80,50)", "WTP", "0.7", "4.079,71", "**)", ""} <= typed


@pytest.mark.real_data
def test_every_real_csv_is_read_whole(real_data: Path) -> None:
    for path in sorted(real_data.glob("*.csv")):
        sheet = read_workbook(path.read_bytes(), filename=path.name).sheets[0]
        assert guess_header_rows(sheet), path.name
