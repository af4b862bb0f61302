"""Pages that need no sign-in: setting a password by a one-time link, asking for one, single sign-on."""

from __future__ import annotations

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import respond_429
from allauth.socialaccount.adapter import get_adapter as sso_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from requests import RequestException

from sakip.kernel.sending import send
from sakip.kernel.throttling import too_often
from sakip.kernel.web import Request
from sakip.organisasi import actions, mailing, queries
from sakip.organisasi.forms.masuk import LupaSandiForm, SandiBaruForm

MINUTE, HOUR = 60, 3600


@login_not_required
@never_cache
def undangan(request: Request, token: str) -> HttpResponse:
    """Set the password of the account whose link this is; a link that opens nothing says why."""
    found = queries.link_by_token(token)
    if found is None:
        if too_often("undangan", _network(request), most=10, within=10 * MINUTE):
            return _too_often(request)
        return render(request, "organisasi/undangan_gagal.html", {"sentence": ""}, status=404)
    closed = queries.why_closed(found, at=timezone.now())
    if closed:
        return render(request, "organisasi/undangan_gagal.html", {"sentence": closed.sentence}, status=409)
    form = SandiBaruForm(request.POST or None)
    sent = send(
        request,
        form,
        lambda: actions.accept_link(found, password=form.cleaned_data["password"], by=queries.own_access(found.akun)),
    )
    if sent.done:
        logout(request)  # whoever was signed in here before
        messages.success(request, f"Kata sandi tersimpan. Masuklah dengan surel {found.akun.email}.")
        return redirect("account_login")
    return render(request, "organisasi/undangan.html", {"form": form, "undangan": found}, status=sent.status)


@login_not_required
@never_cache
def lupa_sandi(request: Request) -> HttpResponse:
    """Mail a link to who forgot the password; the answer is the same whether the address has an account or not."""
    form = LupaSandiForm(request.POST or None)
    if not mailing.configured() or request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" and mailing.configured() else 200
        context = {"form": form, "ada_surat": mailing.configured()}
        return render(request, "organisasi/lupa_sandi.html", context, status=status)
    email = form.cleaned_data["email"]
    if too_often("lupa-jaringan", _network(request), most=20, within=HOUR):
        return _too_often(request)
    if not too_often("lupa-surel", email.lower(), most=3, within=HOUR):  # the same answer: it tells nothing either
        mailing.mail_forgotten.enqueue(email, request.build_absolute_uri("/"))
    return render(request, "organisasi/lupa_sandi.html", {"dikirim": email, "ada_surat": True})


@login_not_required
@never_cache
def masuk_tunggal(request: Request) -> HttpResponse:
    """Send the browser to the agency's OIDC provider. A link, not a form: the content security policy lets a form go
    nowhere else, and a state that is bound to the session guards the way back."""
    if not settings.OIDC_ISSUER:
        raise Http404
    provider = sso_adapter().get_provider(request, "oidc")
    try:
        answer: HttpResponse = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except (RequestException, KeyError, ValueError) as unreachable:
        answer = render_authentication_error(request, provider, exception=unreachable)
    return answer


def _too_often(request: Request) -> HttpResponse:
    answer: HttpResponse = respond_429(request)
    return answer


def _network(request: Request) -> str:
    return str(account_adapter().get_client_ip(request))
