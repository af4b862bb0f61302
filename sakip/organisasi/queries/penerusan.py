"""Parts of a reorganisation that belong to the organisation itself: positions with their holders, roles of accounts."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import ROLE_LABELS, Access, Role
from sakip.kernel.refusals import Refusal
from sakip.organisasi.models import Jabatan, MasaJabatan, Penugasan, Sebagai
from sakip.organisasi.queries.rancangan import Perubahan
from sakip.organisasi.queries.reorganisasi import Bagian, Baris, usulan
from sakip.organisasi.rules.reorganisasi import Putusan

JABATAN, PERAN = "jabatan", "peran"


@usulan.add
def jabatan(change: Perubahan, seen_by: Access) -> Bagian:
    """The open positions: each goes on in the main successor of its unit with its holder, or ends.

    Where two of one name or two heads would stand in a unit, the first is proposed to go on. Three queries.
    """
    rows = Jabatan.objects.visible_to(seen_by).filter(unit__in=change.unit_ids, berlaku_sampai=None)
    terms = _terms(change, seen_by)
    places = _Places(change, seen_by)
    found, masalah = [], []
    for row in rows.select_related("unit").order_by("unit__path", "urutan", "pk"):
        decided = change.putusan(JABATAN, row.pk)
        chosen = decided or places.proposed(row)
        masalah += places.take(row, chosen)
        masalah += _too_young(row, terms[row.pk], change)
        held = ", ".join(_holder(term) for term in terms[row.pk]) or "lowong"
        found.append(Baris(row.pk, row.nama, row.unit, chosen, held))
    return Bagian(JABATAN, "Jabatan", JABATAN, tuple(found), bernama=True, masalah=tuple(masalah))


def _terms(change: Perubahan, seen_by: Access) -> dict[int, list[MasaJabatan]]:
    """Who holds the positions on the day of the change or later."""
    found: dict[int, list[MasaJabatan]] = defaultdict(list)
    rows = MasaJabatan.objects.visible_to(seen_by).filter(jabatan__unit__in=change.unit_ids)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gte=change.tanggal)).select_related("pegawai")
    for row in rows.order_by("mulai", "pk"):
        found[row.jabatan_id].append(row)
    return found


def _holder(term: MasaJabatan) -> str:
    acting = "" if term.sebagai == Sebagai.DEFINITIF else f"{term.get_sebagai_display()} "
    return f"{acting}{term.pegawai.nama_lengkap}"


def _too_young(row: Jabatan, terms: list[MasaJabatan], change: Perubahan) -> list[Refusal]:
    """What began on the day of the change or later, in a unit that had ended by then."""
    found = []
    if row.berlaku_mulai is not None and row.berlaku_mulai >= change.tanggal:
        facts = {"jabatan": row.nama, "unit": row.unit.nama, "mulai": format_date(row.berlaku_mulai)}
        found.append(Refusal("sotk-jabatan-lebih-muda", facts, JABATAN))
    for term in terms:
        if term.mulai >= change.tanggal:
            facts = {"siapa": term.pegawai.nama_lengkap, "jabatan": row.nama, "mulai": format_date(term.mulai)}
            facts["tanggal"] = format_date(change.tanggal)
            found.append(Refusal("sotk-masa-lebih-muda", facts, JABATAN))
    return found


class _Places:
    """Names and heads that stand in the units that carry on, as positions are put there one by one."""

    def __init__(self, change: Perubahan, seen_by: Access) -> None:
        self.change = change
        self.names: set[tuple[str, str]] = set()
        self.heads: dict[str, str] = {}
        keys = {each.ada.pk: each.kunci for each in change.buka if each.ada is not None}
        for row in Jabatan.objects.visible_to(seen_by).filter(unit__in=keys, berlaku_sampai=None):
            self._stand(keys[row.unit_id], row.nama, kepala=row.kepala)

    def _stand(self, key: str, nama: str, *, kepala: bool) -> None:
        self.names.add((key, nama.casefold()))
        if kepala:
            self.heads[key] = nama

    def proposed(self, row: Jabatan) -> Putusan:
        main = self.change.penerus(row.unit_id)[:1]
        if not main:
            return Putusan()
        new = self.change.dibuka(main[0])
        nama = new.kolom.get("sebutan_kepala", "") if row.kepala and new.ada is None else ""
        taken = (main[0], (nama or row.nama).casefold()) in self.names or (row.kepala and main[0] in self.heads)
        return Putusan() if taken else Putusan(main, nama)

    def take(self, row: Jabatan, chosen: Putusan) -> list[Refusal]:
        found = []
        nama = chosen.nama.strip() or row.nama
        for key in chosen.ke:
            unit = self.change.dibuka(key).nama
            if (key, nama.casefold()) in self.names:
                found.append(Refusal("sotk-jabatan-kembar", {"jabatan": nama, "unit": unit}, JABATAN))
            elif row.kepala and key in self.heads:
                facts = {"unit": unit, "satu": self.heads[key], "dua": nama}
                found.append(Refusal("sotk-dua-kepala", facts, JABATAN))
            self._stand(key, nama, kepala=row.kepala)
        return found


@usulan.add
def peran(change: Perubahan, seen_by: Access) -> Bagian:
    """The roles that accounts hold on the closing units: each is opened on every successor, so that nobody loses his
    work. One query."""
    rows = Penugasan.objects.visible_to(seen_by).filter(unit__in=change.unit_ids)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gte=change.tanggal)).select_related("akun", "unit")
    found = [
        Baris(
            row.pk,
            row.akun.nama,
            row.unit,
            change.putusan(PERAN, row.pk) or Putusan(change.penerus(row.unit_id)),
            ROLE_LABELS[Role(row.peran)],
        )
        for row in rows.order_by("unit__path", "akun__nama", "pk")
    ]
    return Bagian(PERAN, "Peran akun", JABATAN, tuple(found), banyak=True)
