"""Use cases of an instansi: making one, its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.core.files.base import ContentFile

from sakip.documents.emblem import Emblem
from sakip.kernel.access import Access, Installation, Permission
from sakip.kernel.actions import action
from sakip.kernel.files import keep
from sakip.kernel.refusals import Refusal, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.models import Instansi, Unit
from sakip.organisasi.rules.place import next_path, refuse_taken_name

_SETTINGS = frozenset({"alamat", "tempat", "kontak", "warna", "zona_waktu", "alamat_publik", "tahun_mulai"})
_RULES: Mapping[str, Callable[[Any], Refusal | None]] = MappingProxyType(
    {
        "warna": rules.unknown_color,
        "zona_waktu": rules.unknown_zone,
        "alamat_publik": rules.unusable_address,
        "tahun_mulai": rules.impossible_first_year,
    }
)


@action(Permission.CREATE_INSTANSI, "membuat instansi")
def create_instansi(_installation: Installation, *, nama: str, jenis: str, by: Access, **letterhead: str) -> Unit:
    """Create an instansi: its root unit and its letterhead (alamat, tempat, kontak).

    Raises Refused: jenis-tidak-dikenal, nama-instansi-sudah-ada, unit-penuh.
    """
    refuse(rules.unknown_jenis_instansi(jenis))
    nama = nama.strip()
    refuse_taken_name(None, nama)
    root = Unit.related.create(
        path=next_path(None),
        nama=nama,
        jenis="instansi",
        sebutan_kepala=letterhead.pop("sebutan_kepala", ""),
        induk=None,
    )
    Instansi.related.create(unit=root, jenis=jenis, **letterhead)
    return root


@action(Permission.MANAGE_SETTINGS, "mengubah pengaturan instansi")
def edit_settings(
    instansi: Instansi,
    *,
    seen: int,
    by: Access,
    lambang: Emblem | None = None,
    hapus_lambang: bool = False,
    **values: Any,
) -> Instansi:
    """Change letterhead, colour, place, time zone, public address or first year; ``lambang`` replaces the emblem.

    The emblem is kept in the file store before the row names it. Raises Stale; Refused: warna-tidak-dikenal,
    zona-tidak-dikenal, alamat-publik-salah, tahun-mulai-salah.
    """
    refuse_other_columns(values, _SETTINGS)
    for name, rule in _RULES.items():
        if name in values:
            refuse(rule(values[name]))
    if "alamat_publik" in values:
        values["alamat_publik"] = values["alamat_publik"].rstrip("/")
    if lambang is not None:
        values["lambang"] = keep(ContentFile(lambang.png, "lambang.png"), kinds={"PNG"}).sha256
    elif hapus_lambang:
        values["lambang"] = ""
    return change(instansi, seen=seen, **values)
