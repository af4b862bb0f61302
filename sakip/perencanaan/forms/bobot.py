"""The weights of a plan's indicators as they are typed, statement by statement; checks shape only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from sakip.arithmetic.exact import SERATUS
from sakip.arithmetic.notation import format_entry
from sakip.perencanaan.forms.kebijakan import AngkaField
from sakip.perencanaan.models import Penempatan, SimpulRencana
from sakip.referensi.queries import nama_tingkat

_ANGKA = AngkaField(required=False)


@dataclass(frozen=True)
class SelBobot:
    """One weight: what stands in its input, the version of the placement that was seen, what is wrong."""

    penempatan: Penempatan
    text: str
    versi: int
    bobot: Decimal | None
    error: str = ""


@dataclass(frozen=True)
class KelompokBobot:
    """The weights of one statement with their sum."""

    simpul: SimpulRencana
    sel: tuple[SelBobot, ...]

    @property
    def kunci(self) -> str:
        return str(self.simpul.kunci)

    @property
    def tingkat(self) -> str:
        return nama_tingkat(self.simpul.tingkat)

    @property
    def jumlah(self) -> Decimal | None:
        """The sum as typed; None where no weight is set."""
        known = [each.bobot for each in self.sel if each.bobot is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def genap(self) -> bool:
        """Whether these weights can be counted with."""
        return self.jumlah == SERATUS


Statements = Sequence[tuple[SimpulRencana, list[Penempatan]]]


def groups_of(rows: Statements, data: Mapping[str, str] | None = None, *, seen: bool = True) -> list[KelompokBobot]:
    """What stands, or what was sent; without ``seen`` the versions are those that stand now."""
    return [KelompokBobot(node, tuple(_cell(row, data, seen=seen) for row in placements)) for node, placements in rows]


def _cell(row: Penempatan, data: Mapping[str, str] | None, *, seen: bool) -> SelBobot:
    sent = data.get(f"b-{row.pk}") if data is not None else None
    if data is None or sent is None:
        return SelBobot(row, "" if row.bobot is None else format_entry(row.bobot), row.versi, row.bobot)
    version = data.get(f"v-{row.pk}", "")
    versi = int(version) if seen and version.isdigit() else row.versi
    try:
        return SelBobot(row, sent, versi, _ANGKA.clean(sent))
    except ValidationError as wrong:
        return SelBobot(row, sent, versi, None, " ".join(wrong.messages))
