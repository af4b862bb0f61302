"""Signing in, for who administers accounts: links to hand over, sessions, what is taken off somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sakip.kernel.sending import answer
from sakip.kernel.web import Request
from sakip.organisasi import actions
from sakip.organisasi.forms.akun import AlasanForm
from sakip.organisasi.views.akun import account_page, link_page, obtain_account


@never_cache
@require_POST
def tautan(request: Request, pk: int) -> HttpResponse:
    """Make a link to hand over, shown this once."""
    found = obtain_account(request, pk)
    return link_page(request, actions.send_password_link(found, by=request.access))


@require_POST
def tarik_tautan(request: Request, pk: int) -> HttpResponse:
    """Withdraw the open links."""
    found = obtain_account(request, pk)
    count = actions.withdraw_links(found, by=request.access)
    messages.success(request, "Tautan ditarik." if count else "Tidak ada tautan yang masih terbuka.")
    return redirect("organisasi:akun", pk=pk)


@require_POST
def akhiri_sesi(request: Request, pk: int) -> HttpResponse:
    """End one session of the account (``sesi``), or all of them."""
    found = obtain_account(request, pk)
    count = actions.end_sessions(found, only=chosen_session(request), by=request.access)
    messages.success(request, told(count))
    return redirect("organisasi:akun", pk=pk)


def chosen_session(request: Request) -> int | None:
    """The one session that was meant; None for all. What is no number names none."""
    text = request.POST.get("sesi", "")
    return (int(text) if text.isdecimal() else 0) if text else None


def told(count: int) -> str:
    return f"{count} sesi diakhiri." if count else "Tidak ada sesi yang terbuka; mungkin sudah berakhir."


def lepas_dua_langkah(request: Request, pk: int) -> HttpResponse:
    """Take the second factor off somebody who lost the telephone."""
    found = obtain_account(request, pk)
    form = AlasanForm(request.POST or None)
    lead = "Pastikan dahulu bahwa yang meminta memang orangnya, misalnya dengan bertemu langsung. Sesinya diakhiri."
    return answer(
        request,
        form,
        lambda: actions.take_off_second_factor(found, alasan=form.cleaned_data["alasan"], by=request.access),
        account_page(
            found,
            "Lepas masuk dua langkah",
            f"Lepas masuk dua langkah {found.nama}",
            keterangan=lead,
            tombol="Lepas",
            ikon="lock-open",
        ),
        selesai=f"{found.nama} masuk dengan kata sandi saja, sampai dipasang lagi.",
    )


def lepas_masuk_tunggal(request: Request, pk: int) -> HttpResponse:
    """Unbind the provider's person from the account."""
    found = obtain_account(request, pk)
    form = AlasanForm(request.POST or None)
    lead = "Perlu bila surel dinas berpindah ke orang lain, atau penggunanya pada layanan masuk tunggal dibuat ulang."
    return answer(
        request,
        form,
        lambda: actions.unlink_single_sign_on(found, alasan=form.cleaned_data["alasan"], by=request.access),
        account_page(
            found,
            "Lepas masuk tunggal",
            f"Lepas tautan masuk tunggal {found.nama}",
            keterangan=lead,
            tombol="Lepas",
            ikon="lock-open",
        ),
        selesai="Tautan dilepas. Pada masuk tunggal berikutnya akun ditautkan lagi lewat surelnya.",
    )
