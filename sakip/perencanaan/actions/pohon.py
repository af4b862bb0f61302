"""Use cases of the pohon kinerja: trees, their nodes and branches. Whoever branches holds the tree until he is done.

For importers and the demo: ``add_many_simpul`` makes a whole tree with its branches and indicators in five writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.plaintext import kept_line
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions.crosscutting import withdraw_crosscutting
from sakip.perencanaan.models import (
    Cabang,
    Crosscutting,
    Indikator,
    IndikatorSimpul,
    JenisSimpul,
    PohonKinerja,
    SimpulPohon,
)
from sakip.perencanaan.rules import pohon as rules

_POHON = frozenset({"nama", "tahun_awal", "tahun_akhir"})
_SIMPUL = frozenset({"pernyataan", "jenis", "kode", "asal", "bukti"})


@dataclass(frozen=True)
class SimpulBaru:
    """A node to make. ``induk`` names the ``kunci`` of nodes that stand before it in the same list.

    ``di_bawah``: nodes that are in the tree already. ``indikator``: an indicator, or its wording while there is none.
    """

    kunci: str
    jenis: str
    pernyataan: str
    induk: tuple[str, ...] = ()
    di_bawah: tuple[SimpulPohon, ...] = ()
    kode: str = ""
    asal: str = ""
    bukti: str = ""
    indikator: tuple[Indikator | str, ...] = ()


@action(Permission.PLAN, "membuat pohon kinerja")
def create_pohon(unit: Unit, *, nama: str, tahun_awal: int, tahun_akhir: int, by: Access) -> PohonKinerja:
    """Make an empty tree of a unit for some years. Raises Refused: tahun-pohon-terbalik, pohon-sudah-ada."""
    _refuse_years(unit, tahun_awal, tahun_akhir)
    created: PohonKinerja = PohonKinerja.related.create(
        unit=unit, nama=" ".join(nama.split()), tahun_awal=tahun_awal, tahun_akhir=tahun_akhir
    )
    return created


@action(Permission.PLAN, "mengubah pohon kinerja")
def edit_pohon(pohon: PohonKinerja, *, seen: int, by: Access, **values: object) -> PohonKinerja:
    """Change a tree's name or years. Raises Stale; Refused: tahun-pohon-terbalik, pohon-sudah-ada."""
    refuse_other_columns(values, _POHON)
    years = [int(str(values.get(name, getattr(pohon, name)))) for name in ("tahun_awal", "tahun_akhir")]
    _refuse_years(pohon.unit, *years, besides=pohon.pk)
    return change(pohon, seen=seen, **values)


def _refuse_years(unit: Unit, awal: int, akhir: int, *, besides: int | None = None) -> None:
    if akhir < awal:
        raise Refused("tahun-pohon-terbalik", at_field="tahun_akhir", awal=awal, akhir=akhir)
    if PohonKinerja.related.filter(unit=unit, tahun_awal=awal).exclude(pk=besides).exists():
        raise Refused("pohon-sudah-ada", at_field="tahun_awal", unit=unit.nama, tahun=awal)


@action(Permission.PLAN, "menambah simpul pohon kinerja")
def add_simpul(
    pohon: PohonKinerja,
    *,
    jenis: str,
    pernyataan: str,
    by: Access,
    induk: Sequence[SimpulPohon] = (),
    kode: str = "",
    asal: str = "",
    bukti: str = "",
) -> SimpulPohon:
    """Add a condition, the last child of each of its parents. Refused as ``add_many_simpul``."""
    new = SimpulBaru("", jenis, pernyataan, (), tuple(induk), kode, asal, bukti)
    return add_many_simpul(pohon, simpul=[new], by=by)[0]


@action(Permission.PLAN, "menambah simpul pohon kinerja")
def add_many_simpul(pohon: PohonKinerja, *, simpul: Sequence[SimpulBaru], by: Access) -> list[SimpulPohon]:
    """Add conditions with their branches and indicators, parents before children; answers the nodes in their order.

    Raises Refused: simpul-tanpa-pernyataan, simpul-kunci-kembar, simpul-induk-tidak-dikenal, simpul-pohon-lain,
    simpul-ditarik, simpul-jenis-terbalik, simpul-tanpa-induk, di-luar-instansi, indikator-simpul-kosong.
    """
    locked = _lock(pohon)
    made: dict[str, SimpulPohon] = {}
    parents: list[list[SimpulPohon]] = []
    places = _next_places(locked)
    for each in simpul:
        mine = _parents_of(locked, each, made)
        first = (mine[0].pk or id(mine[0])) if mine else None
        places[first] += 1
        row = SimpulPohon(
            pohon=locked,
            jenis=each.jenis,
            kode=each.kode.strip(),
            pernyataan=kept_line(each.pernyataan, "Kondisi", at_field="pernyataan"),
            asal=each.asal,
            bukti=each.bukti.strip(),
            urutan=places[first],
        )
        if each.kunci in made:
            raise Refused("simpul-kunci-kembar", kunci=each.kunci)
        made[each.kunci] = row
        parents.append(mine)
    rows = SimpulPohon.related.bulk_create(list(made.values()), batch_size=500)
    Cabang.related.bulk_create(
        [Cabang(induk=induk, anak=row) for row, mine in zip(rows, parents, strict=True) for induk in mine],
        batch_size=500,
    )
    IndikatorSimpul.related.bulk_create(
        [_indicator(row, one) for row, each in zip(rows, simpul, strict=True) for one in each.indikator], batch_size=500
    )
    return rows


def _parents_of(pohon: PohonKinerja, new: SimpulBaru, made: dict[str, SimpulPohon]) -> list[SimpulPohon]:
    """The parents of a new node, each once, after every rule about them was asked."""
    refuse(rules.says_nothing(new.pernyataan))
    for kunci in new.induk:
        if kunci not in made:
            raise Refused("simpul-induk-tidak-dikenal", simpul=new.pernyataan, induk=kunci)
    named = [made[kunci] for kunci in dict.fromkeys(new.induk)]
    found = [*named, *{induk.pk: induk for induk in new.di_bawah}.values()]
    for induk in found:
        refuse(rules.foreign_node(pohon, induk))
        refuse(rules.retired(induk))
        refuse(rules.wrong_order(new.jenis, new.pernyataan, induk))
    refuse(rules.orphan(new.jenis, new.pernyataan, berinduk=bool(found)))
    for one in new.indikator:
        if isinstance(one, Indikator):
            refuse(rules.foreign(pohon.unit, one))
        elif not one.strip():
            raise Refused("indikator-simpul-kosong", simpul=new.pernyataan)
    return found


def _indicator(row: SimpulPohon, one: Indikator | str) -> IndikatorSimpul:
    if isinstance(one, str):
        return IndikatorSimpul(simpul=row, uraian=" ".join(one.split()))
    return IndikatorSimpul(simpul=row, indikator=one)


@action(Permission.PLAN, "mengubah simpul pohon kinerja")
def edit_simpul(simpul: SimpulPohon, *, seen: int, by: Access, **values: object) -> SimpulPohon:
    """Change what a condition says, its kind, code, origin or evidence.

    Raises Stale; Refused: simpul-tanpa-pernyataan, simpul-jenis-terbalik, simpul-tanpa-induk.
    """
    refuse_other_columns(values, _SIMPUL)
    pernyataan = kept_line(str(values.get("pernyataan", simpul.pernyataan)), "Kondisi", at_field="pernyataan")
    refuse(rules.says_nothing(pernyataan))
    jenis = str(values.get("jenis", simpul.jenis))
    if jenis != simpul.jenis:
        _lock(simpul.pohon)
        above = [row.induk for row in Cabang.related.filter(anak=simpul, induk__ditarik=False).select_related("induk")]
        for induk in above:
            refuse(rules.wrong_order(jenis, pernyataan, induk))
        refuse(rules.orphan(jenis, pernyataan, berinduk=bool(above)))
        as_it_will_be = SimpulPohon(pk=simpul.pk, jenis=jenis, pernyataan=pernyataan)
        for row in Cabang.related.filter(induk=simpul, anak__ditarik=False).select_related("anak"):
            refuse(rules.wrong_order(row.anak.jenis, row.anak.pernyataan, as_it_will_be))
    return change(simpul, seen=seen, **{**values, "pernyataan": pernyataan})


# --- branches --------------------------------------------------------------------------------------------------------


@action(Permission.PLAN, "menggantungkan simpul pohon kinerja")
def attach_simpul(simpul: SimpulPohon, *, induk: SimpulPohon, by: Access) -> Cabang:
    """Let a condition serve one more; it keeps those that it serves already.

    Raises Refused: simpul-pohon-lain, simpul-ditarik, simpul-melingkar, simpul-jenis-terbalik,
    simpul-sudah-menopang.
    """
    _lock(simpul.pohon)
    _refuse_branch(simpul, induk)
    if Cabang.related.filter(induk=induk, anak=simpul).exists():
        raise Refused("simpul-sudah-menopang", at_field="ke", simpul=simpul.pernyataan, induk=induk.pernyataan)
    created: Cabang = Cabang.related.create(induk=induk, anak=simpul)
    return created


@action(Permission.PLAN, "melepas simpul pohon kinerja")
def detach_simpul(simpul: SimpulPohon, *, induk: SimpulPohon, by: Access) -> None:
    """Let a condition no longer serve another. Raises Refused simpul-tanpa-induk where it was the last."""
    _lock(simpul.pohon)
    others = Cabang.related.filter(anak=simpul, induk__ditarik=False).exclude(induk=induk)
    refuse(rules.orphan(simpul.jenis, simpul.pernyataan, berinduk=others.exists()))
    Cabang.related.filter(induk=induk, anak=simpul).delete()


@action(Permission.PLAN, "memindahkan simpul pohon kinerja")
def move_simpul(
    simpul: SimpulPohon, *, dari: SimpulPohon | None, ke: SimpulPohon | None, by: Access, urutan: int | None = None
) -> None:
    """Move a condition with everything below it from one parent under another, as its last child or at the place
    ``urutan`` where it stood before. Where it stands under the other already it keeps its place.

    ``dari`` None: it stood at the top. ``ke`` None: as an outcome it goes to the top.

    Raises Refused as ``attach_simpul``, and simpul-sudah-pindah where it no longer stands at ``dari``.
    """
    pohon = _lock(simpul.pohon)
    above = set(Cabang.related.filter(anak=simpul, induk__ditarik=False).values_list("induk_id", flat=True))
    if dari.pk not in above if dari else above:
        raise Refused("simpul-sudah-pindah", simpul=simpul.pernyataan)
    if ke is not None:
        _refuse_branch(simpul, ke)
    refuse(rules.orphan(simpul.jenis, simpul.pernyataan, berinduk=ke is not None))
    if dari is not None:
        Cabang.related.filter(induk=dari, anak=simpul).delete()
    left = above - {dari.pk if dari else None}
    if (ke.pk in left) if ke else left:
        return
    place = _next_places(pohon)[ke.pk if ke else None] + 1 if urutan is None else urutan
    if ke is not None:
        Cabang.related.create(induk=ke, anak=simpul)
    now = SimpulPohon.related.get(pk=simpul.pk)
    if now.urutan != place:
        change(now, seen=now.versi, urutan=place)


def _refuse_branch(simpul: SimpulPohon, induk: SimpulPohon) -> None:
    refuse(rules.foreign_node(simpul.pohon, induk))
    for each in (simpul, induk):
        refuse(rules.retired(SimpulPohon.related.get(pk=each.pk)))
    refuse(rules.circle(simpul, induk, _edges(simpul.pohon)))
    refuse(rules.wrong_order(simpul.jenis, simpul.pernyataan, induk))


@action(Permission.PLAN, "mengurutkan simpul pohon kinerja")
def reorder_simpul(pohon: PohonKinerja, *, induk: SimpulPohon | None, urutan: Sequence[int], by: Access) -> None:
    """Put the children of a node (None: the tops of the tree) in this order of their numbers.

    Raises Refused urutan-simpul-berubah where these are no longer its children.
    """
    locked = _lock(pohon)
    children = SimpulPohon.related.filter(pohon=locked, ditarik=False)
    if induk is None:
        children = children.exclude(cabang_ke_induk__induk__ditarik=False)
    else:
        children = children.filter(cabang_ke_induk__induk=induk)
    rows = {row.pk: row for row in children}
    if set(urutan) != set(rows) or len(urutan) != len(rows):
        raise Refused("urutan-simpul-berubah", induk=induk.pernyataan if induk else locked.nama)
    for place, pk in enumerate(urutan, start=1):
        if rows[pk].urutan != place:
            change(rows[pk], seen=rows[pk].versi, urutan=place)


# --- in and out of the tree ------------------------------------------------------------------------------------------


@action(Permission.PLAN, "menarik simpul pohon kinerja")
def retire_simpul(
    simpul: SimpulPohon, *, seen: int, alasan: str, by: Access, beserta_bawahan: bool = False
) -> list[SimpulPohon]:
    """Take a condition out of the tree; its history stays, its standing crosscutting is withdrawn and the partner told.

    ``beserta_bawahan`` takes along what serves nothing else. Raises Stale; Refused: alasan-wajib, simpul-ditarik,
    simpul-masih-ditopang.
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    pohon = _lock(simpul.pohon)
    now = SimpulPohon.related.get(pk=simpul.pk)
    refuse(rules.retired(now))
    alive = {row.pk: row for row in SimpulPohon.related.filter(pohon=pohon, ditarik=False)}
    below = _edges(pohon).only_under(simpul.pk, alive.keys())
    if below and not beserta_bawahan:
        raise Refused("simpul-masih-ditopang", simpul=simpul.pernyataan, jumlah=len(below))
    gone = [change(now, seen=seen, ditarik=True)]
    gone += [change(alive[pk], seen=alive[pk].versi, ditarik=True) for pk in below]
    _withdraw_requests(gone, alasan=alasan, by=by)
    return gone


@action(Permission.PLAN, "memulihkan simpul pohon kinerja")
def restore_simpul(simpul: SimpulPohon, *, seen: int, by: Access, beserta_bawahan: bool = False) -> list[SimpulPohon]:
    """Put a condition back where it was; ``beserta_bawahan``: with the retired ones below it.

    What it asked of others stays withdrawn. Raises Stale; Refused simpul-induk-ditarik.
    """
    pohon = _lock(simpul.pohon)
    above = Cabang.related.filter(anak=simpul, induk__ditarik=False)
    if simpul.jenis != JenisSimpul.OUTCOME and not above.exists():
        raise Refused("simpul-induk-ditarik", simpul=simpul.pernyataan)
    back = [change(simpul, seen=seen, ditarik=False)]
    if beserta_bawahan:
        retired = {row.pk: row for row in SimpulPohon.related.filter(pohon=pohon, ditarik=True)}
        below = _edges(pohon).below_within(simpul.pk, retired.keys())
        back += [change(retired[pk], seen=retired[pk].versi, ditarik=False) for pk in below]
    return back


def _withdraw_requests(simpul: Sequence[SimpulPohon], *, alasan: str, by: Access) -> None:
    """Take back what retired nodes still ask for."""
    rows = Crosscutting.related.filter(simpul__in=[each.pk for each in simpul], ditarik=False)
    for row in rows.select_related("simpul__pohon__unit", "mitra"):
        withdraw_crosscutting(row, seen=row.versi, alasan=alasan, by=by)


# --- what they stand on ----------------------------------------------------------------------------------------------


def _lock(pohon: PohonKinerja) -> PohonKinerja:
    """Until the transaction ends nobody else branches in this tree: two people cannot close a circle together."""
    locked: PohonKinerja = PohonKinerja.related.select_for_update(of=("self",)).select_related("unit").get(pk=pohon.pk)
    return locked


def _edges(pohon: PohonKinerja) -> rules.Edges:
    """Every branch of the tree, those of retired nodes too: one that is put back closes no circle either."""
    return rules.Edges(Cabang.related.filter(anak__pohon=pohon).values_list("induk_id", "anak_id"))


def _next_places(pohon: PohonKinerja) -> dict[int | None, int]:
    """By parent the last place among its children; None is the top."""
    found: dict[int | None, int] = defaultdict(int)
    nodes = dict(SimpulPohon.related.filter(pohon=pohon).values_list("pk", "urutan"))
    below = set()
    for induk, anak in Cabang.related.filter(anak__pohon=pohon).values_list("induk_id", "anak_id"):
        found[induk] = max(found[induk], nodes[anak])
        below.add(anak)
    found[None] = max((place for pk, place in nodes.items() if pk not in below), default=0)
    return found
