"""What the views share: a form that is sent, refused or done, and its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from sakip.kernel.refusals import Refused
from sakip.kernel.web import Request

HOME = ("Beranda", "/")


@dataclass(frozen=True)
class Sent:
    """What became of a form: done with the action's result, or the status with which its page is shown (again)."""

    done: bool
    status: int = 200
    result: Any = None


def send(request: Request, form: Any, act: Callable[[], Any], *, versi: Callable[[], int] | None = None) -> Sent:
    """Call the action with a valid form that was sent. ``versi`` reads the row's version anew after a refusal."""
    if request.method != "POST":
        return Sent(done=False)
    if not form.is_valid():
        return Sent(done=False, status=422)
    try:
        return Sent(done=True, result=act())
    except Refused as no:
        return Sent(done=False, status=refuse(form, no, versi() if versi else None))


def refuse(form: Any, no: Refused, versi: int | None = None) -> int:
    """The sentence beside the form, what was typed kept; sending again writes over the version named here."""
    field = no.refusal.field
    form.add_error(field if field in form.fields else None, no.refusal.sentence)
    if versi is not None:
        form.data = form.data.copy()
        form.data["versi"] = str(versi)
    return 409


def form_page(
    request: Request, form: Any, crumbs: list[tuple[str, str]], judul: str, *, batal: str, status: int, **more: str
) -> HttpResponse:
    """A form on a page of its own; ``batal`` leads back. ``more``: pengantar, tombol, ikon."""
    context = {"form": form, "crumbs": crumbs, "judul": judul, "batal": batal, **more}
    return render(request, "organisasi/formulir.html", context, status=status)
