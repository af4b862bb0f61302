"""Which unit a text names, among those that stand and those of the same file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sakip.organisasi.models import Jabatan, Unit
from sakip.organisasi.queries.ketikan import BETWEEN

CHAIN = " / "
"""Between a unit and the one below it, where a name alone does not tell which is meant."""


def folded(text: str) -> str:
    """A text without what people vary: case and spaces."""
    return " ".join(text.split()).casefold()


class UnitDikenal:
    """The open units of an instansi by code, name and short name; a code wins over a name, a name over a short one."""

    def __init__(self, known: Sequence[Unit]) -> None:
        self.units = known
        self.by_pk = {each.pk: each for each in known}
        self.by_code: dict[str, list[Unit]] = defaultdict(list)
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        self.by_short: dict[str, list[Unit]] = defaultdict(list)
        for each in known:
            self.by_name[folded(each.nama)].append(each)
            if each.kode:
                self.by_code[folded(each.kode)].append(each)
            if each.singkatan:
                self.by_short[folded(each.singkatan)].append(each)

    def find(self, text: str) -> list[Unit]:
        """The units that a text may mean: by code, name or short name, or as "Dinas Kesehatan / Sekretariat"."""
        key = folded(text)
        for names in (self.by_code, self.by_name, self.by_short):
            if key in names:
                return names[key]
        *above, last = (part.strip() for part in text.split(CHAIN))
        return [each for each in self.by_name.get(folded(last), []) if above and self._under(each, above)]

    def _under(self, unit: Unit, above: Sequence[str]) -> bool:
        for name in reversed(above):
            found = self.by_pk.get(unit.induk_id or 0)
            if found is None or folded(name) not in {folded(found.nama), folded(found.singkatan)}:
                return False
            unit = found
        return True

    def called(self, unit: Unit) -> str:
        """The shortest text by which ``find`` names this unit alone."""
        if unit.kode and self.by_code[folded(unit.kode)] == [unit]:
            return unit.kode
        return self.by_chain(unit)

    def by_chain(self, unit: Unit) -> str:
        """Its name, with as many of the names above it as tell it from others."""
        chain, top = unit.nama, unit
        while self.find(chain) != [unit] and top.induk_id in self.by_pk:
            top = self.by_pk[top.induk_id or 0]
            chain = f"{top.nama}{CHAIN}{chain}"
        return chain


def choices(units: Iterable[Unit], known: UnitDikenal) -> str:
    """How several units are told apart in a sentence."""
    names = [f"{each.nama} ({each.kode})" if each.kode else known.by_chain(each) for each in units]
    return "; ".join(names[:5]) + (f"; dan {len(names) - 5} lainnya" if len(names) > 5 else "")


class JabatanDikenal:
    """The open positions of an instansi by name, within a unit where that is said."""

    def __init__(self, known: Sequence[Jabatan]) -> None:
        self.positions = known
        self.by_name: dict[str, list[Jabatan]] = defaultdict(list)
        self.by_place: dict[tuple[int, str], Jabatan] = {}
        for each in known:
            self.by_name[folded(each.nama)].append(each)
            self.by_place[each.unit_id, folded(each.nama)] = each

    def split(self, text: str) -> tuple[str, str]:
        """Name and unit of "Sekretaris — Dinas Kesehatan" and "Sekretaris (Dinas Kesehatan)"; no unit where none is."""
        if folded(text) in self.by_name:
            return text, ""
        nama, _, unit = text.partition(BETWEEN)
        if not unit and text.endswith(")") and " (" in text:
            nama, _, unit = text[:-1].rpartition(" (")
        return nama.strip(), unit.strip()

    def find(self, nama: str, units: Sequence[Unit] | None) -> list[Jabatan]:
        """The positions of this name, of these units only where any are given."""
        found = self.by_name.get(folded(nama), [])
        if units is None:
            return found
        here = {each.pk for each in units}
        return [each for each in found if each.unit_id in here]
