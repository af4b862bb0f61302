"""What the plans say of the national nomenclature."""

from __future__ import annotations

from sakip.kernel.access import Access
from sakip.perencanaan.models import DokumenRencana


def users_of_generation(seen_by: Access, kode: str) -> list[str]:
    """How many plans use the codes of a generation, in words; nothing where none does."""
    jumlah = DokumenRencana.objects.visible_to(seen_by).filter(generasi=kode).count()
    return [f"{jumlah} dokumen rencana"] if jumlah else []
