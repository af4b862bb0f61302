"""What is sent: a form that an action takes or refuses, a button that does its work or says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import CharField, PasswordInput
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sakip.kernel.choosing import only_looked_at
from sakip.kernel.plaintext import plain_text, seen
from sakip.kernel.refusals import Refusal, Refused, Stale
from sakip.kernel.web import Request

Versi = Callable[[], int | dict[str, int]]


@dataclass(frozen=True)
class Sent:
    """What became of it: done with the action's result, or the status with which the page is shown (again)."""

    done: bool
    status: int = 200
    result: Any = None


def send(request: Request, form: Any, act: Callable[[], Any], *, versi: Versi | None = None) -> Sent:
    """Call the action with a valid form that was sent; a refusal stands beside the form, what was typed is kept.

    ``versi`` reads the version of the row anew, or several hidden fields by their names: who was told that another
    changed the row meanwhile, and sends again, writes over it.
    """
    if request.method != "POST":
        only_looked_at(request, form)
        return Sent(done=False)
    if not form.is_valid() or _emptied(form):
        return Sent(done=False, status=422)
    try:
        return Sent(done=True, result=act())
    except Refused as no:
        refuse(form, no, versi)
        return Sent(done=False, status=409)


def _emptied(form: Any) -> bool:
    """Whether a text that must be given is nothing once its tags are gone, also where a column may be empty until then.

    It is said beside its field: what is set and frozen without its number cannot be mended. A password is no text: it
    may be anything.
    """
    for name, field in getattr(form, "fields", {}).items():
        if not isinstance(field, CharField) or not field.required or isinstance(field.widget, PasswordInput):
            continue
        typed = form.cleaned_data.get(name)
        if isinstance(typed, str) and not plain_text(seen(typed)):
            form.add_error(name, Refusal("teks-tinggal-tanda", {"isian": str(field.label or name)}).sentence)
    return bool(form.errors)


def refuse(form: Any, no: Refused, versi: Versi | None = None) -> None:
    """The sentence beside its field, else above the form; see :func:`send`."""
    field = no.refusal.field
    form.add_error(field if field in form.fields else None, no.refusal.sentence)
    if versi is not None and isinstance(no, Stale):
        now = versi()
        form.data = form.data.copy()
        for name, value in ({"versi": now} if isinstance(now, int) else now).items():
            form.data[name] = str(value)


@dataclass(frozen=True)
class FormPage:
    """A page with one form: its title and the way here, ``kembali`` where one goes who thinks better of it or has done
    it, ``keterangan`` under the title, ``pengantar`` told above the form.

    ``lagi``: a second button saves and begins anew. ``tanya``: what the picker of codes asks, where there is one.
    """

    judul: str
    crumbs: list[tuple[str, str]]
    kembali: str
    tombol: str = "Simpan"
    keterangan: str = ""
    pengantar: str = ""
    ikon: str = ""
    lagi: bool = False
    tanya: str = ""


def answer(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    page: FormPage,
    *,
    selesai: str | Callable[[Any], str],
    versi: Versi | None = None,
    ke: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Send the form: done, one is told so (``selesai``) and goes on (``ke``); else its page, with what is wrong."""
    sent = send(request, form, act, versi=versi)
    if not sent.done:
        return shown(request, form, page, sent)
    messages.success(request, _said(selesai, sent.result))
    if page.lagi and "lagi" in request.POST:
        return redirect(request.get_full_path())
    return redirect(ke(sent.result) if ke else page.kembali)


def shown(request: Request, form: Any, page: FormPage, sent: Sent) -> HttpResponse:
    """The page of a form that is not done."""
    return render(request, "kernel/formulir.html", {"form": form, **vars(page)}, status=sent.status)


def tell(request: Request, act: Callable[[], Any], said: str | Callable[[Any], str]) -> Sent:
    """Call the action of a button and tell so, or tell why not; ``said`` may speak of the result."""
    try:
        result = act()
    except Refused as no:
        messages.error(request, no.refusal.sentence)
        return Sent(done=False, status=409)
    messages.success(request, _said(said, result))
    return Sent(done=True, result=result)


def _said(said: str | Callable[[Any], str], result: Any) -> str:
    return said if isinstance(said, str) else said(result)
