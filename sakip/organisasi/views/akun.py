"""Accounts, for who administers them: the list, one account, inviting, changing, closing and opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS, Permission, Role
from sakip.kernel.queries import deeds, history_of_objects
from sakip.kernel.sending import FormPage, answer, send, shown
from sakip.kernel.tables import Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, mailing, queries
from sakip.organisasi.forms.akun import AkunForm, AlasanForm, SurelForm, UndangForm
from sakip.organisasi.queries import KeadaanAkun
from sakip.organisasi.transfers.ekspor import NamaUnit, akun_columns, one_for_each_role
from sakip.organisasi.views.shared import HOME

PER_PAGE = 50
DEEDS = 10
FILTERS = ("cari", "keadaan", "peran", "dua_langkah")


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The accounts in one's reach, with search by name, address or unit, by state, role and second factor."""
    require_somewhere(request)
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    today = timezone.localdate()
    found = queries.accounts(
        request.access,
        text=chosen["cari"],
        keadaan=chosen["keadaan"],
        peran=chosen["peran"],
        dua_langkah=chosen["dua_langkah"],
        on=today,
    )
    names = NamaUnit(request.access, today)
    files = Table(
        request,
        "akun",
        akun_columns(names),
        found,
        show=lambda rows: one_for_each_role(queries.rows_of(rows, on=today)),
    )
    if file := files.export("Akun"):
        return file
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "crumbs": [HOME, ("Akun", "")],
        "page": page,
        "rows": queries.rows_of(list(page.object_list), on=today),
        "berkas": files,
        "dipilih": chosen,
        "keadaan_pilihan": [(each.value, each.label) for each in KeadaanAkun],
        "peran_pilihan": [(role.value, ROLE_LABELS[role]) for role in GIVEN_ROLES],
        "sisa": urlencode({name: value for name, value in chosen.items() if value}),
        "instansi": queries.guarded_instansi(request.access),
    }
    return render(request, "organisasi/akun_daftar.html", context)


def akun(request: Request, pk: int) -> HttpResponse:
    """One account: whose it is, its roles, links, sessions, and what was done to it."""
    found = obtain_account(request, pk)
    now = timezone.now()
    roles = queries.roles_of(found, request.access, on=timezone.localdate())
    links = queries.links_of(found, request.access, at=now)
    told = history_of_objects(
        request.access,
        {
            "organisasi.Akun": [found.pk],
            "organisasi.Penugasan": [row.pk for row in roles],
            "organisasi.Undangan": [row.pk for row in links],
        },
    )
    context = {
        "crumbs": crumbs_of(found),
        "akun": found,
        "keadaan": queries.keadaan(found),
        "peran": roles,
        "tautan": links,
        "sesi": queries.sessions_of(found, request.access, at=now),
        "sendiri": found.pk == request.access.actor_id,
        "deeds": deeds(told[: DEEDS * 3])[:DEEDS],
    }
    return render(request, "organisasi/akun.html", context)


@never_cache
def undang(request: Request) -> HttpResponse:
    """Invite somebody with a first role; the answer shows the link, this once."""
    require_somewhere(request)
    choices = {**_choices(request), "di": unit_choices(request)}
    form = UndangForm(request.POST or None, initial={"mulai": timezone.localdate()}, choices=choices)
    sent = send(request, form, lambda: _invite(request, form.cleaned_data))
    if sent.done:
        return link_page(request, sent.result)
    back = reverse("organisasi:akun-daftar")
    lead = "Akun dibuat tanpa kata sandi. Orangnya menetapkan kata sandi sendiri lewat tautan sekali pakai."
    crumbs = [HOME, ("Akun", back), ("Undang orang", "")]
    page = FormPage("Undang orang", crumbs, back, tombol="Buat undangan", keterangan=lead)
    return shown(request, form, page, sent)


def _invite(request: Request, typed: dict[str, Any]) -> actions.Tautan:
    first = actions.PeranBaru(Role(typed["peran"]), _unit(request, typed["di"]), typed["mulai"], typed["sampai"])
    return actions.invite_account(
        _unit(request, typed["unit"]),
        email=typed["email"],
        nama=typed["nama"],
        pegawai=queries.pegawai_by_id(typed["pegawai"], request.access),
        peran=[first],
        by=request.access,
    )


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change name, unit and pegawai."""
    found = obtain_account(request, pk)
    initial = {"nama": found.nama, "unit": found.unit_id, "pegawai": found.pegawai_id, "versi": found.versi}
    form = AkunForm(request.POST or None, initial=initial, choices=_choices(request, found))

    def act() -> Any:
        typed = form.cleaned_data
        return actions.edit_account(
            found,
            seen=typed["versi"] or 0,
            nama=typed["nama"],
            unit=_unit(request, typed["unit"]),
            pegawai=queries.pegawai_by_id(typed["pegawai"], request.access),
            by=request.access,
        )

    page = account_page(found, "Ubah akun")
    versi = lambda: obtain_account(request, pk).versi  # noqa: E731 - said once
    return answer(request, form, act, page, selesai="Perubahan akun tersimpan.", versi=versi)


def ubah_surel(request: Request, pk: int) -> HttpResponse:
    """Change the address with which one signs in."""
    found = obtain_account(request, pk)
    form = SurelForm(request.POST or None, initial={"email": found.email, "versi": found.versi})
    lead = "Tautan yang sudah dikirim ke surel lama ditarik, dan tautan masuk tunggal dilepas."
    return answer(
        request,
        form,
        lambda: actions.change_email(
            found, seen=form.cleaned_data["versi"], email=form.cleaned_data["email"], by=request.access
        ),
        account_page(found, "Ganti surel", keterangan=lead),
        selesai=lambda now: f"Mulai sekarang {found.nama} masuk dengan surel {now.email}.",
        versi=lambda: obtain_account(request, pk).versi,
    )


def nonaktifkan(request: Request, pk: int) -> HttpResponse:
    """Close an account."""
    found = obtain_account(request, pk)
    form = AlasanForm(request.POST if request.method == "POST" else None, required=False)
    lead = (
        f"{found.nama} tidak dapat masuk lagi dan sesinya langsung berakhir. Peran dan semua catatannya tetap ada; "
        "akun dapat diaktifkan kembali kapan saja."
    )
    title = f"Nonaktifkan akun {found.nama}"
    return answer(
        request,
        form,
        lambda: actions.deactivate_account(found, alasan=form.cleaned_data["alasan"], by=request.access),
        account_page(found, "Nonaktifkan", title, keterangan=lead, tombol="Nonaktifkan akun", ikon="ban"),
        selesai=f"Akun {found.nama} dinonaktifkan. Sesinya berakhir dan tautannya ditarik.",
    )


@require_POST
def aktifkan(request: Request, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = obtain_account(request, pk)
    actions.activate_account(found, by=request.access)
    messages.success(request, f"Akun {found.nama} aktif kembali, dengan peran yang masih berlaku.")
    return redirect("organisasi:akun", pk=pk)


# --- shared with the views of roles and of signing in ----------------------------------------------------------------


def require_somewhere(request: Request) -> None:
    """403 for who administers no accounts at all."""
    paths = request.access.paths_for(Permission.MANAGE_ACCOUNTS)
    request.access.require(Permission.MANAGE_ACCOUNTS, paths[0] if paths else "")


def obtain_account(request: Request, pk: int) -> Any:
    """The account, if this person may administer it; 403 for a colleague's, 404 for a stranger's."""
    return obtain_for(request, Permission.MANAGE_ACCOUNTS, queries.colleagues(request.access), pk=pk)


def address_of(akun: Any) -> str:
    return reverse("organisasi:akun", args=[akun.pk])


def crumbs_of(akun: Any, last: str = "") -> list[tuple[str, str]]:
    way = [HOME, ("Akun", reverse("organisasi:akun-daftar")), (akun.nama, address_of(akun))]
    return [*way, (last, "")] if last else way


def account_page(akun: Any, here: str, judul: str = "", **more: Any) -> FormPage:
    """A form about an account; ``judul`` where the title says more than the way."""
    return FormPage(judul or here, crumbs_of(akun, here), address_of(akun), **more)


def unit_choices(request: Request) -> list[tuple[str, str]]:
    """The units on which this person may give roles, as an indented list."""
    return [("", "Pilih unit"), *queries.unit_options(request.access, Permission.MANAGE_ACCOUNTS)]


def _choices(request: Request, akun: Any = None) -> dict[str, list[tuple[str, str]]]:
    people = [("", "Tidak dihubungkan"), *queries.pegawai_options(request.access, akun)]
    return {"unit": unit_choices(request), "pegawai": people}


def _unit(request: Request, pk: str) -> Any:
    return obtain(queries.units(request.access, Permission.MANAGE_ACCOUNTS), pk=pk)


def link_page(request: Request, tautan: actions.Tautan) -> HttpResponse:
    """The link that was just made, to be handed over; nobody can show it again. Mailed where mail is configured."""
    alamat = mailing.address_of(tautan, request.build_absolute_uri("/"))
    found = tautan.undangan.akun
    context = {
        "crumbs": crumbs_of(found, "Tautan"),
        "akun": found,
        "undangan": tautan.undangan,
        "alamat": alamat,
        "dikirim": mailing.mail_link(tautan, alamat) if mailing.configured() else None,
    }
    return render(request, "organisasi/tautan.html", context)
