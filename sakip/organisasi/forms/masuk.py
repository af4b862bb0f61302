"""Forms of signing in: the codes of a second factor, a new password, an address."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth
from django import forms
from django.core.cache import cache

CODE_IS_GOOD_FOR = 90
"""Seconds: the code of now, of the half minute before and of the one after."""


class _OnlyOnce:
    """A code that was right is remembered as long as it would be right: who saw it typed cannot use it."""

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"kode-dua-langkah:{self.user.pk}:{normalize_user_code(code)}", "", CODE_IS_GOOD_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_OnlyOnce, allauth.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""


class ReauthenticateForm(_OnlyOnce, allauth.ReauthenticateForm):  # type: ignore[misc]
    """The same code asked again, before something that must be the person's own doing."""


class SandiBaruForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Paling sedikit 12 karakter. Kalimat pendek yang mudah Anda ingat lebih aman daripada satu kata.",
        error_messages={"required": "Kata sandi baru belum diisi; bagian ini wajib diisi."},
    )
    ulang = forms.CharField(
        label="Kata sandi baru, sekali lagi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Ketik kata sandi baru sekali lagi, supaya tidak ada salah ketik."},
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if {"password", "ulang"} <= typed.keys() and typed["password"] != typed["ulang"]:
            self.add_error("ulang", "Kedua kata sandi tidak sama. Ketik lagi keduanya.")
        return typed


class LupaSandiForm(forms.Form):
    """The address of who forgot the password."""

    email = forms.EmailField(
        label="Surel",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Surel belum diisi; ketik surel akun Anda.",
            "invalid": "Itu bukan alamat surel. Tulis misalnya nama@instansi.go.id.",
        },
    )
