"""Use case by which a reorganisation carries trees on; called by its applying, never alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, Q

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.rows import copy_of
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.reorganisasi import Terlaksana, penerapan
from sakip.perencanaan.models import (
    Cabang,
    Crosscutting,
    IndikatorSimpul,
    JawabanCrosscutting,
    PohonKinerja,
    SilsilahPohon,
    SimpulPohon,
    Terjemahan,
)
from sakip.perencanaan.penerusan import INDIKATOR, JABATAN, POHON


@dataclass
class _Heirs:
    """What became of nodes, and what of the parts that were carried over before: positions, indicators, partners."""

    hasil: Terlaksana
    simpul: dict[int, list[SimpulPohon]] = field(default_factory=lambda: defaultdict(list))

    def node(self, pk: int | None) -> SimpulPohon | None:
        """The first that carries a node on."""
        return next(iter(self.simpul.get(pk or 0, ())), None)

    def indikator(self, pk: int, unit: Unit) -> int | None:
        """That which carries an indicator on, best in the same unit; itself where it stays, None where it ends."""
        if all(row.pk != pk for row in self.hasil.bagian[INDIKATOR].baris):
            return pk
        made = self.hasil.jadi.get(INDIKATOR, {}).get(pk, [])
        return next((one.pk for one in sorted(made, key=lambda one: one.unit_id != unit.pk)), None)

    def jabatan(self, pk: int) -> int | None:
        """That which carries a position on; itself where it stays, None where it ends."""
        if all(row.pk != pk for row in self.hasil.bagian[JABATAN].baris):
            return pk
        return next((one.pk for one in self.hasil.jadi.get(JABATAN, {}).get(pk, [])), None)

    def mitra(self, pk: int | None) -> int | None:
        """The main successor of a partner that was closed; else the partner."""
        keys = self.hasil.perubahan.penerus(pk)
        return self.hasil.unit[keys[0]].pk if keys else pk


@penerapan.add
@action(Permission.PLAN, "meneruskan pohon kinerja karena perubahan SOTK")
def carry_trees(root: Unit, *, hasil: Terlaksana, by: Access) -> None:
    """Copy the living conditions of a closed unit's tree into the tree of the same first year of each unit that takes
    it, with branches, indicators and translations; the old tree ends the year before and names where it went on. It is
    made where there is none and lasts as long as the longest of those it takes in.

    An indicator that ends stays as its wording. Standing crosscutting is asked anew by the first copy, of the main
    successor of a closed partner, with the answer that counts; the old request is withdrawn.
    """
    part, first = hasil.bagian[POHON], hasil.perubahan.mulai_tahun
    old = {row.pk: row for row in PohonKinerja.related.filter(pk__in=[row.pk for row in part.baris])}
    heirs = _Heirs(hasil)
    for row, key in part.pergi():
        _copy_tree(old[row.pk], hasil.unit[key], heirs)
    for each in old.values():
        ends = max(each.tahun_awal, first - 1)
        PohonKinerja.related.filter(pk=each.pk).update(tahun_akhir=ends, versi=F("versi") + 1)
    _copy_crosscutting(hasil, heirs)


def _copy_tree(old: PohonKinerja, unit: Unit, heirs: _Heirs) -> None:
    tree = PohonKinerja.related.filter(unit=unit, tahun_awal=old.tahun_awal).first()
    if tree is None:
        nama = f"Pohon kinerja {unit.nama}"[:200]
        tree = PohonKinerja.related.create(unit=unit, nama=nama, tahun_awal=old.tahun_awal, tahun_akhir=old.tahun_akhir)
    elif tree.tahun_akhir < old.tahun_akhir:  # else what it takes in would end sooner than it stood
        PohonKinerja.related.filter(pk=tree.pk).update(tahun_akhir=old.tahun_akhir, versi=F("versi") + 1)
    SilsilahPohon.related.create(pendahulu=old, penerus=tree)
    below = SimpulPohon.related.filter(pohon=tree).aggregate(last=Max("urutan"))["last"] or 0
    rows = list(SimpulPohon.related.filter(pohon=old, ditarik=False).order_by("urutan", "pk"))
    made = SimpulPohon.related.bulk_create(
        [copy_of(row, pohon_id=tree.pk, urutan=below + row.urutan) for row in rows], batch_size=500
    )
    became = {row.pk: new.pk for row, new in zip(rows, made, strict=True)}
    for row, new in zip(rows, made, strict=True):
        heirs.simpul[row.pk].append(new)
    pairs = Cabang.related.filter(induk__in=rows, anak__in=rows).order_by("pk").values_list("induk_id", "anak_id")
    Cabang.related.bulk_create(
        [Cabang(induk_id=became[induk], anak_id=became[anak]) for induk, anak in pairs], batch_size=500
    )
    _copy_measures(became, unit, heirs)
    _copy_translations(became, heirs)


def _copy_measures(became: dict[int, int], unit: Unit, heirs: _Heirs) -> None:
    """How conditions are measured; each indicator once at a condition."""
    found, taken = [], set()
    for row in IndikatorSimpul.related.filter(simpul__in=list(became)).select_related("indikator").order_by("pk"):
        changes: dict[str, Any] = {"simpul_id": became[row.simpul_id]}
        if row.indikator is not None:
            heir = heirs.indikator(row.indikator.pk, unit)
            changes |= {"indikator_id": heir, "uraian": "" if heir else row.indikator.nama[:400]}
        said = (changes["simpul_id"], changes.get("indikator_id"), changes.get("uraian", row.uraian))
        if said not in taken:
            taken.add(said)
            found.append(copy_of(row, **changes))
    IndikatorSimpul.related.bulk_create(found, batch_size=500)


def _copy_translations(became: dict[int, int], heirs: _Heirs) -> None:
    """Into the same statements, and the positions that go on."""
    found, taken = [], set()
    for row in Terjemahan.related.filter(simpul__in=list(became)).order_by("pk"):
        post = heirs.jabatan(row.jabatan_id) if row.jabatan_id else None
        said = (became[row.simpul_id], row.kunci, post)
        if (row.kunci or post) and said not in taken:
            taken.add(said)
            found.append(copy_of(row, simpul_id=became[row.simpul_id], jabatan_id=post))
    Terjemahan.related.bulk_create(found, batch_size=500)


def _copy_crosscutting(hasil: Terlaksana, heirs: _Heirs) -> None:
    """Standing requests of copied conditions, and those asked of closed units, by the conditions that are there now."""
    closed = hasil.perubahan.unit_ids
    rows = Crosscutting.related.filter(Q(simpul__in=list(heirs.simpul)) | Q(mitra__in=closed), ditarik=False)
    rows = rows.filter(simpul__ditarik=False).select_related("simpul__pohon")
    for row in rows.order_by("pk"):
        node = heirs.node(row.simpul_id) or row.simpul
        mitra = heirs.mitra(row.mitra_id)
        asker = PohonKinerja.related.get(pk=node.pohon_id).unit_id
        Crosscutting.related.filter(pk=row.pk).update(ditarik=True, versi=F("versi") + 1)
        if (mitra is not None and mitra in {asker, *closed}) or asker in closed:
            continue  # one unit now, or nobody carries it on
        new = Crosscutting.related.create(
            simpul_id=node.pk,
            mitra_id=mitra,
            mitra_luar=row.mitra_luar,
            **{name: getattr(row, name) for name in ("kontribusi", "waktu", "bukti")},
        )
        answer = JawabanCrosscutting.related.filter(crosscutting=row).order_by("-pk").first()
        if answer is not None:
            own = heirs.node(answer.simpul_id)
            answered = asker if mitra is None else mitra
            JawabanCrosscutting.related.create(
                **{name: getattr(answer, name) for name in ("jawaban", "uraian", "dijawab", "penjawab")},
                crosscutting=new,
                mitra_id=answered,
                simpul_id=own.pk if own else _stays(answer, closed),
            )


def _stays(answer: JawabanCrosscutting, closed: Any) -> int | None:
    """The contributing condition of a partner that goes on as it is."""
    return None if answer.mitra_id in closed else answer.simpul_id
