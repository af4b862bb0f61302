"""What has been made so far, and who acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sakip.demo import reading
from sakip.demo.accounts import operators, personas
from sakip.demo.files import parents, root_of
from sakip.kernel.access import Access, Role
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Unit
from sakip.organisasi.queries import access_of
from sakip.perencanaan.models import Indikator, Penempatan, SimpulRencana

SINCE = date(2021, 1, 4)
"""The day on which the personas' roles begin: before every figure, whatever day the demo is started on."""


@dataclass
class World:
    """What has been made so far, by the names the data files use."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Akun] = field(default_factory=dict)
    people: dict[str, Pegawai] = field(default_factory=dict)
    posts: dict[str, Jabatan] = field(default_factory=dict)
    terms: dict[tuple[str, str], MasaJabatan] = field(default_factory=dict)
    """By person and position."""
    nodes: dict[str, SimpulRencana] = field(default_factory=dict)
    indicators: dict[str, Indikator] = field(default_factory=dict)
    placements: dict[str, Penempatan] = field(default_factory=dict)
    """The place of each indicator outside every plan, where its targets stand."""
    _access: dict[str, Access] = field(default_factory=dict)

    def acting(self, persona: str) -> Access:
        """The persona's access, as from the command line, which it is."""
        if persona not in self._access:
            self._access[persona] = access_of(self.accounts[persona].pk, via="perintah")
        return self._access[persona]

    def unit_of(self, kode: str) -> str:
        return str(reading.indicators()[kode]["unit"])

    def keeper(self, unit: str) -> Access:
        """The pengelola of the unit's instansi."""
        return self.acting(_holder(root_of(unit), Role.PENGELOLA))

    def planner(self, unit: str) -> Access:
        """The nearest perencana at the unit or above it, else the pengelola."""
        return self.acting(_nearest(unit, Role.PERENCANA))

    def reporter(self, unit: str) -> Access:
        """The nearest pelapor at the unit or above it, else the pengelola."""
        return self.acting(_nearest(unit, Role.PELAPOR))


def _holder(unit: str, peran: Role) -> str:
    """The persona who holds a role on exactly this unit; empty where nobody does."""
    held = ((*personas(), *operators()), unit, peran)
    return next((each.kunci for each in held[0] if (each.di, each.peran) == held[1:]), "")


def _nearest(unit: str, peran: Role) -> str:
    found = _holder(unit, peran)
    if found:
        return found
    return _nearest(parents()[unit], peran) if unit in parents() else _holder(unit, Role.PENGELOLA)
