"""Roles: giving one, ending it, which of them need a second factor; and who may do what here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import ROLE_LABELS, Permission, Role
from sakip.kernel.sending import FormPage, answer, send
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.akun import AkhiriPeranForm, PeranForm, WajibDuaLangkahForm
from sakip.organisasi.views.akun import account_page, address_of, crumbs_of, obtain_account, unit_choices
from sakip.organisasi.views.shared import HOME


def beri(request: Request, pk: int) -> HttpResponse:
    """Give an account a role on a unit."""
    found = obtain_account(request, pk)
    initial = {"mulai": timezone.localdate(), "di": found.unit_id}
    form = PeranForm(request.POST or None, initial=initial, choices={"di": unit_choices(request)})

    def act() -> Any:
        typed = form.cleaned_data
        return actions.give_role(
            obtain(queries.units(request.access, Permission.MANAGE_ACCOUNTS), pk=typed["di"]),
            akun=found,
            peran=Role(typed["peran"]),
            mulai=typed["mulai"],
            sampai=typed["sampai"],
            by=request.access,
        )

    page = account_page(found, "Beri peran", f"Beri peran kepada {found.nama}", tombol="Beri peran")
    return answer(
        request,
        form,
        act,
        page,
        selesai=lambda given: f"Peran {ROLE_LABELS[Role(given.peran)]} di {given.unit.nama} diberikan.",
    )


def akhiri(request: Request, pk: int) -> HttpResponse:
    """End a role on a day, or take it away at once: its last day was then yesterday."""
    penugasan = obtain_role(request, pk)
    akun, today = penugasan.akun, timezone.localdate()
    form = AkhiriPeranForm(request.POST or None, initial={"sampai": penugasan.sampai or today})
    at_once = "seketika" in request.POST
    if at_once:
        form = AkhiriPeranForm({"sampai": today - timedelta(days=1)})
    sent = send(
        request, form, lambda: actions.end_role(penugasan, sampai=form.cleaned_data["sampai"], by=request.access)
    )
    name = f"{ROLE_LABELS[Role(penugasan.peran)]} di {penugasan.unit.nama}"
    if sent.done:
        until = "dicabut" if at_once else f"berlaku sampai {format_date(form.cleaned_data['sampai'])}"
        messages.success(request, f"Peran {name} untuk {akun.nama} {until}.")
        return redirect("organisasi:akun", pk=akun.pk)
    context = {
        "form": form,
        "crumbs": crumbs_of(akun, "Akhiri peran"),
        "judul": f"Akhiri peran {name}",
        "pengantar": f"Dipegang {akun.nama} sejak {format_date(penugasan.mulai)}.",
        "batal": address_of(akun),
    }
    return render(request, "organisasi/peran_akhiri.html", context, status=sent.status)


def obtain_role(request: Request, pk: int) -> Any:
    """The role, if this person may end it; 403 where he may only see it."""
    return obtain_for(request, Permission.MANAGE_ACCOUNTS, queries.roles(request.access), pk=pk)


def wajib_dua_langkah(request: Request, pk: int) -> HttpResponse:
    """Choose the roles of an instansi that need a second factor."""
    root = obtain_for(request, Permission.MANAGE_ACCOUNTS, queries.units(request.access).filter(induk=None), pk=pk)
    instansi = queries.instansi_of(root, request.access)
    chosen = [role.value for role in queries.roles_in(instansi.wajib_dua_langkah)]
    form = WajibDuaLangkahForm(request.POST or None, initial={"peran": chosen, "versi": instansi.versi})
    lead = (
        "Selain kata sandi, pemegang peran yang dipilih mengetik kode dari telepon. Yang belum memasangnya langsung "
        "dibawa ke halaman pemasangan, termasuk Anda sendiri bila peran Anda dipilih."
    )
    back = reverse("organisasi:akun-daftar")
    crumbs = [HOME, ("Akun", back), ("Masuk dua langkah", "")]
    return answer(
        request,
        form,
        lambda: actions.require_second_factor(
            instansi,
            seen=form.cleaned_data["versi"],
            peran=[Role(each) for each in form.cleaned_data["peran"]],
            by=request.access,
        ),
        FormPage(f"Masuk dua langkah di {root.nama}", crumbs, back, keterangan=lead),
        selesai="Tersimpan. Pemegang peran itu diminta memasangnya pada halaman berikutnya.",
        versi=lambda: queries.instansi_of(root, request.access).versi,
    )


# --- who may do what -------------------------------------------------------------------------------------------------


def wewenang_unit(request: Request, pk: int) -> HttpResponse:
    """Who holds which role on a unit, given here or above, and what the role may do."""
    unit = obtain(queries.units(request.access), pk=pk)
    roles = queries.who_may_here(unit, request.access, on=timezone.localdate())
    line = (*queries.ancestors_of(unit, request.access), unit)
    way = [(each.nama, reverse("organisasi:unit", args=[each.pk])) for each in line]
    context = {
        "crumbs": [
            HOME,
            ("Unit kerja", reverse("organisasi:unit-daftar")),
            *way,
            ("Siapa boleh apa", ""),
        ],
        "unit": unit,
        "dipegang": [each for each in roles if each.pemegang],
        "kosong": [each for each in roles if not each.pemegang],
        "boleh_kelola": request.access.allows(Permission.MANAGE_ACCOUNTS, unit.path),
    }
    return render(request, "organisasi/wewenang_unit.html", context)


def wewenang_orang(request: Request, pk: int) -> HttpResponse:
    """What one person may do, and on which units."""
    akun = obtain(queries.colleagues(request.access), pk=pk)
    rows = queries.roles_of(akun, request.access, on=timezone.localdate())
    context = {
        "crumbs": [
            HOME,
            ("Unit kerja", reverse("organisasi:unit-daftar")),
            (akun.unit.nama, reverse("organisasi:unit", args=[akun.unit_id])),
            ("Siapa boleh apa", reverse("organisasi:wewenang-unit", args=[akun.unit_id])),
            (akun.nama, ""),
        ],
        "akun": akun,
        "peran": [(row, queries.words_of(row.peran)) for row in rows if not row.berakhir],
        "berakhir": [row for row in rows if row.berakhir],
        "boleh_kelola": request.access.allows(Permission.MANAGE_ACCOUNTS, akun.unit.path),
    }
    return render(request, "organisasi/wewenang_orang.html", context)
