"""The national nomenclature as one unit uses it: its kind of Pemda, and its bidang for X.XX."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.unit import bidang_urusan, instansi_of
from sakip.referensi.queries import jenis_pemda


def pertanyaan_kode(
    unit: Unit, seen_by: Access, *, generasi: str = "", tingkat: Collection[str] = (), induk: str = ""
) -> str:
    """What ``<c-pick-code ask=...>`` of a unit's plan asks: the query of /nomenklatur/cari/; "" for a ministry.

    ``generasi``: the code that the plan keeps; the newest where it has none.
    """
    jenis = jenis_pemda(instansi_of(unit, seen_by).jenis)
    asked = {
        "generasi": generasi,
        "jenis": jenis,
        "bidang": ",".join(bidang_urusan(unit, seen_by).kode),
        "tingkat": ",".join(tingkat),
        "induk": induk,
    }
    return urlencode({name: value for name, value in asked.items() if value}) if jenis else ""
