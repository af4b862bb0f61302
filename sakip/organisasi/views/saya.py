"""One's own account: data, password, second factor, sessions; for everybody who is signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Access
from sakip.kernel.web import Request
from sakip.organisasi import actions, queries
from sakip.organisasi.views.masuk import chosen_session, told
from sakip.organisasi.views.shared import HOME


def own_access(request: Request) -> Access:
    """What the signed-in person may do to the own account."""
    return queries.own_access(request.user)  # type: ignore[arg-type]  # behind the sign-in it is an Akun


def saya(request: Request) -> HttpResponse:
    """Whose account it is, how one signs in, where one is signed in, what one may do."""
    akun: Any = request.user
    rows = queries.roles_of(akun, request.access, on=timezone.localdate())
    context = {
        "crumbs": [HOME, ("Akun saya", "")],
        "akun": akun,
        "peran": [(row, queries.words_of(row.peran)) for row in rows if not row.berakhir],
        "sesi": queries.sessions_of(akun, own_access(request), at=timezone.now(), current=_this_session(request)),
    }
    return render(request, "organisasi/saya.html", context)


def _this_session(request: Request) -> str:
    return request.session.session_key or ""


@require_POST
def akhiri_sesi(request: Request) -> HttpResponse:
    """End one of the own sessions (``sesi``), or all but this one."""
    akun: Any = request.user
    only, here = chosen_session(request), _this_session(request)
    count = actions.end_own_sessions(akun, only=only, but=here, by=own_access(request))
    messages.success(request, told(count))
    return redirect("organisasi:akun-saya")


class PasangDuaLangkah(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """allauth's page with QR code and secret; that it was set up is noted by our use case in the same transaction."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            actions.turn_on_second_factor(self.request.user, by=own_access(self.request))
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


class MatikanDuaLangkah(DeactivateTOTPView):  # type: ignore[misc]
    """allauth's page; likewise."""

    success_url = reverse_lazy("organisasi:akun-saya")

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            actions.turn_off_second_factor(self.request.user, by=own_access(self.request))
        return response


pasang_dua_langkah = PasangDuaLangkah.as_view()
matikan_dua_langkah = MatikanDuaLangkah.as_view()
