"""Use cases of crosscutting: a node asks a unit or an external partner for a contribution, the partner answers."""

from __future__ import annotations

from django.utils import timezone

from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.plaintext import kept_line
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import in_charge
from sakip.perencanaan.models import Crosscutting, Jawaban, JawabanCrosscutting, SimpulPohon
from sakip.perencanaan.rules import pohon as rules

CROSSCUTTING = register_reason(
    "crosscutting", "Crosscutting", "Unit lain meminta kontribusi unit Anda, menjawab, atau menarik permintaan."
)
_TOLD = (Role.PERENCANA, Role.PENGELOLA)


@action(Permission.PLAN, "meminta kontribusi crosscutting")
def ask_crosscutting(
    simpul: SimpulPohon,
    *,
    kontribusi: str,
    by: Access,
    mitra: Unit | None = None,
    mitra_luar: str = "",
    waktu: str = "",
    bukti: str = "",
) -> Crosscutting:
    """Ask one partner to contribute to a condition. Who plans in the partner's unit is told.

    Raises Refused: kontribusi-kosong, simpul-ditarik, mitra-belum-disebut, mitra-diri-sendiri, di-luar-instansi,
    crosscutting-sudah-diminta.
    """
    said = kept_line(kontribusi, "Kontribusi", at_field="kontribusi")
    outside = kept_line(mitra_luar, "Mitra di luar instansi", at_field="mitra_luar")
    if not said:
        raise Refused("kontribusi-kosong", at_field="kontribusi")
    locked = SimpulPohon.related.select_for_update(of=("self",)).get(pk=simpul.pk)  # of two who ask, one comes second
    refuse(rules.retired(locked))
    refuse(rules.no_partner(simpul, mitra, outside))
    if Crosscutting.related.filter(simpul=simpul, mitra=mitra, mitra_luar=outside, ditarik=False).exists():
        name = mitra.nama if mitra else outside
        raise Refused("crosscutting-sudah-diminta", at_field="mitra", simpul=simpul.pernyataan, mitra=name)
    row: Crosscutting = Crosscutting.related.create(
        simpul=simpul, mitra=mitra, mitra_luar=outside, kontribusi=said, waktu=waktu.strip(), bukti=bukti.strip()
    )
    _tell(mitra, f"{simpul.unit.nama} meminta kontribusi {mitra}: {said}.", row, by)
    return row


@action(Permission.PLAN, "mengubah permintaan crosscutting")
def revise_crosscutting(
    row: Crosscutting, *, seen: int, kontribusi: str, by: Access, waktu: str = "", bukti: str = "", alasan: str = ""
) -> Crosscutting:
    """Ask the same partner for something else, as after its proposal: the old request is withdrawn, a new one waits.

    Raises Stale; Refused: crosscutting-ditarik, kontribusi-kosong.
    """
    withdraw_crosscutting(row, seen=seen, alasan=alasan or "Permintaan diubah", tell=False, by=by)
    return ask_crosscutting(
        row.simpul,
        kontribusi=kontribusi,
        mitra=row.mitra,
        mitra_luar=row.mitra_luar,
        waktu=waktu,
        bukti=bukti,
        by=by,
    )


@action(Permission.PLAN, "menarik permintaan crosscutting")
def withdraw_crosscutting(row: Crosscutting, *, seen: int, alasan: str, by: Access, tell: bool = True) -> Crosscutting:
    """Take a request back; the partner is told. Raises Stale; Refused: alasan-wajib, crosscutting-ditarik."""
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    now = Crosscutting.related.select_for_update(of=("self",)).get(pk=row.pk)
    refuse(rules.not_answerable(now, now.mitra))
    gone = change(row, seen=seen, ditarik=True)
    if tell:
        _tell(row.mitra, f"{row.unit.nama} menarik permintaan kontribusi “{row.kontribusi}”: {alasan}.", row, by)
    return gone


@action(Permission.PLAN, "menjawab permintaan crosscutting")
def answer_crosscutting(
    mitra: Unit,
    *,
    crosscutting: Crosscutting,
    jawaban: str,
    by: Access,
    uraian: str = "",
    simpul: SimpulPohon | None = None,
) -> JawabanCrosscutting:
    """The partner accepts, proposes a change, or refuses with its reason; the latest answer counts. The asker is told.

    ``simpul``: the partner's own condition that contributes. Raises Refused: crosscutting-ditarik, bukan-mitra,
    alasan-wajib, simpul-pohon-lain, simpul-ditarik.
    """
    row = _standing(crosscutting, mitra)
    refuse(rules.reason_missing(jawaban, uraian))
    if simpul is not None:
        refuse(rules.retired(simpul))
        if simpul.unit.pk != mitra.pk:
            raise Refused("simpul-pohon-lain", at_field="simpul", simpul=simpul.pernyataan, pohon=str(simpul.pohon))
    answer: JawabanCrosscutting = JawabanCrosscutting.related.create(
        crosscutting=row,
        mitra=mitra,
        jawaban=jawaban,
        uraian=" ".join(uraian.split()),
        simpul=simpul,
        dijawab=timezone.now(),
        penjawab=by.actor_name,
    )
    why = f": {answer.uraian}" if answer.uraian else ""
    said = Jawaban(jawaban).label.lower()
    _tell(row.unit, f"Permintaan “{row.kontribusi}” {said} oleh {mitra.nama}{why}.", row, by)
    return answer


@action(Permission.PLAN, "mencatat jawaban mitra di luar instansi")
def record_outside_answer(
    row: Crosscutting, *, jawaban: str, penjawab: str, by: Access, uraian: str = ""
) -> JawabanCrosscutting:
    """Write down what a partner outside the instansi answered, and who there said it; it is kept as the asker's row.

    Raises Refused: crosscutting-ditarik, bukan-mitra, alasan-wajib, penjawab-kosong.
    """
    locked = _standing(row, None)
    refuse(rules.reason_missing(jawaban, uraian))
    if not penjawab.strip():
        raise Refused("penjawab-kosong", at_field="penjawab", mitra=locked.mitra_luar)
    answer: JawabanCrosscutting = JawabanCrosscutting.related.create(
        crosscutting=locked,
        mitra=locked.unit,
        jawaban=jawaban,
        uraian=" ".join(uraian.split()),
        dijawab=timezone.now(),
        penjawab=" ".join(penjawab.split()),
    )
    return answer


def _standing(row: Crosscutting, mitra: Unit | None) -> Crosscutting:
    """The request as it stands now, held until it is answered: of withdrawing and answering at once one comes first."""
    locked: Crosscutting = (
        Crosscutting.related.select_for_update(of=("self",)).select_related("simpul__pohon__unit").get(pk=row.pk)
    )
    refuse(rules.not_answerable(locked, mitra))
    return locked


def _tell(unit: Unit | None, text: str, row: Crosscutting, by: Access) -> None:
    """Who plans in a unit, or on the nearest above; outside the instansi nobody can be told."""
    if unit is None:
        return
    people = in_charge([unit.path], _TOLD, on=timezone.localdate())[unit.path]
    url = alamat("perencanaan:crosscutting", row.pk)
    notify(people, reason=CROSSCUTTING, text=text, url=url, path=unit.path, by=by)
