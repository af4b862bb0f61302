"""Use case of policy: the choices of an instansi from a year on."""

from __future__ import annotations

from typing import Any

from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.scales import scales
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi import queries, rules
from sakip.organisasi.models import Kebijakan, Unit


@action(Permission.MANAGE_POLICY, "menetapkan kebijakan")
def set_policy(root: Unit, *, mulai_tahun: int, seen: int | None, by: Access, **choices: Any) -> Kebijakan:
    """Set the choices of an instansi from a year on; ``seen`` is the version of the year's row, None for none.

    Raises Stale when the year's policy was set or changed in between; Refused: kebijakan-milik-instansi,
    kebijakan-tidak-dikenal.
    """
    refuse(rules.not_an_instansi(root))
    row: Kebijakan | None = Kebijakan.related.filter(unit=root, mulai_tahun=mulai_tahun).first()
    wanted = row or Kebijakan(unit=root, mulai_tahun=mulai_tahun)
    for name, choice in choices.items():
        setattr(wanted, name, choice)
    _refuse_unusable(wanted)
    if row is not None:
        return change(row, seen=seen or 0, **choices)
    wanted.save()
    return wanted


def _refuse_unusable(row: Kebijakan) -> None:
    """Refused kebijakan-tidak-dikenal for what the arithmetic does not know: every page with a capaian would break."""
    try:
        aturan = queries.aturan_of(row)
    except ValueError as unknown:
        raise Refused("kebijakan-tidak-dikenal", sebab=str(unknown)) from unknown
    if aturan.skala not in scales():
        raise Refused("kebijakan-tidak-dikenal", at_field="skala", sebab=f"skala “{aturan.skala}” tidak ada")
    if not set(aturan.urutan_lapis) <= set(Aturan.urutan_lapis):
        raise Refused("kebijakan-tidak-dikenal", at_field="urutan_lapis", sebab=f"lapis “{row.urutan_lapis}” tidak ada")
    if aturan.lantai is not None and aturan.lantai < 0:
        raise Refused("kebijakan-tidak-dikenal", at_field="lantai", sebab="batas bawah capaian kurang dari nol")
