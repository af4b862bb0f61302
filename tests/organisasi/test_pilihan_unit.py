"""Units and positions in a list to choose from: as they stand, by what they are found, in groups."""

from __future__ import annotations

from sakip.kernel.access import SYSTEM
from sakip.kernel.choosing import Label
from sakip.organisasi import actions
from sakip.organisasi.queries import by_unit, jabatan, unit_groups, unit_labels, units
from tests import builders
from tests.builders import World


def test_a_unit_tells_what_it_stands_under_and_is_found_by_that(dunia: World) -> None:
    labels = dict(unit_labels(units(SYSTEM)))
    own, below = labels[str(dunia.dinkes.pk)], labels[str(dunia.puskesmas.pk)]
    assert isinstance(own, Label)
    assert isinstance(below, Label)
    assert (own, own.note) == ("\u2003Dinas Kesehatan", "Dinkes")
    assert (below, below.note, below.also) == ("\u2003\u2003Puskesmas Ujibaru", "Dinas Kesehatan", "Dinkes")


def test_what_stands_highest_here_is_not_indented(dunia: World) -> None:
    mine = unit_labels(units(SYSTEM).filter(path__startswith=dunia.dinkes.path))
    assert [label for _pk, label in mine] == ["Dinas Kesehatan", "\u2003Puskesmas Ujibaru"]


def test_groups_are_named_after_what_has_units_below_it(dunia: World) -> None:
    actions.add_unit(dunia.puskesmas, nama="Pustu Muara", jenis="puskesmas", by=SYSTEM)
    rows = units(SYSTEM).filter(path__startswith=dunia.kabupaten.path)
    top, dinkes, disdik = unit_groups(rows)
    assert top == (str(dunia.kabupaten.pk), "Kabupaten Uji")
    assert disdik == (str(dunia.disdik.pk), "Dinas Pendidikan")
    name, inside = dinkes
    assert name == "Dinas Kesehatan"
    assert [label for _pk, label in inside] == ["Dinas Kesehatan", "Puskesmas Ujibaru", "\u2003Pustu Muara"]
    assert [label.note for _pk, label in inside] == ["Dinkes", "", "Puskesmas Ujibaru"]


def test_positions_stand_under_their_unit(dunia: World) -> None:
    head, doctor = builders.jabatan(dunia.dinkes), builders.jabatan(dunia.puskesmas, "Dokter")
    assert by_unit(jabatan(SYSTEM)) == [
        ("Dinas Kesehatan", [(str(head.pk), "Kepala Dinas Kesehatan")]),
        ("Puskesmas Ujibaru", [(str(doctor.pk), "Dokter (Puskesmas Ujibaru)")]),
    ]
