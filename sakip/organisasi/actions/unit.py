"""Use cases of units: adding, changing, closing one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.models import Jabatan, MasaJabatan, Unit
from sakip.organisasi.rules.jabatan import ends_before_start
from sakip.organisasi.rules.place import lock_instansi, next_path, refuse_taken_name

_CARD = ("dasar_hukum", "tugas", "fungsi", "kewenangan", "alamat", "kontak")
_UNIT = frozenset({"nama", "singkatan", "jenis", "kode", "sebutan_kepala", *_CARD, *rules.LINKS})


@action(Permission.MANAGE_UNITS, "menambah unit")
def add_unit(induk: Unit, *, nama: str, jenis: str, by: Access, **rest: Any) -> Unit:
    """Add a unit below another. ``rest``: berlaku_mulai, and what ``edit_unit`` changes.

    Raises Refused: jenis-tidak-dikenal, induk-sudah-ditutup, nama-unit-sudah-ada, tingkat-terlalu-dalam, unit-penuh,
    tautan-tidak-sah.
    """
    nama = nama.strip()
    induk = Unit.related.select_for_update().get(pk=induk.pk)  # of two new siblings the second gets the next number
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=rest.get("berlaku_mulai") or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    refuse_taken_name(induk, nama)
    _tidy(rest)
    return Unit.related.create(induk=induk, path=next_path(induk), nama=nama, jenis=jenis, **rest)


@action(Permission.MANAGE_UNITS, "mengubah unit")
def edit_unit(unit: Unit, *, seen: int, by: Access, **values: Any) -> Unit:
    """Change a unit's names, kind, code, title of its head, or what its card says: legal basis, tugas, fungsi (one a
    line), kewenangan, address, contact, links.

    Raises Stale when somebody else did since ``seen``; Refused: jenis-tidak-dikenal, a sibling's name,
    tautan-tidak-sah, nama-unit-beku (a unit below an instansi whose name stands on a frozen report gets another one by
    a reorganisation, so that the old report stays under the old name).
    """
    refuse_other_columns(values, _UNIT)
    if "nama" in values:
        values["nama"] = values["nama"].strip()
        renamed = not unit.is_root and values["nama"] != unit.nama
        if renamed and FrozenDocument.related.filter(unit_path=unit.path).exists():
            raise Refused("nama-unit-beku", at_field="nama", unit=unit.nama)
        refuse_taken_name(unit.induk, values["nama"], besides=unit.pk)
    if "jenis" in values:
        refuse(rules.unknown_jenis_unit(values["jenis"]))
    _tidy(values)
    return change(unit, seen=seen, **values)


def _tidy(values: dict[str, Any]) -> None:
    """Functions without empty lines; Refused tautan-tidak-sah for a link that is no address of the web."""
    if "fungsi" in values:
        values["fungsi"] = "\n".join(line.strip() for line in values["fungsi"].splitlines() if line.strip())
    for name in rules.LINKS:
        refuse(rules.no_link(name, values.get(name, "")))


@action(Permission.MANAGE_UNITS, "menutup unit")
def close_unit(unit: Unit, *, seen: int, sampai: date, alasan: str, by: Access) -> Unit:
    """Close a unit after its last day; the reason stands in the history. It is not opened again.

    Raises Stale; Refused: alasan-wajib, unit-ditutup, unit-tutup-instansi, tutup-sebelum-mulai, unit-tutup-masih-ada
    (a unit below it, a position of it or a term in it still holds after that day: the sentence names them).
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    lock_instansi(unit)
    unit = Unit.related.select_for_update().get(pk=unit.pk)  # nobody adds a unit below it meanwhile
    after = Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=sampai)
    held = MasaJabatan.related.filter(Q(sampai=None) | Q(sampai__gt=sampai), jabatan__unit=unit)
    posts = Jabatan.related.filter(after, unit=unit)
    standing = {
        "unit": list(Unit.related.filter(after, induk=unit).order_by("path").values_list("nama", flat=True)),
        "jabatan": list(posts.order_by("urutan", "nama").values_list("nama", flat=True)),
        "masa jabatan": [term.pegawai.nama_lengkap for term in held.select_related("pegawai").order_by("mulai")],
    }
    refuse(rules.not_to_be_closed(unit, sampai, standing))
    refuse(ends_before_start(unit, sampai))
    return change(unit, seen=seen, berlaku_sampai=sampai)
