"""What the lists of an organisation hold in files beside what their pages show, so that each can be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sakip.kernel.access import ROLE_LABELS, Access
from sakip.kernel.tables import Column
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import units
from sakip.organisasi.queries.akun import AkunRow, PeranRow
from sakip.organisasi.queries.unit import open_on
from sakip.organisasi.transfers.jenis import TIDAK, YA
from sakip.organisasi.transfers.kenal import UnitDikenal


class NamaUnit:
    """Names of units, told from others of the same name: "Dinas Kesehatan / Sekretariat". Asks once, when needed."""

    def __init__(self, seen_by: Access, on: date) -> None:
        self._seen_by, self._on = seen_by, on

    @cached_property
    def _known(self) -> UnitDikenal:
        return UnitDikenal(list(units(self._seen_by).filter(open_on(self._on))))

    def of(self, unit: Unit | None) -> str:
        """The unit's own name, as long as it has to be; "" for none."""
        if unit is None or unit.pk not in self._known.by_pk:
            return unit.nama if unit else ""
        return self._known.by_chain(unit)

    def above(self, unit: Unit) -> str:
        """The name of the one above it."""
        return self.of(self._known.by_pk.get(unit.induk_id or 0))


def unit_columns(names: NamaUnit) -> tuple[Column, ...]:
    """For the list of units."""
    return (
        Column("induk", "Unit induk", lambda row: names.above(row.unit), on_page=False),
        Column("mulai", "Berlaku mulai", lambda row: row.unit.berlaku_mulai, on_page=False),
        Column("dasar_hukum", "Dasar hukum", lambda row: row.unit.dasar_hukum, on_page=False),
    )


def jabatan_columns(names: NamaUnit) -> tuple[Column, ...]:
    """For the list of positions."""
    return (
        Column("atasan", "Atasan langsung", lambda row: row.jabatan.atasan and row.jabatan.atasan.nama, on_page=False),
        Column(
            "unit_atasan",
            "Unit atasan",
            lambda row: names.of(row.jabatan.atasan.unit) if row.jabatan.atasan else "",
            on_page=False,
        ),
        Column("kepala", "Memimpin unit", lambda row: YA if row.jabatan.kepala else TIDAK, on_page=False),
        Column("urutan", "Urutan", lambda row: row.jabatan.urutan, on_page=False),
        Column("mulai", "Berlaku mulai", lambda row: row.jabatan.berlaku_mulai, on_page=False),
    )


PEGAWAI_COLUMNS = (
    Column("gelar_depan", "Gelar depan", lambda row: row.pegawai.gelar_depan, on_page=False),
    Column("gelar_belakang", "Gelar belakang", lambda row: row.pegawai.gelar_belakang, on_page=False),
)


@dataclass(frozen=True)
class BarisAkun:
    """A line of the accounts in a file: an account with one of its roles."""

    row: AkunRow
    peran: PeranRow | None


def one_for_each_role(rows: Iterable[AkunRow]) -> Iterator[BarisAkun]:
    """Accounts as lines of a file; one without a role has one line."""
    for row in rows:
        for role in row.peran or (None,):
            yield BarisAkun(row, role)


def akun_columns(names: NamaUnit) -> tuple[Column, ...]:
    """The list of accounts as a file."""

    def role(of: Any) -> Any:
        return lambda line: of(line.peran) if line.peran else None

    return (
        Column("nama", "Nama", lambda line: line.row.akun.nama),
        Column("surel", "Surel", lambda line: line.row.akun.email),
        Column("nip", "NIP", lambda line: line.row.akun.pegawai.nip if line.row.akun.pegawai else ""),
        Column("unit", "Unit kerja", lambda line: names.of(line.row.akun.unit)),
        Column("peran", "Peran", role(lambda each: ROLE_LABELS[each.peran])),
        Column("di", "Berlaku di", role(lambda each: names.of(each.unit))),
        Column("mulai", "Mulai", role(lambda each: each.mulai)),
        Column("sampai", "Sampai", role(lambda each: each.sampai)),
        Column("keadaan", "Keadaan", lambda line: line.row.keadaan.label),
    )
