"""What has been made so far, and who acts."""

from __future__ import annotations

from dataclasses import dataclass, field

from sakip.demo import reading
from sakip.demo.files import root_of, units
from sakip.kernel.access import Access, Role
from sakip.organisasi.models import Akun, Jabatan, Pegawai, Unit
from sakip.organisasi.queries import access_of
from sakip.perencanaan.models import DokumenRencana, Indikator, Penempatan, SimpulPohon, SimpulRencana


@dataclass
class World:
    """What has been made so far, by the names the data files use."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Akun] = field(default_factory=dict)
    holders: dict[tuple[str, Role], str] = field(default_factory=dict)
    """By unit and role the first persona who holds it there."""
    people: dict[str, Pegawai] = field(default_factory=dict)
    posts: dict[str, Jabatan] = field(default_factory=dict)
    plans: dict[tuple[str, str, int], DokumenRencana] = field(default_factory=dict)
    """By unit, kind and first year."""
    nodes: dict[str, SimpulRencana] = field(default_factory=dict)
    conditions: dict[str, SimpulPohon] = field(default_factory=dict)
    indicators: dict[str, Indikator] = field(default_factory=dict)
    placements: dict[str, Penempatan] = field(default_factory=dict)
    """The place of each indicator outside every plan, where its targets stand."""
    _access: dict[str, Access] = field(default_factory=dict)

    def acting(self, persona: str) -> Access:
        """The persona's access, as from the command line, which it is."""
        if persona not in self._access:
            self._access[persona] = access_of(self.accounts[persona].pk, via="perintah")
        return self._access[persona]

    def holds(self, persona: str, unit: str, peran: Role) -> None:
        """Note that a persona holds a role on a unit; what it may do is read anew."""
        self.holders.setdefault((unit, peran), persona)
        self._access.pop(persona, None)

    def unit_of(self, kode: str) -> str:
        return str(reading.indicators()[kode]["unit"])

    def keeper(self, unit: str) -> Access:
        """The pengelola of the unit's instansi."""
        return self._nearest(root_of(unit), Role.PENGELOLA)

    def planner(self, unit: str) -> Access:
        """The nearest perencana at the unit or above it, else the pengelola."""
        return self._nearest(unit, Role.PERENCANA)

    def reporter(self, unit: str) -> Access:
        """The nearest pelapor at the unit or above it, else the pengelola."""
        return self._nearest(unit, Role.PELAPOR)

    def _nearest(self, unit: str, peran: Role) -> Access:
        if (unit, peran) in self.holders:
            return self.acting(self.holders[unit, peran])
        above = str(units()[unit]["induk"]) if unit in units() else ""
        return self._nearest(above, peran) if above else self.acting(self.holders[unit, Role.PENGELOLA])
