"""What every request passes: security headers, the actor's access and chosen period, refusals as an answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.module_loading import import_string

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import NOBODY, Access
from sakip.kernel.refusals import Refused
from sakip.kernel.translation import speaking
from sakip.kernel.web import Request, refused

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def security_headers(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def access(get_response: Handler) -> Handler:
    """Build the frozen Access once per request, and the year and period the person has chosen, by the clock and in the
    words of his instansi.

    A NUL byte in a question is refused here: PostgreSQL would fail on it.
    """
    access_of: Callable[[int, str], Access] = import_string(settings.ACCESS_OF)

    def middleware(plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL byte")
        user = request.user
        if user.is_authenticated and (asked := request.GET.get("pada")):
            return at_period(request, asked)
        request.access = access_of(user.pk, uuid.uuid4().hex) if user.is_authenticated else NOBODY
        with timezone.override(request.access.seat.zone or None), speaking(request.access.seat.family):
            request.periode = chosen_period(request)
            return get_response(request)

    return middleware


CHOICES = ("T", "TW1", "TW2", "TW3", "TW4")
"""Within a year one looks at the whole or a quarter: realisasi of a half year or a month is not entered anywhere yet,
and a page of it would say that everything is missing."""


def at_period(request: HttpRequest, asked: str) -> HttpResponse:
    """Follow a link to a page at a year and period (?pada=2026-TW3): choose them, then show the page."""
    try:
        periode = Periode.parse(asked)
        CHOICES.index(periode.kode)  # ValueError for what is not offered
    except ValueError:
        return HttpResponseBadRequest("Tahun atau periode tidak dikenal.")
    request.session["tahun"], request.session["periode"] = periode.tahun, periode.kode
    rest = request.GET.copy()
    rest.pop("pada")
    return HttpResponseRedirect(f"{request.path}?{rest.urlencode()}" if rest else request.path)


def chosen_period(request: Request) -> Periode:
    """The period in the session; without one, or with one no longer known, the whole of the current year, which is
    not before the instansi's first.
    """
    try:
        kode = request.session.get("periode", "T")
        return Periode(request.session["tahun"], kode if kode in CHOICES else "T")
    except (KeyError, TypeError, ValueError):
        return Periode.tahunan(max(timezone.localdate().year, request.access.seat.since or 0))


class refusals:  # noqa: N801 - named as the functions beside it
    """Answers a rule's refusal that a view did not answer itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception.refusal) if isinstance(exception, Refused) else None
