"""The policy of an instansi: what holds and since when, a change with its effect before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.scales import SENDIRI, scales
from sakip.kernel.access import Permission
from sakip.kernel.queries import writers
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import refuse
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi.actions import set_policy
from sakip.organisasi.queries import (
    BAWAAN,
    KebijakanBerlaku,
    home_unit,
    policies,
    policy_of,
    proposed,
    root_of,
    units,
    years_changed,
)
from sakip.perencanaan import pilihan
from sakip.perencanaan.forms.kebijakan import KebijakanForm, initial_of
from sakip.perencanaan.pengaruh import Pengaruh, effects
from sakip.perencanaan.penjelasan import Hasil, thresholds, tone
from sakip.perencanaan.views import shared
from sakip.referensi.queries import bagian_kebijakan, paket_aturan, pilihan_kebijakan

PAGE = "Kebijakan pengukuran"


def roots(request: Request) -> Any:
    """The instansi that the reader sees."""
    return units(request.access).filter(induk=None)


def kebijakan(request: Request, pk: int | None = None) -> HttpResponse:
    """What holds in the chosen year, in words, and how it came to be; everyone in the instansi reads it."""
    home = home_unit(request.access)
    root = obtain(roots(request), pk=pk) if pk else (root_of(home, request.access) if home else roots(request).first())
    if root is None:
        return render(request, "perencanaan/kebijakan.html", {"crumbs": shared.crumbs((PAGE, ""))})
    rows = list(policies(root, seen_by=request.access))
    held = [policy_of(row) for row in rows]
    until = [each for each in held if (each.sejak or 0) <= request.periode.tahun]
    now = until[0] if until else BAWAAN
    context = {
        "crumbs": shared.crumbs((PAGE, "")),
        "root": root,
        "lain": [each for each in roots(request) if each.pk != root.pk],
        "kebijakan": now,
        "bagian": [
            (judul, [(each, pilihan.since(each.pilihan.nama, until)) for each in found])
            for judul, found in pilihan.by_part(pilihan.facts(now))
        ],
        "ambang": thresholds(now.skala, None, request.periode),
        "urutan": _timeline(rows, held),
        "boleh": request.access.allows(Permission.MANAGE_POLICY, root.path),
    }
    return render(request, "perencanaan/kebijakan.html", context)


def _timeline(rows: list[Any], held: list[KebijakanBerlaku]) -> list[dict[str, Any]]:
    """Every policy that was set, the latest first, with what it changed and who set it last."""
    by = writers([(type(row)._meta.label, row.pk) for row in rows])
    found = []
    for row, policy, before in zip(rows, held, [*held, BAWAAN][1:], strict=True):
        changes = [each for each in pilihan.compared(before, policy) if each.berbeda]
        found.append({"row": row, "oleh": by.get((type(row)._meta.label, row.pk)), "ubahan": changes, "policy": policy})
    return found


# --- changing it -----------------------------------------------------------------------------------------------------


def ubah(request: Request, pk: int) -> HttpResponse:
    """Choose from a year on. *Lihat pengaruh* computes and saves nothing; *Simpan* asks a reason for a changed past."""
    root = obtain_for(request, Permission.MANAGE_POLICY, roots(request), pk=pk)
    form = KebijakanForm(request.POST or None, initial=_initial(request, root))
    if request.method != "POST":
        return _form_page(request, root, form)
    if not form.is_valid():
        return _form_page(request, root, form, status=422)
    data, choices = form.cleaned_data, form.choices()
    tahun = data["mulai_tahun"]
    try:
        wanted = proposed(tahun, choices)
        if "pengaruh" in request.POST:
            return _form_page(request, root, form, tahun=tahun, wanted=wanted)
        seen = data["versi"] if data["versi_tahun"] == tahun else None
        set_policy(root, mulai_tahun=tahun, seen=seen, by=request.access, alasan=data["alasan"], **choices)
    except Refused as no:
        refuse(form, no, lambda: _now(request, root, tahun))
        return _form_page(request, root, form, status=409)
    messages.success(request, f"Kebijakan yang berlaku mulai tahun {tahun} tersimpan.")
    return redirect("perencanaan:kebijakan-instansi", pk=root.pk)


def _initial(request: Request, root: Any) -> dict[str, Any]:
    """What the form begins with: a pack (?paket=), else the policy that holds in the year (?tahun=)."""
    asked = request.GET.get("tahun", "")
    tahun = int(asked) if asked.isdigit() and len(asked) == 4 else request.periode.tahun
    rows = list(policies(root, seen_by=request.access))
    holding = next((row for row in rows if row.mulai_tahun <= tahun), None)
    own = next((row for row in rows if row.mulai_tahun == tahun), None)
    pack = paket_aturan().get(request.GET.get("paket", ""))
    policy = pilihan.policy_of_pack(pack) if pack else policy_of(holding) if holding else BAWAAN
    seen = {"versi": own.versi, "versi_tahun": tahun, "dasar_hukum": own.dasar_hukum} if own else {}
    return initial_of(policy) | {"mulai_tahun": tahun} | seen


def _now(request: Request, root: Any, tahun: int) -> dict[str, int]:
    """The version that the policy of the year has now."""
    return {"versi": policies(root, seen_by=request.access).get(mulai_tahun=tahun).versi, "versi_tahun": tahun}


def _form_page(
    request: Request,
    root: Any,
    form: KebijakanForm,
    *,
    status: int = 200,
    tahun: int | None = None,
    wanted: KebijakanBerlaku | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "crumbs": shared.crumbs((PAGE, reverse("perencanaan:kebijakan-instansi", args=[root.pk])), ("Ubah", "")),
        "root": root,
        "form": form,
        "bagian": _parts(form),
        "paket": paket_aturan().get(request.GET.get("paket", "")),
        "kembali": reverse("perencanaan:kebijakan-instansi", args=[root.pk]),
    }
    if wanted is not None and tahun is not None:
        years = sorted({today.year - 1, tahun})
        found = effects(root, years, wanted, seen_by=request.access, posisi_data=today)
        context["pengaruh"] = [(each, *_effect_rows(each)) for each in found]
        context["tahun_lewat"] = years_changed(root, tahun, on=today, seen_by=request.access)
        context["mulai"], context["posisi_data"] = tahun, today
    return render(request, "perencanaan/kebijakan_ubah.html", context, status=status)


def _effect_rows(effect: Pengaruh) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Units and indicators of a year under both policies, ready for the template."""
    units = [_beside(each, lambda side: side.rerata.nilai) for each in (effect.instansi, *effect.bagian)]
    return units, [_beside(each, lambda side: side.capaian.dipakai) for each in effect.indikator]


def _beside(each: Any, value: Callable[[Any], Any]) -> dict[str, Any]:
    shown = {
        name: Hasil(value(side), None, tone(side.kelas), side.kelas.label if side.kelas else "", places=side.places)
        for name, side in (("sekarang", each.sekarang), ("menjadi", each.menjadi))
    }
    return {"satu": each, "besar": None if each.poin is None else abs(each.poin), **shown}


def _parts(form: KebijakanForm) -> list[tuple[str, list[dict[str, Any]]]]:
    """The choices under the titles of their parts, each with its field, its answers and their examples."""
    rows = pilihan_kebijakan().values()
    return [
        (judul, [_choice(form, row) for row in rows if row.bagian == kode])
        for kode, judul in bagian_kebijakan().items()
    ]


def _choice(form: KebijakanForm, row: Any) -> dict[str, Any]:
    field = form[row.nama]
    chosen = str(field.value() or "")
    return {
        "pilihan": row,
        "field": field,
        "opsi": [
            {"opsi": each, "contoh": pilihan.example_of(row, each.kode), "dipilih": each.kode == chosen}
            for each in row.opsi
        ],
        "skala": [(each, _classes(each), each.kode == chosen) for each in scales().values()]
        if row.nama == "skala"
        else [],
        "sendiri": chosen == SENDIRI,
        "lain": chosen if row.opsi and chosen not in {each.kode for each in row.opsi} else "",
    }


def _classes(skala: Any) -> list[tuple[str, str, str]]:
    """Word, tone and bound of each class, for the list of scales."""
    return [
        (
            each.label,
            tone(each),
            f"{'>' if each.eksklusif else '≥'} {'/'.join(f'{bound:f}' for bound in each.mulai)}" if each.mulai else "",
        )
        for each in skala.kelas
    ]
