"""Pagu: what is refused, totals that agree upward, what stands beside the plan, typed, pasted and out of a file."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from sakip.anggaran import actions, queries
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.anggaran.rules import recap
from sakip.anggaran.transfers import checked, read_pasted
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan.actions import PernyataanBaru, add_many_nodes, roll_forward
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft

pytestmark = pytest.mark.django_db
PROGRAM, KEGIATAN = "1.02.02", "1.02.02.2.01"
LINES = (
    PaguBaru(PROGRAM, "Program upaya kesehatan", 1_000),
    PaguBaru(f"{KEGIATAN}.0001", "Pembangunan puskesmas", 600, "DAU"),
    PaguBaru(f"{KEGIATAN}.0001", "Pembangunan puskesmas", 100, "DAK"),
    PaguBaru(f"{KEGIATAN}.0002", "Pengadaan obat", 250, "DAU"),
)


@pytest.fixture
def versi(dunia: World) -> PaguVersi:
    return actions.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.DPA, by=SYSTEM)


def filled(versi: PaguVersi, lines: tuple[PaguBaru, ...] = LINES) -> actions.Hasil:
    return actions.set_lines(versi, baris=lines, seen=now(versi).versi, by=SYSTEM)


def now(versi: PaguVersi) -> PaguVersi:
    return PaguVersi.related.get(pk=versi.pk)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (PaguBaru("", "Tanpa kode", 1), "Baris 2: kode belum diisi"),
        (PaguBaru("1.02", " ", 1), "Baris 2: uraian belum diisi"),
        (PaguBaru("1.02", "Negatif", -1), "Baris 2: pagu “-1” bukan rupiah bulat"),
        (PaguBaru("1.02", "Enam belas angka", 10**16), "bukan rupiah bulat antara 0 dan"),
        (PaguBaru(PROGRAM, "Dua kali", 1), "Baris 2: kode 1.02.02 dengan sumber dana “” sudah ada pada baris 1"),
    ],
)
def test_one_wrong_line_refuses_all(versi: PaguVersi, line: PaguBaru, said: str) -> None:
    with pytest.raises(Refused, match=said):
        filled(versi, (LINES[0], line))
    assert not Pagu.related.exists()


def test_who_does_not_plan_there_writes_no_money(dunia: World, versi: PaguVersi) -> None:
    for who in (person("Tetangga", dunia.disdik, Role.PERENCANA), person("Pelapor", dunia.dinkes, Role.PELAPOR)):
        with pytest.raises(PermissionDenied):
            actions.set_lines(versi, baris=LINES, seen=1, by=who.access)
    with pytest.raises(Refused, match="sudah memiliki pagu DPA/DIPA tahun 2026"):
        actions.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.DPA, by=SYSTEM)
    with pytest.raises(Refused, match="Tahun anggaran 26 di luar"):
        actions.open_pagu(dunia.dinkes, tahun=26, jenis=JenisPagu.DPA, by=SYSTEM)


def test_lines_are_written_as_a_whole_and_only_where_they_differ(versi: PaguVersi) -> None:
    assert filled(versi) == actions.Hasil(4, 0, 0)
    assert filled(versi) == actions.Hasil(0, 0, 0)
    changed = (LINES[0], PaguBaru(f"{KEGIATAN}.0001", "Pembangunan puskesmas", 650, "DAU"))
    with pytest.raises(Stale):
        actions.set_lines(versi, baris=changed, seen=1, by=SYSTEM)
    assert filled(versi, changed) == actions.Hasil(0, 1, 2)


def test_totals_agree_upward_or_the_difference_is_shown(versi: PaguVersi) -> None:
    filled(versi)
    whole = recap(queries.lines(versi, seen_by=SYSTEM))
    assert whole.total == 1_000  # of the topmost code alone
    (program,) = whole.berbeda
    assert (program.sendiri, program.bawahan, program.selisih) == (1_000, 950, 50)
    assert whole.jumlah[f"{KEGIATAN}.0001"].sendiri == 700
    assert queries.by_source(versi, seen_by=SYSTEM) == [("DAU", 850), ("DAK", 100)]
    assert queries.totals([versi.pk], seen_by=SYSTEM) == {versi.pk: 1_000}


def test_codes_that_do_not_tell_what_they_are_part_of_count_once_by_the_plan(dunia: World, versi: PaguVersi) -> None:
    """As in K/L: the code of a kegiatan does not begin with that of its program."""
    plan = [
        PernyataanBaru("program", "Program Air", kode="099.02.WA"),
        PernyataanBaru("kegiatan", "Danau", induk=0, kode="5431"),
        PernyataanBaru("sub-kegiatan", "Danau terpantau", induk=1, kode="5431.ABC"),
    ]
    add_many_nodes(draft(dunia.dinkes), simpul=plan, by=SYSTEM)
    filled(versi, tuple(PaguBaru(each.kode, each.pernyataan, 12) for each in plan))
    whole = recap(queries.lines(versi, seen_by=SYSTEM))
    assert [(each.kode, each.depth) for each in whole.jumlah.values()] == [
        ("099.02.WA", 0),
        ("5431", 1),
        ("5431.ABC", 2),
    ]
    assert (whole.total, whole.berbeda) == (12, [])
    assert queries.totals([versi.pk], seen_by=SYSTEM) == {versi.pk: 12}
    assert queries.by_source(versi, seen_by=SYSTEM) == [("(tanpa sumber)", 12)]


def test_a_line_is_part_of_the_nearest_one_that_has_money(dunia: World, versi: PaguVersi) -> None:
    plan = [
        PernyataanBaru("program", "Program Air", kode="099.02.WA"),
        PernyataanBaru("kegiatan", "Danau", induk=0, kode="5431"),
        PernyataanBaru("sub-kegiatan", "Danau terpantau", induk=1, kode="5431.ABC"),
    ]
    add_many_nodes(draft(dunia.dinkes), simpul=plan, by=SYSTEM)
    outer = (PaguBaru("099.02.WA", "Program Air", 12), PaguBaru("5431.ABC", "Danau terpantau", 12))
    filled(versi, outer)
    assert recap(queries.lines(versi, seen_by=SYSTEM)).total == 12
    filled(versi, (*outer, PaguBaru("5431", "Danau", 12)))
    assert [each.depth for each in recap(queries.lines(versi, seen_by=SYSTEM)).jumlah.values()] == [0, 1, 2]


def test_codes_each_said_to_be_part_of_the_other_still_count() -> None:
    rows = [Pagu(kode="A", uraian="A", rupiah=5, di_bawah="B"), Pagu(kode="B", uraian="B", rupiah=7, di_bawah="A")]
    assert recap(rows).total == 7


def test_money_stands_beside_the_statement_with_its_code(dunia: World, versi: PaguVersi) -> None:
    filled(versi)
    assert {row.kunci for row in Pagu.related.all()} == {None}
    renstra = draft(dunia.dinkes)
    rows = add_many_nodes(
        renstra,
        simpul=[
            PernyataanBaru("sasaran", "Sehat"),
            PernyataanBaru("program", "Program upaya kesehatan", induk=0, kode=PROGRAM),
            PernyataanBaru("kegiatan", "Penyediaan layanan", induk=1, kode=KEGIATAN),
        ],
        by=SYSTEM,
    )
    assert actions.link_lines(versi, by=SYSTEM) == 1
    assert actions.link_lines(versi, by=SYSTEM) == 0
    content = queries.content(versi, seen_by=SYSTEM)
    assert [each.simpul.pernyataan for each in content.baris if each.simpul] == ["Program upaya kesehatan"]
    assert len(content.tanpa_rencana) == 3
    assert [each.kunci for each in content.tanpa_pagu] == [rows[2].kunci]


def test_money_of_a_renstra_stays_beside_it_and_other_money_follows_the_renja(dunia: World) -> None:
    renstra = draft(dunia.dinkes)
    add_many_nodes(renstra, simpul=[PernyataanBaru("program", "Program", kode=PROGRAM)], by=SYSTEM)
    medium, short = (
        actions.open_pagu(dunia.dinkes, tahun=2026, jenis=jenis, by=SYSTEM)
        for jenis in (JenisPagu.RENSTRA, JenisPagu.DPA)
    )
    for versi in (medium, short):
        filled(versi, LINES[:1])
    renja = roll_forward(
        renstra.dokumen,
        jenis="renja",
        nama="Renja",
        tahun_awal=2026,
        tahun_akhir=2026,
        induk=renstra.dokumen,
        by=SYSTEM,
    )
    assert not queries.content(medium, seen_by=SYSTEM).tanpa_rencana
    assert len(queries.content(short, seen_by=SYSTEM).tanpa_rencana) == 1
    assert actions.link_lines(short, by=SYSTEM) == 1
    assert Pagu.related.get(versi_pagu=short).kunci == renja.simpul.get().kunci
    assert not queries.content(short, seen_by=SYSTEM).tanpa_rencana


def test_a_set_version_is_frozen_and_changed_by_the_next(versi: PaguVersi) -> None:
    with pytest.raises(Refused, match="belum berisi"):
        actions.set_pagu(versi, ditetapkan=date(2026, 1, 2), dokumen="DPA 1", seen=1, by=SYSTEM)
    with pytest.raises(Refused, match="belum ditetapkan"):
        actions.next_pagu(versi, by=SYSTEM)
    filled(versi)
    done = actions.set_pagu(versi, ditetapkan=date(2026, 1, 2), dokumen="DPA 1", seen=now(versi).versi, by=SYSTEM)
    for act in (lambda: filled(done), lambda: actions.discard_pagu(done, seen=done.versi, by=SYSTEM)):
        with pytest.raises(Refused, match="sudah ditetapkan"):
            act()
    new = actions.next_pagu(done, by=SYSTEM)
    assert (new.nomor, Pagu.related.filter(versi_pagu=new).count()) == (2, 4)
    actions.discard_pagu(new, seen=new.versi, by=SYSTEM)
    assert [each.nomor for each in PaguVersi.related.all()] == [1]


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("1.500.000", 1_500_000), ("Rp1.500.000,00", 1_500_000), ("Rp. 2.000", 2_000), ("750", 750), ("0", 0),
        ("1.500,-", 1_500), ("1,500,000", None), ("1.5", None), ("NaN", None), ("1.500,50", None), ("-5", None),
        ("1,000", None), ("", None),
    ],
)  # fmt: skip
def test_rupiah_is_whole_and_never_guessed(typed: str, rupiah: int | None) -> None:
    shown, good = checked(read_pasted(f"1.02;Kesehatan;DAU;{typed}").baris)
    assert [amount for _row, amount in good] == ([] if rupiah is None else [rupiah])
    assert bool(shown[0].masalah) is (rupiah is None)


def test_the_pages_fill_set_and_change_it(dunia: World) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("anggaran:pagu-tambah") + f"?unit={dunia.dinkes.pk}"
    assert client.post(address, {"tahun": "2026", "jenis": "bebas"}).status_code == 422
    sent: Any = client.post(address, {"tahun": "2026", "jenis": "renja"})
    found = PaguVersi.related.get()
    fill = reverse("anggaran:pagu-isi", args=[found.pk])
    assert sent.url == fill
    pasted = client.post(fill, {"versi": "1", "tempelan": "Kode;Uraian;Sumber;Pagu\n1.02.02;Program;DAU;1.000\n;x;;a"})
    assert pasted.status_code == 422
    assert "Kode belum diisi. Pagu “a” bukan rupiah bulat" in text_of(pasted)
    assert not Pagu.related.exists()
    row = {
        "versi": "1",
        "kode": ["1.02.02", ""],
        "uraian": ["Program", ""],
        "sumber": ["DAU", ""],
        "rupiah": ["1.000", ""],
    }
    assert client.post(fill, row).status_code == 302
    assert Pagu.related.get().rupiah == 1_000
    stale = client.post(fill, row | {"rupiah": ["2.000", ""]})
    assert stale.status_code == 409
    page = text_of(client.get(reverse("anggaran:pagu", args=[found.pk])))
    assert "Rp1.000" in page
    assert "tanpa rencana" in page
    decree = {"dokumen": "Renja 2026", "ditetapkan": "2026-01-05", "versi": str(now(found).versi)}
    assert client.post(reverse("anggaran:pagu-tetapkan", args=[found.pk]), decree).status_code == 302
    client.post(reverse("anggaran:pagu-perubahan", args=[found.pk]))
    assert PaguVersi.related.count() == 2
    assert "Dinas Kesehatan" in text_of(client.get(reverse("anggaran:pagu-daftar") + "?tahun=2026&jenis=renja"))


def test_a_workbook_is_read_whole_or_named_where_it_is_wrong(dunia: World, versi: PaguVersi) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    fill = reverse("anggaran:pagu-isi", args=[versi.pk])

    def sent(*rows: tuple[object, ...]) -> object:
        book, target = Workbook(), BytesIO()
        for each in rows:
            book.active.append(each)
        book.save(target)
        file = SimpleUploadedFile("pagu.xlsx", target.getvalue())
        return client.post(fill, {"versi": "1", "berkas": file})

    head = ("Kode", "Uraian", "Sumber Dana", "Pagu (Rp)")
    unknown = sent(("Nama", "Alamat", "Kota"), ("A", "B", "C"))
    assert "Tidak ada lembar dengan kolom “Kode” dan “Pagu”" in text_of(unknown)
    wrong = sent(head, ("1.02.02", "Program", "DAU", 1500000), ("1.02.03", "Lain", "DAU", 0.5))
    assert wrong.status_code == 422  # type: ignore[attr-defined]
    right = sent(head, ("1.02.02", "Program", "DAU", 1500000), ("1.02.03", "Lain", None, 250000.0))
    assert right.status_code == 200  # type: ignore[attr-defined]
    assert "2 baris dibaca dan belum disimpan" in text_of(right)
    assert not Pagu.related.exists()
    page = client.post(fill, {"versi": "1", "berkas": SimpleUploadedFile("a.xlsx", b"%PDF-1.4")})
    assert "bukan XLSX" in text_of(page)


def test_a_huge_paste_is_one_sentence_and_empties_nothing(dunia: World, versi: PaguVersi) -> None:
    filled(versi)
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    fill = reverse("anggaran:pagu-isi", args=[versi.pk])
    pasted = "\n".join(f"1.02.{number:06d};Uraian;DAU;1" for number in range(3_001))
    page: Any = client.post(fill, {"versi": "1", "tempelan": pasted})
    assert (page.status_code, len(page.content) < 100_000) == (422, True)
    assert "Terbaca 3001 baris, paling banyak 3000 untuk satu unit. Pilih baris unit ini saja." in text_of(page)
    stand = Pagu.related.values_list("kode", flat=True)[0]  # what stands is still there, and would be saved again
    assert f'value="{stand}"' in page.content.decode()


def test_a_line_says_what_is_too_long_and_is_read_without_what_nobody_sees() -> None:
    rows = read_pasted(f"1.02\u200b.01;{'u' * 3_000_000};DAU\u202e;1.000\n1.02.02;B;C;{'9' * 31}").baris
    shown, good = checked(rows)
    assert (shown[0].kode, shown[0].sumber, len(shown[0].uraian), good) == ("1.02.01", "DAU", 500, [])
    told = "Uraian 3000000 huruf, paling panjang 500; yang tampak sudah dipotong, ringkaskan."
    assert shown[0].masalah == (told,)
    assert shown[1].masalah == ("Pagu 31 huruf, paling panjang 30; yang tampak sudah dipotong, ringkaskan.",)
    (fraction,), _none = checked(read_pasted("1.02;A;DAU;0.7999999999999998").baris)
    assert fraction.masalah == ("Pagu “0.7999999999999998” bukan rupiah bulat; tulis misalnya 1.500.000.",)


@pytest.mark.parametrize("number", [1, 40])
def test_a_version_asks_the_same_whatever_its_size(
    dunia: World, versi: PaguVersi, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    filled(versi, tuple(PaguBaru(f"{KEGIATAN}.{one:04d}", "Sub", one) for one in range(number)))
    client = signed_in(person("Pembaca", dunia.dinkes, Role.PEMBACA), tahun=2026)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("anggaran:pagu", args=[versi.pk]))
    assert page.content.decode().count("tanpa rencana") == number


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1.02;Kesehatan;DAU;-1.000", "Pagu “-1.000” kurang dari nol"),
        ("1.02;Kesehatan;DAU;9999999999999999", "lebih dari 1.000 triliun rupiah"),
        ("1.02;Kesehatan;DAU;", "Pagu belum diisi"),
        ("=1+1;Kesehatan;DAU;1", "Kode “=1+1” memuat tanda yang tidak dikenal"),
        ("1..02;Kesehatan;DAU;1", ""),
        ("X.XX.01;Kesehatan;DAU;1", ""),
        ("WA.4021.EBA.001;Kesehatan;DAU;1", ""),
    ],
)
def test_what_is_wrong_with_a_line_is_said_as_it_is(line: str, said: str) -> None:
    shown, _good = checked(read_pasted(line).baris)
    assert said in " ".join(shown[0].masalah)
    assert bool(shown[0].masalah) is bool(said)


def test_a_step_on_stale_pagu_tells_who_and_shows_no_empty_quotation(dunia: World) -> None:
    versi = actions.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.RENJA, by=SYSTEM)
    with pytest.raises(Stale, match=r"Muat ulang halaman") as no:
        actions.discard_pagu(versi, seen=9, by=SYSTEM)
    assert "yang tersimpan" not in no.value.refusal.sentence


def test_the_empty_table_is_filled_from_the_plan_and_what_stays_empty_is_no_zero(
    dunia: World, versi: PaguVersi
) -> None:
    sub = f"{KEGIATAN}.0001"
    add_many_nodes(
        draft(dunia.dinkes),
        simpul=[
            PernyataanBaru("sasaran", "Sehat", kode="S1"),
            PernyataanBaru("program", "Program upaya kesehatan", induk=0, kode=PROGRAM),
            PernyataanBaru("kegiatan", "Penyediaan layanan", induk=1, kode=KEGIATAN),
            PernyataanBaru("sub-kegiatan", "Pembangunan puskesmas", induk=2, kode=sub),
            PernyataanBaru("sub-kegiatan", "Pembangunan puskesmas", induk=2, kode=sub),
        ],
        by=SYSTEM,
    )
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    fill = reverse("anggaran:pagu-isi", args=[versi.pk])
    assert "Isi dari rencana" in text_of(client.get(fill))

    def sent(langkah: str, *rows: tuple[str, str, str, str]) -> Any:
        columns = zip(("kode", "uraian", "sumber", "rupiah"), zip(*rows, strict=True), strict=True)
        return client.post(
            fill, {"versi": now(versi).versi, "langkah": langkah} | {name: list(cells) for name, cells in columns}
        )

    program, sub_kegiatan = (PROGRAM, "Program upaya kesehatan"), (sub, "Pembangunan puskesmas")
    typed = (*program, "", "1.000"), ("9.99", "Di luar rencana", "DAU", "5")
    page = sent("rencana", *typed)
    shown = [(each.kode, each.uraian, each.sumber, each.rupiah) for each in page.context["baris"] if each.kode]
    assert shown == [*typed, (KEGIATAN, "Penyediaan layanan", "", ""), (*sub_kegiatan, "", "")]
    assert "2 baris diambil dari rencana" in text_of(page)
    assert not Pagu.related.exists()
    assert "perlu diperbaiki" not in text_of(sent("baris", *shown))
    done = sent("simpan", *shown)
    assert "2 baris dari rencana belum diisi rupiahnya" in text_of(client.get(done.url))
    assert set(Pagu.related.values_list("kode", "rupiah")) == {(PROGRAM, 1_000), ("9.99", 5)}
    emptied = sent("simpan", (*program, "", ""), typed[1])  # money that stands is not taken out by an empty cell
    assert (emptied.status_code, "Pagu belum diisi" in text_of(emptied)) == (422, True)
    touched = sent("simpan", *typed, (*sub_kegiatan, "DAK", ""))
    assert (touched.status_code, "Pagu belum diisi" in text_of(touched)) == (422, True)


def test_a_unit_whose_plan_has_no_codes_is_told_so(dunia: World, versi: PaguVersi) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    page = client.post(reverse("anggaran:pagu-isi", args=[versi.pk]), {"versi": "1", "langkah": "rencana"})
    assert "Rencana unit ini tahun 2026 belum memuat baris berkode yang berpagu." in text_of(page)
