"""What recording a value refuses."""

from __future__ import annotations

from sakip.arithmetic.values import Isian, Nilai
from sakip.datakinerja.models import Series
from sakip.kernel.refusals import Refusal, register

register(
    {
        "jenis-nilai-berbeda": "{series} dicatat sebagai {jenis}, tetapi diisi {diisi}. Isi nilai berjenis {jenis}.",
    }
)


def wrong_kind(series: Series, isian: Isian) -> Refusal | None:
    """A value must be of its series' kind; the two kinds of nothing fit everywhere."""
    if not isinstance(isian, Nilai) or isian.jenis == series.jenis:
        return None
    return Refusal(
        "jenis-nilai-berbeda", {"series": series.nama, "jenis": series.get_jenis_display(), "diisi": isian.jenis.value}
    )
