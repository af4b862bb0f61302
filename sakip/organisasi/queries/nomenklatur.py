"""The national nomenclature as one unit uses it: its kind of Pemda, and its bidang for X.XX."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.unit import bidang_urusan, instansi_of
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import jenis_pemda, nomenklatur


def pilihan_kode(
    unit: Unit,
    of: GenerasiNomenklatur,
    seen_by: Access,
    *,
    text: str = "",
    tingkat: Collection[str] = (),
    induk: str = "",
    most: int = nomenklatur.MOST,
) -> nomenklatur.Pilihan:
    """The codes a unit may choose, as ``referensi`` finds them; none for a ministry, which has no such codes."""
    jenis = jenis_pemda(instansi_of(unit, seen_by).jenis)
    if not jenis:
        return nomenklatur.Pilihan()
    bidang = bidang_urusan(unit, seen_by).kode
    return nomenklatur.pilihan(of, jenis, bidang=bidang, text=text, tingkat=tingkat, induk=induk, most=most)


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
