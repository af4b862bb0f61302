"""What is no spreadsheet, is damaged, or wants to do harm is refused with a code; there is never a traceback."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakip.kernel.transfer import cells
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import FILE_SENTENCES, file_sentence
from sakip.kernel.transfer.reading import read_workbook
from tests.kernel.transfer import making

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = '<table:table table:name="D">{}</table:table>'
ENDLESS = 'table:number-columns-repeated="999999999"'
FULL_CELL = '<table:table-cell office:value-type="float" office:value="1" {}><text:p>1</text:p></table:table-cell>'


def code_of(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(content, filename="x.xlsx")
    sentence = file_sentence(refused.value)
    assert sentence.endswith(".")
    assert "{" not in sentence
    return refused.value.code


REFUSED = {
    "nothing": (b"", "kosong"),
    "only blanks": (b" \r\n\t\n", "kosong"),
    "only delimiters": (b";;;\n;;;\n", "kosong"),
    "an empty workbook": (making.xlsx_of({}), "kosong"),
    "a web page called xls": (b"\n<html><table><tr><td>1</td></tr></table></html>", "jenis_tidak_dikenal"),
    "an XML spreadsheet": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "jenis_tidak_dikenal"),
    "a PDF": (b"%PDF-1.7 ...", "jenis_tidak_dikenal"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "jenis_tidak_dikenal"),
    "a DOCX": (making.zipped({"word/document.xml": b"<x/>"}), "jenis_tidak_dikenal"),
    "a cut zip": (making.xlsx_of({"A1": 1})[:-200], "rusak"),
    "no zip at all": (b"PK\x03\x04 and nothing more", "rusak"),
    "no workbook inside": (making.zipped({"_rels/.rels": b"<Relationships/>"}), "rusak"),
    "broken XML": (making.raw_xlsx("<row>"), "rusak"),
    "an unknown shared text": (making.raw_xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "rusak"),
    "an address that is none": (making.raw_xlsx('<row r="1"><c r="7A"><v>1</v></c></row>'), "rusak"),
    "a merged range that is none": (making.raw_xlsx(ONE, after='<mergeCell ref="A:B"/>'), "rusak"),
    "an XLSX under a password": (OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"), "terkunci_sandi"),
    "an ODS under a password": (
        making.raw_ods("", manifest="<manifest><encryption-data/></manifest>"),
        "terkunci_sandi",
    ),
    "a damaged XLS": (OLE + b"\x00" * 2000, "rusak"),
    "a cut XLS": ((making.FILES / "lama.xls").read_bytes()[:3000], "rusak"),
    "exploding entities in XLSX": (making.raw_xlsx(ONE, before=BOMB), "xml_berbahaya"),
    "external entities in XLSX": (making.raw_xlsx(ONE, before=EXTERNAL), "xml_berbahaya"),
    "exploding entities in ODS": (making.raw_ods("", before=BOMB), "xml_berbahaya"),
    "external entities in ODS": (making.raw_ods("", before=EXTERNAL), "xml_berbahaya"),
    "too many sheets": (making.raw_xlsx(ONE, sheets=101), "terlalu_banyak_lembar"),
    "too many rows": (making.raw_xlsx('<row r="50001"><c r="A50001"><v>1</v></c></row>'), "terlalu_banyak_baris"),
    "too many columns": (making.raw_xlsx('<row r="1"><c r="SG1"><v>1</v></c></row>'), "terlalu_banyak_kolom"),
    "too many sheets in ODS": (making.raw_ods(TABLE.format("") * 101), "terlalu_banyak_lembar"),
    "too many rows in CSV": (b"a,b\n" * 50_001, "terlalu_banyak_baris"),
    "too many columns in CSV": (b",".join([b"a"] * 501), "terlalu_banyak_kolom"),
    "a row repeated without end": (
        making.raw_ods(
            TABLE.format(
                f'<table:table-row table:number-rows-repeated="999999999">{FULL_CELL.format("")}</table:table-row>'
            )
        ),
        "terlalu_banyak_baris",
    ),
    "a cell repeated without end": (
        making.raw_ods(TABLE.format(f"<table:table-row>{FULL_CELL.format(ENDLESS)}</table:table-row>")),
        "terlalu_banyak_kolom",
    ),
    "one cell in each far corner": (
        making.raw_xlsx("".join(f'<row r="{n}"><c r="SF{n}"><v>1</v></c></row>' for n in range(1, 3000))),
        "terlalu_banyak_sel",
    ),
    "a merged range over everything": (
        making.raw_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
            '<row r="50000"><c r="Z50000"><v>1</v></c></row>',
            after='<mergeCells><mergeCell ref="A1:Z50000"/></mergeCells>',
        ),
        "terlalu_banyak_sel",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_code_and_a_sentence(case: str) -> None:
    content, code = REFUSED[case]
    assert code_of(content) == code


def test_every_code_has_been_refused_once() -> None:
    tried = {code for _, code in REFUSED.values()}
    elsewhere = {"terlalu_besar", "terlalu_besar_terurai", "kutip_tidak_ditutup"}
    assert tried | elsewhere == set(FILE_SENTENCES)


def test_a_large_file_is_refused_before_it_is_looked_at() -> None:
    assert code_of(b"a" * (cells.MAX_BYTES + 1)) == "terlalu_besar"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = making.zipped({"_rels/.rels": b" " * (cells.MAX_UNPACKED_BYTES + 1)})
    tracemalloc.start()
    code = code_of(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "terlalu_besar_terurai"
    assert peak < 10_000_000


SOURCES = [making.xlsx_of({"A1": "IPM", "B1": 0.5, "A2": 3}), (making.FILES / "lama.xls").read_bytes(), b"a;b\n1;2\n"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=8))
def test_no_damage_makes_anything_but_a_refusal(source: bytes, damages: list[tuple[int, bytes]]) -> None:
    content = bytearray(source)
    for place, replacement in damages:
        at = place % len(content)
        content[at : at + len(replacement)] = replacement
    try:
        read_workbook(bytes(content), filename="x")
    except UnreadableFile as refused:
        assert refused.code in FILE_SENTENCES  # noqa: PT017 -- any other exception fails the test by itself
