"""Use cases of a plan's statements: many at once, edited, moved with their subtree, put in order, taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.plaintext import kept, kept_line, one_line
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, changed_since, refuse_other_columns
from sakip.organisasi.models import Unit
from sakip.perencanaan import rules
from sakip.perencanaan.models import DokumenVersi, Dukungan, Penempatan, SimpulRencana
from sakip.perencanaan.models.rencana import RINCIAN
from sakip.perencanaan.queries.rencana import frame_of, lock_document, rows_of, used_elsewhere
from sakip.perencanaan.rules.rencana import frozen, said_besides
from sakip.referensi.queries import Kerangka

_EDITED = frozenset({"pernyataan", "kode", "pelaksana", "tingkat", *RINCIAN})


@dataclass(frozen=True)
class PernyataanBaru:
    """A statement to add. ``induk`` is one that stands, or the place (from 0) of an earlier one of the same list."""

    tingkat: str
    pernyataan: str
    induk: SimpulRencana | int | None = None
    kode: str = ""
    pelaksana: Unit | None = None
    rincian: Mapping[str, str] = field(default_factory=dict)
    """Of ``models.rencana.RINCIAN`` what it says."""


@action(Permission.PLAN, "menambah simpul rencana")
def add_node(
    unit: Unit,
    *,
    versi: DokumenVersi,
    tingkat: str,
    pernyataan: str,
    by: Access,
    **more: Any,
) -> SimpulRencana:
    """Add one statement, like ``add_many_nodes``; ``more`` as :class:`PernyataanBaru` has it, what it says besides by
    its own names.

    Raises Refused as that does, and teks-tinggal-tanda.
    """
    text = kept_line(pernyataan, "Pernyataan", at_field="pernyataan")
    told = {name: more.pop(name) for name in RINCIAN if name in more}
    return _add(versi, [PernyataanBaru(tingkat, text, rincian=told, **more)])[0]


@action(Permission.PLAN, "menambah banyak simpul rencana")
def add_many_nodes(versi: DokumenVersi, *, simpul: Sequence[PernyataanBaru], by: Access) -> list[SimpulRencana]:
    """Add statements to a version, all or none, each as the last sibling, in their order. Writes level by level.

    The rows in the order given, each with its ``kunci``. HTML in the texts is taken out. Raises Refused: rencana-beku,
    rencana-sedang-diperiksa, tingkat-tidak-dikenal, urutan-tingkat, induk-rencana-lain, pernyataan-kosong,
    baris-induk-tidak-ada, teks-tinggal-tanda; the sentence names the line, counted from 1.
    """
    return _add(versi, simpul)


def _add(versi: DokumenVersi, simpul: Sequence[PernyataanBaru]) -> list[SimpulRencana]:
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    frame, depth, rows = frame_of(versi.dokumen), list[int](), list[SimpulRencana]()
    standing = SimpulRencana.related.filter(dokumen_versi=versi).order_by().values_list("induk")
    last: dict[object, int] = defaultdict(int, standing.annotate(Max("urutan")))
    for number, each in enumerate(simpul):
        above = _above(each, number, simpul, versi)
        refuse(rules.wrong_level(frame, each.tingkat, above))
        text = one_line(kept(each.pernyataan, "Pernyataan", lines=False))
        if not text:
            raise Refused("pernyataan-kosong", at_field="pernyataan", baris=number + 1)
        place = ("baru", each.induk) if isinstance(each.induk, int) else each.induk.pk if each.induk else None
        last[place] += 1
        depth.append(depth[each.induk] + 1 if isinstance(each.induk, int) else 0)
        rows.append(
            SimpulRencana(
                dokumen_versi=versi,
                tingkat=each.tingkat,
                induk=each.induk if isinstance(each.induk, SimpulRencana) else None,
                urutan=last[place],
                kode=each.kode.strip(),
                pernyataan=text,
                pelaksana=each.pelaksana,
                **said_besides(each.rincian),
            )
        )
    for level in range(max(depth, default=-1) + 1):
        here = [number for number, each in enumerate(depth) if each == level]
        for number in here:
            parent = simpul[number].induk
            if isinstance(parent, int):
                rows[number].induk = rows[parent]
        SimpulRencana.related.bulk_create([rows[number] for number in here], batch_size=500)
    return rows


def _above(new: PernyataanBaru, number: int, all_rows: Sequence[PernyataanBaru], versi: DokumenVersi) -> str | None:
    """The level of the parent, None for a row at the top."""
    if isinstance(new.induk, int):
        if not 0 <= new.induk < number:
            raise Refused("baris-induk-tidak-ada", baris=number + 1, induk=new.induk + 1)
        return all_rows[new.induk].tingkat
    refuse(rules.foreign_parent(versi, new.induk))
    return new.induk.tingkat if new.induk else None


@action(Permission.PLAN, "mengubah simpul rencana")
def edit_node(simpul: SimpulRencana, *, seen: int, by: Access, **values: object) -> SimpulRencana:
    """Change text, code, level, who carries it out or what it says besides. HTML in the texts is taken out.

    Raises Stale; Refused: rencana-beku, rencana-sedang-diperiksa, pernyataan-kosong, tingkat-tidak-dikenal,
    urutan-tingkat, tingkat-anak, teks-tinggal-tanda.
    """
    refuse_other_columns(values, _EDITED)
    versi = simpul.dokumen_versi
    refuse(frozen(versi))
    if "pernyataan" in values:
        values["pernyataan"] = kept_line(str(values["pernyataan"]), "Pernyataan", at_field="pernyataan")
        if not values["pernyataan"]:
            raise Refused("pernyataan-kosong", at_field="pernyataan", baris=simpul.urutan)
    if "kode" in values:
        values["kode"] = str(values["kode"]).strip()
    values |= said_besides({name: str(values[name]) for name in RINCIAN if name in values})
    if values.get("tingkat", simpul.tingkat) != simpul.tingkat:
        lock_document(versi.dokumen)
        _refuse_level(simpul, str(values["tingkat"]), simpul.induk, frame_of(versi.dokumen))
    return change(simpul, seen=seen, **values)


def _refuse_level(simpul: SimpulRencana, tingkat: str, induk: SimpulRencana | None, frame: Kerangka) -> None:
    """A level below the parent's and above those of all children."""
    refuse(rules.wrong_level(frame, tingkat, induk.tingkat if induk else None))
    order = {level.kode: place for place, level in enumerate(frame.tingkat)}
    names = {level.kode: level.nama for level in frame.tingkat}
    for child in SimpulRencana.related.filter(induk=simpul):
        if order.get(child.tingkat, len(order)) <= order[tingkat]:
            words = {"anak": child.pernyataan, "tingkat_anak": names.get(child.tingkat, child.tingkat)}
            raise Refused("tingkat-anak", at_field="tingkat", simpul=simpul.pernyataan, tingkat=names[tingkat], **words)


@action(Permission.PLAN, "memindahkan simpul rencana")
def move_node(
    simpul: SimpulRencana,
    *,
    induk: SimpulRencana | None,
    seen: int,
    by: Access,
    sesudah: SimpulRencana | None = None,
) -> SimpulRencana:
    """Hang a statement with all below it under another, as its last child or right after ``sesudah``; None: to the
    top. Its level stays.

    The document is locked, so two people at once make no cycle. Raises Stale; Refused: rencana-beku,
    rencana-sedang-diperiksa, induk-keturunan-sendiri, induk-rencana-lain, urutan-tingkat.
    """
    versi = simpul.dokumen_versi
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    refuse(rules.foreign_parent(versi, induk))
    rows = rows_of(versi)
    if not any(row.pk == simpul.pk and row.versi == seen for row in rows):
        raise changed_since(simpul)
    if induk is not None and induk.pk in {simpul.pk, *(row.pk for row in _below(simpul, rows))}:
        raise Refused("induk-keturunan-sendiri", at_field="induk", simpul=simpul.pernyataan)
    refuse(rules.wrong_level(frame_of(versi.dokumen), simpul.tingkat, induk.tingkat if induk else None))
    siblings = [row for row in rows if row.induk_id == (induk.pk if induk else None) and row.pk != simpul.pk]
    place = next((at for at, row in enumerate(siblings, 1) if sesudah and row.pk == sesudah.pk), len(siblings))
    _number(siblings[:place])
    _number(siblings[place:], place + 2)
    return change(simpul, seen=seen, induk=induk, urutan=place + 1)


def _number(siblings: Iterable[SimpulRencana], first: int = 1) -> None:
    """The order of statements as they are given, where it is not so already. Part of an action of a document."""
    for place, row in enumerate(siblings, first):
        if row.urutan != place:
            change(row, seen=row.versi, urutan=place)


def _below(simpul: SimpulRencana, rows: Collection[SimpulRencana]) -> list[SimpulRencana]:
    """All that hangs under a statement, children before their own children."""
    children: dict[int | None, list[SimpulRencana]] = defaultdict(list)
    for row in rows:
        children[row.induk_id].append(row)
    found: list[SimpulRencana] = list(children[simpul.pk])
    for row in found:  # grows while it is read
        found += children[row.pk]
    return found


@action(Permission.PLAN, "menata urutan simpul rencana")
def shift_node(simpul: SimpulRencana, *, langkah: int, by: Access) -> SimpulRencana:
    """Move a statement among its siblings, by so many places up (negative) or down.

    Raises Refused: rencana-beku, rencana-sedang-diperiksa, sudah-pertama, sudah-terakhir.
    """
    versi = simpul.dokumen_versi
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    siblings = [row for row in rows_of(versi) if row.induk_id == simpul.induk_id]
    now = next(place for place, row in enumerate(siblings) if row.pk == simpul.pk)
    there = min(max(now + langkah, 0), len(siblings) - 1)
    if there == now:
        raise Refused("sudah-pertama" if langkah < 0 else "sudah-terakhir", simpul=simpul.pernyataan)
    siblings.insert(there, siblings.pop(now))
    _number(siblings)
    found: SimpulRencana = SimpulRencana.related.get(pk=simpul.pk)
    return found


@action(Permission.PLAN, "menghapus simpul rencana")
def remove_node(simpul: SimpulRencana, *, seen: int, by: Access, alasan: str = "") -> int:
    """Take a statement and all below it out of a version; answers how many. Earlier versions keep theirs.

    Raises Stale; Refused: rencana-beku, rencana-sedang-diperiksa; simpul-memuat-indikator where indicators would
    stand under a statement that no version has any more.
    """
    versi = simpul.dokumen_versi
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    change(simpul, seen=seen)
    gone = [simpul, *_below(simpul, rows_of(versi))]
    keys = [row.kunci for row in gone]
    lost = set(keys) - used_elsewhere(keys, versi)
    placed = list(Penempatan.related.filter(kunci__in=lost).select_related("indikator").order_by("pk"))
    if placed:
        words = {"simpul": simpul.pernyataan, "jumlah": len(placed), "contoh": placed[0].indikator.nama}
        raise Refused("simpul-memuat-indikator", **words)
    Dukungan.related.filter(dokumen_versi=versi, kunci__in=keys).delete()
    for row in reversed(gone):
        SimpulRencana.related.filter(pk=row.pk).delete()
    return len(gone)


@action(Permission.PLAN, "melepaskan indikator dari rencana")
def unplace(penempatan: Penempatan, *, simpul: SimpulRencana, by: Access) -> None:
    """Take an indicator away from a statement, in its version and those after it; it stands unattached as before, with
    its targets, and in the versions before as they were.

    Raises Refused: rencana-beku, rencana-sedang-diperiksa; penempatan-bertarget where targets were set on this very
    placement.
    """
    refuse(frozen(simpul.dokumen_versi))
    if penempatan.sejak_versi < simpul.dokumen_versi.nomor:
        change(penempatan, seen=penempatan.versi, sampai_versi=simpul.dokumen_versi.nomor)
        return
    if penempatan.target.exists() or penempatan.usulan_target.exists():
        raise Refused("penempatan-bertarget", indikator=penempatan.indikator.nama)
    penempatan.delete()
