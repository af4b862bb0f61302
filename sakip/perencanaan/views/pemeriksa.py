"""The checker of the plan: findings by rule, the rows of each, one set aside, badges beside what is edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import LEVEL_WIDTH, Permission
from sakip.kernel.sending import send
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, number_in, obtain, obtain_for
from sakip.organisasi.queries import unit_choices, units
from sakip.perencanaan import queries
from sakip.perencanaan.actions import set_finding_aside, take_finding_up
from sakip.perencanaan.forms.temuan import KesampingkanForm
from sakip.perencanaan.pemeriksa import KEPARAHAN, Temuan, counts, periksa, within
from sakip.perencanaan.queries.rencana import documents
from sakip.perencanaan.views import shared
from sakip.referensi.queries import Aturan, aturan_pemeriksa

PAGE = "Pemeriksa rencana"
TONE = {"galat": "sangat-rendah", "peringatan": "sedang", "saran": "info"}
ICON = {"galat": "alert-circle", "peringatan": "alert-triangle", "saran": "help-circle"}
LABEL = {"galat": "Galat", "peringatan": "Peringatan", "saran": "Saran"}
ASIDE = "dikesampingkan"
FILTERS = ("cari", "unit", "dokumen", "objek")
COLUMNS = (
    Column("objek", "Yang diperiksa", lambda one: one.objek.nama, sort=True, fixed=True),
    Column("jenis", "Jenis", lambda one: one.objek.jenis, sort=True),
    Column("temuan", "Temuan", lambda one: one.kalimat),
    Column("unit", "Unit", lambda one: one.unit, sort=lambda rows: [one.path for one in rows]),
    Column("keparahan", "Keparahan", lambda one: LABEL[one.aturan.keparahan], on_page=False),
    Column("aturan", "Aturan", lambda one: one.aturan.judul, on_page=False),
    Column("dasar", "Dasar", lambda one: one.aturan.dasar, on_page=False),
    Column("perbaikan", "Perbaikan", lambda one: one.aturan.perbaikan, on_page=False),
    Column("rupiah", "Rupiah", lambda one: one.objek.rupiah or "", on_page=False),
    Column("dikesampingkan", "Dikesampingkan", lambda one: one.dikesampingkan, on_page=False),
    Column("tindakan", "Tindakan"),
)


@dataclass(frozen=True)
class Kelompok:
    """What one rule found: how many, in how many units."""

    aturan: Aturan
    temuan: Sequence[Temuan]

    @property
    def unit(self) -> int:
        return len({one.path for one in self.temuan})

    @property
    def tone(self) -> str:
        return TONE[self.aturan.keparahan]

    @property
    def icon(self) -> str:
        return ICON[self.aturan.keparahan]

    @property
    def label(self) -> str:
        return LABEL[self.aturan.keparahan]


def pemeriksa(request: Request) -> StreamingHttpResponse | HttpResponse:
    """By rule; with a rule or a search the findings themselves. As a file: all that the filters leave."""
    every, path = list(units(request.access).select_related("instansi")), _path(request)
    root = next((unit for unit in every if unit.path == path), None)
    if root is None:
        return render(request, "perencanaan/pemeriksa.html", {"crumbs": shared.crumbs((PAGE, ""))})
    asked = request.GET
    choice = _documents(request, root)
    document = next((row for row in choice if str(row.pk) == asked.get("dokumen")), None) or _document(request)
    tahun = _year(request, document)
    within_reach = _asked_for(_found(request, root.path, tahun, known=every), asked)
    chosen = aturan_pemeriksa().get(asked.get("aturan", ""))
    shown = _of_state(within_reach, asked)
    mine = {path for path in {one.path for one in shown} if request.access.allows(Permission.PLAN, path)}
    table = Table(request, "pemeriksa", COLUMNS if mine else COLUMNS[:-1], shown)
    if file := table.export("Pemeriksaan rencana"):
        return file
    listed = bool(chosen or asked.get("cari", "").strip() or asked.get("objek") or asked.get("keadaan") == ASIDE)
    context = {
        "crumbs": shared.crumbs((PAGE, reverse("perencanaan:pemeriksa") if listed else ""), *_last(chosen, listed)),
        "root": root,
        "tab": _tabs(within_reach, asked),
        "aturan_dipilih": chosen,
        "kelompok": [] if listed else _groups(shown),
        "table": table if listed else None,
        "tentang": shown[0].objek.nama if asked.get("objek") and shown else "",
        "rupiah": sum(one.objek.rupiah for one in shown) if listed else 0,
        "jumlah_aturan": len(_rules(request)),
        "unit_pilihan": unit_choices(request.access, every),
        "dokumen": document,
        "tahun": tahun,
        "dokumen_pilihan": [(str(row.pk), row.nama) for row in choice],
        "saring": {name: asked.get(name, "") for name in (*FILTERS, "keparahan", "aturan", "keadaan")},
        "boleh_pada": mine,
    }
    return render(request, "perencanaan/pemeriksa.html", context)


def aturan(request: Request) -> HttpResponse:
    """Every rule for the reader's instansi: what it looks for, why, by which legal basis, how to mend it."""
    rules = [Kelompok(each, ()) for each in _rules(request)]
    crumbs = shared.crumbs((PAGE, reverse("perencanaan:pemeriksa")), ("Aturan", ""))
    return render(request, "perencanaan/pemeriksa_aturan.html", {"crumbs": crumbs, "aturan": rules})


def _rules(request: Request) -> list[Aturan]:
    family = request.access.seat.family
    return [each for each in aturan_pemeriksa().values() if not each.kerangka or family in {"", each.kerangka}]


def lencana(request: Request) -> HttpResponse:
    """A fragment: what stands against one thing (?objek=indikator:12, or ?dokumen=), beside where it is edited."""
    path, tahun = _path(request), _year(request, _document(request))
    asked = request.GET
    tempat = asked.get("objek", "") or (f"dokumen:{asked['dokumen']}" if asked.get("dokumen") else "")
    found = _of_state(_asked_for(_found(request, path, tahun, tempat=tempat), asked), asked) if path else []
    page = reverse("perencanaan:pemeriksa") + "?" + request.GET.urlencode()
    context = {
        "temuan": [(one, TONE[one.aturan.keparahan], ICON[one.aturan.keparahan]) for one in found],
        "ada_galat": any(one.aturan.keparahan == KEPARAHAN[0] for one in found),  # the rest waits to be asked
        "alamat": page,
        "tahun": tahun,
    }
    return render(request, "perencanaan/_lencana.html", context)


def kesampingkan(request: Request) -> HttpResponse:
    """Set one finding (?aturan=, ?objek=) aside with a reason."""
    one = _one(request)
    unit = obtain_for(request, Permission.PLAN, units(request.access), pk=one.objek.unit_id)
    form = KesampingkanForm(request.POST or None)
    back = f"{reverse('perencanaan:pemeriksa')}?aturan={one.aturan.id}"

    def save() -> Any:
        aturan, objek, data = one.aturan.id, one.objek.kunci, form.cleaned_data
        return set_finding_aside(unit, aturan=aturan, objek=objek, on=timezone.localdate(), by=request.access, **data)

    sent = send(request, form, save)
    if sent.done:
        messages.success(request, f"Temuan pada “{one.objek.nama}” dikesampingkan.")
        return redirect(back)
    context = {
        "crumbs": shared.crumbs(
            (PAGE, reverse("perencanaan:pemeriksa")), (one.aturan.judul, back), ("Kesampingkan", "")
        ),
        "temuan": one,
        "form": form,
        "kembali": back,
    }
    return render(request, "perencanaan/pemeriksa_kesampingkan.html", context, status=sent.status)


@require_POST
def cabut(request: Request, pk: int) -> HttpResponse:
    """Let a finding stand again."""
    row = obtain(queries.set_aside(request.access), pk=pk)
    take_finding_up(row, by=request.access)
    messages.success(request, "Pengesampingan dicabut; temuannya tampil kembali bila masih ada.")
    return redirect(f"{reverse('perencanaan:pemeriksa')}?aturan={row.aturan}")


def _path(request: Request) -> str:
    """The path of the instansi that is checked: the reader's own; empty for who has a role on no unit."""
    return min((grant.path for grant in request.access.grants if grant.path), default="")[:LEVEL_WIDTH]


def _found(request: Request, path: str, tahun: int, **more: Any) -> Sequence[Temuan]:
    return periksa(path, tahun, on=timezone.localdate(), seen_by=request.access, **more)


def _year(request: Request, document: Any) -> int:
    """The chosen year; of a document that does not cover it the nearest of its own years."""
    tahun = request.periode.tahun
    return tahun if document is None else min(max(tahun, document.tahun_awal), document.tahun_akhir)


def _asked_for(found: Sequence[Temuan], asked: Any) -> list[Temuan]:
    """Those of the rule, unit, document, object and words that the address names, whatever their gravity."""
    rule, dokumen = asked.get("aturan", ""), asked.get("dokumen", "")
    cari = asked.get("cari", "").strip().casefold()
    rows = within(
        found,
        path=asked.get("unit", ""),
        dokumen=int(dokumen) if dokumen.isdecimal() and len(dokumen) < 10 else None,
        objek=asked.get("objek", ""),
    )
    return [
        one
        for one in rows
        if (not rule or one.aturan.id == rule)
        and (not cari or cari in f"{one.objek.nama} {one.kalimat} {one.aturan.judul}".casefold())
    ]


def _of_state(found: Sequence[Temuan], asked: Any) -> list[Temuan]:
    """Of the gravity that is asked for; those set aside only where they are asked for."""
    aside, keparahan = asked.get("keadaan") == ASIDE, asked.get("keparahan", "")
    return [
        one
        for one in found
        if bool(one.dikesampingkan) is aside and (not keparahan or one.aturan.keparahan == keparahan)
    ]


def _tabs(found: Sequence[Temuan], asked: Any) -> list[tuple[str, str, int | None, bool]]:
    """Address, word, number, whether it is open: by gravity, within the same unit, document and words."""
    number = counts(found)
    query = asked.copy()
    for name in ("keparahan", "keadaan", "halaman", "urut"):
        query.pop(name, None)

    def tab(word: str, count: int | None, **state: str) -> tuple[str, str, int | None, bool]:
        there = query.copy()
        there.update(state)
        now = {name: asked.get(name) for name in ("keparahan", "keadaan") if asked.get(name)}
        return f"?{there.urlencode()}", word, count, now == state

    aside = sum(bool(one.dikesampingkan) for one in found)
    graded = [tab(LABEL[kode], number[kode], keparahan=kode) for kode in KEPARAHAN]
    return [tab("Semua", None), *graded, tab("Dikesampingkan", aside, keadaan=ASIDE)]


def _groups(shown: Sequence[Temuan]) -> list[Kelompok]:
    found: dict[str, list[Temuan]] = defaultdict(list)
    for one in shown:
        found[one.aturan.id].append(one)
    return [Kelompok(some[0].aturan, some) for some in found.values()]


def _last(chosen: Aturan | None, listed: bool) -> list[tuple[str, str]]:  # noqa: FBT001 - said once, beside it
    if not listed:
        return []
    return [(chosen.judul if chosen else "Temuan", "")]


def _document(request: Request) -> Any:
    asked = request.GET.get("dokumen", "")
    return obtain(documents(request.access), pk=asked) if asked else None


def _documents(request: Request, root: Any) -> list[Any]:
    """The plans of the year, also yearly ones and drafts, and the one that is asked for: the choice."""
    tahun = request.periode.tahun
    rows = documents(request.access).filter(unit__path__startswith=root.path)
    covering, asked = Q(tahun_awal__lte=tahun, tahun_akhir__gte=tahun), number_in(request.GET.get("dokumen", ""))
    return list(rows.filter(covering | Q(pk=asked)).order_by("unit__path", "jenis", "pk"))


def _one(request: Request) -> Temuan:
    """The finding that the address names; 404 for none, as where it has been mended meanwhile."""
    path, asked = _path(request), request.GET
    tahun = _year(request, _document(request))
    for one in _found(request, path, tahun, tempat=asked.get("objek", "")) if path else ():
        if one.aturan.id == asked.get("aturan") and one.objek.kunci == asked.get("objek"):
            return one
    raise Http404
