"""Use cases of planning: targets, which are never changed but replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import columns_of
from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import Refusal, Refused, Stale, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import in_charge
from sakip.perencanaan import queries, rules
from sakip.perencanaan.kinerja import Reached, reached_in
from sakip.perencanaan.models import Dasar, Indikator, Penempatan, Target
from sakip.perencanaan.silsilah import beginning_earlier

YEARS_OF_BAND = 5
"""How far back a target is compared with what was reached."""
CHANGED = register_reason("target", "Target", "Target unit Anda yang sudah ditetapkan berubah.")


@dataclass(frozen=True)
class TargetBaru:
    """A target to set. ``seen`` is the id of the row the writer saw, None for none; ``isian`` None takes it back."""

    penempatan: Penempatan
    periode: Periode
    isian: Isian
    seen: int | None
    diketik: str = ""


@action(Permission.SET_TARGET, "menetapkan target")
def set_targets(
    unit: Unit,
    *,
    targets: Sequence[TargetBaru],
    dasar: Dasar,
    by: Access,
    alasan: str = "",
    dokumen: str = "",
    dinilai: bool = False,
) -> list[Target]:
    """Set targets of indicators below a unit, all or none. A target equal to what stands is left alone.

    ``dinilai``: they are decided here, so that a weak one needs its reason; what a document has decided elsewhere is
    recorded as it is, and the checker of the plan tells of it.

    A target of a year before an indicator began lets it begin then. Of one that stood and is changed the unit's
    pimpinan, perencana and pelapor are told, besides who acts.

    Raises Stale when a target is no longer as seen; Refused alasan-target-wajib when one is changed without a reason,
    alasan-target-lebih-buruk or alasan-target-di-luar-kisaran when a weak one has none (R-PITA), jenis-target-berbeda
    when a value does not fit its indicator.
    """
    ids = [each.penempatan.pk for each in targets]
    queries.lock_placements(ids)
    standing = queries.standing_targets(ids, dasar=dasar)
    reached = _reached_before([each.penempatan.indikator for each in targets], targets, by) if dinilai else {}
    rows = []
    for each in targets:
        indikator = each.penempatan.indikator
        refuse(rules.wrong_kind(indikator, each.isian))
        now = standing.get((each.penempatan.pk, each.periode))
        if (now.pk if now else None) != each.seen:
            raise _stale(each, now)
        if each.isian == (now.isian if now else None):
            continue
        if now is not None and now.isian is not None and not alasan.strip():
            words = {
                "objek": f"{indikator.nama} {each.periode.label}",
                "lama": format_nilai(now.isian),
                "baru": format_nilai(each.isian),
            }
            raise Refused("alasan-target-wajib", at_field="alasan", **words)
        why = _weak(each, reached.get(indikator.pk))
        if not alasan.strip():
            refuse(why)
        rows.append(_target(each, now, dasar, alasan if now is not None or why else "", dokumen))
    _tell(rows, by)
    known = ((each.penempatan.indikator, each.periode.tahun) for each in targets if each.isian is not None)
    for row, tahun in beginning_earlier(known, seen_by=by):
        change(row, seen=row.versi, dimulai_tahun=tahun)
    return Target.related.bulk_create(rows, batch_size=500)


def _reached_before(rows: Sequence[Indikator], targets: Sequence[TargetBaru], by: Access) -> dict[int, Reached]:
    """By indicator its polaritas and what was reached in the years before the earliest of these targets."""
    years = [each.periode.tahun for each in targets if each.periode.kode == "T"]
    if not years:
        return {}
    return reached_in(
        list({row.pk: row for row in rows}.values()), range(min(years) - YEARS_OF_BAND, max(years)), seen_by=by
    )


def _weak(new: TargetBaru, known: Reached | None) -> Refusal | None:
    if known is None or new.periode.kode != "T":
        return None
    polaritas, reached = known
    within = {year: number for year, number in reached.items() if year >= new.periode.tahun - YEARS_OF_BAND}
    return rules.weak_target(new.penempatan.indikator.nama, new.periode.tahun, new.isian, within, polaritas)


def _tell(rows: Sequence[Target], by: Access) -> None:
    """One notice for each unit: the first target that changed, and how many more."""
    changed: dict[int, list[tuple[Target, Isian]]] = defaultdict(list)
    for row in rows:
        if row.menggantikan is not None and row.menggantikan.isian is not None:
            changed[row.penempatan.indikator.unit_id].append((row, row.menggantikan.isian))
    if not changed:
        return
    units = {unit.pk: unit for unit in Unit.related.filter(pk__in=changed)}
    roles = [Role.PIMPINAN, Role.PERENCANA, Role.PELAPOR]
    people = in_charge([unit.path for unit in units.values()], roles, on=timezone.localdate())
    for pk, some in changed.items():
        row, before = some[0]
        indikator = row.penempatan.indikator
        which, more = f"{indikator.nama}, {row.periode_nilai.label}", len(some) - 1
        lama, baru = format_nilai(before), format_nilai(row.isian)
        text = f"{by.actor_name} mengubah target {which}, dari {lama} menjadi {baru}."
        if more:
            text = f"{by.actor_name} mengubah target {which}, dari {lama} menjadi {baru}, dan {more} target lain."
        url = alamat("perencanaan:indikator", indikator.pk)
        notify(people[units[pk].path], reason=CHANGED, text=text, url=url, path=units[pk].path, by=by)


def _target(new: TargetBaru, now: Target | None, dasar: Dasar, alasan: str, dokumen: str) -> Target:
    return Target(
        penempatan=new.penempatan,
        tahun=new.periode.tahun,
        periode=new.periode.kode,
        dasar=dasar,
        menggantikan=now,
        alasan_perubahan=alasan,
        dokumen=dokumen,
        sebagaimana_diketik=new.diketik[:200],
        **columns_of(new.isian),
    )


def _stale(new: TargetBaru, now: Target | None) -> Stale:
    return Stale(
        objek=f"Target {new.penempatan.indikator.nama}, {new.periode.label},",
        siapa=last_writer(now) if now else "orang lain",
        tersimpan=format_nilai(now.isian if now else None),
        diketik=format_nilai(new.isian),
    )
