"""What organisasi adds to the search: units and people."""

from __future__ import annotations

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access
from sakip.kernel.offers import Temuan
from sakip.kernel.search import address, ranked
from sakip.organisasi.models import Pegawai, Unit
from sakip.organisasi.queries.pejabat import terms
from sakip.organisasi.queries.unit import units
from sakip.referensi.queries import jenis_unit


def find_units(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """Units by name, short name or code; closed ones say so."""
    rows = ranked(units(seen_by).select_related("induk"), text, names=("nama",), codes=("singkatan", "kode"))
    return [
        Temuan("Unit", unit.nama, _where(unit), address("organisasi:unit", unit.pk), unit.cocok) for unit in rows[:most]
    ]


def _where(unit: Unit) -> str:
    """Kind, the unit above unless it is the instansi, and its end if it has one."""
    kind = "Instansi" if unit.is_root else jenis_unit().get(unit.jenis, unit.jenis)
    above = unit.induk.nama if unit.induk and not unit.induk.is_root else ""
    end = f"ditutup {format_date(unit.berlaku_sampai)}" if unit.berlaku_sampai else ""
    return ", ".join(part for part in (kind, above, end) if part)


def find_people(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """People by name or NIP, with the position each holds."""
    rows = list(ranked(Pegawai.objects.visible_to(seen_by), text, names=("nama",), codes=("nip",))[:most])
    held = (
        {
            term.pegawai_id: f"{term.jabatan.nama}, {term.jabatan.unit.nama}"
            for term in terms(seen_by).filter(pegawai__in=rows, sampai=None).order_by("-sebagai", "mulai")
        }
        if rows
        else {}
    )
    return [
        Temuan(
            "Pegawai",
            one.nama_lengkap,
            ", ".join(part for part in (held.get(one.pk, ""), one.nip and f"NIP {one.nip}") if part),
            address("organisasi:pegawai", one.pk),
            one.cocok,
        )
        for one in rows
    ]
