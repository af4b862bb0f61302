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

from django.db import IntegrityError, transaction

from sakip.kernel.access import Access, HasPath, Permission
from sakip.kernel.history import ADOPTED, Touched, path_before, rows_now, write_entries
from sakip.kernel.plaintext import kept
from sakip.kernel.refusals import Refused
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


REGISTERED: dict[str, ActionInfo] = {
    ADOPTED: ActionInfo(ADOPTED, Permission.VIEW, "menyesuaikan data dengan versi baru aplikasi"),  # by a migration
}
_open: ContextVar[list[Touched] | None] = ContextVar("open_transaction", default=None)


def action(permission: Permission, sentence: str) -> Callable[[F], F]:
    """Register a use case: first the subject, then ``by=`` the actor's access, ``alasan=`` the reason, if any.

    Raises PermissionDenied before anything happens, or, rolled back, when a row was written, moved or deleted outside
    the actor's reach; Refused sudah-ada when the database holds what may be there only once, as when two people save
    the same at the same time.
    """

    def decorate(function: F) -> F:
        info = ActionInfo(name_of(function), permission, sentence)
        REGISTERED[info.name] = info

        @functools.wraps(function)
        def run(subject: Subject, /, *args: Any, by: Access, **kwargs: Any) -> Any:
            by.require(permission, subject.unit.path)
            outer, reason = _open.get(), _reason(str(kwargs.get("alasan") or ""))
            collected: list[Touched] = []  # by the actions inside this one, then by itself
            token = _open.set(collected)
            try:
                with transaction.atomic():
                    with writing(info.name) as inner:
                        result = function(subject, *args, by=by, **kwargs)
                    collected += _look_again(inner, info, by, reason)
                    if outer is None:
                        write_entries(collected, reason=reason)
            except IntegrityError as error:
                if _is_duplicate(error):
                    raise Refused("sudah-ada") from error
                raise
            finally:
                _open.reset(token)
            if outer is not None:  # reached by what succeeded: what was rolled back is not told
                outer += collected
            return result

        return cast("F", run)

    return decorate


def name_of(function: Callable[..., Any]) -> str:
    """'perencanaan.actions.set_targets', whichever file of the package holds it: the history keeps the name."""
    component, actions, _file = function.__module__.removeprefix("sakip.").partition(".actions")
    return f"{component}{actions}.{function.__name__}"


def _reason(typed: str) -> str:
    """As the history keeps it. Raises Refused teks-tinggal-tanda where nothing is left of what was typed."""
    reason = kept(typed, "Alasan", lines=True)
    if typed.strip() and not reason.strip():
        raise Refused("teks-tinggal-tanda", at_field="alasan", isian="Alasan")
    return reason


def _look_again(inner: Writing, info: ActionInfo, by: Access, reason: str) -> list[Touched]:
    """The touched rows as they are now; nobody may have written, moved or deleted a row outside his own part."""
    now = rows_now(inner.touched)
    touched = []
    for key, before in inner.touched.items():
        row = now.get(key)
        was_at = path_before(key, before, row)
        path = row.owner_path if row is not None else was_at
        for each in {path, was_at} - {None}:
            by.require(info.permission, each or "")
        label = str(row) if row is not None else inner.labels.get(key, "")
        touched.append(Touched(info.name, info.permission, by, reason, key, before, row, path or "", label))
    return touched


def _is_duplicate(error: IntegrityError) -> bool:
    """Whether the database refused a second row of what may be there once (PostgreSQL 23505, SQLite by name)."""
    cause = error.__cause__
    name = str(getattr(cause, "sqlite_errorname", ""))
    return getattr(cause, "sqlstate", "") == "23505" or name in {
        "SQLITE_CONSTRAINT_UNIQUE",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
    }
