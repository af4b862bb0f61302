"""Fixed flows with names from the law: transitions are data, one function gives the buttons and why one is grey."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.refusals import Refusal


class Flowing(Protocol):
    """An object in a flow: it has a status and belongs to a unit."""

    status: str

    @property
    def unit(self) -> HasPath: ...


@dataclass(frozen=True)
class Transition:
    """One step. ``rule`` may refuse it for the object as it is now, e.g. who submits may not verify."""

    name: str
    label: str
    source: frozenset[str]
    target: str
    permission: Permission
    needs_note: bool = False
    rule: Callable[[Any, Access], Refusal | None] | None = None


@dataclass(frozen=True)
class Step:
    """A transition as shown to one person: possible, or why not."""

    transition: Transition
    refusal: Refusal | None

    @property
    def possible(self) -> bool:
        return self.refusal is None


def refusal_for(transition: Transition, subject: Flowing, access: Access, *, note: str | None = None) -> Refusal | None:
    """Why this step may not be taken now, or None. With ``note`` given, a required note must not be blank."""
    if not access.allows(transition.permission, subject.unit.path):
        return Refusal("bukan-wewenang", {"langkah": transition.label})
    if subject.status not in transition.source:
        return Refusal(
            "langkah-tidak-tersedia", {"langkah": transition.label, "objek": str(subject), "status": subject.status}
        )
    if transition.needs_note and note is not None and not note.strip():
        return Refusal("alasan-wajib", field="alasan")
    return transition.rule(subject, access) if transition.rule else None


def steps(flow: Iterable[Transition], subject: Flowing, access: Access) -> list[Step]:
    """The buttons of an object: every step from its status, possible or grey with the reason."""
    return [Step(each, refusal_for(each, subject, access)) for each in flow if subject.status in each.source]
