"""The @action decorator: every change of a fact is a registered use case.

It asks the permission, opens the transaction and the write guard, lets the use case run, asks the permission again for
everything that was written, and writes the history. An action may call others: each asks its own permission, the
outermost closes the transaction. An import of ten thousand rows is one action that writes in bulk.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from django.db import transaction

from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.history import Touched, rows_now, write_entries
from sakip.kernel.writing import Writing, writing


class Subject(Protocol):
    """What an action is done to: something that belongs to a unit, or is one."""

    @property
    def unit(self) -> HasPath: ...


F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class ActionInfo:
    """A registered action: who may do it, and how a person reads it in the history ("Sari *mengisi realisasi* IPM")."""

    name: str
    permission: Permission
    sentence: str


REGISTERED: dict[str, ActionInfo] = {}
_open: ContextVar[list[Touched] | None] = ContextVar("open_transaction", default=None)


def action(permission: Permission, sentence: str) -> Callable[[F], F]:
    """Register a use case: first the subject, then ``by=`` the actor's access, ``alasan=`` the reason, if any.

    Raises PermissionDenied before anything happens, or, rolled back, when a row was moved out of the actor's reach.
    """

    def decorate(function: F) -> F:
        info = ActionInfo(f"{function.__module__}.{function.__name__}".removeprefix("sakip."), permission, sentence)
        REGISTERED[info.name] = info

        @functools.wraps(function)
        def run(subject: Subject, /, *args: Any, by: Access, **kwargs: Any) -> Any:
            by.require(permission, subject.unit.path)
            outer = _open.get()
            collected: list[Touched] = [] if outer is None else outer
            token = _open.set(collected)
            try:
                with transaction.atomic():
                    with writing(info.name) as inner:
                        result = function(subject, *args, by=by, **kwargs)
                    touched = _look_again(inner, info, by)
                    if outer is None:
                        write_entries([*collected, *touched], by=by, reason=str(kwargs.get("alasan") or ""))
                    else:
                        collected.extend(touched)
            finally:
                _open.reset(token)
            return result

        return cast("F", run)

    return decorate


def _look_again(inner: Writing, info: ActionInfo, by: Access) -> list[Touched]:
    """The touched rows as they are now; nobody may have written, or moved a row, outside his own part."""
    now = rows_now(inner.touched)
    touched = [Touched(info.name, info.permission, key, before, now.get(key)) for key, before in inner.touched.items()]
    for each in touched:
        if each.row is not None:
            by.require(info.permission, each.row.owner_path)
    return touched
