"""*Buku Kerja SAKIP*: our own workbook of a unit and all below it, out and in again.

``sheets`` lists the columns, once for both ways; ``stand`` loads what stands; ``exporting`` writes it; ``preview``
compares a workbook that came back with what stands (``records`` units and indikator, ``values`` targets and
realisasi); ``applying`` writes it in one action; ``holding`` keeps the file in between; ``report`` is for machines.
"""

from sakip.perencanaan.transfers.buku_kerja.applying import apply_preview
from sakip.perencanaan.transfers.buku_kerja.exporting import export
from sakip.perencanaan.transfers.buku_kerja.preview import Pratinjau, preview
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup

__all__ = ["Lingkup", "Pratinjau", "apply_preview", "export", "preview"]
