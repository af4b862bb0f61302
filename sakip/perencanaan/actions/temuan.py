"""Use cases of the checker: a finding is set aside with a reason, and taken up again."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import PengesampinganTemuan
from sakip.perencanaan.rules import temuan as _sentences  # noqa: F401 - registers what is refused here
from sakip.referensi.queries import aturan_pemeriksa


@action(Permission.PLAN, "mengesampingkan temuan")
def set_finding_aside(
    unit: Unit, *, aturan: str, objek: str, alasan: str, on: date, by: Access, sampai: date | None = None
) -> PengesampinganTemuan:
    """Set a finding of a unit aside, for ever or until a day; the checker still lists it among those set aside.

    Raises Refused: aturan-tidak-dikenal, alasan-kesampingkan-wajib, sampai-sudah-lewat, temuan-sudah-dikesampingkan.
    """
    if aturan not in aturan_pemeriksa():
        raise Refused("aturan-tidak-dikenal", aturan=aturan)
    if not alasan.strip():
        raise Refused("alasan-kesampingkan-wajib", at_field="alasan")
    if sampai is not None and sampai < on:
        raise Refused("sampai-sudah-lewat", at_field="sampai", tanggal=format_date(sampai))
    standing = PengesampinganTemuan.related.filter(unit=unit, aturan=aturan, objek=objek, dicabut=False).first()
    if standing is not None and (standing.sampai is None or standing.sampai >= on):
        raise Refused("temuan-sudah-dikesampingkan", oleh=standing.oleh)
    if standing is not None:  # its time has run out: the new one takes its place
        change(standing, seen=standing.versi, dicabut=True)
    return PengesampinganTemuan.related.create(
        unit=unit, aturan=aturan, objek=objek, alasan=alasan.strip(), sampai=sampai, oleh=by.actor_name
    )


@action(Permission.PLAN, "mencabut pengesampingan temuan")
def take_finding_up(pengesampingan: PengesampinganTemuan, *, by: Access) -> PengesampinganTemuan:
    """Let a finding stand again. Nothing to do where it already does."""
    if pengesampingan.dicabut:
        return pengesampingan
    return change(pengesampingan, seen=pengesampingan.versi, dicabut=True)
