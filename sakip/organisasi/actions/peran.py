"""Use cases of roles: giving one, ending it, which of them need a second factor."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS, Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi import rules
from sakip.organisasi.models import Akun, Instansi, Penugasan, Unit

ROLE = register_reason("peran", "Peran", "Anda diberi peran pada sebuah unit, atau peran Anda berakhir.")


@action(Permission.MANAGE_ACCOUNTS, "memberi peran")
def give_role(
    unit: Unit, *, akun: Akun, peran: Role, by: Access, mulai: date | None = None, sampai: date | None = None
) -> Penugasan:
    """Give an account a role on a unit and all below it, from a day (today) to a day (open). Tells the person.

    Raises Refused: peran-tidak-dikenal, peran-berakhir-sebelum-mulai, peran-sudah-diberikan (on any of these days).
    """
    first = mulai or timezone.localdate()
    refuse(rules.not_given(peran, GIVEN_ROLES))
    refuse(rules.dates_out_of_order(first, sampai))
    _refuse_twice(Penugasan(akun=akun, peran=peran.value, unit=unit, mulai=first, sampai=sampai))
    given = Penugasan.related.create(akun=akun, peran=peran.value, unit=unit, mulai=first, sampai=sampai)
    _tell(given, f"Anda diberi peran {ROLE_LABELS[peran]} di {unit.nama} mulai {format_date(first)}.", by)
    return given


@action(Permission.MANAGE_ACCOUNTS, "mengakhiri peran")
def end_role(penugasan: Penugasan, *, sampai: date, by: Access, alasan: str = "") -> Penugasan | None:
    """Set a role's last day; it may lie ahead, and be set again until it has come. Tells the person.

    A last day before the first takes the role back: the row goes (None), the history keeps it.
    Raises Refused: peran-sudah-berakhir, administrator-terakhir, peran-sudah-diberikan when made longer into the next.
    """
    refuse(rules.over(penugasan, on=timezone.localdate()))
    day_after = max(sampai + timedelta(days=1), penugasan.mulai, timezone.localdate())
    refuse(rules.last_administrator([penugasan], on=day_after))
    what = f"Peran {ROLE_LABELS[Role(penugasan.peran)]} Anda di {penugasan.unit.nama}"
    if sampai < penugasan.mulai:
        _tell(penugasan, f"{what} ditarik kembali.", by)
        penugasan.delete()
        return None
    penugasan.sampai = sampai
    _refuse_twice(penugasan)
    penugasan.save(update_fields=["sampai"])
    _tell(penugasan, f"{what} berlaku sampai {format_date(sampai)}.", by)
    return penugasan


def _tell(penugasan: Penugasan, text: str, by: Access) -> None:
    """About his own role a person is told whatever he may still read."""
    notify([penugasan.akun_id], reason=ROLE, text=text, url=alamat("organisasi:unit", penugasan.unit_id), by=by)


def _refuse_twice(wanted: Penugasan) -> None:
    """Refused peran-sudah-diberikan when the account holds the same role there on one of the days."""
    rows = Penugasan.related.filter(akun=wanted.akun, peran=wanted.peran, unit=wanted.unit).exclude(pk=wanted.pk)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gte=wanted.mulai))
    if wanted.sampai is not None:
        rows = rows.filter(mulai__lte=wanted.sampai)
    if rows.exists():
        peran = ROLE_LABELS[Role(wanted.peran)]
        raise Refused("peran-sudah-diberikan", nama=wanted.akun.nama, peran=peran, unit=wanted.unit.nama)


@action(Permission.MANAGE_ACCOUNTS, "menetapkan peran yang wajib masuk dua langkah")
def require_second_factor(instansi: Instansi, *, seen: int, peran: Collection[Role], by: Access) -> Instansi:
    """Set the roles whose holders must sign in with a second factor: from their next page on they are led to set it up.

    Raises Stale; Refused: peran-tidak-dikenal.
    """
    for each in peran:
        refuse(rules.not_given(each, GIVEN_ROLES))
    return change(instansi, seen=seen, wajib_dua_langkah=", ".join(role for role in GIVEN_ROLES if role in peran))
