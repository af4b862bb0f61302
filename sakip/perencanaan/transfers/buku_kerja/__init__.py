"""*Buku Kerja SAKIP*: our own workbook of a unit and all below it, out and in again.

``sheets`` and ``sheets_plan`` list the columns, once for both ways; ``stand`` and ``stand_plan`` load what stands;
``exporting`` writes it; ``preview`` compares a workbook that came back with what stands (``records`` units and
indikator, ``values`` targets and realisasi, ``kartu``, ``rencana``, ``anggaran`` the sheets of these names);
``applying`` writes it in one action; ``report`` is for machines.
"""

from sakip.perencanaan.transfers.buku_kerja.applying import apply_preview
from sakip.perencanaan.transfers.buku_kerja.exporting import export
from sakip.perencanaan.transfers.buku_kerja.preview import Pratinjau, preview
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup

__all__ = ["Lingkup", "Pratinjau", "apply_preview", "export", "preview"]
