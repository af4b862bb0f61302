"""Planning documents: the list, begun or recorded, a version with its statements, what is said of the whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.flows import Step, steps
from sakip.kernel.sending import FormPage, answer, send, shown
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, number_in, obtain, obtain_for
from sakip.organisasi.queries import instansi_of, unit_labels, units
from sakip.organisasi.views.shared import unit_to_plan
from sakip.perencanaan import actions
from sakip.perencanaan.documents.rencana import forms_for
from sakip.perencanaan.forms.rencana import YANG_BERLAKU, CatatForm, SusunForm, TeruskanForm, UbahKepalaForm
from sakip.perencanaan.penjelasan import money_remarks
from sakip.perencanaan.pohon.matriks import with_money
from sakip.perencanaan.queries import placements
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.dukungan import with_supporters
from sakip.perencanaan.queries.naskah import money_printed
from sakip.perencanaan.queries.outline import MANY, Outline
from sakip.perencanaan.queries.rkt import rkt_rows, source_of
from sakip.perencanaan.rules.rencana import TARIK, flow_of, frozen, not_yearly
from sakip.perencanaan.views import shared
from sakip.referensi.queries import dokumen_of, jenis_dokumen, jenis_pemda
from sakip.referensi.queries.nomenklatur import generasi

TONES = {
    "draf": ("info", "pencil"),
    "diajukan": ("sedang", "hourglass"),
    "dikembalikan": ("rendah", "arrow-back-up"),
    "disetujui": ("baik", "checks"),
    "ditetapkan": ("sangat-baik", "rubber-stamp"),
    "diganti": ("netral", "history"),
}
STATES = (
    ("", "Semua status"),
    ("disusun", "Sedang disusun"),
    ("diajukan", "Menunggu asistensi"),
    ("disetujui", "Disetujui, belum ditetapkan"),
    ("ditetapkan", "Ditetapkan"),
)


def jenis_nama(kode: str) -> str:
    """The name of a kind; the code itself where no file knows it."""
    known = jenis_dokumen().get(kode)
    return known.nama if known else kode


# kind, unit and years stand in the usual name of a document; beside it they show where somebody asks for them
COLUMNS = (
    Column("nama", "Dokumen", lambda each: each.nama, sort="nama", fixed=True),
    Column("jenis", "Jenis", lambda each: jenis_nama(each.jenis), sort="jenis", hidden=True),
    Column("unit", "Unit", lambda each: each.unit.nama, sort="unit__path", hidden=True),
    Column("periode", "Tahun", shared.years, sort="tahun_awal", hidden=True),
    Column("versi", "Versi", lambda each: each.terbaru.nomor if each.terbaru else None, css="num"),
    Column("status", "Status", lambda each: each.terbaru.get_status_display() if each.terbaru else ""),
    Column("penetapan", "Penetapan", lambda each: each.penetapan),
    Column("induk", "Menginduk pada", lambda each: each.induk.nama if each.induk else "", hidden=True),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """Every planning document that one may know of, by unit, kind, year and status."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("cari", "unit", "jenis", "tahun", "status")}
    rows = queries.listed(
        request.access,
        text=chosen["cari"],
        unit=number_in(chosen["unit"]),
        jenis=chosen["jenis"],
        tahun=number_in(chosen["tahun"]),
        status=chosen["status"],
    )
    table = Table(request, "rencana", COLUMNS, rows, show=lambda some: queries.dressed(some, seen_by=request.access))
    if file := table.export("Dokumen rencana"):
        return file
    standing = [each for each in units(request.access) if each.berlaku_sampai is None]
    mine = (each for each in standing if request.access.allows(Permission.PLAN, each.path))
    context = {
        "crumbs": shared.crumbs(("Rencana", "")),
        "table": table,
        "baris": [(each, jenis_nama(each.jenis), TONES[each.terbaru.status]) for each in table.shown],
        "dipilih": chosen,
        "disaring": any(chosen.values()),
        "units": unit_labels(standing),
        "unit_baru": next((each for each in mine if each.pk == number_in(chosen["unit"])), None),
        "jenis": {kode: jenis_nama(kode) for kode in queries.kinds_in_use(request.access)},
        "status": STATES,
        "boleh": request.access.allows_somewhere(Permission.PLAN),
    }
    return render(request, "perencanaan/rencana_daftar.html", context)


# --- a new document --------------------------------------------------------------------------------------------------


def tambah(request: Request) -> HttpResponse:
    """Begin a draft for a unit (?unit=)."""
    return _new(request, SusunForm, actions.draft_plan, "Susun dokumen rencana")


def catat(request: Request) -> HttpResponse:
    """Record a document that was set elsewhere."""
    return _new(request, CatatForm, actions.record_plan, "Catat dokumen yang sudah ditetapkan")


def _new(request: Request, kind: Any, act: Any, judul: str) -> HttpResponse:
    crumbs, back = _crumbs((judul, "")), reverse("perencanaan:rencana-daftar")
    unit = unit_to_plan(request, judul, crumbs=crumbs, kembali=back, tentang="Pilih unit pemilik dokumen.")
    if isinstance(unit, HttpResponse):
        return unit
    every = dokumen_of(queries.family_of(unit), root=unit.is_root)
    jenis = {kode: each for kode, each in every.items() if act is actions.record_plan or not each.penyusun}
    elsewhere = [each for kode, each in every.items() if kode not in jenis]
    frames = {kode: each.nama for kode, each in queries.frames_for(unit).items()}
    above = {str(each.pk): each for each in queries.parents_for(unit, jenis, seen_by=request.access)}
    known = [each.kode for each in generasi()] if jenis_pemda(instansi_of(unit, request.access).jenis) else []
    wanted, year = request.GET.get("jenis", ""), request.periode.tahun

    def usual(kode: str, awal: int, akhir: int) -> Any:
        return queries.usual_parent(unit, kode, awal, akhir, seen_by=request.access)

    only = usual(wanted, year, year + jenis[wanted].tahun - 1) if wanted in jenis else None
    form = kind(
        request.POST or None,
        request.FILES or None,
        jenis=jenis,
        kerangka=frames,
        induk=[(pk, each.nama) for pk, each in above.items()],
        generasi=known,
        initial={
            "jenis": wanted,
            "induk": request.GET.get("induk") or (str(only.pk) if only else YANG_BERLAKU),
            "tahun_awal": year,
            "generasi": next(iter(known), ""),
        },
    )

    def save() -> Any:
        data = dict(form.cleaned_data)
        of = (data["tahun_awal"], data["tahun_akhir"])
        chosen_above = data.pop("induk")
        parent = usual(data["jenis"], *of) if chosen_above == YANG_BERLAKU else above.get(chosen_above)
        name = data.pop("nama") or jenis[data["jenis"]].usual_name(unit.nama, *of)
        return act(unit, nama=name, kode_kerangka=data.pop("kerangka"), induk=parent, by=request.access, **data)

    sent = send(request, form, save)
    if sent.done:
        plan = sent.result.dokumen
        if not_yearly(plan) is None:
            messages.success(request, f"{plan.nama} dibuat. Usulkan sekarang target-targetnya.")
            return redirect("perencanaan:rencana-versi-target", pk=sent.result.pk)
        messages.success(request, f"{plan.nama} dibuat. Isi sekarang tingkat demi tingkat.")
        return redirect("perencanaan:rencana-versi", pk=sent.result.pk)
    intro = "" if frames else "Instansi ini belum memiliki kerangka; tentukan dahulu tingkat-tingkat rencananya."
    for each in elsewhere:
        intro = f"{each.nama} disusun {each.penyusun}; dokumen itu dicatat lewat “Catat dokumen yang sudah ditetapkan”."
    return shown(request, form, FormPage(judul, crumbs, back, keterangan=unit.nama, pengantar=intro), sent)


# --- a document and its versions -------------------------------------------------------------------------------------


def dokumen(request: Request, pk: int) -> HttpResponse:
    """The newest version that one may read."""
    found = obtain(queries.documents(request.access), pk=pk)
    newest = queries.latest_version(found, seen_by=request.access)
    return redirect("perencanaan:rencana-versi", pk=newest.pk if newest else 0)


def versi(request: Request, pk: int) -> HttpResponse:
    """A version: where it stands, what may be done, its statements; ?akar= shows one statement with all below it."""
    found = obtain(queries.versions(request.access), pk=pk)
    plan = found.dokumen
    outline = Outline(found, seen_by=request.access)
    asked = request.GET.get("akar", "")
    root = outline.by_id.get(number_in(asked) or 0)
    all_versions = list(queries.versions(request.access).filter(dokumen=plan))
    yearly = not_yearly(plan) is None
    rows, money = beside(request, outline.shown(root), found)
    promised = rkt_rows(found, seen_by=request.access) if yearly else []
    context = {
        "crumbs": _crumbs((plan.nama, "")),
        "versi": found,
        "dokumen": plan,
        "jenis": jenis_dokumen().get(plan.jenis),
        "jenis_nama": jenis_nama(plan.jenis),
        "kerangka": outline.frame,
        "tone": TONES[found.status],
        "langkah": (buttons := _buttons(request, found)),
        "beri_catatan": any(each.possible and each.transition.name in {"setujui", "kembalikan"} for each in buttons),
        "boleh_undang": request.access.allows_somewhere(Permission.MANAGE_ACCOUNTS),
        "semua": [(each, TONES[each.status]) for each in all_versions],
        "terbaru": all_versions[0],
        "sebelumnya": next((each for each in all_versions if each.nomor < found.nomor), None),
        "tahunan": _yearly_below(plan) if all_versions[0].status == "ditetapkan" else [],
        "turunan": list(queries.children_of(plan, seen_by=request.access)),
        "baris": rows,
        "pagu": money,
        "catatan_pagu": money_remarks(plan, money_printed(found, seen_by=request.access)),
        "jumlah": len(outline.rows),
        "banyak": len(outline.rows) > MANY,
        "akar": root,
        "rkt": yearly,
        "rkt_baris": promised,
        "sumber": source_of(plan, seen_by=request.access) if yearly and plan.induk is None else None,
        "rkt_terisi": any(each.usulan for each in promised),
        "naskah": [(nama, kode) for kode, nama in forms_for(plan).items()],
        "di_atas": outline.above(root) if root else [],
        "generasi_lain": found.generasi and any(each.kode != found.generasi for each in generasi()),
        **may(request, found),
    }
    return render(request, "perencanaan/rencana.html", context)


def beside(request: Request, rows: Any, found: Any) -> tuple[list[Any], str]:
    """Rows of a version with what stands beside them: who serves them, their money; and the document of the money."""
    return with_money(with_supporters(rows, found, seen_by=request.access), found.dokumen, seen_by=request.access)


def may(request: Request, found: Any) -> dict[str, bool]:
    """What the buttons of a version depend on."""
    plans = request.access.allows(Permission.PLAN, found.dokumen.unit.path)
    return {
        "boleh": plans,
        "boleh_isi": plans and frozen(found) is None,
    }


def _buttons(request: Request, found: Any) -> list[Step]:
    """Of the flow what this person may do, and what is grey with its reason; none for who only reads. Who looks at a
    proposal is offered no taking back."""
    mine = [each for each in flow_of(found) if request.access.allows(each.permission, found.dokumen.unit.path)]
    return [each for each in steps(mine, found, request.access) if each.possible or each.transition != TARIK]


def ubah(request: Request, pk: int) -> HttpResponse:
    """What is said of the document as a whole."""
    found = obtain_for(request, Permission.PLAN, queries.documents(request.access), pk=pk)
    rows = queries.parents_for(found.unit, [found.jenis], seen_by=request.access).exclude(pk=found.pk)
    above = {str(each.pk): each for each in rows}
    if found.induk is not None:
        above.setdefault(str(found.induk.pk), found.induk)
    names = ("nama", "tahun_awal", "tahun_akhir", "versi")
    newest = queries.latest_version(found, seen_by=request.access)
    known = [each.kode for each in generasi()] if newest and frozen(newest) is None else []
    now = newest.generasi if newest else ""
    form = UbahKepalaForm(
        request.POST or None,
        induk=[(key, each.nama) for key, each in above.items()],
        generasi=list(dict.fromkeys([*known, now])) if known and now else known,
        initial={name: getattr(found, name) for name in names} | {"induk": str(found.induk_id or ""), "generasi": now},
    )

    def save() -> Any:
        data = dict(form.cleaned_data)
        seen, induk = data.pop("versi"), above.get(data.pop("induk"))
        return actions.edit_plan(found, seen=seen, induk=induk, by=request.access, **data)

    back = reverse("perencanaan:rencana", args=[pk])
    crumbs = _crumbs((found.nama, back), ("Ubah keterangan", ""))
    return answer(
        request,
        form,
        save,
        FormPage("Ubah keterangan dokumen", crumbs, back, keterangan=found.nama),
        selesai=lambda now: f"Keterangan {now.nama} tersimpan.",
        versi=lambda: obtain(queries.documents(request.access), pk=pk).versi,
    )


def teruskan(request: Request, pk: int) -> HttpResponse:
    """A copy for other years: next year's, that of the next period, or a Renja out of a Renstra."""
    found = obtain_for(request, Permission.PLAN, queries.documents(request.access), pk=pk)
    every = dokumen_of(queries.family_of(found.unit), root=found.unit.is_root)
    jenis = {kode: each for kode, each in every.items() if not each.penyusun}
    above = {str(each.pk): each for each in queries.parents_for(found.unit, jenis, seen_by=request.access)}
    kept = found.induk if found.induk and found.induk.tahun_akhir > found.tahun_akhir else None
    first = queries.free_year(found, seen_by=request.access)
    initial = {"jenis": found.jenis, "tahun_awal": first, "induk": str(kept.pk) if kept else ""}
    if (wanted := request.GET.get("jenis", "")) in jenis and found.jenis in jenis[wanted].induk:
        initial = {"jenis": wanted, "tahun_awal": _year_within(request, found), "induk": str(found.pk)}
    form = TeruskanForm(
        request.POST or None, jenis=jenis, induk=[(key, each.nama) for key, each in above.items()], initial=initial
    )

    def save() -> Any:
        data = dict(form.cleaned_data)
        usual = jenis[data["jenis"]].usual_name(found.unit.nama, data["tahun_awal"], data["tahun_akhir"])
        nama, induk = data.pop("nama") or usual, above.get(data.pop("induk"))
        return actions.roll_forward(found, nama=nama, induk=induk, by=request.access, **data)

    sent = send(request, form, save)
    if sent.done:
        messages.success(request, f"{sent.result.dokumen.nama} dibuat dari {found.nama}.")
        if left := _left_behind(request, found, sent.result.dokumen):
            names = f"{', '.join(left[:3])}{', dan lainnya' if len(left) > 3 else ''}"
            messages.warning(
                request,
                f"{len(left)} indikator tidak ikut ditempatkan, karena milik unit lain atau sudah dihentikan: {names}.",
            )
        return redirect("perencanaan:rencana-versi", pk=sent.result.pk)
    back = reverse("perencanaan:rencana", args=[pk])
    page = FormPage(
        "Salin ke tahun atau dokumen lain",
        _crumbs((found.nama, back), ("Salin", "")),
        back,
        keterangan=found.nama,
        pengantar="Isi versi terakhir disalin sebagai rancangan baru; indikator yang masih dipakai ditempatkan lagi.",
        tombol="Salin sebagai rancangan",
        ikon="copy",
    )
    return shown(request, form, page, sent)


def _year_within(request: Request, plan: Any) -> int:
    """The chosen year, or the nearest to it that the plan covers."""
    return int(min(max(request.periode.tahun, plan.tahun_awal), plan.tahun_akhir))


def _yearly_below(plan: Any) -> list[tuple[str, str]]:
    """The plans of one year that hang on this one: name, and where such a one is begun."""
    begun = []
    for kode, each in dokumen_of(queries.family_of(plan.unit), root=plan.unit.is_root).items():
        if plan.jenis in each.induk and each.tahun == 1:
            copied = f"{reverse('perencanaan:rencana-teruskan', args=[plan.pk])}?jenis={kode}"
            proposed = f"{reverse('perencanaan:rencana-tambah')}?unit={plan.unit_id}&jenis={kode}&induk={plan.pk}"
            begun.append((each.nama, proposed if each.dasar_target == "rkt" else copied))
    return begun


def _left_behind(request: Request, old: Any, new: Any) -> list[str]:
    """Indicators of the old plan that are not placed in the new one."""
    before, after = (
        {each.pk: each.nama for some in placements(plan, seen_by=request.access).values() for each in some}
        for plan in (old, new)
    )
    return [name for pk, name in before.items() if pk not in after]


def _crumbs(*more: tuple[str, str]) -> shared.Crumbs:
    return shared.crumbs(("Rencana", reverse("perencanaan:rencana-daftar")), *more)
