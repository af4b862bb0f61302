"""*Buku Kerja SAKIP*: our own workbook of a unit and all below it, out and in again.

``sheets`` and ``sheets_rencana`` list the columns, once for both ways; ``stand`` and ``plan_rows`` load what stands;
``exporting`` and ``whole`` write it; ``preview`` compares a workbook that came back with what stands (``records`` units
and indikator, ``values`` targets and realisasi, ``plans`` cards, statements and money); ``applying`` writes it in one
action; ``holding`` keeps the file in between; ``report`` is for machines.
"""

from sakip.perencanaan.transfers.buku_kerja.applying import apply_preview
from sakip.perencanaan.transfers.buku_kerja.preview import Pratinjau, preview
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup
from sakip.perencanaan.transfers.buku_kerja.whole import export

__all__ = ["Lingkup", "Pratinjau", "apply_preview", "export", "preview"]
