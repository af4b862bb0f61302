"""Rules over the pohon kinerja (PermenPANRB 89/2021)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sakip.perencanaan.models import JenisSimpul
from sakip.perencanaan.pemeriksa.bahan import Bahan
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_pohon


def _children(b: Bahan) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for parent, child in b.cabang:
        found[parent].append(child)
    return found


@aturan("simpul-tanpa-asal")
def simpul_tanpa_asal(b: Bahan) -> Iterator[tuple[Objek, str]]:
    hung = {child for _parent, child in b.cabang}
    for pk, row in b.pohon.items():
        if pk not in hung and not (row.jenis == JenisSimpul.OUTCOME and row.asal):
            yield (
                pada_pohon(row),
                f"{row.get_jenis_display()} ini tidak berada di bawah kondisi lain dan tidak menyebut asalnya.",
            )


@aturan("hasil-tanpa-csf")
def hasil_tanpa_csf(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """An outcome may be reached through further outcomes; the last of them has its CSF."""
    children = _children(b)
    for pk, row in b.pohon.items():
        if row.jenis == JenisSimpul.OUTCOME:
            below = {b.pohon[child].jenis for child in children.get(pk, ())}
            if not below & {JenisSimpul.CSF, JenisSimpul.OUTCOME}:
                yield pada_pohon(row), "Belum ada faktor kunci keberhasilan di bawah hasil ini."


@aturan("rantai-tunggal")
def rantai_tunggal(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, some in _children(b).items():
        if len(some) == 1:
            yield pada_pohon(b.pohon[pk]), f"Hanya memiliki satu kondisi di bawahnya: “{b.pohon[some[0]].pernyataan}”."


@aturan("simpul-tanpa-indikator")
def simpul_tanpa_indikator(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, row in b.pohon.items():
        if pk not in b.terukur:
            yield pada_pohon(row), "Kondisi ini belum memiliki indikator."


@aturan("simpul-belum-diterjemahkan")
def simpul_belum_diterjemahkan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, row in b.pohon.items():
        if pk not in b.diterjemahkan:
            yield pada_pohon(row), "Kondisi ini belum terhubung dengan rencana atau jabatan."


@aturan("crosscutting-belum-dijawab")
def crosscutting_belum_dijawab(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.menunggu:
        where = replace(pada_pohon(b.pohon[row.simpul_id]), kunci=f"pohon:{row.simpul_id}:{row.pk}")
        yield where, f"{row.mitra} belum menjawab permintaan “{row.kontribusi}”."
