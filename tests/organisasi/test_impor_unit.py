"""Import of units: what is refused at its cell, who is whose, both ways, and two real files as they are."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.organisasi import actions
from sakip.organisasi.models import Unit
from sakip.organisasi.transfers.applying import apply_plan
from tests.builders import World
from tests.organisasi.impor import as_csv, counts, done, plan, problems, real_data
from tests.people import person

TITLES = ("kode", "nama", "jenis", "unit induk")


def units(root: Unit) -> dict[str, str]:
    """Name of each unit to the name of the one above it."""
    rows = Unit.objects.visible_to(SYSTEM).filter(path__startswith=root.path).exclude(pk=root.pk)
    return {each.nama: each.induk.nama for each in rows.select_related("induk") if each.induk}


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (("", "", "Dinas", ""), "B2", "kosong, padahal wajib diisi"),
        (("", "Dinas Baru", "Dinas", "Dinas Entah"), "D2", "bukan kode, nama, atau singkatan unit mana pun"),
        (("", "Dinas Baru", "Kapal", ""), "C2", "bukan jenis unit pemerintah daerah"),
        (("", "Direktorat Gizi", "Direktorat", ""), "C2", "bukan jenis unit pemerintah daerah"),
        (("", "Urusan Gizi", "", ""), "B2", "tidak dapat diusulkan dari namanya"),
        (("", "Kelurahan Baru", "Kelurahan", "Dinas Kesehatan"), "B2", "berada langsung di bawah Kecamatan"),
        (("", "Dinas Baru", "Dinas", "Dinkes"), "B2", "berada langsung di bawah instansi"),
        (("", "Puskesmas Ujibaru", "", "Dinas Pendidikan"), "", ""),
        (("x" * 41, "Dinas Baru", "", ""), "A2", "paling panjang 40"),
    ],
)
def test_a_cell_at_fault_is_named_with_the_way_out(dunia: World, row: tuple[str, ...], cell: str, said: str) -> None:
    found = problems(plan("unit", dunia.kabupaten, as_csv(TITLES, row)))
    if not cell:
        assert found == []
        return
    assert len(found) == 1
    assert f"(sel {cell})" in found[0]
    assert said in found[0]


def test_a_unit_is_not_moved_by_an_import(dunia: World) -> None:
    actions.edit_unit(dunia.puskesmas, seen=1, kode="P1", by=SYSTEM)
    (said,) = problems(
        plan("unit", dunia.kabupaten, as_csv(TITLES, ("P1", "Puskesmas Ujibaru", "", "Dinas Pendidikan")))
    )
    assert "(sel D2)" in said
    assert "Perubahan SOTK" in said


def test_circles_doubles_and_double_codes_are_refused_where_they_stand(dunia: World) -> None:
    rows = [
        ("A", "Bidang A", "", "B"),
        ("B", "Bidang B", "", "A"),
        ("C", "Bidang C", "", "Dinkes"),
        ("C", "Bidang D", "", "Dinkes"),
        ("E", "Bidang E", "", "Dinkes"),
        ("F", "bidang  e", "", "Dinkes"),
    ]
    found = problems(plan("unit", dunia.kabupaten, as_csv(TITLES, *rows)))
    assert [part for part in ("(sel D3)", "(sel A5)", "(sel B7)") if any(part in said for said in found)] == [
        "(sel D3)",
        "(sel A5)",
        "(sel B7)",
    ]


def test_a_name_that_several_units_bear_is_not_guessed(dunia: World) -> None:
    for dinas in (dunia.dinkes, dunia.disdik):
        actions.add_unit(dinas, nama="Sekretariat", jenis="sekretariat", by=SYSTEM)
    (said,) = problems(plan("unit", dunia.kabupaten, as_csv(TITLES, ("", "Subbagian Umum", "", "Sekretariat"))))
    assert "Dinas Kesehatan / Sekretariat; Dinas Pendidikan / Sekretariat" in said
    done("unit", dunia.kabupaten, as_csv(TITLES, ("", "Subbagian Umum", "", "Dinas Kesehatan / Sekretariat")))
    assert units(dunia.kabupaten)["Subbagian Umum"] == "Sekretariat"


def test_a_required_column_that_is_missing_is_said_once(dunia: World) -> None:
    (said,) = problems(plan("unit", dunia.kabupaten, as_csv(("kode", "keterangan"), ("1", "a"), ("2", "b"))))
    assert "tidak memuat kolom “Nama unit”" in said


def test_nothing_is_written_of_a_file_with_one_bad_row(dunia: World) -> None:
    before = units(dunia.kabupaten)
    found = plan("unit", dunia.kabupaten, as_csv(TITLES, ("", "Dinas Baru", "", ""), ("", "Dinas X", "", "Tidak Ada")))
    with pytest.raises(Refused) as no:
        apply_plan(found, by=SYSTEM)
    assert no.value.refusal.code == "impor-organisasi-belum-siap"
    assert units(dunia.kabupaten) == before


def test_what_changed_since_it_was_looked_at_is_not_written(dunia: World) -> None:
    actions.edit_unit(dunia.dinkes, seen=1, kode="1.02", by=SYSTEM)
    table = as_csv(TITLES, ("1.02", "Dinas Kesehatan Rakyat", "", ""))
    seen = plan("unit", dunia.kabupaten, table).sidik
    actions.edit_unit(dunia.dinkes, seen=2, singkatan="DK", by=SYSTEM)
    with pytest.raises(Refused) as no:
        apply_plan(plan("unit", dunia.kabupaten, table), by=SYSTEM, sidik=seen)
    assert no.value.refusal.code == "impor-organisasi-berubah"


def test_a_stranger_and_one_without_the_permission_plan_nothing(dunia: World) -> None:
    for who in (person("Asing", dunia.lain, Role.PENGELOLA), person("Pembaca", dunia.kabupaten, Role.PEMBACA)):
        with pytest.raises(PermissionDenied):
            plan("unit", dunia.kabupaten, as_csv(TITLES, ("", "Dinas Baru", "", "")), by=who.access)


# --- taken -----------------------------------------------------------------------------------------------------------


def test_rows_may_stand_in_any_order_and_kinds_are_proposed_from_names(dunia: World) -> None:
    rows = [
        ("3", "Seksi Gizi", "", "2"),
        ("2", "Bidang Kesmas", "", "1"),
        ("1", "Badan Pangan", "", ""),
        ("4", "UPTD Puskesmas Lor", "", "Dinkes"),
    ]
    found = done("unit", dunia.kabupaten, as_csv(TITLES, *rows))
    assert counts(found) == {"baru": 4}
    above = units(dunia.kabupaten)
    assert [above[row[1]] for row in rows] == ["Bidang Kesmas", "Badan Pangan", "Kabupaten Uji", "Dinas Kesehatan"]
    kinds = dict(Unit.objects.visible_to(SYSTEM).filter(kode__in="1234").values_list("kode", "jenis"))
    assert kinds == {"1": "badan", "2": "bidang", "3": "seksi", "4": "puskesmas"}
    again = plan("unit", dunia.kabupaten, as_csv(TITLES, *rows))
    assert counts(again) == {"sama": 4}
    assert not again.siap


def test_a_change_shows_what_was_and_a_blank_cell_empties_nothing(dunia: World) -> None:
    table = as_csv((*TITLES, "singkatan"), ("1.02", "Dinas Kesehatan", "", "", ""))
    found = done("unit", dunia.kabupaten, table)
    (row,) = found.baris
    assert [(each.kolom, each.lama, each.baru) for each in row.perubahan] == [("Kode", "belum diisi", "1.02")]
    stored = Unit.objects.visible_to(SYSTEM).get(pk=dunia.dinkes.pk)
    assert (stored.kode, stored.singkatan, stored.jenis) == ("1.02", "Dinkes", "dinas")


@pytest.mark.parametrize(
    "rows",
    [
        [("", "Badan Pangan", "", "Badan Pangan")],
        [("C1", "Bidang A", "", "Dinkes"), ("C2", "Bidang A", "", "Bidang A")],
    ],
    ids=["a row that names itself", "a namesake below"],
)
def test_a_row_that_names_its_own_name_goes_in_once(dunia: World, rows: list[tuple[str, ...]]) -> None:
    done("unit", dunia.kabupaten, as_csv(TITLES, *rows))
    assert counts(plan("unit", dunia.kabupaten, as_csv(TITLES, *rows))) == {"sama": len(rows)}


def test_a_short_name_given_twice_still_finds_the_one_above(dunia: World) -> None:
    table = as_csv(("nama", "singkatan", "induk"), ("Bidang B", "Dinkes", "Dinkes"))
    done("unit", dunia.kabupaten, table)
    assert counts(plan("unit", dunia.kabupaten, table)) == {"sama": 1}


# --- the real files --------------------------------------------------------------------------------------------------


@pytest.mark.real_data
@pytest.mark.django_db
def test_both_files_of_a_regency_go_in_as_they_are() -> None:
    opd, below = real_data("opd-banjarnegara.csv"), real_data("opd-unit-banjarnegara.csv")
    root = actions.create_instansi(INSTALLATION, nama="Kabupaten Banjarnegara", jenis="kabupaten", by=SYSTEM)
    first = done("unit", root, opd, nama="opd-banjarnegara.csv")
    assert counts(first) == {"baru": 44}
    second = done("unit", root, below, nama="opd-unit-banjarnegara.csv")
    assert counts(second) == {"baru": 150, "sama": 41, "berubah": 3}
    rows = Unit.objects.visible_to(SYSTEM).filter(path__startswith=root.path)
    assert rows.count() == 1 + 194
    kinds = dict(rows.values_list("kode", "jenis"))
    assert kinds["4.01.0.00.0.00.01.0000"] == "sekretariat-daerah"
    assert kinds["1.05.0.00.0.00.01.0000"] == "satpol-pp"
    assert kinds["1.02.0.00.0.00.01.0073"] == "labkesda"
    assert units(root)["Kelurahan Rejasa"] == "Kecamatan Madukara"
    assert not plan("unit", root, below).ada_perubahan


@pytest.mark.real_data
@pytest.mark.django_db
def test_the_second_file_alone_brings_the_perangkat_daerah_along() -> None:
    root = actions.create_instansi(INSTALLATION, nama="Kabupaten Banjarnegara", jenis="kabupaten", by=SYSTEM)
    found = done("unit", root, real_data("opd-unit-banjarnegara.csv"))
    assert counts(found) == {"baru": 194}
    assert units(root)["SMPN 1 SUSUKAN"] == "Dinas Pendidikan, Kepemudaan dan Olah Raga"
