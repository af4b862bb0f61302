"""Use cases of pagu: a version opened, its lines written as a whole, set, changed by the next version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sakip.anggaran import rules
from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, copy_of
from sakip.organisasi.models import Unit
from sakip.referensi.rules import tingkat_of


@dataclass(frozen=True)
class PaguBaru:
    """A line to write: code, what it is called, source of funds, whole rupiah."""

    kode: str
    uraian: str
    rupiah: int
    sumber_dana: str = ""


@dataclass(frozen=True)
class Hasil:
    """How many lines were written, changed, taken out."""

    baru: int
    berubah: int
    dihapus: int

    @property
    def semua(self) -> int:
        return self.baru + self.berubah + self.dihapus


@action(Permission.PLAN, "membuka pagu")
def open_pagu(unit: Unit, *, tahun: int, jenis: JenisPagu, by: Access, dokumen: str = "") -> PaguVersi:
    """Open the first version of a unit's money in a year by a document. Raises Refused: pagu-tahun-salah,
    pagu-sudah-ada."""
    if not rules.FIRST_YEAR <= tahun <= rules.LAST_YEAR:
        years = {"awal": rules.FIRST_YEAR, "akhir": rules.LAST_YEAR}
        raise Refused("pagu-tahun-salah", at_field="tahun", tahun=tahun, **years)
    if PaguVersi.related.filter(unit=unit, tahun=tahun, jenis=jenis).exists():
        raise Refused("pagu-sudah-ada", at_field="tahun", unit=unit.nama, jenis=jenis.label, tahun=tahun)
    row: PaguVersi = PaguVersi.related.create(unit=unit, tahun=tahun, jenis=jenis, dokumen=dokumen.strip())
    return row


@action(Permission.PLAN, "mengisi pagu")
def set_lines(versi: PaguVersi, *, baris: Sequence[PaguBaru], seen: int, by: Access) -> Hasil:
    """Make these the lines of a version, all or none: new ones written, others changed, those not named taken out.

    A line is one by code and source of funds. It stands beside the statement of the plan that has its code; where it
    stood beside one it stays there. Raises Stale; Refused: pagu-beku, pagu-baris-kurang, pagu-baris-ganda,
    pagu-rupiah-salah.
    """
    refuse(rules.frozen(versi))
    _refuse_lines(baris)
    change(versi, seen=seen)
    plan = {each.kode: each for each in rules.statements(by, versi)}
    standing = {(row.kode, row.sumber_dana): row for row in Pagu.related.filter(versi_pagu=versi)}
    wanted = {(each.kode.strip(), each.sumber_dana.strip()): each for each in baris}
    gone = [row.pk for key, row in standing.items() if key not in wanted]
    Pagu.related.filter(pk__in=gone).delete()
    new: list[Pagu] = []
    changed = 0
    codes = {kode for kode, _source in wanted}
    for key, each in wanted.items():
        now = standing.get(key)
        facts: dict[str, Any] = {"uraian": each.uraian.strip(), "rupiah": each.rupiah}
        beside = plan.get(key[0])
        place: dict[str, Any] = {"kunci": beside and beside.kunci, "di_bawah": _part_of(beside, codes)}
        if now is None:
            level = beside.tingkat if beside else tingkat_of(key[0]) or ""
            new.append(Pagu(versi_pagu=versi, kode=key[0], sumber_dana=key[1], tingkat=level, **facts, **place))
        elif (now.uraian, now.rupiah) != (facts["uraian"], facts["rupiah"]):
            change(now, seen=now.versi, **facts, **place | {"kunci": now.kunci or place["kunci"]})
            changed += 1
        elif beside is not None and now.di_bawah != place["di_bawah"]:
            change(now, seen=now.versi, di_bawah=place["di_bawah"])
    Pagu.related.bulk_create(new, batch_size=500)
    return Hasil(len(new), changed, len(gone))


def _part_of(beside: rules.SimpulAnggaran | None, codes: Collection[str]) -> str:
    """The nearest code above a statement that has a line; empty where the plan says none."""
    return next((kode for kode in beside.di_atas if kode in codes), "") if beside else ""


def _refuse_lines(baris: Sequence[PaguBaru]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, each in enumerate(baris, start=1):
        for name, text in (("kode", each.kode), ("uraian", each.uraian)):
            if not text.strip():
                raise Refused("pagu-baris-kurang", baris=number, isian=name)
        if not 0 <= each.rupiah <= rules.MOST:
            raise Refused("pagu-rupiah-salah", baris=number, nilai=each.rupiah, paling_besar="1.000.000.000.000.000")
        key = (each.kode.strip(), each.sumber_dana.strip())
        if key in seen:
            raise Refused("pagu-baris-ganda", baris=number, kode=key[0], sumber=key[1], lain=seen[key])
        seen[key] = number


@action(Permission.PLAN, "menghubungkan pagu dengan rencana")
def link_lines(versi: PaguVersi, *, by: Access) -> int:
    """Put every line that stands beside nothing of the plan beside the statement that has its code; how many.

    Allowed on a set version too: the money itself is not changed.
    """
    plan = {each.kode: each for each in rules.statements(by, versi)}
    standing = {each.kunci for each in plan.values()}
    lines = list(Pagu.related.filter(versi_pagu=versi).order_by("pk"))
    codes = {row.kode for row in lines}
    lost = [row for row in lines if row.kunci not in standing and row.kode in plan]
    for row in lost:
        change(
            row,
            seen=row.versi,
            kunci=plan[row.kode].kunci,
            tingkat=plan[row.kode].tingkat,
            di_bawah=_part_of(plan[row.kode], codes),
        )
    return len(lost)


@action(Permission.PLAN, "menetapkan pagu")
def set_pagu(versi: PaguVersi, *, ditetapkan: date, dokumen: str, seen: int, by: Access) -> PaguVersi:
    """Set a version by its document; from then on it is frozen. Totals that disagree are shown, not refused.

    Raises Stale; Refused: pagu-beku, pagu-kosong.
    """
    refuse(rules.frozen(versi))
    if not Pagu.related.filter(versi_pagu=versi).exists():
        raise Refused("pagu-kosong", versi=str(versi))
    return change(versi, seen=seen, ditetapkan=ditetapkan, dokumen=dokumen.strip())


@action(Permission.PLAN, "membuka perubahan pagu")
def next_pagu(versi: PaguVersi, *, by: Access) -> PaguVersi:
    """Open the next version of a set one, with a copy of its lines. Raises Refused: pagu-belum-ditetapkan where the
    newest version is not set yet."""
    newest = PaguVersi.related.filter(unit=versi.unit, tahun=versi.tahun, jenis=versi.jenis).order_by("-nomor")[0]
    if newest.ditetapkan is None:
        raise Refused("pagu-belum-ditetapkan", versi=f"{newest} versi {newest.nomor}")
    new: PaguVersi = PaguVersi.related.create(
        unit=newest.unit, tahun=newest.tahun, jenis=newest.jenis, nomor=newest.nomor + 1
    )
    rows = Pagu.related.filter(versi_pagu=newest).order_by("pk")
    Pagu.related.bulk_create([copy_of(row, versi_pagu_id=new.pk) for row in rows], batch_size=500)
    return new


@action(Permission.PLAN, "membuang rancangan pagu")
def discard_pagu(versi: PaguVersi, *, seen: int, by: Access) -> None:
    """Throw away a version that was not set. Raises Stale; Refused pagu-beku."""
    refuse(rules.frozen(versi))
    _empty(versi, seen=seen, by=by)
    PaguVersi.related.filter(pk=versi.pk).delete()


@action(Permission.PLAN, "mengosongkan rancangan pagu")
def _empty(versi: PaguVersi, *, seen: int, by: Access) -> None:
    """Its lines go first, in a use case of their own: whose they were is read from what they belonged to."""
    change(versi, seen=seen)
    Pagu.related.filter(versi_pagu=versi).delete()
