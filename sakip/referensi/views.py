"""The national nomenclature: as a tree and by words, suggestions for fields that hold a code, the map between two
generations. National data: whoever is signed in may read them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request
from sakip.referensi.queries import nomenklatur as queries
from sakip.referensi.queries import tingkat_nomenklatur
from sakip.referensi.queries.padanan import KATA, BarisPeta, Nasib, jumlah_nasib
from sakip.referensi.queries.padanan import peta as map_of
from sakip.referensi.rules import KAB, NAMA_JENIS, above, bidang_in, plain

HOME = ("Beranda", "/")
FOUND = 50
SUGGESTED = 12
CHOSEN = "nomenklatur_jenis"
"""The kind of Pemda a person looked at last, kept in the session."""
ALL = "semua"
"""In the address of the map: what stayed as well; without a word only what changed."""
TONES = {
    Nasib.TETAP: "netral",
    Nasib.GANTI_NAMA: "info",
    Nasib.GANTI_KODE: "sedang",
    Nasib.PECAH: "sedang",
    Nasib.GABUNG: "sedang",
    Nasib.TANPA_PENERUS: "sangat-rendah",
    Nasib.BARU: "baik",
}


def nomenklatur(request: Request) -> HttpResponse:
    """One generation for one kind of Pemda: what stands below a code, what a text finds, and which are loaded."""
    known = queries.generasi()
    of = _chosen(known, request.GET.get("generasi", ""))
    if of is None:
        return render(request, "referensi/nomenklatur.html", {"crumbs": [HOME, ("Nomenklatur", "")]})
    jenis, teks = _jenis(request), request.GET.get("cari", "").strip()
    tingkat = request.GET.get("tingkat", "")
    tingkat = tingkat if tingkat in tingkat_nomenklatur() else ""
    here = queries.satu(of, jenis, request.GET.get("kode", "")) if not teks else None
    below = list(queries.di_bawah(of, jenis, here.kode if here else ""))
    keep = {"generasi": of.pk, "jenis": jenis}
    context = {
        "crumbs": _crumbs(here, keep),
        "generasi": of,
        "semua": _counted(known),
        "jenis": jenis,
        "jenis_pilihan": NAMA_JENIS,
        "cari": teks,
        "tingkat": tingkat,
        "tingkat_pilihan": tingkat_nomenklatur(),
        "alamat": urlencode(keep),
        "simpul": here,
        "nama_tingkat": tingkat_nomenklatur()[here.tingkat] if here else "",
        "pendahulu": here.pendahulu.split() if here else (),
        "di_atas": _above(here, of, jenis) if here else (),
        "temuan": _found(of, jenis, teks, tingkat),
        "anak": below,
        "tingkat_anak": tingkat_nomenklatur()[below[0].tingkat].lower() if below else "",
    }
    return render(request, "referensi/nomenklatur.html", context)


def _chosen(known: list[Any], asked: str) -> Any:
    """The generation of this number, else the newest; None where none was loaded."""
    return next((each for each in known if str(each.pk) == asked), known[0] if known else None)


def _jenis(request: Request) -> str:
    asked = request.GET.get("jenis", "")
    if asked in NAMA_JENIS:
        request.session[CHOSEN] = asked
    return str(request.session.get(CHOSEN, KAB))


def _above(row: Any, of: Any, jenis: str) -> list[Any]:
    codes = above(row.kode)
    rows = queries.berkode(of, jenis, codes)
    return [rows[code] for code in codes if code in rows]


def _crumbs(row: Any, keep: dict[str, Any]) -> list[tuple[str, str]]:
    page = reverse("referensi:nomenklatur")
    return [HOME, ("Nomenklatur", f"{page}?{urlencode(keep)}"), (row.kode, "")] if row else [HOME, ("Nomenklatur", "")]


def _found(of: Any, jenis: str, teks: str, tingkat: str) -> queries.Pilihan:
    if not (teks or tingkat):
        return queries.Pilihan()
    return queries.pilihan(of, jenis, text=teks, tingkat=[tingkat] if tingkat else (), most=FOUND)


def _counted(known: list[Any]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Each generation with its kinds of Pemda, and how many programs, kegiatan and sub kegiatan each has."""
    counted, levels = queries.jumlah_per_tingkat(), [(kode, nama.lower()) for kode, nama in _mapped_levels().items()]

    def words(of: Any, jenis: str) -> str:
        return ", ".join(f"{counted.get((of.pk, jenis, kode), 0)} {level}" for kode, level in levels)

    return [(of, [(nama, words(of, jenis)) for jenis, nama in NAMA_JENIS.items()]) for of in known]


def _mapped_levels() -> dict[str, str]:
    """The levels on which plans and money stand."""
    return {kode: nama for kode, nama in tingkat_nomenklatur().items() if kode not in {"urusan", "bidang"}}


def cari(request: Request) -> HttpResponse:
    """Options for a field that holds a code: what the text typed so far finds, written as the unit's bidang use it.

    ``generasi``: its number or code, else the newest; ``jenis``: prov or kab; ``bidang``, ``tingkat``: several with
    commas; ``induk``; ``isi``: the name of the field, else ``cari``.
    """
    asked = request.GET
    known = queries.generasi()
    named = next((each for each in known if asked.get("generasi") == each.kode), None)
    of = named or _chosen(known, asked.get("generasi", ""))
    teks = asked.get(asked.get("isi", "cari"), "").strip()
    jenis = asked["jenis"] if asked.get("jenis") in NAMA_JENIS else KAB
    tingkat = [each for each in asked.get("tingkat", "").split(",") if each in tingkat_nomenklatur()]
    found = queries.Pilihan()
    if of is not None and (teks or tingkat or asked.get("induk")):
        found = queries.pilihan(
            of,
            jenis,
            bidang=bidang_in(asked.get("bidang", "")),
            text=teks,
            tingkat=tingkat,
            induk=asked.get("induk", ""),
            most=SUGGESTED,
        )
    context = {
        "temuan": found,
        "teks": teks,
        "kunci": request.htmx.target or "saran-kode",
        "alamat": urlencode({"generasi": of.pk, "jenis": jenis}) if of else "",
    }
    return render(request, "referensi/_saran_kode.html", context)


# --- from one generation to the next ---------------------------------------------------------------------------------

COLUMNS = (
    Column("lama", "Kode lama", lambda line: line.lama, sort=True, fixed=True),
    Column("nama_lama", "Nama lama", lambda line: line.nama_lama, sort=True),
    Column("nasib", "Menjadi", lambda line: KATA[line.nasib], sort=True),
    Column("baru", "Kode baru", lambda line: "; ".join(kode for kode, _nama in line.baru)),
    Column("nama_baru", "Nama baru", lambda line: "; ".join(nama for _kode, nama in line.baru), on_page=False),
    Column("tingkat", "Tingkat", lambda line: line.nama_tingkat, hidden=True),
)


def peta(request: Request) -> StreamingHttpResponse | HttpResponse:
    """What became of each code of one generation (?dari=) in another (?ke=), with counts, filters and a file."""
    known = queries.generasi()
    ke = _chosen(known, request.GET.get("ke", ""))
    others = [each for each in known if each != ke]
    dari = _chosen(others, request.GET.get("dari", ""))
    crumbs = [HOME, ("Nomenklatur", reverse("referensi:nomenklatur")), ("Peta antargenerasi", "")]
    if ke is None or dari is None:
        return render(request, "referensi/peta.html", {"crumbs": crumbs, "semua": known})
    jenis, teks, nasib = _jenis(request), request.GET.get("cari", "").strip(), request.GET.get("nasib", "")
    tingkat = request.GET.get("tingkat", "sub-kegiatan")
    lines = [line for line in map_of(dari, ke, jenis) if tingkat in {"", line.tingkat}]
    table = Table(request, "peta-nomenklatur", COLUMNS, [line for line in lines if _wanted(line, nasib, teks)])
    if file := table.export(f"Peta nomenklatur {jenis}"):
        return file
    keep = {"dari": dari.pk, "ke": ke.pk, "jenis": jenis, "tingkat": tingkat}
    context = {
        "crumbs": crumbs,
        "semua": known,
        "dari": dari,
        "ke": ke,
        "jenis": jenis,
        "jenis_pilihan": NAMA_JENIS,
        "tingkat": tingkat,
        "tingkat_pilihan": _mapped_levels(),
        "nasib": nasib,
        "jumlah": [(each, KATA[each], count) for each, count in jumlah_nasib(lines).items()],
        "banyak": len(lines),
        "berubah": sum(line.nasib is not Nasib.TETAP for line in lines),
        "cari": teks,
        "table": table,
        "rows": [(line, KATA[line.nasib], TONES[line.nasib]) for line in table.shown],
        "alamat": urlencode(keep),
    }
    return render(request, "referensi/peta.html", context)


def _wanted(line: BarisPeta, nasib: str, teks: str) -> bool:
    if line.nasib != nasib if nasib in list(Nasib) else (line.nasib is Nasib.TETAP and nasib != ALL):
        return False
    if not teks:
        return True
    held = f"{line.lama} {plain(line.nama_lama)} " + " ".join(f"{kode} {plain(nama)}" for kode, nama in line.baru)
    return all(word in held or plain(word) in held for word in teks.split())
