"""A new unit's place: its name among its siblings and its path. Used inside actions, for a writer already let in."""

from __future__ import annotations

from collections import Counter

from django.db.models.functions import Length

from sakip.kernel.access import LEVEL_WIDTH
from sakip.kernel.refusals import Refused
from sakip.organisasi.models import Unit

_NUMBERING = "numbers a new unit among all its siblings"


def refuse_taken_name(induk: Unit | None, nama: str, *, besides: int | None = None) -> None:
    """Refused nama-unit-sudah-ada or nama-instansi-sudah-ada when an open sibling bears the name, in any case."""
    if induk is None:
        siblings = Unit.objects.unscoped("names of instansi are unique in the installation").filter(induk=None)
    else:
        siblings = Unit.related.filter(induk=induk)
    if not siblings.filter(nama__iexact=nama, berlaku_sampai=None).exclude(pk=besides).exists():
        return
    if induk is None:
        raise Refused("nama-instansi-sudah-ada", at_field="nama", nama=nama)
    raise Refused("nama-unit-sudah-ada", at_field="nama", nama=nama, induk=induk.nama)


def next_path(induk: Unit | None) -> str:
    """The first free path below a unit. Paths are never used twice: closed units keep theirs. Refused unit-penuh."""
    parent = induk.path if induk else ""
    level = len(parent) + LEVEL_WIDTH
    siblings = (
        Unit.objects.unscoped(_NUMBERING).alias(length=Length("path")).filter(path__startswith=parent, length=level)
    )
    last = siblings.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-LEVEL_WIDTH:]) + 1 if last else 1
    if number >= 10**LEVEL_WIDTH:
        raise Refused("unit-penuh", induk=induk.nama if induk else "akar")
    return f"{parent}{number:0{LEVEL_WIDTH}d}"


def used_numbers(root: Unit) -> Counter[str]:
    """The last number used directly below each path of an instansi, closed units included; 0 where none is."""
    last: Counter[str] = Counter()
    for path in Unit.objects.unscoped(_NUMBERING).filter(path__startswith=root.path).values_list("path", flat=True):
        above = path[:-LEVEL_WIDTH]
        last[above] = max(last[above], int(path[-LEVEL_WIDTH:]))
    return last


def lock_instansi(unit: Unit) -> Unit:
    """The root of the unit's instansi, locked: of two who change its positions or people the second waits."""
    found: Unit = Unit.related.select_for_update().get(path=unit.path[:LEVEL_WIDTH])
    return found
