"""Import of positions, people, accounts, a pelantikan: refused at the cell, matched with what stands, written whole."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Penugasan, Unit
from sakip.organisasi.queries.rencana import rencana
from sakip.organisasi.transfers.applying import apply_plan
from sakip.organisasi.transfers.orang import Nama, read_golongan, split_name
from tests import builders
from tests.builders import World
from tests.organisasi.impor import as_csv, counts, done, plan, problems
from tests.people import person

JABATAN = ("unit", "jabatan", "jenjang", "atasan", "unit atasan", "kepala")
PEGAWAI = ("nip", "nama", "golongan", "jabatan", "unit", "sebagai", "tmt")
AKUN = ("surel", "nama", "nip", "unit", "peran", "berlaku di", "mulai", "sampai")
NIP = "198001012005012{:03d}"


def position(nama: str, unit: Unit) -> Jabatan:
    found: Jabatan = Jabatan.objects.visible_to(SYSTEM).select_related("atasan").get(nama=nama, unit=unit)
    return found


def one(found: list[str], cell: str, said: str) -> None:
    assert len(found) == 1, found
    assert f"(sel {cell})" in found[0]
    assert said in found[0]


# --- positions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (("Dinas Entah", "Kepala", "JPT Pratama", "", "", ""), "A2", "bukan kode, nama, atau singkatan unit"),
        (("Dinkes", "", "JPT Pratama", "", "", ""), "B2", "wajib diisi"),
        (("Dinkes", "Kepala", "", "", "", ""), "C2", "wajib diisi"),
        (("Dinkes", "Kepala", "Jenderal", "", "", ""), "C2", "bukan jenjang atau eselon"),
        (("Dinkes", "Sekretaris", "Administrator", "Entah", "", ""), "D2", "bukan jabatan di Kabupaten Uji"),
        (("Dinkes", "Sekretaris", "Administrator", "", "", "mungkin"), "F2", "tulis Ya atau Tidak"),
        (("Dinkes", "Plh", "Administrator", "", "", "Ya"), "F2", "sudah dipimpin jabatan “Kepala Dinas Kesehatan”"),
    ],
)
def test_a_position_is_refused_at_its_cell(dunia: World, row: tuple[str, ...], cell: str, said: str) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    one(problems(plan("jabatan", dunia.kabupaten, as_csv(JABATAN, row))), cell, said)


def test_superiors_in_a_circle_are_refused_new_or_standing(dunia: World) -> None:
    kadin = builders.jabatan(dunia.dinkes, kepala=True)
    builders.jabatan(dunia.dinkes, "Sekretaris", jenjang="administrator", atasan=kadin)
    rows = [
        ("Dinkes", "Kepala Dinas Kesehatan", "", "Sekretaris", "", ""),
        ("Dinkes", "A", "Pengawas", "B", "", ""),
        ("Dinkes", "B", "Pengawas", "A", "", ""),
    ]
    found = problems(plan("jabatan", dunia.kabupaten, as_csv(JABATAN, *rows)))
    assert "Kepala Dinas Kesehatan, lalu Sekretaris" in found[0] or "Sekretaris, lalu Kepala" in found[0]
    assert [part for part in ("(sel D2)", "(sel D3)", "(sel D4)") if not any(part in said for said in found)] == []


def test_positions_go_in_with_superiors_of_any_row_and_again_change_nothing(dunia: World) -> None:
    rows = [
        ("Puskesmas Ujibaru", "Kepala Puskesmas", "Pengawas", "Kepala Dinas Kesehatan", "Dinkes", "Ya"),
        ("Dinkes", "Sekretaris", "III.a", "Kepala Dinas Kesehatan", "", ""),
        ("Dinas Pendidikan", "Sekretaris", "Administrator", "", "", "Tidak"),
        ("Dinkes", "Kepala Dinas Kesehatan", "Eselon II.b", "", "", "Ya"),
        ("Dinkes", "Kepala Subbagian Umum", "pengawas", "Sekretaris", "", ""),
    ]
    assert counts(done("jabatan", dunia.kabupaten, as_csv(JABATAN, *rows))) == {"baru": 5}
    umum = position("Kepala Subbagian Umum", dunia.dinkes)
    assert umum.atasan == position("Sekretaris", dunia.dinkes)
    assert position("Kepala Puskesmas", dunia.puskesmas).atasan == position("Kepala Dinas Kesehatan", dunia.dinkes)
    assert position("Sekretaris", dunia.dinkes).jenjang == "administrator"
    assert counts(plan("jabatan", dunia.kabupaten, as_csv(JABATAN, *rows))) == {"sama": 5}


def test_the_head_of_a_unit_may_change_within_one_file(dunia: World) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    rows = [
        ("Dinkes", "Direktur", "JPT Pratama", "", "", "Ya"),
        ("Dinkes", "Kepala Dinas Kesehatan", "", "Direktur", "", "Tidak"),
    ]
    done("jabatan", dunia.kabupaten, as_csv(JABATAN, *rows))
    before = position("Kepala Dinas Kesehatan", dunia.dinkes)
    assert (before.kepala, before.atasan) == (False, position("Direktur", dunia.dinkes))


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (("198013012005012001", "Sari", "", "", "", "", ""), "A2", "bukan tanggal lahir"),
        (("1.98001E+17", "Sari", "", "", "", "", ""), "A2", "angka ke-16 sampai ke-18 sudah hilang"),
        ((NIP.format(7), "", "", "", "", "", ""), "B2", "wajib diisi"),
        ((NIP.format(7), "Sari", "V/z", "", "", "", ""), "C2", "Golongan “V/z” tidak ada"),
        ((NIP.format(7), "Sari", "", "Camat", "", "", "2/1/2025"), "D2", "Jabatan “Camat” tidak ada"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "", "", ""), "G2", "isi hari pertama menjabat"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "", "Wakil", "2/1/2025"), "F2", "tidak dikenal"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "Entah", "", "2/1/2025"), "E2", "bukan kode, nama"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "", "", "kemarin"), "G2", "dibaca sebagai tanggal"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "", "", "2/1/9998"), "G2", "Tahun 9998 di luar 1945"),
        ((NIP.format(7), "Sari", "", "Kepala Dinas Kesehatan", "", "", "2/2/2025"), "D2", "dijabat Budi"),
    ],
)
def test_a_person_is_refused_at_the_cell(dunia: World, row: tuple[str, ...], cell: str, said: str) -> None:
    kadin = builders.jabatan(dunia.dinkes, kepala=True)
    builders.masa(kadin, builders.pegawai(dunia.kabupaten, "Budi", nomor=99), date(2025, 1, 2))
    one(problems(plan("pegawai", dunia.kabupaten, as_csv(PEGAWAI, row))), cell, said)


def test_a_nip_kept_as_a_number_has_lost_its_end(dunia: World) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["NIP", "Nama"])
    sheet.append([198001012005012001, "Sari Utami"])
    out = BytesIO()
    book.save(out)
    one(problems(plan("pegawai", dunia.kabupaten, out.getvalue())), "A2", "ubah format kolomnya menjadi teks")


def test_a_nip_twice_or_of_another_instansi_is_refused(dunia: World) -> None:
    builders.pegawai(dunia.lain, "Jauh", nomor=5)
    rows = [(NIP.format(1), "Ani"), (NIP.format(1), "Ida"), ("198001012005012005", "Sari")]
    found = problems(plan("pegawai", dunia.kabupaten, as_csv(("nip", "nama"), *rows)))
    assert "(sel A3)" in found[0]
    assert "baris 2" in found[0]
    assert "pegawai instansi lain" in found[1]


def test_two_of_one_file_do_not_take_one_position(dunia: World) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    rows = [(NIP.format(n), f"Orang {n}", "", "Kepala Dinas Kesehatan", "", "", "2/1/2025") for n in (1, 2)]
    one(problems(plan("pegawai", dunia.kabupaten, as_csv(PEGAWAI, *rows))), "D3", "dijabat Orang 1")


def test_people_go_in_with_their_titles_and_positions_and_again_change_nothing(dunia: World) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    builders.jabatan(dunia.disdik, "Kepala Dinas Pendidikan", kepala=True)
    rows = [
        (
            "19800101 200501 2 001",
            "dr. Sari Utami, M.Kes.",
            "Pembina Tk. I (IV/b)",
            "Kepala Dinas Kesehatan",
            "",
            "",
            "2/1/2025",
        ),
        (NIP.format(2), "Budi Santoso", "IIId", "Kepala Dinas Pendidikan", "", "Plt.", "02-01-2025"),
        ("", "Tamu Agung", "", "", "", "", ""),
    ]
    assert counts(done("pegawai", dunia.kabupaten, as_csv(PEGAWAI, *rows))) == {"baru": 3}
    sari = Pegawai.objects.visible_to(SYSTEM).get(nip=NIP.format(1))
    assert (sari.nama, sari.gelar_depan, sari.gelar_belakang, sari.golongan) == ("Sari Utami", "dr.", "M.Kes.", "IV/b")
    assert MasaJabatan.objects.visible_to(SYSTEM).get(sebagai="plt").pegawai.nama == "Budi Santoso"
    assert counts(plan("pegawai", dunia.kabupaten, as_csv(PEGAWAI, *rows))) == {"sama": 3}


def test_a_nip_is_filled_in_for_one_who_had_none_and_a_namesake_is_another(dunia: World) -> None:
    actions.add_pegawai(dunia.kabupaten, nama="Ani", by=SYSTEM)
    builders.pegawai(dunia.kabupaten, "Ida", nomor=9)
    found = done("pegawai", dunia.kabupaten, as_csv(("nip", "nama"), (NIP.format(1), "ANI"), (NIP.format(2), "Ida")))
    assert counts(found) == {"berubah": 1, "baru": 1}
    assert [each.code for each in found.catatan] == ["nama_sama"]
    assert Pegawai.objects.visible_to(SYSTEM).get(nama="Ani").nip == NIP.format(1)


def test_namesakes_are_told_apart_by_nip_and_by_having_none(dunia: World) -> None:
    twins = as_csv(("nip", "nama"), (NIP.format(1), "Budi, S.E."), ("", "BUDI"))
    one(problems(plan("pegawai", dunia.kabupaten, twins)), "B3", "tanpa NIP, padahal baris 2 bernama sama")
    builders.pegawai(dunia.kabupaten, "Budi", gelar_belakang="S.E.")
    actions.add_pegawai(dunia.kabupaten, nama="Budi", by=SYSTEM)
    assert counts(plan("pegawai", dunia.kabupaten, twins)) == {"sama": 2}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("dr. Sari Utami, M.Kes.", Nama("Sari Utami", "dr.", "M.Kes.")),
        ("Drs. H. Budi Santoso", Nama("Budi Santoso", "Drs. H.", "")),
        ("Ir. Ani, M.T., Ph.D.", Nama("Ani", "Ir.", "M.T., Ph.D.")),
        ("H", Nama("H")),
        ("M. Yusuf", Nama("M. Yusuf")),
    ],
)
def test_names_are_taken_apart(text: str, parts: Nama) -> None:
    assert split_name(text) == parts


@pytest.mark.parametrize(
    ("text", "golongan"),
    [
        ("Pembina Tingkat I (IV/b)", "IV/b"),
        ("Penata Tk. I, III/d", "III/d"),
        ("IVa", "IV/a"),
        ("Golongan ix", "IX"),
        ("Pembina Tk. I", "IV/b"),
        ("Penata", "III/c"),
        ("apa saja", "apa saja"),
        ("", ""),
    ],
)
def test_golongan_is_read_as_people_write_it(text: str, golongan: str) -> None:
    assert read_golongan(text) == golongan


# --- accounts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (("bukan surel", "Ani", "", "", "Pelapor", "", "", ""), "A2", "bukan alamat surel"),
        (("asing@contoh.go.id", "Ani", "", "", "Pelapor", "", "", ""), "A2", "akun instansi lain"),
        (("ani@contoh.go.id", "", "", "", "Pelapor", "", "", ""), "B2", "wajib diisi"),
        (("ani@contoh.go.id", "Ani", NIP.format(1), "", "Pelapor", "", "", ""), "C2", "bukan NIP pegawai"),
        (("ani@contoh.go.id", "Ani", "", "Entah", "Pelapor", "", "", ""), "D2", "bukan kode, nama"),
        (("ani@contoh.go.id", "Ani", "", "", "Raja", "", "", ""), "E2", "bukan peran"),
        (("ani@contoh.go.id", "Ani", "", "", "", "", "", ""), "E2", "memerlukan peran"),
        (
            ("ani@contoh.go.id", "Ani", "", "", "Pelapor", "", "2/1/2027", "1/1/2027"),
            "H2",
            "mendahului hari pertamanya",
        ),
    ],
)
def test_an_account_is_refused_at_its_cell(dunia: World, row: tuple[str, ...], cell: str, said: str) -> None:
    person("Asing", dunia.lain, Role.PENGELOLA)
    one(problems(plan("akun", dunia.kabupaten, as_csv(AKUN, row))), cell, said)


def test_people_are_invited_with_their_roles_and_a_known_account_gets_what_it_lacks(dunia: World) -> None:
    builders.pegawai(dunia.kabupaten, "Ani")
    person("Budi", dunia.dinkes, Role.PELAPOR)
    rows = [
        ("ani@contoh.go.id", "Ani", NIP.format(1), "Dinkes", "Pelapor", "", "2/1/2026", ""),
        ("ANI@contoh.go.id", "Ani", "", "", "verifikator", "Dinas Pendidikan", "", "31/12/2026"),
        ("ani@contoh.go.id", "Ani", "", "", "Pembaca", "", "", ""),
        ("budi@contoh.go.id", "Budi", "", "", "Pelapor", "Dinkes", "", ""),
        ("budi@contoh.go.id", "Budi", "", "", "Perencana", "Dinkes", "", ""),
    ]
    assert counts(done("akun", dunia.kabupaten, as_csv(AKUN, *rows))) == {"baru": 3, "sama": 1, "berubah": 1}
    ani = Akun.objects.visible_to(SYSTEM).get(email="ani@contoh.go.id")
    assert (ani.has_usable_password(), ani.pegawai.nip, ani.undangan.count()) == (False, NIP.format(1), 1)
    held = Penugasan.objects.visible_to(SYSTEM).filter(akun=ani).order_by("peran")
    assert [(each.peran, each.unit.nama) for each in held] == [
        ("pelapor", "Dinas Kesehatan"),
        ("pembaca", "Dinas Kesehatan"),
        ("verifikator", "Dinas Pendidikan"),
    ]
    assert counts(plan("akun", dunia.kabupaten, as_csv(AKUN, *rows))) == {"sama": 5}


# --- fifty officials -------------------------------------------------------------------------------------------------


def test_fifty_officials_become_a_draft_that_is_ready(dunia: World) -> None:
    posts = [builders.jabatan(dunia.dinkes, f"Kepala Seksi {n}", jenjang="pengawas") for n in range(50)]
    people = [builders.pegawai(dunia.kabupaten, f"Orang {n}", nomor=n + 1) for n in range(51)]
    for post, who in zip(posts, people, strict=False):
        builders.masa(post, who, date(2024, 1, 2))
    rows = [(NIP.format(n + 1), f"Kepala Seksi {(n + 1) % 50}", "Dinkes", "", "") for n in range(49)]
    rows.append((NIP.format(50), "", "", "", "Pensiun"))
    rows.append((NIP.format(51), "Kepala Seksi 0", "Dinas Kesehatan", "Definitif", ""))
    table = as_csv(("NIP", "Jabatan baru", "Unit", "Sebagai", "Alasan berakhir"), *rows)
    found = plan("pelantikan", dunia.kabupaten, table)
    assert problems(found) == []
    assert found.catatan == []
    draft = apply_plan(found, by=SYSTEM, tanggal=date(2026, 8, 3), nomor_sk="821/7")
    assert (len(draft.baris), len(draft.berakhir)) == (50, 1)
    assert rencana(draft, SYSTEM).bermasalah == []


def test_who_is_not_known_is_told_and_mended_in_the_draft(dunia: World) -> None:
    table = as_csv(("Pegawai", "Jabatan", "Alasan"), ("Entah", "Kepala", ""), ("", "Kepala", ""), ("Ani", "", "Bosan"))
    found = plan("pelantikan", dunia.kabupaten, table)
    refused = problems(found)
    assert ["(sel A3)" in refused[0], "(sel C4)" in refused[1]] == [True, True]
    assert {each.address for each in found.catatan} == {"A2", "B2", "B3", "A4"}
