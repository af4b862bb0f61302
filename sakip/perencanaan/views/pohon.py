"""Trees: their list, making one, the page with drawing and nested list, the drawing as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from sakip.documents import tree_svg
from sakip.documents.tree import sheets
from sakip.kernel.access import Permission
from sakip.kernel.choosing import Label
from sakip.kernel.composed import said
from sakip.kernel.sending import send
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, download, obtain, obtain_for
from sakip.organisasi.views.shared import unit_to_plan
from sakip.perencanaan import actions, pohon
from sakip.perencanaan.forms.pohon import PohonForm, UbahPohonForm
from sakip.perencanaan.queries import plan_in
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.transfers.naskah_pohon import AT_ONCE
from sakip.perencanaan.views import shared

WIDTH = 955
"""Pixels of the drawing on the page; it scrolls where there is less room."""
SMALLEST, LARGEST, STEP = 50, 200, 25
WHOSE = (
    "Pilih unit yang menyusunnya. Pohon instansi dibuat pada instansi, pohon perangkat daerah pada perangkat daerah "
    "itu."
)

COLUMNS = (
    Column("nama", "Pohon kinerja", lambda row: row.nama, sort="nama", fixed=True),
    Column("unit", "Unit", lambda row: row.unit.nama, sort="unit__path"),
    Column("tahun", "Tahun", lambda row: f"{row.tahun_awal} sampai {row.tahun_akhir}", sort="tahun_awal"),
    Column("jumlah", "Kondisi", lambda row: row.jumlah, sort="jumlah", css="num"),
    Column("langkah", "Langkah"),
)


def crumbs(row: Any = None, *more: tuple[str, str]) -> shared.Crumbs:
    """Home, the trees, the tree, and what is given."""
    mine = [(row.nama, reverse("perencanaan:pohon", args=[row.pk]))] if row else []
    return shared.crumbs(("Pohon kinerja", reverse("perencanaan:pohon-daftar")), *mine, *more)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The trees in reach."""
    cari = request.GET.get("cari", "").strip()
    rows = queries.trees(request.access)
    if cari:
        rows = rows.filter(nama__icontains=cari)
    table = Table(request, "pohon", COLUMNS, rows)
    if file := table.export("Pohon kinerja"):
        return file
    context = {
        "crumbs": shared.crumbs(("Pohon kinerja", "")),
        "table": table,
        "cari": cari,
        "boleh_tambah": request.access.allows_somewhere(Permission.PLAN),
    }
    return render(request, "perencanaan/pohon_daftar.html", context)


def tambah(request: Request) -> HttpResponse:
    """Make a tree of a unit (?unit=); without one the person chooses first."""
    judul, back = "Buat pohon kinerja", reverse("perencanaan:pohon-daftar")
    way = crumbs(None, (judul, ""))
    unit = unit_to_plan(request, judul, crumbs=way, kembali=back, tentang=WHOSE)
    if isinstance(unit, HttpResponse):
        return unit
    plan = plan_in(unit, request.periode.tahun, seen_by=request.access)
    awal = plan.tahun_awal if plan else request.periode.tahun
    akhir = plan.tahun_akhir if plan else awal + 4
    initial = {"nama": f"Pohon kinerja {unit.nama}"[:200], "tahun_awal": awal, "tahun_akhir": akhir}
    form = PohonForm(request.POST or None, initial=initial)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = actions.create_pohon(unit, by=request.access, **data)
        first = reverse("perencanaan:pohon-langkah", args=[made.pk, 1])
        return f"{made.nama} dibuat. Mulailah dengan menentukan hasil yang hendak dicapai.", first

    return answer(request, form, save, Formulir(judul, unit, way, back))


def ubah(request: Request, pk: int) -> HttpResponse:
    """Name and years of a tree."""
    row = managed(request, pk)
    names = ("nama", "tahun_awal", "tahun_akhir")
    initial = {name: getattr(row, name) for name in (*names, "versi")}
    form = UbahPohonForm(request.POST or None, initial=initial)

    def save(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in names}
        actions.edit_pohon(row, seen=data["versi"], by=request.access, **values)
        return "Pohon kinerja tersimpan."

    here = Formulir("Ubah pohon kinerja", row.unit, crumbs(row, ("Ubah", "")), reverse("perencanaan:pohon", args=[pk]))
    return answer(request, form, save, here, versi=lambda: managed(request, pk).versi)


def managed(request: Request, pk: int) -> Any:
    """The tree, for who plans there."""
    return obtain_for(request, Permission.PLAN, queries.trees(request.access), pk=pk)


@dataclass(frozen=True)
class Formulir:
    """The page of a form: its title, whose it is, the way here, where it leads afterwards, questions to think of.

    ``penjelasan``: what will happen, above the form. ``lagi``: the label of the button that saves and starts anew.
    ``jalan_lain``: label and address of the other way to do the same.
    """

    judul: str
    unit: Any
    crumbs: shared.Crumbs
    kembali: str
    pertanyaan: tuple[str, ...] = ()
    penjelasan: tuple[str, ...] = ()
    lagi: str = ""
    jalan_lain: tuple[str, str] | None = None


Save = Callable[[dict[str, Any]], str | tuple[str, str]]


def answer(
    request: Request, form: Any, save: Save, page: Formulir, *, versi: Callable[[], int] | None = None
) -> HttpResponse:
    """A form's page: shown, refused with its sentence, or saved and left.

    ``save`` answers what to tell, and where to go if that is not where the page came from.
    """
    sent = send(request, form, lambda: save(form.cleaned_data), versi=versi)
    if sent.done:
        said, url = sent.result if isinstance(sent.result, tuple) else (sent.result, page.kembali)
        if page.lagi and "lagi" in request.POST:
            url = request.get_full_path()
        messages.success(request, said)
        return redirect(url)
    return render(request, "perencanaan/pohon_formulir.html", {"form": form, **vars(page)}, status=sent.status)


# --- the page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Butir:
    """One item of the nested list."""

    simpul: Any
    warna: Any
    tingkat: int
    alamat: str
    fokus: str
    ganti: str
    terbuka: bool
    cocok: bool
    mitra: tuple[Any, ...]
    anak: tuple[Butir, ...] = ()
    tertutup: int = 0
    rujukan: bool = False
    bawah: int = 0
    """Under which node it stands."""


class Halaman:
    """One tree as it is looked at: what the drawing and the list share."""

    def __init__(self, request: Request, row: Any) -> None:
        self.request, self.row = request, row
        self.tree = queries.pohon_of(row, seen_by=request.access)
        self.tampilan = pohon.Tampilan.read(request.GET)
        self.terbuka = pohon.opened(self.tree, self.tampilan)
        self.isi = pohon.contents(
            self.tree,
            self.terbuka.terlihat,
            request.periode,
            seen_by=request.access,
            posisi_data=timezone.localdate(),
        )
        typed = request.GET.get("perbesar", "")
        self.zoom = min(max(int(typed), SMALLEST), LARGEST) if typed.isdecimal() and len(typed) < 4 else 100
        self.drawing = pohon.drawing(
            self.tree, self.isi, self.terbuka, href=self.alamat, toggle=self.toggle, indikator=self._few
        )

    @property
    def _few(self) -> bool:
        """Indicators are named in the boxes while that keeps the drawing readable."""
        return len(self.terbuka.terlihat) <= pohon.MANY_BOXES // 2

    def alamat(self, node: Any) -> str:
        return reverse("perencanaan:simpul", args=[node.pk])

    def toggle(self, node: Any) -> str:
        here = self.tampilan.toggled(node.pk, is_open=node.pk in self.terbuka.terbuka)
        return f"{self.at(here)}#gambar-{node.pk}"

    def at(self, tampilan: pohon.Tampilan, **more: str) -> str:
        """The address of this tree looked at in another way."""
        zoom = {"perbesar": str(self.zoom)} if self.zoom != 100 else {}
        query = urlencode(tampilan.written() | zoom | more)
        return f"{reverse('perencanaan:pohon', args=[self.row.pk])}{'?' + query if query else ''}"

    def svg(self) -> SafeString:
        (sheet,) = sheets(self.drawing, width=WIDTH) or (None,)
        # Drawn by our own code; every text in it was escaped when the drawing was made.
        return mark_safe(tree_svg.svg(sheet, label=self.label, on_page=True, say=said, zoom=self.zoom) if sheet else "")  # noqa: S308

    @property
    def label(self) -> str:
        seen, all_of_it = len(self.terbuka.terlihat), len(self.tree.simpul)
        label = f"{self.row.nama}: {seen} dari {all_of_it} kondisi tampak. Daftar di halaman ini memuat isi yang sama."
        return said(label)

    def list(self) -> tuple[Butir, ...]:
        self._listed: set[int] = set()
        return tuple(self._item(pk, 1, 0) for pk in self.terbuka.puncak)

    def _item(self, pk: int, tingkat: int, bawah: int) -> Butir:
        node, again = self.tree.simpul[pk], pk in self._listed
        self._listed.add(pk)
        is_open = pk in self.terbuka.terbuka
        below = self.tree.anak.get(pk, ())
        return Butir(
            node,
            self.isi.warna.get(pk),
            tingkat,
            self.alamat(node),
            self.at(replace(self.tampilan, fokus=pk, buka=frozenset(), tutup=frozenset())) if below else "",
            f"{self.at(self.tampilan.toggled(pk, is_open=is_open))}#butir-{pk}" if below and not again else "",
            is_open,
            pk in self.terbuka.cocok,
            pohon.partners(pk, self.isi),
            tuple(self._item(child, tingkat + 1, pk) for child in below) if is_open and not again else (),
            0 if is_open or again else self.drawing.below(str(pk)) if below else 0,
            again,
            bawah,
        )


def halaman(request: Request, pk: int) -> HttpResponse:
    """The tree: its drawing, the same as a nested list, search, focus, zoom. All by links."""
    row = obtain(queries.trees(request.access), pk=pk)
    page = Halaman(request, row)
    here, fokus = page.tampilan, page.terbuka.puncak[0] if page.tampilan.fokus in page.tree.simpul else None
    context = {
        "crumbs": crumbs(row),
        "pohon": row,
        "jumlah": len(page.tree.simpul),
        "gambar": page.svg(),
        "daftar": page.list(),
        "cari": here.cari,
        "cocok": len(page.terbuka.cocok),
        "jalan": [
            (node, page.at(replace(here, fokus=node.pk))) for node in (page.tree.path_to(fokus) if fokus else ())
        ],
        "seluruhnya": page.at(pohon.Tampilan()),
        "tetap": {name: value for name, value in here.written().items() if name not in {"cari", "buka", "tutup"}},
        "tingkat": [
            (many, page.at(replace(here, tingkat=many, buka=frozenset(), tutup=frozenset())))
            for many in range(1, min(page.terbuka.dalam, 5) + 1)
        ],
        "tingkat_kini": page.terbuka.tingkat,
        "zoom": page.zoom,
        "perkecil": page.at(here, perbesar=str(max(page.zoom - STEP, SMALLEST))),
        "perbesar": page.at(here, perbesar=str(min(page.zoom + STEP, LARGEST))),
        "svg": f"{reverse('perencanaan:pohon-svg', args=[pk])}?{urlencode(here.written())}",
        "naskah": [(kind, len(page.tree.simpul) > most) for kind, most in AT_ONCE.items()],
        "silsilah": queries.lineage(row, seen_by=request.access),
        "ditarik": page.tree.ditarik,
        "kepada": [
            (each, pohon.KEADAAN_TONE[each.keadaan]) for each in queries.unplaced(row.unit, seen_by=request.access)
        ],
        "boleh_rencana": request.access.allows(Permission.PLAN, row.unit.path),
    }
    return render(request, "perencanaan/pohon.html", context)


def gambar(request: Request, pk: int) -> HttpResponse:
    """The drawing as it is looked at, as an SVG file."""
    row = obtain(queries.trees(request.access), pk=pk)
    page = Halaman(request, row)
    (sheet,) = sheets(page.drawing, width=WIDTH) or (None,)
    if sheet is None:
        return redirect("perencanaan:pohon", pk=pk)
    return download(tree_svg.svg(sheet, label=page.label).encode(), f"{row.nama}.svg", "image/svg+xml")


def options(tree: queries.Pohon, jenis: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
    """The living nodes as choices of a form, indented as they stand; ``jenis``: of these kinds alone."""
    return [
        (str(node.pk), Label("\u2003" * depth + " ".join(part for part in (node.kode, node.pernyataan) if part)[:110]))
        for node, depth in tree.walk()
        if jenis is None or node.jenis in jenis
    ]
