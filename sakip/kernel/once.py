"""A form that is sent twice is done once, with or without JavaScript.

The CSRF token of a form is masked anew whenever a page is made, so the same token with the same content is the same
form sent again: an impatient second click, or Back and the button once more. What creates things creates them once.
Several processes would each remember their own; one serves the pages (docs/operations.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from sakip.kernel.refusals import Refusal, register
from sakip.kernel.web import refused

SPAN = 600
"""Seconds for which a form is remembered."""
PATIENCE = 10
"""Seconds that the second waits for the answer to the first."""
_STEP = 0.05  # float: seconds of sleep
AGAIN = (
    "Isian yang sama sudah diterima dari halaman itu, jadi kiriman kedua tidak diproses. Untuk mengulanginya dengan "
    "sengaja, buka halamannya kembali, lalu kirim lagi."
)

register(
    {
        "masih-diproses": (
            "Isian yang sama masih diproses dari kiriman sebelumnya. Tunggu sebentar, lalu muat ulang halaman untuk "
            "melihat hasilnya."
        )
    }
)

Handler = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Handler) -> Handler:
    """Let a form through the first time; the second is led where the first led, and told so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        memory, key = caches["kiriman"], _key(request)
        if not key:
            return get_response(request)
        until = time.monotonic() + PATIENCE
        while not memory.add(key, "", SPAN):  # atomic: of two at once one comes first
            where = memory.get(key)
            if where:
                messages.info(request, AGAIN)
                return HttpResponseRedirect(where)
            if time.monotonic() > until:
                return refused(request, Refusal("masih-diproses"))
            time.sleep(_STEP)
        done = ""
        try:
            response = get_response(request)
            if not _told_no(request):
                done = str(getattr(response, "url", ""))  # where it leads, if it does
        finally:
            if done:
                memory.set(key, done, SPAN)
            else:  # refused, or an answer that may be asked for again
                memory.delete(key)
        return response

    return middleware


def choice(view: Any) -> Any:
    """A view that adds nothing but chooses one of several: chosen again from the same page, it is chosen again."""
    view.is_choice = True
    return view


def _told_no(request: HttpRequest) -> bool:
    """Whether the page that is led to says of an error: what was refused may be sent again."""
    told = getattr(get_messages(request), "_queued_messages", ())  # to iterate over it would take them from the page
    return any(each.level >= messages.ERROR for each in told)


def _is_choice(request: HttpRequest) -> bool:
    try:
        return getattr(resolve(request.path_info).func, "is_choice", False)
    except Resolver404:
        return False


def _key(request: HttpRequest) -> str:
    """Who sends what from which page; empty for what is no form of a page, and for what htmx sends in its own order."""
    if request.method != "POST" or not request.user.is_authenticated or "HX-Request" in request.headers:
        return ""
    if _is_choice(request) or not request.POST.get("csrfmiddlewaretoken"):
        return ""
    content = sha256(repr((request.user.pk, request.get_full_path(), sorted(request.POST.lists()))).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content.update(repr((name, file.name)).encode())
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
    return content.hexdigest()
