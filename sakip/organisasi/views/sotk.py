"""Reorganisation (perubahan SOTK) as a guided act: six steps that can be left and taken up, then the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import Sent, refuse, send
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions
from sakip.organisasi.forms.sotk import ApaForm, PutusanForm, TerapkanForm
from sakip.organisasi.queries import reorganisasi as queries
from sakip.organisasi.queries import units
from sakip.organisasi.queries.rancangan import Perubahan, perubahan
from sakip.organisasi.rules.reorganisasi import Putusan, Rancangan

HOME = ("Beranda", "/")
STEPS = (
    ("apa", "Apa dan kapan"),
    ("unit", "Unit"),
    ("anak", "Unit di bawahnya"),
    ("indikator", "Indikator"),
    ("jabatan", "Jabatan dan peran"),
    ("periksa", "Periksa dan terapkan"),
)
PARTS = frozenset({"indikator", "jabatan"})
CODES = [kode for kode, _label in STEPS]


def address(kode: str, pk: int) -> str:
    """The address of a step."""
    if kode in PARTS:
        return reverse("organisasi:sotk-bagian", args=[pk, kode])
    return reverse("organisasi:sotk" if kode == "periksa" else f"organisasi:sotk-{kode}", args=[pk])


def after(kode: str, pk: int) -> str:
    """The address of the next step."""
    return address(CODES[CODES.index(kode) + 1], pk)


def draft_of(request: Request, pk: int) -> Any:
    """The draft through the gate, for one who manages the units of its instansi."""
    return obtain_for(request, Permission.MANAGE_UNITS, queries.reorganisasi(request.access), pk=pk)


def frame(row: Any, kode: str, change: Perubahan) -> dict[str, Any]:
    """What the steps share: the way, where one is, what is wrong in this step."""
    return {
        "crumbs": [HOME, ("Perubahan SOTK", reverse("organisasi:sotk-daftar")), (row.judul, "")],
        "row": row,
        "judul": row.judul,
        "perubahan": change,
        "langkah": CODES.index(kode) + 1,
        "steps": [{"label": label, "url": address(each, row.pk)} for each, label in STEPS],
        "masalah": list(dict.fromkeys(each.sentence for each in change.masalah if each.field == kode)),
        "kembali": address(CODES[max(CODES.index(kode) - 1, 0)], row.pk),
    }


def save(request: Request, form: Any, row: Any, decide: Callable[[], dict[str, Any]]) -> Sent:
    """Save what a step decides; ``decide`` answers the columns of the draft, once the form is valid."""

    def act() -> Any:
        return actions.edit_reorganisasi(row, seen=form.cleaned_data["versi"] or 0, by=request.access, **decide())

    return send(request, form, act, versi=lambda: version_now(request, row))


def version_now(request: Request, row: Any) -> int:
    return int(obtain(queries.reorganisasi(request.access), pk=row.pk).versi)


# --- the list, the first step ----------------------------------------------------------------------------------------


def daftar(request: Request) -> HttpResponse:
    """The drafts and what was applied, the latest first."""
    _managed_root(request)
    rows = queries.reorganisasi(request.access, Permission.MANAGE_UNITS)
    context = {"crumbs": [HOME, ("Perubahan SOTK", "")], "rows": rows}
    return render(request, "organisasi/sotk_daftar.html", context)


def _managed_root(request: Request) -> Any:
    """The instansi whose units one manages as a whole: the one asked for, else the first; 403 for one who has none."""
    roots = units(request.access, Permission.MANAGE_UNITS).filter(induk=None)
    if asked := request.GET.get("instansi"):
        return obtain(roots, pk=asked)
    root = roots.first()
    if root is None:
        request.access.require(Permission.MANAGE_UNITS, "")
    return root


def tambah(request: Request) -> HttpResponse:
    """Begin a draft by saying what changes and when."""
    root = _managed_root(request)
    form = ApaForm(request.POST or None)
    sent = send(request, form, lambda: actions.draft_reorganisasi(root, by=request.access, **_apa(form, Rancangan())))
    if sent.done:
        return redirect(after("apa", sent.result.pk))
    context = {
        "crumbs": [HOME, ("Perubahan SOTK", reverse("organisasi:sotk-daftar")), ("Perubahan baru", "")],
        "form": form,
        "judul": "Perubahan baru",
        "row": None,
        "root": root,
        "langkah": 1,
        "steps": [label for _kode, label in STEPS],
        "kembali": reverse("organisasi:sotk-daftar"),
    }
    return render(request, "organisasi/sotk_apa.html", context, status=sent.status)


def _apa(form: ApaForm, draft: Rancangan) -> dict[str, Any]:
    said = {name: form.cleaned_data[name] for name in ("judul", "tanggal", "dasar_hukum")}
    return said | {"rancangan": replace(draft, mulai_tahun=form.cleaned_data["mulai_tahun"])}


def apa(request: Request, pk: int) -> HttpResponse:
    """Step 1: what changes, from which day, by which regulation."""
    row = draft_of(request, pk)
    if row.diterapkan:
        return redirect(address("periksa", pk))
    change = perubahan(row, seen_by=request.access)
    initial = {name: getattr(row, name) for name in ("judul", "tanggal", "dasar_hukum", "versi")}
    form = ApaForm(request.POST or None, initial=initial | {"mulai_tahun": change.rancangan.mulai_tahun})
    sent = save(request, form, row, lambda: _apa(form, change.rancangan))
    if sent.done:
        return redirect(after("apa", pk))
    context = frame(row, "apa", change) | {"form": form}
    return render(request, "organisasi/sotk_apa.html", context, status=sent.status)


# --- steps 3 to 5: where each thing goes -----------------------------------------------------------------------------


def anak(request: Request, pk: int) -> HttpResponse:
    """Step 3: under which successor the units below the sources go on."""
    row = draft_of(request, pk)
    if row.diterapkan:
        return redirect(address("periksa", pk))
    change = perubahan(row, seen_by=request.access)
    named = _named(change)
    rows = [
        {
            "kunci": f"anak-{each.unit.pk}",
            "label": each.unit.nama,
            "unit": change.unit(each.unit.induk_id),
            "pilihan": named,
            "ke": _above(change, each),
            "nama": decided.nama if (decided := change.rancangan.anak.get(each.unit.pk)) else "",
            "banyak": False,
            "bernama": True,
        }
        for each in change.anak
    ]
    form = PutusanForm(request.POST or None, rows=rows, initial={"versi": row.versi})

    def decide() -> dict[str, Any]:
        chosen = {each.unit.pk: Putusan(*form.chosen(f"anak-{each.unit.pk}")) for each in change.anak}
        return {"rancangan": replace(change.rancangan, anak=chosen)}

    sent = save(request, form, row, decide)
    if sent.done:
        return _on(request, "anak", pk)
    context = frame(row, "anak", change) | {"form": form, "bagian": [_shown("Unit di bawahnya", rows, form)]}
    return render(request, "organisasi/sotk_putusan.html", context, status=sent.status)


def _above(change: Perubahan, child: Any) -> tuple[str, ...]:
    """The key of the successor below which a unit goes on: as decided, else the main one of its parent."""
    decided = change.rancangan.anak.get(child.unit.pk)
    named = {kunci for kunci, _nama in _named(change)}
    return decided.ke if decided and named.issuperset(decided.ke) else change.penerus(child.unit.induk_id)[:1]


def _named(change: Perubahan) -> list[tuple[str, str]]:
    """The successors that the draft names, by key."""
    own = {each.kunci for each in change.rancangan.penerus}
    return [(each.kunci, each.nama) for each in change.buka if each.kunci in own]


def bagian(request: Request, pk: int, langkah: str) -> HttpResponse:
    """Steps 4 and 5: which unit takes what the closing ones own. A button takes the proposals again."""
    if langkah not in PARTS:
        raise Http404
    row = draft_of(request, pk)
    if row.diterapkan:
        return redirect(address("periksa", pk))
    change = perubahan(row, seen_by=request.access)
    parts = {
        kode: part
        for kode, part in queries.bagian_of(change, seen_by=request.access).items()
        if part.langkah == langkah
    }
    rows = {kode: [_row(change, part, each) for each in part.baris] for kode, part in parts.items()}
    form = PutusanForm(
        request.POST or None, rows=[row for some in rows.values() for row in some], initial={"versi": row.versi}
    )

    def decide() -> dict[str, Any]:
        again = "usulan" in request.POST
        chosen = {
            kode: {} if again else {each.pk: Putusan(*form.chosen(f"{kode}-{each.pk}")) for each in part.baris}
            for kode, part in parts.items()
        }
        return {"rancangan": replace(change.rancangan, bagian={**change.rancangan.bagian, **chosen})}

    sent = save(request, form, row, decide)
    if sent.done:
        return _on(request, langkah, pk)
    context = frame(row, langkah, change) | {
        "form": form,
        "bagian": [_shown(part.judul, rows[kode], form, part.catatan) for kode, part in parts.items()],
        "usulan": True,
    }
    context["masalah"] += [each.sentence for part in parts.values() for each in part.masalah]
    return render(request, "organisasi/sotk_putusan.html", context, status=sent.status)


def _row(change: Perubahan, part: queries.Bagian, each: queries.Baris) -> dict[str, Any]:
    """A row as the form takes it; it may go to the successors of its unit and to all that the draft names."""
    keys = dict.fromkeys([*change.penerus(each.unit.pk), *(kunci for kunci, _nama in _named(change)), *each.putusan.ke])
    return {
        "kunci": f"{part.kode}-{each.pk}",
        "label": each.nama,
        "unit": each.unit,
        "keterangan": each.keterangan,
        "pilihan": [(key, change.dibuka(key).nama) for key in keys],
        "ke": each.putusan.ke,
        "nama": each.putusan.nama,
        "banyak": part.banyak,
        "bernama": part.bernama,
    }


def _shown(judul: str, rows: list[dict[str, Any]], form: PutusanForm, catatan: tuple[str, ...] = ()) -> dict[str, Any]:
    """A table of the step, each row with its inputs."""
    lines = [
        row
        | {
            "pilih": form[f"ke-{row['kunci']}"],
            "ganti": form[f"nama-{row['kunci']}"] if row["bernama"] else None,
        }
        for row in rows
    ]
    return {"judul": judul, "rows": lines, "catatan": catatan, "bernama": any(row["bernama"] for row in rows)}


def _on(request: Request, kode: str, pk: int) -> HttpResponse:
    """To the next step; who took the proposals again sees them first."""
    return redirect(address(kode, pk) if "usulan" in request.POST else after(kode, pk))


# --- the last look, the act, the result ------------------------------------------------------------------------------


def sotk(request: Request, pk: int) -> HttpResponse:
    """Step 6: before and after, everything that stands in the way. Of an applied change: what it did."""
    row = draft_of(request, pk)
    if row.diterapkan:
        return _result(request, row)
    return _last_look(request, row, TerapkanForm(initial={"versi": row.versi}))


def _last_look(request: Request, row: Any, form: TerapkanForm, status: int = 200) -> HttpResponse:
    change = perubahan(row, seen_by=request.access)
    parts = queries.bagian_of(change, seen_by=request.access)
    problems = queries.masalah_of(change, parts.values(), on=timezone.localdate())
    labels = dict(STEPS)
    context = frame(row, "periksa", change) | {
        "form": form,
        "alur": queries.flow(change),
        "masalah_langkah": [
            (sentence, labels[kode], address(kode, row.pk))
            for sentence, kode in dict.fromkeys((each.sentence, each.field) for each in problems)
        ],
        "bagian": [(part, len([each for each in part.baris if each.putusan.ke])) for part in parts.values()],
        "catatan": [note for part in parts.values() for note in part.catatan],
    }
    return render(request, "organisasi/sotk_periksa.html", context, status=status)


def _result(request: Request, row: Any) -> HttpResponse:
    context = {
        "crumbs": [HOME, ("Perubahan SOTK", reverse("organisasi:sotk-daftar")), (row.judul, "")],
        "row": row,
        "alur": queries.flow_applied(row, seen_by=request.access),
    }
    return render(request, "organisasi/sotk_hasil.html", context)


@require_POST
def terapkan(request: Request, pk: int) -> HttpResponse:
    """Carry the change out, or say beside the draft why not."""
    row = draft_of(request, pk)
    form = TerapkanForm(request.POST)
    if not form.is_valid():
        return _last_look(request, row, form, 422)
    try:
        actions.apply_reorganisasi(row, seen=form.cleaned_data["versi"], by=request.access)
    except Refused as no:
        if no.refusal.code == "sotk-sudah-diterapkan":
            raise
        refuse(form, no, lambda: version_now(request, row))
        if no.refusal.code == "sotk-bermasalah":
            form.errors.clear()  # the page lists the problems themselves
        return _last_look(request, row, form, 409)
    messages.success(request, f"{row.judul} sudah diterapkan.")
    return redirect("organisasi:sotk", pk=pk)


@require_POST
def buang(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    row = draft_of(request, pk)
    actions.discard_reorganisasi(row, by=request.access)
    messages.success(request, f"Rancangan “{row.judul}” dibuang. Riwayat tetap menyimpannya.")
    return redirect("organisasi:sotk-daftar")
