"""A form that is sent and refused: who was told of another's change writes over it, nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.sending import send
from sakip.kernel.web import as_request


class Form(forms.Form):
    nama = forms.CharField()
    versi = forms.IntegerField()


@pytest.mark.parametrize(
    ("no", "versi"),
    [(Stale(objek="Unit", siapa="Sari"), "7"), (Refused("alasan-wajib", at_field="alasan"), "3")],
)
def test_only_one_who_was_told_of_another_change_may_write_over_it(no: Refused, versi: str) -> None:
    request: Any = as_request(RequestFactory().post("/", {"nama": "Dinas", "versi": "3"}))
    form = Form(request.POST)

    def act() -> None:
        raise no

    sent = send(request, form, act, versi=lambda: 7)
    assert (sent.done, sent.status) == (False, 409)
    assert form.non_field_errors() == [no.refusal.sentence]  # the form has no field of that name
    assert (form["nama"].value(), form["versi"].value()) == ("Dinas", versi)


@pytest.mark.parametrize("typed", ["<b></b>", "&nbsp;", "\u200b"])
def test_what_must_be_given_is_not_given_by_tags_alone(typed: str) -> None:
    request: Any = as_request(RequestFactory().post("/", {"nama": typed, "versi": "3"}))
    form = Form(request.POST)
    sent = send(request, form, lambda: pytest.fail("called"))
    assert (sent.done, sent.status) == (False, 422)
    assert "hanya berisi tanda HTML" in form.errors["nama"][0]


def test_a_password_may_be_tags_alone() -> None:
    class Sandi(forms.Form):
        sandi = forms.CharField(widget=forms.PasswordInput, strip=False)

    typed = "<script>alert(12345678)</script>"
    request: Any = as_request(RequestFactory().post("/", {"sandi": typed}))
    form = Sandi(request.POST)
    sent = send(request, form, lambda: form.cleaned_data["sandi"])
    assert (sent.done, sent.result) == (True, typed)
