"""What allauth asks us: who is let in, with which second factor, by whose single sign-on; nobody signs himself up."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.kernel.refusals import SENTENCES, Refused
from sakip.kernel.web import as_request
from sakip.organisasi import actions
from sakip.organisasi.models import Akun
from sakip.organisasi.queries import access_of, akun_by_email, own_access, start_to_show, today


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator; one's own password is changed by the use case."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home; while an instansi is being set up its keepers are led to the guided start, unless they put it away."""
        access = access_of(cast("Akun", request.user).pk)
        if start_to_show(access, today=today(access.seat.zone)) is not None:
            return reverse("organisasi:mulai")
        return str(super().get_login_redirect_url(request))

    def set_password(self, user: Any, password: str) -> None:
        actions.change_password(user, password=password, by=own_access(user))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes of a telephone and recovery codes; their seeds are kept encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": (
            "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di telepon Anda, lalu ketik keenam angkanya."
        ),
        "cannot_delete_authenticator": SENTENCES["dua-langkah-wajib"],
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:  # noqa: ARG002 - allauth's signature
        return not as_request(context.request).access.second_factor_required

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A seed that was encrypted under another SAKIP_SECRET_KEY is lost: a random one stands for it, which no code
        fits. (An empty one would have codes that everybody can compute.)"""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"dua-langkah:{settings.SECRET_KEY}".encode()).digest()))


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The agency's provider opens accounts that exist: bound once, by an address it has verified, to its own person."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))
        if sociallogin.is_existing:
            return
        try:
            akun = _account_of(sociallogin.account.extra_data)
            account = actions.link_single_sign_on(
                akun, provider=sociallogin.account.provider, uid=sociallogin.account.uid, by=own_access(akun)
            )
        except Refused as no:
            page = render(request, "account/masuk_tunggal.html", {"sentence": no.refusal.sentence}, status=403)
            raise ImmediateHttpResponse(page) from no
        sociallogin.user, sociallogin.account = akun, account

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:  # noqa: ARG002 - allauth's signature
        return False  # allauth would take the account's password away; pre_social_login binds instead


def _account_of(claims_by_source: dict[str, Any]) -> Akun:
    """The account of whom the provider sent. Refused where it has not verified the address, or where there is none."""
    claims = claims_by_source.get("userinfo") or claims_by_source.get("id_token") or {}
    if claims.get("email_verified") not in {True, "true"}:  # some providers send text, and "false" is true to Python
        raise Refused("masuk-tunggal-surel-belum-diverifikasi", layanan=settings.OIDC_NAME)
    akun = akun_by_email(str(claims.get("email")))
    if akun is None or not akun.aktif:
        raise Refused("masuk-tunggal-tanpa-akun", email=claims.get("email"))
    return akun


class SecondFactor:
    """Leads holders of roles that need a second factor to the page where they set it up, until they have."""

    OPEN = frozenset(
        {
            "account_logout",
            "account_reauthenticate",
            "account_change_password",
            "account_set_password",
            "mfa_activate_totp",
            "mfa_reauthenticate",
        }
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> HttpResponse | None:
        if not as_request(request).access.second_factor_required or cast("Akun", request.user).dua_langkah is not None:
            return None
        match = request.resolver_match
        if (match is not None and match.view_name in self.OPEN) or not getattr(view, "login_required", True):
            return None
        return redirect("mfa_activate_totp")
