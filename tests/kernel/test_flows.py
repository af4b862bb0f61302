"""Flows: which buttons there are, and why one is grey."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.access import Access, Grant, HasPath, Permission, Role
from sakip.kernel.flows import Transition, refusal_for, steps
from sakip.kernel.refusals import Refusal


@dataclass
class Place:
    path: str


@dataclass
class Sheet:
    status: str
    pengaju: int
    unit: HasPath

    def __str__(self) -> str:
        return "Lembar TW I"


def not_by_the_same_person(sheet: Sheet, access: Access) -> Refusal | None:
    return Refusal("pengaju-tidak-memverifikasi", {"objek": sheet}) if sheet.pengaju == access.actor_id else None


SUBMIT = Transition("ajukan", "Ajukan", frozenset({"draf"}), "diajukan", Permission.ENTER_REALISASI)
VERIFY = Transition(
    "verifikasi",
    "Verifikasi",
    frozenset({"diajukan"}),
    "selesai",
    Permission.VERIFY_REALISASI,
    rule=not_by_the_same_person,
)
RETURN = Transition(
    "kembalikan", "Kembalikan", frozenset({"diajukan"}), "draf", Permission.VERIFY_REALISASI, needs_note=True
)
FLOW = (SUBMIT, VERIFY, RETURN)


def someone(actor_id: int, role: Role) -> Access:
    return Access(actor_id, "Uji", (Grant(role, "0001"),))


def shown(sheet: Sheet, access: Access) -> dict[str, str]:
    return {
        step.transition.name: "" if step.refusal is None else step.refusal.code for step in steps(FLOW, sheet, access)
    }


def test_who_submits_may_not_verify() -> None:
    sheet = Sheet("diajukan", pengaju=7, unit=Place("00010001"))
    assert shown(sheet, someone(7, Role.VERIFIKATOR)) == {"verifikasi": "pengaju-tidak-memverifikasi", "kembalikan": ""}
    assert shown(sheet, someone(8, Role.VERIFIKATOR)) == {"verifikasi": "", "kembalikan": ""}


def test_a_step_without_the_right_is_grey_with_the_reason() -> None:
    assert shown(Sheet("diajukan", 7, Place("00010001")), someone(8, Role.PELAPOR)) == {
        "verifikasi": "bukan-wewenang",
        "kembalikan": "bukan-wewenang",
    }


def test_only_the_steps_of_the_status_are_offered() -> None:
    assert shown(Sheet("draf", 7, Place("00010001")), someone(7, Role.PELAPOR)) == {"ajukan": ""}


def test_a_step_out_of_turn_and_a_missing_note_are_refused() -> None:
    access = someone(8, Role.VERIFIKATOR)
    draft, sent = Sheet("draf", 7, Place("00010001")), Sheet("diajukan", 7, Place("00010001"))
    out_of_turn = refusal_for(VERIFY, draft, access)
    assert out_of_turn is not None
    assert out_of_turn.sentence == "Langkah “Verifikasi” tidak dapat dijalankan karena Lembar TW I berstatus draf."
    blank = refusal_for(RETURN, sent, access, note="  ")
    assert blank is not None
    assert (blank.code, blank.field) == ("alasan-wajib", "alasan")
    assert refusal_for(RETURN, sent, access, note="Bukti belum ada") is None
