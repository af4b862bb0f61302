"""Use case of policy: the choices of an instansi from a year on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import Stale, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.kernel.telling import word
from sakip.organisasi import queries, rules
from sakip.organisasi.models import Kebijakan, Unit

_CHOICES = frozenset(field.name for field in Kebijakan._meta.fields) - {"id", "unit", "mulai_tahun", "versi"}

POLICY = register_reason("kebijakan", "Kebijakan", "Kebijakan pengukuran instansi Anda berubah.")
_TOLD = (Role.PENGELOLA, Role.PERENCANA, Role.VERIFIKATOR, Role.PIMPINAN)


@action(Permission.MANAGE_POLICY, "menetapkan kebijakan")
def set_policy(
    root: Unit,
    *,
    mulai_tahun: int,
    seen: int | None,
    by: Access,
    alasan: str = "",
    on: date | None = None,
    **choices: Any,
) -> Kebijakan:
    """Set the choices of an instansi from a year on; ``seen`` is the version of the year's row, None for none.

    Who plans, verifies, leads or keeps the system in the instansi is told.

    Raises Stale when the year's policy was set or changed in between; Refused: kebijakan-milik-instansi,
    kebijakan-tidak-dikenal, skala-sendiri-salah, kebijakan-tahun-lewat (years that are over or reported need a reason).
    """
    refuse(rules.not_an_instansi(root))
    refuse_other_columns(choices, _CHOICES)
    row: Kebijakan | None = Kebijakan.related.filter(unit=root, mulai_tahun=mulai_tahun).first()
    if row is not None and row.versi != seen:
        raise _overtaken(row, choices)
    wanted = row or Kebijakan(unit=root, mulai_tahun=mulai_tahun)
    for name, choice in choices.items():
        setattr(wanted, name, choice)
    queries.policy_of(wanted)
    past = queries.years_changed(root, mulai_tahun, on=on or timezone.localdate(), seen_by=by)
    refuse(rules.reason_missing(mulai_tahun, past, alasan))
    people = queries.everyone_in(root.path, _TOLD, on=timezone.localdate())
    text = f"Kebijakan pengukuran {root.nama} mulai tahun {mulai_tahun} ditetapkan {by.actor_name}."
    notify(people, reason=POLICY, text=text, url=alamat("perencanaan:kebijakan"), path=root.path, by=by)
    if row is not None:
        return change(row, seen=row.versi, **choices)
    wanted.save()
    return wanted


def _overtaken(row: Kebijakan, choices: Mapping[str, Any]) -> Stale:
    """Somebody else set the year's policy meanwhile: what the two differ in, in words."""
    differ = [name for name, choice in choices.items() if getattr(row, name) != choice] or list(choices)
    stored = ", ".join(_told(name, getattr(row, name)) for name in differ)
    typed = ", ".join(_told(name, choices[name]) for name in differ)
    return Stale(objek=str(row), siapa=last_writer(row), tersimpan=stored, diketik=typed)


def _told(name: str, value: Any) -> str:
    """Batas atas capaian “120”; the word of a code, where one is registered."""
    field: Any = Kebijakan._meta.get_field(name)
    code = f"{value:f}" if isinstance(value, Decimal) else value
    return f"{field.verbose_name} “{'tidak ada' if value in (None, []) else word(name, code)}”"
