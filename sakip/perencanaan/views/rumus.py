"""The formula of an indicator: typed, tried on this year's values, told step by step, set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.arithmetic.formula import RumusTidakSah, name_of, parse
from sakip.datakinerja.queries import values_that_count
from sakip.kernel.access import Permission
from sakip.kernel.sending import Sent, send
from sakip.kernel.web import Request, number_in, obtain_for
from sakip.organisasi.queries import kebijakan_per_tahun
from sakip.perencanaan import actions, queries
from sakip.perencanaan.forms.rumus import NEW, RumusForm, field_of
from sakip.perencanaan.rules.rumus import ARTI_FUNGSI, unknown_names, unreadable
from sakip.perencanaan.rumus import Terhitung, at, parsed, variables
from sakip.perencanaan.views import shared


def rumus(request: Request, pk: int) -> HttpResponse:
    """*Coba* reads and computes and writes nothing; *Simpan* sets it on the card of the chosen year."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    kartu = queries.card_in(queries.cards([pk], seen_by=request.access).get(pk, []), request.periode.tahun)
    if kartu is None:
        raise Http404
    known = variables([kartu.pk], seen_by=request.access)[kartu.pk]
    offered = queries.series_choices(found.unit, seen_by=request.access)
    deret = {str(each.pk): each for each in sorted(offered, key=lambda each: each.unit_id != found.unit_id)}
    deret.pop(str(found.series_id), None)
    text = request.POST.get("rumus", kartu.rumus)
    form = _form(request, text, kartu, known, deret)

    def save() -> Any:
        picked = {name: deret.get(chosen) for name, chosen in form.chosen().items()}
        data = form.cleaned_data
        return actions.set_formula(
            found, kartu=kartu, rumus=data["rumus"], deret=picked, seen=data["versi"], by=request.access
        )

    only_tried = "coba" in request.POST and form.is_valid()
    sent = Sent(done=False) if only_tried else send(request, form, save)
    if sent.done:
        messages.success(
            request,
            "Rumus tersimpan; nilainya dihitung dari deret yang diisi."
            if sent.result.rumus
            else "Indikator ini tidak lagi memakai rumus; nilainya diisi langsung.",
        )
        return redirect("perencanaan:indikator", pk=pk)
    context = {
        "crumbs": shared.indikator_crumbs(found, ("Rumus", "")),
        "indikator": found,
        "kartu": kartu,
        "form": form,
        "isian": [form[field_of(name)] for name in form.nama],
        "saran": _suggestions(deret.values()),
        "fungsi": ARTI_FUNGSI,
        "hasil": _tried(request, found, text, form, known),
        "kembali": reverse("perencanaan:indikator", args=[pk]),
    }
    return render(request, "perencanaan/rumus.html", context, status=sent.status)


def _form(request: Request, text: str, kartu: Any, known: dict[str, int], deret: dict[str, Any]) -> RumusForm:
    """With a choice for each name: what it stands for already, else the first series of that name, else a new one."""
    wrong = None
    try:
        names = parse(text).nama if text.strip() else ()
    except RumusTidakSah as no:
        names, wrong = (), no
    by_word = {_word(name_of(each.nama)): pk for pk, each in reversed(deret.items())}
    first = {name: str(known.get(name) or by_word.get(_word(name_of(name))) or NEW) for name in names}
    initial = {field_of(name): first[name] for name in names}
    choices = [(pk, f"{each.nama} ({each.unit.nama})") for pk, each in deret.items()]
    sent = request.POST.copy() if request.POST else None
    unseen = [name for name in names if first[name] == NEW and field_of(name) not in request.POST]
    if sent is not None:
        for field, value in initial.items():
            sent.setdefault(field, value)
    facts = {"rumus": kartu.rumus, "versi": kartu.versi, **initial}
    form = RumusForm(sent, nama=names, deret=choices, initial=facts)
    if wrong is not None and sent is not None and not form.has_error("rumus", "max_length"):
        form.add_error("rumus", unreadable(wrong).sentence)
        form.fields["rumus"].widget.attrs["data-at"] = str(wrong.posisi)
    elif unseen and sent is not None and "coba" not in sent:  # a slip of the keyboard makes no series unasked
        form.add_error("rumus", unknown_names(unseen).sentence)
    return form


def _word(written: str) -> str:
    """A name as it is written, with or without brackets, for comparing: `[Balita Diukur]` means `balita_diukur` too."""
    return "_".join(written.strip("[]").casefold().split())


def _suggestions(deret: Iterable[Any]) -> list[tuple[str, str]]:
    """Names of series as a formula writes them, each with its units."""
    units: dict[str, list[str]] = defaultdict(list)
    for each in deret:
        units[name_of(each.nama)].append(each.unit.nama)
    return [(name, ", ".join(dict.fromkeys(names))) for name, names in units.items()]


def _tried(request: Request, found: Any, text: str, form: RumusForm, known: dict[str, int]) -> Terhitung | None:
    """The formula on the values of the chosen period, as far as its names have series already."""
    chosen = {name: form[field_of(name)].value() for name in form.nama}
    series = {name: pk for name, value in chosen.items() if (pk := number_in(str(value))) is not None} or known
    return _at_work(request, found.unit, text, series)


def _at_work(request: Request, unit: Any, text: str, series: dict[str, int]) -> Terhitung | None:
    formula, periode = parsed(text) if text.strip() else None, request.periode
    if formula is None:
        return None
    policy = kebijakan_per_tahun(unit, (periode.tahun,), seen_by=request.access)[periode.tahun]
    order = {periode.tahun: policy.aturan.urutan_lapis}
    values = values_that_count(list(series.values()), urutan_lapis=order, seen_by=request.access, kode=(periode.kode,))
    return at(formula, periode, series, values)
