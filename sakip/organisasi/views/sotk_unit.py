"""Step 2 of a reorganisation: which units end, which carry on, who succeeds whom. Rows are added by saving."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from sakip.kernel.choosing import only_looked_at
from sakip.kernel.sending import Sent
from sakip.kernel.web import Request
from sakip.organisasi.forms.sotk import BARU, MOST, AsalForm, PenerusForm, VersiForm
from sakip.organisasi.queries.rancangan import Perubahan, perubahan
from sakip.organisasi.queries.reorganisasi import unit_options
from sakip.organisasi.rules.reorganisasi import Penerus, Rancangan
from sakip.organisasi.views.sotk import address, after, draft_of, frame, save

_ALIKE = ("singkatan", "jenis", "kode", "sebutan_kepala")
_TYPED = ("nama", "singkatan", "jenis", "induk", "kode", "sebutan_kepala", "dasar_hukum")


def unit(request: Request, pk: int) -> HttpResponse:
    """The sources as one form, the successors as one form each. Saving with more rows wanted stays in this step."""
    row = draft_of(request, pk)
    if row.diterapkan:
        return redirect(address("periksa", pk))
    change = perubahan(row, seen_by=request.access)
    forms = _Forms(request, row, change)
    versi = VersiForm(request.POST or None, initial={"versi": row.versi})
    sent = Sent(done=False, status=422)
    if request.method != "POST" or forms.is_valid():
        sent = save(request, versi, row, lambda: {"rancangan": forms.draft()})
    forms.look(request)
    if sent.done:
        stay = "lagi" in request.POST or not forms.draft().penerus
        return redirect(address("unit", pk) + "#penerus" if stay else after("unit", pk))
    context = frame(row, "unit", change) | {
        "versi": versi,
        "asal": forms.asal,
        "penerus": forms.penerus,
        "ada_asal": bool(change.rancangan.asal),
    }
    return render(request, "organisasi/sotk_unit.html", context, status=sent.status)


class _Forms:
    """The forms of the step, with one empty line more than the draft holds."""

    def __init__(self, request: Request, row: Any, change: Perubahan) -> None:
        self.stored = draft = change.rancangan
        units = unit_options(row, request.access)
        names = dict(units)
        data = request.POST or None
        self.asal = AsalForm(
            data, units=units, asal=draft.asal, rows=_posted(request, "baris_asal", len(draft.asal) + 1)
        )
        sources = [(str(pk), names.get(str(pk), str(pk)).strip()) for pk in draft.asal]
        rows = _posted(request, "baris_penerus", _wanted(draft))
        first = next((found for pk in draft.asal[:1] if (found := change.unit(pk)) is not None), None)
        self.penerus = [
            PenerusForm(
                data,
                prefix=f"p{n}",
                initial=_initial(draft, n, first) | {"dari": _dari(draft, n)},
                units=units,
                parents=[*_others(draft, n), (str(row.unit_id), row.unit.nama), *units],
                sources=sources,
            )
            for n in range(rows)
        ]

    def is_valid(self) -> bool:
        return all([self.asal.is_valid(), *(form.is_valid() for form in self.penerus)])

    def look(self, request: Request) -> None:
        """Where only a list was searched, what is missing is not said yet."""
        for form in (self.asal, *self.penerus):
            only_looked_at(request, form)

    def draft(self) -> Rancangan:
        """The draft with what was typed; what was decided about children and parts stays."""
        kept = [form for form in self.penerus if not form.empty]
        keys = _keys([form.cleaned_data["kunci"] for form in kept])
        penerus = tuple(_penerus(form, key) for form, key in zip(kept, keys, strict=True))
        asal = self.asal.chosen
        lines = [
            (pk, key)
            for pk in asal
            for form, key in zip(kept, keys, strict=True)
            if pk not in self.stored.asal or "dari" not in form.fields or str(pk) in form.cleaned_data["dari"]
        ]
        everything = len(lines) == len(asal) * len(keys)
        return replace(self.stored, asal=asal, penerus=penerus, silsilah=() if everything else tuple(lines))


def _posted(request: Request, name: str, usual: int) -> int:
    """How many lines the page had that was sent; of a page to be shown, the usual number."""
    sent = request.POST.get(name, "")
    return min(int(sent) if sent.isdecimal() else usual, MOST)


def _wanted(draft: Rancangan) -> int:
    """Lines for successors: two at first, for a split, then one more than there are."""
    return 0 if not draft.asal else len(draft.penerus) + 1 if draft.penerus else 2


def _others(draft: Rancangan, n: int) -> list[tuple[str, str]]:
    """The other new successors, below which this one may stand."""
    rows = [each for place, each in enumerate(draft.penerus) if place != n and each.ada is None]
    return [(each.kunci, f"Unit penerus: {each.nama}") for each in rows]


def _initial(draft: Rancangan, n: int, first: Any) -> dict[str, Any]:
    """What a line shows at first: the successor of the draft; of a draft without any, the unit that ends."""
    if n < len(draft.penerus):
        each = draft.penerus[n]
        return {name: getattr(each, name) for name in _TYPED} | {"kunci": each.kunci, "ada": str(each.ada or BARU)}
    if n == 0 and first is not None:
        return {name: getattr(first, name) for name in ("nama", *_ALIKE)} | {"ada": BARU}
    return {"ada": BARU}


def _dari(draft: Rancangan, n: int) -> list[str]:
    """The sources a successor carries on: all of them unless the draft says otherwise."""
    if n >= len(draft.penerus) or not draft.silsilah:
        return [str(pk) for pk in draft.asal]
    return [str(pk) for pk, key in draft.silsilah if key == draft.penerus[n].kunci]


def _keys(typed: list[str]) -> list[str]:
    """The keys of the rows; a new one gets the first that is free."""
    taken = set(typed)
    fresh = (f"u{n}" for n in range(1, 2 * MOST) if f"u{n}" not in taken)
    return [key or next(fresh) for key in typed]


def _penerus(form: PenerusForm, kunci: str) -> Penerus:
    data = form.cleaned_data
    if data["ada"] not in {"", BARU}:
        return Penerus(kunci, ada=int(data["ada"]))
    return Penerus(kunci, **{name: data[name].strip() for name in _TYPED})
