"""Import of units, positions, people, accounts and a pelantikan: choose, upload, look at what would happen, apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from sakip.kernel.holding import Berkas, Holding
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import Severity, file_sentence
from sakip.kernel.transfer.reading import read_workbook
from sakip.kernel.web import Request, download, obtain
from sakip.organisasi import mailing, queries
from sakip.organisasi.forms.impor import ImporForm
from sakip.organisasi.forms.pelantikan import PelantikanForm
from sakip.organisasi.transfers.applying import apply_plan, plan_of
from sakip.organisasi.transfers.jenis import AKUN, JENIS, PELANTIKAN, Jenis
from sakip.organisasi.transfers.rencana import Rencana, Tindakan
from sakip.organisasi.transfers.sentences import SENTENCES, told
from sakip.organisasi.transfers.templat import template
from sakip.organisasi.views.shared import HOME

HELD = Holding("impor-organisasi")
PER_PAGE = 100
DECREE = ("tanggal", "nomor_sk", "tanggal_sk", "keterangan")
TONES = {
    Tindakan.BARU: ("sangat-baik", "plus"),
    Tindakan.BERUBAH: ("info", "pencil"),
    Tindakan.SAMA: ("netral", "equal"),
    Tindakan.DIBIARKAN: ("netral", "minus"),
    Tindakan.DITOLAK: ("sangat-rendah", "x"),
}
LISTS = {
    "unit": "organisasi:unit-daftar",
    "jabatan": "organisasi:jabatan-daftar",
    "pegawai": "organisasi:pegawai-daftar",
    "akun": "organisasi:akun-daftar",
    "pelantikan": "organisasi:pelantikan-daftar",
}


@dataclass(frozen=True)
class Tujuan:
    """What is imported into which instansi, as the address says it; ``peta`` None: as the titles propose."""

    jenis: Jenis
    root: Any
    peta: dict[str, int] | None = None
    sejak: date | None = None

    @property
    def alamat(self) -> str:
        """The query by which this is said again."""
        said = {"jenis": self.jenis.kode, "instansi": self.root.pk}
        if self.sejak:
            said["sejak"] = self.sejak.isoformat()
        for key, column in (self.peta or {}).items():
            said[f"k{column}"] = key
        if self.peta == {}:
            said["k0"] = ""  # every column was put aside
        return urlencode(said)


def _tujuan(request: Request) -> Tujuan:
    """What the address asks for. 404 for an instansi that is not seen, 403 for a kind that one may not import."""
    access = request.access
    mine = [each for each in JENIS.values() if access.allows_somewhere(each.izin)]
    jenis = JENIS.get(request.GET.get("jenis", "")) or (mine or [JENIS["unit"]])[0]
    roots = queries.units(access).filter(induk=None)
    asked = request.GET.get("instansi", "")
    held = queries.units(access, jenis.izin).filter(induk=None)
    root = obtain(roots, pk=asked) if asked else held.first() or roots.first()
    access.require(jenis.izin, root.path if root else "")
    return Tujuan(jenis, root, _mapping(request), _day(request.GET.get("sejak", "")))


def _day(text: str) -> date | None:
    """A day of the address; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mapping(request: Request) -> dict[str, int] | None:
    """The columns as the person chose them: ``k3=nama``; None where nothing was chosen."""
    chosen = {name[1:]: str(key) for name, key in request.GET.items() if name[:1] == "k" and name[1:].isdecimal()}
    if not chosen:
        return None
    found: dict[str, int] = {}
    for number, key in chosen.items():
        if key and int(number):
            found.setdefault(key, int(number))
    return found


def impor(request: Request) -> HttpResponse:
    """Choose what is imported (?jenis=, ?instansi=), take its template, upload the file."""
    tujuan = _tujuan(request)
    form = ImporForm(request.POST or None, request.FILES or None, sejak=tujuan.jenis.sejak)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["berkas"]
            content = file.read()
            try:
                read_workbook(content, filename=file.name)
            except UnreadableFile as wrong:
                form.add_error("berkas", file_sentence(wrong))
            else:
                chosen = Tujuan(tujuan.jenis, tujuan.root, None, form.cleaned_data.get("sejak"))
                return redirect(_address("impor-periksa", HELD.keep(content, file.name, by=request.access), chosen))
    return render(request, "organisasi/impor.html", _choosing(request, tujuan) | {"form": form}, status=status)


def _address(name: str, rujukan: str, tujuan: Tujuan) -> str:
    return f"{reverse(f'organisasi:{name}', args=[rujukan])}?{tujuan.alamat}"


def _choosing(request: Request, tujuan: Tujuan) -> dict[str, Any]:
    mine = [each for each in JENIS.values() if request.access.allows(each.izin, tujuan.root.path)]
    roots = queries.units(request.access, tujuan.jenis.izin).filter(induk=None, berlaku_sampai=None)
    return {
        "crumbs": [HOME, (_list_name(tujuan.jenis), reverse(LISTS[tujuan.jenis.kode])), ("Impor", "")],
        "tujuan": tujuan,
        "jenis_pilihan": [(each.nama, f"?{Tujuan(each, tujuan.root).alamat}", each is tujuan.jenis) for each in mine],
        "instansi_pilihan": [
            (each.nama, f"?{Tujuan(tujuan.jenis, each).alamat}", each == tujuan.root) for each in roots
        ],
        "kolom": [(each, ", ".join(tujuan.jenis.lain.get(each.key, ())[:5])) for each in tujuan.jenis.kolom],
    }


def _list_name(jenis: Jenis) -> str:
    return "Jabatan dan pejabat" if jenis.kode == "jabatan" else jenis.nama


def templat(request: Request) -> HttpResponse:
    """The template of a kind, to be filled in."""
    tujuan = _tujuan(request)
    content = template(tujuan.jenis, tujuan.root, on=timezone.localdate(), by=request.access)
    return download(content, f"Templat {tujuan.jenis.nama} - {tujuan.root.nama}.xlsx")


# --- the file --------------------------------------------------------------------------------------------------------


def _kept(request: Request, reference: str) -> Berkas:
    """The person's own upload of the last day; of anybody else's there is none."""
    found = HELD.kept(reference, by=request.access)
    if found is None:
        raise Http404
    return found


def _plan(request: Request, file: Berkas, tujuan: Tujuan) -> Rencana:
    return plan_of(
        read_workbook(file.isi, filename=file.nama),
        tujuan.jenis,
        tujuan.root,
        on=timezone.localdate(),
        by=request.access,
        peta=tujuan.peta,
        sejak=tujuan.sejak,
    )


def periksa(request: Request, berkas: str) -> HttpResponse:
    """What would happen, and applying it: all or nothing, and only what was looked at."""
    file = _kept(request, berkas)
    tujuan = _tujuan(request)
    plan = _plan(request, file, tujuan)
    if request.method != "POST":
        return _preview(request, file, tujuan, plan)
    form = _decree(request, tujuan)
    if form is not None and not form.is_valid():
        return _preview(request, file, tujuan, plan, form=form)
    more = {name: form.cleaned_data[name] for name in DECREE} if form is not None else {}
    try:
        done = apply_plan(plan, by=request.access, sidik=request.POST.get("sidik", ""), **more)
    except Refused as no:
        again = _plan(request, file, tujuan)
        return _preview(request, file, tujuan, again, penolakan=no.refusal.sentence, form=form)
    HELD.drop(file, by=request.access)
    if tujuan.jenis is PELANTIKAN:
        messages.success(request, f"Rancangan dari {file.nama} disimpan. Periksa dahulu, lalu terapkan.")
        return redirect("organisasi:pelantikan", pk=done.pk)
    counts = ", ".join(f"{plan.jumlah[each]} {each.value}" for each in Tindakan if plan.jumlah[each])
    messages.success(request, f"{file.nama} diterapkan: {counts}.{_invited(request, tujuan, done)}")
    return redirect(LISTS[tujuan.jenis.kode])


def _decree(request: Request, tujuan: Tujuan) -> PelantikanForm | None:
    """Day and decree, of which a pelantikan consists beside its rows."""
    if tujuan.jenis is not PELANTIKAN:
        return None
    return PelantikanForm(request.POST or None, initial={"tanggal": timezone.localdate()})


def _invited(request: Request, tujuan: Tujuan, done: Any) -> str:
    """Letters to who was invited, by the worker; what the administrator is told of them."""
    if tujuan.jenis is not AKUN or not done:
        return ""
    if not mailing.configured():
        return " Surat tidak dikirim karena surel belum diatur; salin tautan undangan pada halaman setiap akun."
    invited = [tautan.undangan.akun_id for tautan in done]
    mailing.mail_invitations.enqueue(invited, request.access.actor_id, request.build_absolute_uri("/"))
    return f" {len(done)} surat undangan sedang dikirim."


def _preview(
    request: Request,
    file: Berkas,
    tujuan: Tujuan,
    plan: Rencana,
    *,
    penolakan: str = "",
    form: PelantikanForm | None = None,
) -> HttpResponse:
    asked = request.GET.get("tindakan", "")
    tindakan = Tindakan(asked) if asked in set(Tindakan) else None
    rows = [each for each in plan.baris if tindakan in {None, each.tindakan}]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "crumbs": [HOME, ("Impor", f"{reverse('organisasi:impor')}?{tujuan.alamat}"), (file.nama, "")],
        "tujuan": tujuan,
        "berkas": file,
        "rencana": plan,
        "penolakan": penolakan,
        "isi_pilihan": [("", "Tidak dipakai"), *tujuan.jenis.titles.items()],
        "tabs": [
            (f"?{tujuan.alamat}", "Semua baris", tindakan is None, len(plan.baris)),
            *(
                (f"?{tujuan.alamat}&tindakan={each}", each.value.capitalize(), each is tindakan, plan.jumlah[each])
                for each in Tindakan
                if plan.jumlah[each]
            ),
        ],
        "page": page,
        "sisa": f"{tujuan.alamat}&tindakan={tindakan}" if tindakan else tujuan.alamat,
        "rows": [(each, *TONES[each.tindakan]) for each in page.object_list],
        "masalah": [
            (each.address, each.sheet, each.severity is Severity.CATATAN, told(each))
            for each in (plan.ditolak + plan.catatan)[:PER_PAGE]
        ],
        "masalah_lain": max(len(plan.masalah) - PER_PAGE, 0),
        "unggah_lagi": f"{reverse('organisasi:impor')}?{Tujuan(tujuan.jenis, tujuan.root).alamat}",
        "anotasi": _address("impor-anotasi", file.rujukan, tujuan),
        "form": form or _decree(request, tujuan),
    }
    return render(request, "organisasi/impor_periksa.html", context, status=409 if penolakan else 422 if form else 200)


def anotasi(request: Request, berkas: str) -> HttpResponse:
    """The file with its problems marked in it."""
    file = _kept(request, berkas)
    plan = _plan(request, file, _tujuan(request))
    marked = annotated(file.isi, file.nama, plan.masalah, SENTENCES)
    return download(marked, f"{file.nama.rpartition('.')[0] or file.nama} - masalah.xlsx")
