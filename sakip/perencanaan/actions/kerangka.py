"""Use cases of an own kerangka: the levels of plans that an instansi defines for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenRencana, KerangkaInstansi
from sakip.referensi.queries import kerangka


@dataclass(frozen=True)
class TingkatBaru:
    """A level, from the top: its name, whether it carries indicators, what these measure ('outcome', 'output' or
    empty), whether it serves the plan above and is served by those below."""

    nama: str
    indikator: bool = False
    hasil: str = ""
    melayani: bool = False


@action(Permission.MANAGE_POLICY, "menetapkan kerangka sendiri")
def add_kerangka(
    root: Unit, *, nama: str, tingkat: Sequence[TingkatBaru], by: Access, sumber: str = ""
) -> KerangkaInstansi:
    """Define a kerangka for new documents of an instansi; codes follow from the names.

    Raises Refused: kerangka-nama-dipakai, kerangka-tanpa-tingkat, kerangka-tingkat-kembar.
    """
    kode = slugify(nama)[:20].strip("-")
    taken = KerangkaInstansi.related.filter(unit=root, kode=kode).exists()
    if not kode or kode in kerangka() or taken:
        raise Refused("kerangka-nama-dipakai", at_field="nama", nama=nama.strip())
    facts = {"nama": nama.strip(), "sumber": sumber.strip(), "tingkat": _levels(nama, tingkat)}
    row: KerangkaInstansi = KerangkaInstansi.related.create(unit=root, kode=kode, **facts)
    return row


@action(Permission.MANAGE_POLICY, "mengubah kerangka sendiri")
def edit_kerangka(
    row: KerangkaInstansi, *, nama: str, tingkat: Sequence[TingkatBaru], seen: int, by: Access, sumber: str = ""
) -> KerangkaInstansi:
    """Change name and source; the levels only while no document follows them. The code stays.

    Raises Stale; Refused: kerangka-dipakai, kerangka-tanpa-tingkat, kerangka-tingkat-kembar.
    """
    levels = _levels(nama, tingkat)
    if levels != row.tingkat:
        _refuse_used(row)
    return change(row, seen=seen, nama=nama.strip(), sumber=sumber.strip(), tingkat=levels)


@action(Permission.MANAGE_POLICY, "menghapus kerangka sendiri")
def remove_kerangka(row: KerangkaInstansi, *, by: Access) -> None:
    """Take away a kerangka that no document follows. Raises Refused kerangka-dipakai."""
    _refuse_used(row)
    row.delete()


def _refuse_used(row: KerangkaInstansi) -> None:
    used = DokumenRencana.related.filter(kerangka=row.kode, unit__path__startswith=row.unit.path[:LEVEL_WIDTH])
    number = used.count()
    if number:
        raise Refused("kerangka-dipakai", nama=row.nama, jumlah=number, dokumen=used.order_by("pk")[0].nama)


def _levels(nama: str, tingkat: Sequence[TingkatBaru]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for each in tingkat:
        text = " ".join(each.nama.split())
        kode = slugify(text)[:30].strip("-")
        if kode in {level["kode"] for level in found}:
            raise Refused("kerangka-tingkat-kembar", tingkat=text)
        found.append(
            {"kode": kode, "nama": text, "indikator": each.indikator, "hasil": each.hasil, "melayani": each.melayani}
        )
    if not any(level["indikator"] for level in found):
        raise Refused("kerangka-tanpa-tingkat", nama=nama.strip())
    return found
