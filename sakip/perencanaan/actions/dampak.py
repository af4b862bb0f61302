"""Use cases of planning: the head of a unit reports that an IKU harms the whole, the unit above answers."""

from __future__ import annotations

from django.utils import timezone

from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import refuse
from sakip.organisasi.queries import in_charge
from sakip.perencanaan.models import Indikator, LaporanDampak, TanggapanDampak
from sakip.perencanaan.penjelasan import KEPUTUSAN_DAMPAK
from sakip.perencanaan.queries.dampak import above
from sakip.perencanaan.rules import dampak as rules

IMPACT = register_reason(
    "dampak", "Dampak negatif IKU", "Unit di bawah melaporkan dampak negatif sebuah IKU, atau laporan itu ditanggapi."
)


@action(Permission.REPORT_IMPACT, "melaporkan dampak negatif IKU")
def report_impact(
    indikator: Indikator, *, tahun: int, uraian: str, by: Access, bukti: str = "", usulan: str = ""
) -> LaporanDampak:
    """Report to the unit above that an IKU harms the performance of the whole; its pimpinan and pengelola are told.

    Raises Refused: dampak-bukan-iku, dampak-tanpa-atasan, dampak-bukan-pimpinannya, dampak-kosong,
    dampak-sudah-dilaporkan.
    """
    refuse(rules.not_to_report(indikator))
    refuse(rules.not_its_head(indikator.unit, by))
    refuse(rules.blank(uraian, "Dampak negatif", "uraian"))
    unit = indikator.unit
    same = LaporanDampak.related.filter(indikator=indikator, tahun=tahun, uraian=uraian.strip(), tanggapan=None)
    refuse(rules.reported_already(indikator, tahun, there=same.exists()))
    row: LaporanDampak = LaporanDampak.related.create(
        unit=unit,
        indikator=indikator,
        tahun=tahun,
        uraian=uraian.strip(),
        bukti=bukti.strip(),
        usulan=usulan.strip(),
        pelapor=by.actor_name,
    )
    path = above(unit.path)
    people = in_charge([path], [Role.PIMPINAN, Role.PENGELOLA], on=timezone.localdate())[path]
    text = f"{unit.nama} melaporkan dampak negatif IKU {indikator.nama}. Baca, lalu tanggapi."
    notify(people, reason=IMPACT, text=text, url=alamat("perencanaan:dampak", row.pk), path=path, by=by)
    return row


@action(Permission.ANSWER_IMPACT, "menanggapi laporan dampak negatif IKU")
def answer_impact(laporan: LaporanDampak, *, keputusan: str, uraian: str, by: Access) -> TanggapanDampak:
    """Answer a report, as the unit above; a later answer stands beside the earlier ones. The unit is told.

    ``keputusan`` is a code of KEPUTUSAN_DAMPAK. Raises PermissionDenied for who may not answer in the unit above;
    Refused: dampak-kosong, dampak-pelapor-menanggapi.
    """
    if keputusan not in KEPUTUSAN_DAMPAK:
        raise ValueError(keputusan)
    by.require(Permission.ANSWER_IMPACT, above(laporan.unit.path))
    induk = laporan.unit.induk
    assert induk is not None  # noqa: S101 - nobody reports from where there is nobody above
    refuse(rules.own_report(laporan, by))
    refuse(rules.blank(uraian, "Tanggapan", "uraian"))
    row: TanggapanDampak = TanggapanDampak.related.create(
        unit=induk,
        laporan=laporan,
        keputusan=keputusan,
        uraian=uraian.strip(),
        penanggap=by.actor_name,
    )
    path = laporan.unit.path
    people = in_charge([path], [Role.PIMPINAN, Role.PERENCANA], on=timezone.localdate())[path]
    text = f"Laporan dampak negatif IKU {laporan.indikator.nama} ditanggapi: {KEPUTUSAN_DAMPAK[keputusan]}."
    notify(people, reason=IMPACT, text=text, url=alamat("perencanaan:dampak", laporan.pk), path=path, by=by)
    return row
