"""People: the list of an instansi, each with what he holds on a day; what he has held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sakip.kernel.access import Access, Permission
from sakip.organisasi.models import MasaJabatan, Pegawai, Sebagai, StatusPegawai
from sakip.organisasi.queries.pejabat import terms
from sakip.organisasi.rules.nip import without_spaces

STATUS = tuple(StatusPegawai.choices)
SEBAGAI = tuple(Sebagai.choices)


def pegawai(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Pegawai]:
    """People of the reader's instansi, by name."""
    return Pegawai.objects.visible_to(seen_by, permission).select_related("unit").order_by("nama", "pk")


def pegawai_list(seen_by: Access, *, on: date, text: str = "", keadaan: str = "") -> QuerySet[Pegawai]:
    """People by name or NIP; ``keadaan``: 'berhenti', 'tanpa-jabatan', 'semua', else those who work here on a day."""
    rows = pegawai(seen_by)
    if text:
        digits = without_spaces(text)
        rows = rows.filter(nip__startswith=digits) if digits.isdigit() else rows.filter(nama__icontains=text)
    here = Q(berhenti=None) | Q(berhenti__gt=on)
    if keadaan == "berhenti":
        return rows.exclude(here)
    if keadaan == "tanpa-jabatan":
        held = terms(seen_by).filter(Q(sampai=None) | Q(sampai__gte=on), mulai__lte=on, sebagai=Sebagai.DEFINITIF)
        return rows.filter(here).exclude(pk__in=held.order_by().values("pegawai"))
    return rows if keadaan == "semua" else rows.filter(here)


@dataclass(frozen=True)
class PegawaiRow:
    """A person with the terms he holds on a day, the definitif first."""

    pegawai: Pegawai
    memegang: tuple[MasaJabatan, ...]


def with_positions(people: Sequence[Pegawai], on: date, seen_by: Access) -> list[PegawaiRow]:
    """What each of these people holds on a day, in one query."""
    rows = terms(seen_by).filter(Q(sampai=None) | Q(sampai__gte=on), pegawai__in=people, mulai__lte=on)
    held = defaultdict(list)
    for term in sorted(rows, key=lambda term: term.sebagai != Sebagai.DEFINITIF):
        held[term.pegawai_id].append(term)
    return [PegawaiRow(each, tuple(held[each.pk])) for each in people]
