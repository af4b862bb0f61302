"""Pages of the ground: a job's progress, notices, the choice of year and period."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sakip.arithmetic.periods import Periode
from sakip.kernel import notices, panduan, papers, search
from sakip.kernel.jobs import notice_key
from sakip.kernel.middleware import CHOICES
from sakip.kernel.models import Job, JobStatus
from sakip.kernel.once import choice
from sakip.kernel.web import Request, obtain

NOTICES_PER_PAGE = 50
SUGGESTED = 4
HOME = ("Beranda", "/")
ONE_YEAR = 365 * 24 * 3600


def job(request: Request, pk: int) -> HttpResponse:
    """Progress of a job, for the person who started it; htmx asks for the part that changes."""
    found = obtain(Job.objects.visible_to(request.access).filter(owner_id=request.access.actor_id), pk=pk)
    running = found.status in {JobStatus.MENUNGGU, JobStatus.BERJALAN}
    if not running:  # who sees the end here need not be told of it
        notices.mark_read(notices.told_to(request.access).filter(key=notice_key(found)))
    onward = request.GET.get("lanjut", "")
    context = {
        "crumbs": [HOME, ("Pekerjaan", "")],
        "job": found,
        "judul": JobStatus(found.status).label,
        "aktif": running,
        "alamat": request.get_full_path(),
        "berkas": reverse("kernel:job-berkas", args=[pk]) if "berkas" in (found.result or {}) else "",
        "lanjut": onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else "",
    }
    return render(request, "kernel/job.html#keadaan" if request.htmx else "kernel/job.html", context)


def job_file(request: Request, pk: int) -> HttpResponse:
    """The file that a job made, for the person who started it."""
    found = obtain(Job.objects.visible_to(request.access).filter(owner_id=request.access.actor_id), pk=pk)
    return papers.job_file(found.result or {})


# --- notices ---------------------------------------------------------------------------------------------------------


def pemberitahuan(request: Request) -> HttpResponse:
    """What the person was told, unread first; sent, all of it is marked as read."""
    if request.method == "POST":
        count = notices.mark_read(notices.notices(request.access))
        messages.success(request, f"{count} pemberitahuan ditandai sudah dibaca.")
        return redirect("kernel:pemberitahuan")
    page = Paginator(notices.notices(request.access), NOTICES_PER_PAGE).get_page(request.GET.get("halaman"))
    told = [(each, notices.REASONS.get(each.reason)) for each in page.object_list]
    context = {
        "crumbs": [HOME, ("Pemberitahuan", "")],
        "page": page,
        "belum": [(notice, reason) for notice, reason in told if notice.read_at is None],
        "sudah": [(notice, reason) for notice, reason in told if notice.read_at is not None],
    }
    return render(request, "kernel/pemberitahuan.html", context)


@choice
@require_POST
def baca(request: Request, pk: int) -> HttpResponse:
    """Mark one notice as read; with ``buka`` go where it leads."""
    found = obtain(notices.notices(request.access), pk=pk)
    notices.mark_read(notices.notices(request.access).filter(pk=found.pk))
    onward = found.url if "buka" in request.POST else ""
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("kernel:pemberitahuan")
    return redirect(onward)


def atur_pemberitahuan(request: Request) -> HttpResponse:
    """For which reasons the person wants to be told, on the page and by mail."""
    if request.method == "POST":
        on_page, by_mail = request.POST.getlist("halaman"), request.POST.getlist("surel")
        notices.choose(request.access, on_page=on_page, by_mail=by_mail)
        messages.success(request, "Pengaturan pemberitahuan tersimpan.")
        return redirect("kernel:pemberitahuan-atur")
    context = {
        "crumbs": [HOME, ("Pemberitahuan", reverse("kernel:pemberitahuan")), ("Pengaturan", "")],
        "pilihan": notices.choices(request.access),
        "surel_diatur": settings.MAIL_CONFIGURED,
    }
    return render(request, "kernel/pemberitahuan_atur.html", context)


# --- the search ------------------------------------------------------------------------------------------------------


def cari(request: Request) -> HttpResponse:
    """What the search finds, as a page; for htmx the few best of each kind, as suggestions."""
    typed = request.GET.get("q", "")
    found = search.search(request.access, typed, most=SUGGESTED if request.htmx else search.MOST)
    context = {
        "crumbs": [HOME, ("Pencarian", "")],
        "q": typed.strip(),
        "dicari": search.question(typed),
        "temuan": found,
    }
    return render(request, "kernel/cari.html#saran" if request.htmx else "kernel/cari.html", context)


# --- the panduan -----------------------------------------------------------------------------------------------------


def panduan_bab(request: Request, bab: str) -> HttpResponse:
    """A chapter of the panduan; without a name the first, which leads to the others."""
    found = panduan.chapter(bab, _in_panduan)
    if found is None:
        raise Http404
    first = bab == panduan.INDEX
    context = {
        "crumbs": [
            HOME,
            ("Panduan", "" if first else reverse("kernel:panduan")),
            *([] if first else [(found.judul, "")]),
        ],
        "bab": found,
        "daftar": [(_chapter(name), title, name == bab) for name, title in panduan.chapters()],
    }
    return render(request, "kernel/panduan.html", context)


def panduan_gambar(request: Request, nama: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A picture of the panduan. Another version of the program may have another one under its name."""
    content = panduan.picture(nama)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _chapter(name: str) -> str:
    return reverse("kernel:panduan") if name == panduan.INDEX else reverse("kernel:panduan-bab", args=[name])


def _in_panduan(to: str) -> str:
    """Where a link of the panduan leads on the screen: to its own headings, chapters and pictures."""
    target, _, place = to.partition("#")
    if not target:
        return to
    if target.startswith("../gambar/panduan/"):
        return reverse("kernel:panduan-gambar", args=[target.rpartition("/")[2]])
    name = target.removesuffix(".md")
    known = name in dict(panduan.chapters())
    return _chapter(name) + (f"#{place}" if place else "") if known else ""


@choice
@require_POST
def pilih_periode(request: HttpRequest) -> HttpResponse:
    """Remember year and period for all pages, and go back to where the person was."""
    try:
        periode = Periode(int(request.POST["tahun"]), request.POST.get("periode", "T"))
        CHOICES.index(periode.kode)  # ValueError for what is not offered
    except (KeyError, ValueError):
        return HttpResponseBadRequest("Tahun atau periode tidak dikenal.")
    request.session["tahun"], request.session["periode"] = periode.tahun, periode.kode
    back = request.POST.get("kembali", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")


@choice
@login_not_required
@require_POST
def pilih_bahasa(request: HttpRequest) -> HttpResponse:
    """Remember the language of the pages with the account and in this browser, and go back to where the person was."""
    chosen = request.POST.get("bahasa", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("Bahasa tidak dikenal.")
    if request.user.is_authenticated:
        request.user.bahasa = chosen
        request.user.save(update_fields=["bahasa"])  # a taste, not a fact: outside the history
    back = request.POST.get("kembali", "/")
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response
