"""What reporting refuses."""

from __future__ import annotations

from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit

register(
    {
        "laporan-tanpa-indikator": (
            "{unit} belum memiliki indikator untuk tahun {tahun}, sehingga laporannya belum dapat disusun. "
            "Impor atau tambahkan indikatornya, atau pilih tahun lain."
        ),
    }
)


def nothing_to_report(unit: Unit, tahun: int, *, kosong: bool) -> Refusal | None:
    """A report needs indicators: the unit's own, or its perangkat daerah's."""
    return Refusal("laporan-tanpa-indikator", {"unit": unit.nama, "tahun": tahun}) if kosong else None
