"""A plan on paper: the matrices of the outline of 2025, the classic form (T-C.28), RKT and Renja."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sakip.arithmetic.notation import format_date
from sakip.documents.model import (
    Block,
    Document,
    Heading,
    Paragraph,
    SectionBreak,
    SignatureBlock,
    Span,
    paragraph,
    spans,
)
from sakip.documents.text import numbered
from sakip.organisasi.documents import full_name, has_nip, letterhead, signer, title_of
from sakip.perencanaan.documents.rencana_hasil import definitions, ikk, iku, results, strategies
from sakip.perencanaan.documents.rencana_kerja import outputs, priorities, work
from sakip.perencanaan.documents.rencana_klasik import classic_table
from sakip.perencanaan.documents.rencana_pagu import money_warning
from sakip.perencanaan.documents.rencana_rkt import rkt_table
from sakip.perencanaan.documents.rencana_tahunan import renja_table
from sakip.perencanaan.models import DokumenRencana, StatusDokumen
from sakip.perencanaan.models.rencana import PERNAH_DITETAPKAN
from sakip.perencanaan.queries.naskah import Naskah
from sakip.referensi.queries import jenis_dokumen

A3 = SectionBreak("A3", "landscape")
A4 = SectionBreak("A4", "landscape")


def matrices(naskah: Naskah) -> Document:
    """The matrices of a plan of several years: results, how they are computed, work with money, IKU."""
    return _paper(naskah, "Matriks", _matrices(naskah), A3)


def classic(naskah: Naskah) -> Document:
    """Program, kegiatan, targets and money in one table, as form T-C.28 of Permendagri 54/2010 had it."""
    return _paper(
        naskah, "Rencana program, kegiatan, dan pendanaan", [*money_warning(naskah), classic_table(naskah)], A3
    )


def yearly(naskah: Naskah) -> Document:
    """A Renja or RKPD: codes, indicators, target, money and its sources, and the year after."""
    if not any(each.kerja for each in naskah.baris):
        nothing = paragraph("Rencana ini belum memuat program dan kegiatan.")
        return _paper(naskah, "", [*results(naskah), nothing], A3)
    return _paper(naskah, "", [*money_warning(naskah), *results(naskah), renja_table(naskah)], A3)


def targets_of_year(naskah: Naskah) -> Document:
    """An RKT: sasaran, indicators, unit of measure, target."""
    return _paper(naskah, "", [rkt_table(naskah)], A4)


FORMS: Mapping[str, tuple[str, Callable[[Naskah], Document]]] = {
    "matriks": ("Matriks", matrices),
    "klasik": ("T-C.28", classic),
    "renja": ("Renja", yearly),
    "rkt": ("RKT", targets_of_year),
}
"""By code the name of a paper and what makes it."""


def forms_for(plan: DokumenRencana) -> dict[str, str]:
    """The papers that a document has with their names, the usual one first; of a plan of a year the name of its kind.
    The classic form is that of a Renstra of Pemda.
    """
    known = jenis_dokumen().get(plan.jenis)
    if known is not None and known.dasar_target == "rkt":
        codes: tuple[str, ...] = ("rkt",)
    elif plan.tahun_awal == plan.tahun_akhir:
        return {"renja": known.nama if known is not None else FORMS["renja"][0]}
    else:
        codes = ("matriks", "klasik") if plan.kerangka == "pemda" and plan.jenis == "renstra" else ("matriks",)
    return {code: FORMS[code][0] for code in codes}


# --- head ------------------------------------------------------------------------------------------------------------


def _paper(naskah: Naskah, what: str, blocks: Iterable[Block], page: SectionBreak) -> Document:
    versi, plan = naskah.versi, naskah.versi.dokumen
    whose = full_name(plan.unit, naskah.instansi)
    known = jenis_dokumen().get(plan.jenis)
    author = known.penyusun if known is not None else ""  # of what is only recorded: nobody here sends or signs it
    was_set = versi.status in PERNAH_DITETAPKAN
    title = f"{what} {plan.nama}".strip()
    mark = "" if was_set else f"DRAF versi {versi.nomor} · "
    head: list[Block] = [
        *([] if author else [letterhead(plan.unit, naskah.instansi, emblem=naskah.lambang)]),
        *([] if was_set else [_draft(naskah)]),
        Heading(2, plan.nama.upper() if was_set else f"{plan.nama.upper()} (DRAF)", in_contents=False),
        *_decree(naskah),
        *([Paragraph(spans(f"Disusun {author}; dicatat {whose}."), "center")] if author else []),
    ]
    paper = Document(
        title=title,
        subject=f"{title} versi {versi.nomor}, {whose}",
        instansi=naskah.instansi.unit.nama,
        blocks=(*head, *blocks, *([] if author else [_signature(naskah)])),
        footer=f"{mark}{plan.nama}, versi {versi.nomor}",
        page=page,
    )
    return numbered(paper)


def _signature(naskah: Naskah) -> SignatureBlock:
    """The head of the plan's unit on the day of the decree; of a draft a place and a day left open."""
    unit, post = naskah.versi.dokumen.unit, naskah.jabatan
    title = title_of(unit, post, naskah.instansi)
    who = signer(naskah.masa, title, numbered=has_nip(unit, post, naskah.instansi))
    return SignatureBlock((who,), naskah.instansi.tempat or "……………………", naskah.versi.tanggal_penetapan)


def _draft(naskah: Naskah) -> Paragraph:
    said = "" if naskah.versi.status == StatusDokumen.DRAF else f", {naskah.versi.get_status_display().lower()}"
    return Paragraph(spans(Span("DRAF", bold=True), f" versi {naskah.versi.nomor}{said}; belum ditetapkan."), "center")


def _decree(naskah: Naskah) -> Iterator[Block]:
    versi, plan = naskah.versi, naskah.versi.dokumen
    if versi.status not in PERNAH_DITETAPKAN:
        return
    number = versi.nomor_penetapan or plan.dasar_hukum
    day = f" tanggal {format_date(versi.tanggal_penetapan)}" if versi.tanggal_penetapan else ""
    words = f"Ditetapkan dengan {number}{day}" if number else "Nomor dan tanggal penetapannya belum dicatat"
    yield Paragraph(spans(f"{words}; versi {versi.nomor}."), "center")
    changed = sum({each.indikator.pk: each.diganti for row in naskah.baris for each in row.indikator}.values())
    if changed:
        words = f"{changed} target yang tercetak menggantikan nilai sebelumnya; alasannya tercatat pada indikatornya."
        yield Paragraph(spans(words), "center")


def _matrices(naskah: Naskah) -> Iterator[Block]:
    yield from money_warning(naskah)
    for part in (results, definitions, strategies, outputs, work, priorities, iku, ikk):
        yield from part(naskah)
