"""Bab I of the report and its signature: the unit's card, its officials at the end of the year, who signs when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from sakip.documents.model import Callout, Document, KeyValue, NumberedList, SignatureBlock, Signer, Table
from sakip.documents.text import write_cell
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.freezing import thaw
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Pegawai, Unit
from sakip.organisasi.queries import Susunan
from sakip.pelaporan.actions import freeze_laporan
from sakip.pelaporan.documents import lkjip
from sakip.pelaporan.documents.signing import unsigned
from sakip.pelaporan.queries import LaporanKinerja, laporan_kinerja
from sakip.pelaporan.queries.agency import MOST_POSITIONS, agency, stood_on
from tests.builders import World, indikator, jabatan, masa, pegawai
from tests.copies import copied
from tests.organisasi.sotk import Penerus, applied, open_unit
from tests.pages import signed_in, text_of
from tests.pelaporan.worlds import TAHUN, Dinas, dinas, fill, years
from tests.people import person

DAY = date(2024, 2, 15)


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


def report(unit: Unit, *, on: date = DAY, tahun: int = TAHUN, susunan: Susunan | None = None) -> LaporanKinerja:
    return laporan_kinerja(unit, tahun, posisi_data=on, seen_by=SYSTEM, susunan=susunan)


def signer(unit: Unit, *, on: date = DAY, status: str = "DRAF") -> Signer:
    block = _signature(lkjip(report(unit, on=on), status=status))
    assert len(block.signers) == 1
    return block.signers[0]


def _signature(document: Document) -> SignatureBlock:
    return next(block for block in document.blocks if isinstance(block, SignatureBlock))


def facts(document: Document) -> dict[str, str]:
    """What the first table of labels says: the identity of Bab I."""
    found = next(block for block in document.blocks if isinstance(block, KeyValue))
    return {entry.label: str(entry.content.value) for entry in found.entries}  # type: ignore[union-attr]


def positions(document: Document) -> list[list[str]]:
    table = next(block for block in document.blocks if isinstance(block, Table) and block.key == "tabel-jabatan")
    return [
        [write_cell(cell, table.columns[n]).whole.replace("\u00a0", " ") for n, cell in enumerate(row.cells)]
        for row in table.rows
    ]


def boxes(document: Document) -> list[str]:
    return [block.title for block in document.blocks if isinstance(block, Callout)]


# --- the card --------------------------------------------------------------------------------------------------------


def test_the_card_of_the_unit_is_printed(dinkes: Dinas) -> None:
    document = lkjip(report(dinkes.unit))
    assert facts(document) == {
        "Nama": "Dinas Kesehatan Kabupaten Uji",
        "Jenis unit": "Dinas",
        "Instansi": "Pemerintah Kabupaten Uji",
        "Dasar hukum susunan organisasi": "Peraturan Bupati Uji Nomor 3 Tahun 2021",
        "Alamat": "Jalan Sehat Nomor 1, Ujibaru",
    }
    lists = [
        [item.spans[0].text for item in block.items] for block in document.blocks if isinstance(block, NumberedList)
    ]
    assert lists[0] == ["Perumusan kebijakan kesehatan;", "Pelayanan kesehatan;", "Evaluasi dan pelaporan."]
    assert "Tugas dan fungsi: belum tersedia" not in boxes(document)


def test_a_card_without_its_text_says_what_is_missing(dunia: World, dinkes: Dinas) -> None:
    fill(indikator(dunia.disdik, "IPM"), target=years(2023, "1"))
    assert "Tugas dan fungsi: belum tersedia" in boxes(lkjip(report(dunia.disdik)))
    organisasi.edit_unit(dunia.disdik, seen=dunia.disdik.versi, tugas="Mendidik", by=SYSTEM)
    assert "Fungsi: belum tersedia" in boxes(lkjip(report(Unit.related.get(pk=dunia.disdik.pk))))


@pytest.mark.parametrize(
    ("jenis", "below", "head"),
    [
        ("kementerian", "unit kerja", "Menteri Perairan"),
        ("lembaga", "unit kerja", "Pimpinan Kementerian Perairan"),
        ("kota", "perangkat daerah", "Wali Kota Kementerian Perairan"),
    ],
)
def test_words_fit_the_kind_of_instansi(db: None, jenis: str, below: str, head: str) -> None:
    root = organisasi.create_instansi(INSTALLATION, nama="Kementerian Perairan", jenis=jenis, by=SYSTEM)
    part = organisasi.add_unit(root, nama="Sekretariat", jenis="sekretariat", by=SYSTEM)
    for unit in (root, part):
        fill(indikator(unit, "Opini"), target=years(2023, "1"), realisasi=years(2023, "1"))
    document = lkjip(report(root))
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert f"Capaian Kinerja {below.title()} Tahun 2023" in captions
    assert ("erangkat daerah" in repr(document)) is (below == "perangkat daerah")
    assert signer(root).jabatan == f"{head},"


def test_the_report_says_whose_plan_it_works_for(dunia: World, dinkes: Dinas) -> None:
    """A puskesmas reports under the Renstra of its dinas, a renamed dinas under its predecessor's."""
    for unit in (dunia.puskesmas, dunia.disdik):
        fill(indikator(unit, "Kunjungan"), target=years(2023, "1"))
    assert "milik Dinas Kesehatan, yang membawahinya." in repr(lkjip(report(dunia.puskesmas)))
    applied(dunia.kabupaten, asal=(dinkes.unit.pk,), penerus=(Penerus("a", "Dinas Sehat"),), tanggal=date(2024, 2, 1))
    now = report(open_unit("Dinas Sehat"), on=date(2025, 2, 1), tahun=2025)
    assert "milik Dinas Kesehatan, pendahulunya." in repr(lkjip(now))
    assert "Belum ada dokumen rencana yang memuat tahun 2023 untuk perangkat daerah ini" in repr(
        lkjip(report(dunia.disdik))
    )


# --- officials at the end of the year --------------------------------------------------------------------------------


def test_head_and_direct_positions_with_their_officials(dinkes: Dinas) -> None:
    """On 31 December 2023: the head who left that day, a Plh. for the sekretaris, a vacancy; nothing of the seksi."""
    assert positions(lkjip(report(dinkes.unit))) == [
        ["1", "Kepala Dinas Kesehatan", "dr. Sari Utami, M.Kes.", "19800101 200501 2 001"],
        ["2", "Sekretaris", "Budi Santoso, S.K.M.", "19800101 200501 2 002"],
        ["", "", "Plh. Tini", "19800101 200501 2 003"],
        ["3", "Kepala Bidang Gizi", "kosong", ""],
        ["4", "Kepala Puskesmas Ujibaru", "kosong", ""],
    ]


def test_of_a_year_that_runs_the_day_of_the_data_counts(dinkes: Dinas) -> None:
    fill(indikator(dinkes.unit, "Baru"), target=years(2024, "1"))
    made = positions(lkjip(report(dinkes.unit, tahun=2024)))
    assert made[0][2:] == ["Plt. Budi Santoso, S.K.M.", "19800101 200501 2 002"]


def test_the_instansi_names_its_head_and_those_of_its_units(dunia: World, dinkes: Dinas) -> None:
    document = lkjip(report(dunia.kabupaten))
    assert [row[1:] for row in positions(document)] == [
        ["Bupati Uji", "Eka Pratama, S.H.", "–"],
        ["Kepala Dinas Kesehatan", "dr. Sari Utami, M.Kes.", "19800101 200501 2 001"],
    ]
    assert facts(document)["Jenis instansi"] == "Kabupaten"


def test_hundreds_are_counted_not_named(dunia: World, dinkes: Dinas) -> None:
    head = dunia.dinkes.jabatan.get(kepala=True)
    for n in range(MOST_POSITIONS):
        jabatan(dunia.dinkes, f"Analis {n}", jenjang="pelaksana", atasan=head)
    told, _signs = agency(dunia.dinkes, date(2023, 12, 31), tanda=DAY, seen_by=SYSTEM)
    assert (len(told.jabatan), told.lainnya) == (MOST_POSITIONS, 4)
    assert [post.nama for post, _held in told.jabatan][:2] == ["Kepala Dinas Kesehatan", "Sekretaris"]
    note = next(block.note for block in lkjip(report(dunia.dinkes)).blocks if isinstance(block, Table))
    assert "4 jabatan lain yang tercatat tidak dimuat." in note


@pytest.mark.parametrize(
    ("opened", "closed", "susunan", "day"),
    [
        (None, None, None, date(2023, 12, 31)),
        (None, date(2023, 6, 30), Susunan.SAAT_ITU, date(2023, 6, 30)),
        (date(2024, 1, 1), None, Susunan.SEKARANG, DAY),
        (date(2024, 1, 1), None, None, date(2024, 1, 1)),
    ],
)
def test_the_day_of_which_the_organisation_is_told(
    opened: date | None, closed: date | None, susunan: Susunan | None, day: date
) -> None:
    unit = Unit(berlaku_mulai=opened, berlaku_sampai=closed)
    assert stood_on(unit, 2023, posisi_data=DAY, susunan=susunan) == day


# --- who signs -------------------------------------------------------------------------------------------------------


def test_the_head_signs_with_titles_rank_and_nip(dinkes: Dinas) -> None:
    assert signer(dinkes.unit, on=date(2023, 12, 31)) == Signer(
        "dr. Sari Utami, M.Kes.",
        "Kepala Dinas Kesehatan,",
        "19800101 200501 2 001",
        rank="Pembina Utama Muda (IV/c)",
    )


def test_a_plt_signs_with_his_word_before_the_position(dinkes: Dinas) -> None:
    made = signer(dinkes.unit)
    assert (made.name, made.jabatan) == ("Budi Santoso, S.K.M.", "Plt. Kepala Dinas Kesehatan,")
    assert (made.rank, made.nip) == ("Pembina (IV/a)", "19800101 200501 2 002")
    assert unsigned(report(dinkes.unit)) == ""


def test_a_bupati_has_neither_nip_nor_rank(dunia: World, dinkes: Dinas) -> None:
    assert signer(dunia.kabupaten) == Signer("Eka Pratama, S.H.", "Bupati Uji,")


def test_a_civil_servant_without_a_recorded_nip_gets_dots(dunia: World) -> None:
    head = jabatan(dunia.disdik, "Kepala Dinas Pendidikan", kepala=True)
    masa(head, pegawai(dunia.kabupaten, "Tono", nip=""), date(2020, 1, 1))
    fill(indikator(dunia.disdik), target=years(2023, "1"))
    assert signer(dunia.disdik).nip.strip("…") == ""
    assert signer(dunia.disdik).nip


@pytest.mark.parametrize(
    ("who", "line"),
    [("kabupaten", "Bupati Uji,"), ("dinkes", "Kepala Dinas Kesehatan,")],
)
def test_a_vacant_position_leaves_the_line_empty_and_says_so(dunia: World, dinkes: Dinas, who: str, line: str) -> None:
    unit: Unit = getattr(dunia, who)
    made = signer(unit, on=date(2020, 5, 4))
    assert (made.blank, made.jabatan, bool(made.nip)) == (True, line, who == "dinkes")
    assert unsigned(report(unit, on=date(2020, 5, 4))).startswith(
        f"Jabatan {line.rstrip(',')} kosong pada tanggal 4 Mei 2020"
    )


def test_without_a_position_the_report_has_no_name(dunia: World) -> None:
    fill(indikator(dunia.disdik), target=years(2023, "1"))
    assert signer(dunia.disdik).blank
    assert unsigned(report(dunia.disdik)).startswith(
        "Jabatan yang memimpin Dinas Pendidikan Kabupaten Uji belum dicatat"
    )


def test_of_a_renamed_unit_the_successors_head_signs(dunia: World, dinkes: Dinas) -> None:
    applied(dunia.kabupaten, asal=(dinkes.unit.pk,), penerus=(Penerus("a", "Dinas Sehat"),), tanggal=date(2024, 2, 1))
    old, new = Unit.related.get(pk=dinkes.unit.pk), open_unit("Dinas Sehat")
    made = signer(old)
    assert (made.name, made.jabatan) == ("Budi Santoso, S.K.M.", f"Plt. {new.jabatan.get(kepala=True).nama},")


def test_of_a_unit_that_was_split_nobody_is_guessed(dunia: World, dinkes: Dinas) -> None:
    heirs = (Penerus("a", "Dinas Satu"), Penerus("b", "Dinas Dua"))
    applied(dunia.kabupaten, asal=(dinkes.unit.pk,), penerus=heirs, tanggal=date(2024, 2, 1))
    old = Unit.related.get(pk=dinkes.unit.pk)
    assert signer(old).blank
    said = unsigned(report(old))
    assert said.startswith("Dinas Kesehatan berakhir pada tanggal 31 Januari 2024")
    assert "Penerusnya: Dinas Satu; Dinas Dua." in said


def test_a_frozen_version_keeps_who_signed_and_the_day(dunia: World, dinkes: Dinas) -> None:
    row = freeze_laporan(dinkes.unit, tahun=TAHUN, posisi_data=date(2023, 12, 31), by=SYSTEM)
    before = _signature(thaw(row))
    assert (before.signers[0].name, before.signed_on) == ("dr. Sari Utami, M.Kes.", date(2023, 12, 31))
    sari = Pegawai.related.get(nama="Sari Utami")
    organisasi.edit_pegawai(sari, seen=sari.versi, nama="Sari Dewi", by=SYSTEM)
    assert _signature(thaw(type(row).related.get(pk=row.pk))) == before
    assert _signature(lkjip(report(dinkes.unit))).signed_on is None


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_preview_warns_where_nobody_signs(dunia: World, dinkes: Dinas) -> None:
    reader: Any = signed_in(person("Pembaca", dunia.kabupaten, Role.PEMBACA), tahun=TAHUN)
    page = text_of(reader.get(reverse("pelaporan:pratinjau", args=[dinkes.unit.pk, TAHUN])))
    assert "belum memuat nama penanda tangan" not in page
    term = dinkes.unit.jabatan.get(kepala=True).masa_jabatan.get(sampai=None)
    organisasi.end_term(term, sampai=date(2024, 3, 1), alasan="selesai", seen=term.versi, by=SYSTEM)
    page = text_of(reader.get(reverse("pelaporan:pratinjau", args=[dinkes.unit.pk, TAHUN])))
    assert "Laporan belum memuat nama penanda tangan" in page
    assert "Jabatan Kepala Dinas Kesehatan kosong pada tanggal" in page
