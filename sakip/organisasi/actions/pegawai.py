"""Use cases of people: adding, changing, and that somebody works here no longer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sakip.arithmetic.notation import format_date, format_nip
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.fields import named
from sakip.kernel.plaintext import one_line
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.actions.masa import end_term
from sakip.organisasi.models import MasaJabatan, Pegawai, StatusPegawai, Unit
from sakip.organisasi.rules.masa import span
from sakip.organisasi.rules.nip import without_spaces
from sakip.organisasi.rules.pegawai import unsound_person
from sakip.organisasi.rules.place import lock_instansi

_ONCE = "a NIP is unique in the installation"
_PEGAWAI = frozenset({"nip", "nama", "gelar_depan", "gelar_belakang", "status", "golongan", "email"})


@dataclass(frozen=True)
class PegawaiBaru:
    """A person to be added; the NIP as typed, with spaces or without."""

    nama: str
    nip: str = ""
    gelar_depan: str = ""
    gelar_belakang: str = ""
    status: str = StatusPegawai.PNS
    golongan: str = ""
    email: str = ""

    def tidied(self) -> PegawaiBaru:
        """Without the spaces around what was typed and inside the NIP."""
        shown = {name: str(value).strip() for name, value in vars(self).items()}
        return replace(
            self, **shown | {"nip": without_spaces(self.nip), "nama": named(self.nama) if one_line(self.nama) else ""}
        )


@action(Permission.MANAGE_PEOPLE, "menambah pegawai")
def add_pegawai(root: Unit, *, nama: str, by: Access, **rest: Any) -> Pegawai:
    """Add a person to an instansi. ``rest``: nip, gelar_depan, gelar_belakang, status, golongan, email.

    Raises Refused: pegawai-bukan-instansi, nama-belum-diisi, status-tidak-dikenal, golongan-tidak-dikenal,
    nip-sudah-dipakai, and what ``rules.nip`` says of each digit.
    """
    (new,) = _sound(root, [PegawaiBaru(nama, **rest)])
    row = Pegawai(unit=root, **vars(new))
    row.save()
    return row


@action(Permission.MANAGE_PEOPLE, "menambah pegawai")
def add_many_pegawai(root: Unit, *, rows: Sequence[PegawaiBaru], by: Access) -> list[Pegawai]:
    """Add many people to an instansi, all or none; refuses as ``add_pegawai`` does, and nip-dua-kali."""
    return Pegawai.related.bulk_create([Pegawai(unit=root, **vars(each)) for each in _sound(root, rows)])


def _sound(root: Unit, rows: Sequence[PegawaiBaru]) -> list[PegawaiBaru]:
    """The rows as they are kept, or Refused for the first that cannot be."""
    if not root.is_root:
        raise Refused("pegawai-bukan-instansi", unit=root.nama)
    today = timezone.localdate()
    found, holders = [], dict[str, str]()
    for each in (row.tidied() for row in rows):
        refuse(unsound_person(nama=each.nama, nip=each.nip, status=each.status, golongan=each.golongan, on=today))
        if each.nip in holders:
            raise Refused(
                "nip-dua-kali", at_field="nip", nip=format_nip(each.nip), satu=holders[each.nip], dua=each.nama
            )
        if each.nip:
            holders[each.nip] = each.nama
        found.append(each)
    _refuse_taken(root, holders)
    return found


def _refuse_taken(root: Unit, nip: Collection[str], *, besides: int | None = None) -> None:
    """Refused nip-sudah-dipakai; the holder is named to his own instansi only."""
    taken = Pegawai.objects.unscoped(_ONCE).filter(nip__in=nip).exclude(pk=besides).select_related("unit").first()
    if taken is not None:
        who = taken.nama_lengkap if taken.unit_id == root.pk else "pegawai instansi lain pada pemasangan ini"
        raise Refused("nip-sudah-dipakai", at_field="nip", nip=format_nip(taken.nip), siapa=who)


@action(Permission.MANAGE_PEOPLE, "mengubah pegawai")
def edit_pegawai(pegawai: Pegawai, *, seen: int, by: Access, **values: Any) -> Pegawai:
    """Change a person's name, titles, NIP, status, golongan or e-mail. Raises Stale; refuses as ``add_pegawai``."""
    refuse_other_columns(values, _PEGAWAI)
    after = PegawaiBaru(**{name: values.get(name, getattr(pegawai, name)) for name in _PEGAWAI}).tidied()
    on = timezone.localdate()
    refuse(unsound_person(nama=after.nama, nip=after.nip, status=after.status, golongan=after.golongan, on=on))
    if after.nip:
        _refuse_taken(pegawai.unit, [after.nip], besides=pegawai.pk)
    return change(pegawai, seen=seen, **{name: getattr(after, name) for name in values})


@action(Permission.MANAGE_PEOPLE, "mencatat pegawai berhenti")
def retire_pegawai(pegawai: Pegawai, *, seen: int, sejak: date, alasan: str, by: Access) -> Pegawai:
    """Note the first day on which a person works here no longer, and why; his terms end on the day before.

    Raises Stale; Refused: alasan-wajib, pegawai-berhenti (noted already), masih-akan-menjabat (a term begins on or
    after that day).
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    lock_instansi(pegawai.unit)
    pegawai = Pegawai.related.select_related("unit").get(pk=pegawai.pk)
    if pegawai.berhenti is not None:
        raise Refused("pegawai-berhenti", siapa=pegawai.nama_lengkap, tanggal=format_date(pegawai.berhenti))
    terms = MasaJabatan.related.filter(pegawai=pegawai).exclude(sampai__lt=sejak)
    for term in terms.select_related("pegawai", "jabatan__unit"):
        if term.mulai >= sejak:
            raise Refused(
                "masih-akan-menjabat",
                at_field="sampai",
                siapa=pegawai.nama_lengkap,
                jabatan=term.jabatan.nama,
                masa=span(term.mulai, term.sampai),
            )
        end_term(term, seen=term.versi, sampai=sejak - timedelta(days=1), alasan=alasan, by=by)
    return change(pegawai, seen=seen, berhenti=sejak)
