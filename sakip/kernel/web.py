"""What the views share: a typed request, obtaining an object through the gate, the frame of a page, error answers."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import content_disposition_header
from django_htmx.middleware import HtmxDetails

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import LEVEL_WIDTH, NOBODY, ROLE_LABELS, Access, Permission
from sakip.kernel.notices import unread
from sakip.kernel.refusals import Refusal

M = TypeVar("M", bound=models.Model)


class Request(HttpRequest):
    """A request after the middleware."""

    access: Access
    periode: Periode
    htmx: HtmxDetails


def obtain(rows: models.QuerySet[M], **lookup: Any) -> M:
    """The one row, or 404: what one may not see does not exist for him."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError) as missing:
        raise Http404 from missing


def obtain_for(request: Request, permission: Permission, rows: models.QuerySet[M], **lookup: Any) -> M:
    """The one row for who may do this in its unit; 403 for who may only see it, 404 as :func:`obtain`."""
    found = obtain(rows, **lookup)
    whose: Any = found
    request.access.require(permission, whose.unit.path)
    return found


def number_in(text: str) -> int | None:
    """The whole number that an address or a hidden field carries; None where it carries anything else.

    More than 18 digits are nobody's id, and no database has a place for them.
    """
    return int(text) if text.isdecimal() and len(text) <= 18 else None


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """A file to be kept, under any name."""
    return HttpResponse(content, content_type=kind, headers=attachment(name))


def attachment(name: str) -> dict[str, str]:
    """The header that makes an answer a file of this name."""
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}


def refused(request: HttpRequest, refusal: Refusal, *, status: int = 409) -> HttpResponse:
    """The answer to a refusal: a page, or for htmx the sentence alone."""
    template = "409.html#refusal" if as_request(request).htmx else "409.html"
    return render(request, template, {"sentence": refusal.sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


# --- the frame of a page ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    label: str
    icon: str
    url_name: str
    permission: Permission = Permission.VIEW
    also: tuple[str, ...] = ()
    """Pages that belong to this entry although their address lies elsewhere."""
    family: str = ""
    """The one family of instansi whose menu has it; empty: every."""


_UNITS = ("organisasi:wewenang-orang", "organisasi:impor", "organisasi:impor-periksa")

# Upward, the kernel may name a URL and nothing else; an entry of a component that is absent is left out.
NAVIGATION: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("", (Entry("Beranda", "home", "perencanaan:beranda"), Entry("Kalender", "calendar", "organisasi:kalender"))),
    (
        "Organisasi",
        (
            Entry("Unit kerja", "building", "organisasi:unit-daftar", also=_UNITS),
            Entry(
                "Pengaturan",
                "settings",
                "organisasi:pengaturan",
                Permission.MANAGE_SETTINGS,
                ("organisasi:pengaturan-instansi",),
            ),
            Entry("Perubahan SOTK", "sitemap", "organisasi:sotk-daftar", Permission.MANAGE_UNITS),
            Entry("Jabatan dan pejabat", "stairs-up", "organisasi:jabatan-daftar", also=("organisasi:masa-akhiri",)),
            Entry("Pegawai", "users", "organisasi:pegawai-daftar"),
            Entry("Pelantikan", "rubber-stamp", "organisasi:pelantikan-daftar"),
        ),
    ),
    (
        "Perencanaan",
        (
            Entry("Rencana", "books", "perencanaan:rencana-daftar"),
            Entry(
                "Pohon kinerja",
                "binary-tree",
                "perencanaan:pohon-daftar",
                also=("perencanaan:crosscutting-daftar", "perencanaan:crosscutting"),
            ),
            Entry(
                "Indikator",
                "target",
                "perencanaan:indikator-daftar",
                also=("perencanaan:indikator-unit", "perencanaan:bobot"),
            ),
            Entry("Keputusan IKU", "rubber-stamp", "perencanaan:iku-daftar", also=("perencanaan:iku",)),
            Entry("Pagu", "coins", "anggaran:pagu-daftar"),
            Entry("Pemeriksa rencana", "checklist", "perencanaan:pemeriksa", also=("perencanaan:pemeriksa-aturan",)),
            Entry("Nomenklatur", "list-details", "referensi:nomenklatur", family="pemda"),
        ),
    ),
    (
        "Pengukuran",
        (
            Entry(
                "Isi realisasi", "table", "perencanaan:isian", Permission.ENTER_REALISASI, ("perencanaan:isian-unit",)
            ),
            Entry("Impor", "upload", "perencanaan:impor-daftar", Permission.IMPORT),
            Entry("Buku Kerja", "file-spreadsheet", "perencanaan:buku-kerja"),
            Entry("Kebijakan pengukuran", "scale", "perencanaan:kebijakan"),
        ),
    ),
    ("Pelaporan", (Entry("Laporan Kinerja", "file-text", "pelaporan:laporan", also=("pelaporan:pratinjau",)),)),
    (
        "Administrasi",
        (
            Entry(
                "Akun",
                "users",
                "organisasi:akun-daftar",
                Permission.MANAGE_ACCOUNTS,
                ("organisasi:peran-akhiri", "organisasi:wajib-dua-langkah"),
            ),
        ),
    ),
    ("Jejak", (Entry("Riwayat", "history", "kernel:riwayat"),)),
)

STARTING = "mulai"
"""In the session while an instansi is being set up: the way back to the guided start stands above the menu."""
START = Entry("Mulai memakai SAKIP", "checklist", "organisasi:mulai")

_ELSEWHERE = frozenset(view for _label, entries in NAVIGATION for entry in entries for view in entry.also)

YEARS_BACK, YEARS_AHEAD = 6, 5
KEEPERS = (Permission.MANAGE_SETTINGS, Permission.MANAGE_ACCOUNTS)
"""Who holds one of these on a whole instansi keeps it, and finds its guided start in the menu."""


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: navigation, the chosen period, the version."""
    access = getattr(request, "access", NOBODY)
    periode = getattr(request, "periode", None)
    return {
        "navigation": _navigation(request, access) if access.grants else [],
        "access": access,
        "instansi_nama": access.place,
        "peran_saya": ", ".join(dict.fromkeys(ROLE_LABELS[grant.role] for grant in access.grants)),
        "menjaga": any(len(path) <= LEVEL_WIDTH for each in KEEPERS for path in access.paths_for(each)),
        "periode": periode,
        "tahun_pilihan": _years(periode.tahun, access.seat.since or 0) if periode else (),
        "versi_aplikasi": VERSION,
        "demo": settings.DEMO,
        "belum_dibaca": SimpleLazyObject(lambda: unread(access)),  # asked for by the top bar alone
        "masuk_tunggal": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }


def _years(chosen: int, since: int) -> list[tuple[int, str]]:
    """The years to choose from and their words: those around the chosen one, from the first year of use on."""
    around = [year for year in range(chosen - YEARS_BACK, chosen + YEARS_AHEAD) if year >= since or year == chosen]
    return [(year, f"{year}" if year >= since else f"{year} (sebelum pemakaian)") for year in around]


def _navigation(request: HttpRequest, access: Access) -> list[dict[str, Any]]:
    sections = []
    start = (("", (START,)),) if request.session.get(STARTING) else ()
    for label, entries in (*start, *NAVIGATION):
        mine = [each for each in entries if not each.family or access.seat.family in {"", each.family}]
        links = [_link(request, each) for each in mine if access.allows_somewhere(each.permission)]
        shown = [link for link in links if link]
        if shown:
            sections.append({"label": label, "links": shown})
    return sections


def _link(request: HttpRequest, entry: Entry) -> dict[str, Any] | None:
    try:
        url = reverse(entry.url_name)
    except NoReverseMatch:
        return None
    view = request.resolver_match.view_name if request.resolver_match else ""
    inside = request.path == url or (url != "/" and request.path.startswith(url))
    active = view in entry.also or (inside and view not in _ELSEWHERE)
    return {"label": entry.label, "icon": entry.icon, "url": url, "active": active}


def as_request(request: HttpRequest) -> Request:
    """For callers that only know Django's request, such as allauth's adapter."""
    return cast("Request", request)


def _version() -> str:
    try:
        return version("sakip")
    except PackageNotFoundError:  # run from a checkout: the number stands in pyproject.toml
        import tomllib  # late: only where the package is not installed

        return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])


VERSION = _version()
