"""What the plans say of the national nomenclature."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.access import Access
from sakip.perencanaan.models import DokumenVersi, SimpulRencana
from sakip.referensi.queries.nomenklatur import generasi_berkode
from sakip.referensi.queries.padanan import KATA, padanan_semua
from sakip.referensi.rules import tingkat_of


def users_of_generation(seen_by: Access, kode: str) -> list[str]:
    """How many plans use the codes of a generation, in words; nothing where none does."""
    jumlah = DokumenVersi.objects.visible_to(seen_by).filter(generasi=kode).values("dokumen").distinct().count()
    return [f"{jumlah} dokumen rencana"] if jumlah else []


@dataclass(frozen=True)
class BarisBawa:
    """A statement with a code, and what became of the code in another generation."""

    simpul: SimpulRencana
    nasib: str
    pilihan: tuple[str, ...]

    @property
    def usul(self) -> str:
        """The new code where only one carries the old one on; else nothing is guessed."""
        return self.pilihan[0] if len(self.pilihan) == 1 else ""


def carried_lines(versi: DokumenVersi, ke: str, *, jenis_pemda: str, seen_by: Access) -> list[BarisBawa]:
    """The statements of a version that carry a code, with the codes of the generation ``ke`` that carry theirs on."""
    target = generasi_berkode(ke)
    if target is None:
        return []
    rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi=versi).exclude(kode="")
    coded = [row for row in rows.order_by("kode", "pk") if tingkat_of(row.kode)]
    fates = padanan_semua(target, jenis_pemda, {row.kode for row in coded})
    return [BarisBawa(row, KATA[fates[row.kode].nasib], fates[row.kode].baru) for row in coded]
