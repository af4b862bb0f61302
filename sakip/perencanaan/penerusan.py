"""Which indicators and trees a reorganisation carries on where: what is proposed, and what stands in the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Access
from sakip.kernel.refusals import Refusal
from sakip.organisasi.queries.penerusan import JABATAN
from sakip.organisasi.queries.rancangan import Perubahan
from sakip.organisasi.queries.reorganisasi import Bagian, Baris, usulan
from sakip.organisasi.rules.reorganisasi import Putusan
from sakip.perencanaan.models import Indikator, PohonKinerja

INDIKATOR, POHON = "indikator", "pohon"

__all__ = ["INDIKATOR", "JABATAN", "POHON", "indikator", "pohon"]


@usulan.add
def indikator(change: Perubahan, seen_by: Access) -> Bagian:
    """The indicators that are alive in the first year of the successors: each goes on in the successor whose name it
    shares most words with, else in the main one; of two with one name in a unit the first is proposed. Three queries.
    """
    rows = Indikator.objects.visible_to(seen_by).filter(unit__in=change.unit_ids)
    rows = rows.filter(Q(dihentikan_tahun=None) | Q(dihentikan_tahun__gt=change.mulai_tahun))
    taken = _standing(change, seen_by)
    found, masalah = [], []
    for row in rows.select_related("unit").order_by("unit__path", "urutan", "pk"):
        chosen = change.putusan(INDIKATOR, row.pk) or _proposed(row, change, taken)
        for key in chosen.ke:
            if (key, row.nama.casefold()) in taken:
                facts = {"nama": row.nama, "unit": change.dibuka(key).nama}
                masalah.append(Refusal("sotk-indikator-kembar", facts, INDIKATOR))
            taken.add((key, row.nama.casefold()))
        found.append(Baris(row.pk, row.nama, row.unit, chosen, row.kode))
    notes = _notes(found, change, seen_by)
    return Bagian(
        INDIKATOR, "Indikator", INDIKATOR, tuple(found), banyak=True, masalah=tuple(masalah), catatan=tuple(notes)
    )


def _standing(change: Perubahan, seen_by: Access) -> set[tuple[str, str]]:
    """Names of indicators in the units that take in."""
    keys = {each.ada.pk: each.kunci for each in change.buka if each.ada is not None}
    rows = Indikator.objects.visible_to(seen_by).filter(unit__in=keys, dihentikan_tahun=None)
    return {(keys[unit_id], nama.casefold()) for unit_id, nama in rows.values_list("unit_id", "nama")}


def _proposed(row: Indikator, change: Perubahan, taken: set[tuple[str, str]]) -> Putusan:
    keys = change.penerus(row.unit_id)
    free = [key for key in keys if (key, row.nama.casefold()) not in taken]
    if not free:
        return Putusan()
    words = _stems(row.nama)
    best = max(free, key=lambda key: (len(words & _stems(change.dibuka(key).nama)), -keys.index(key)))
    return Putusan((best,))


_AFFIXES = re.compile(r"^(?:ke|pe[mn]?g?|pe)(?=\w{5})|(?:an|nya)$")
_COMMON = frozenset({"dinas", "badan", "kantor", "bagian", "bidang", "urusan", "daerah", "kabupaten", "persentase"})


def _stems(text: str) -> set[str]:
    """Words that tell what a name is about, roughly without affixes: 'Kebudayaan' and 'budaya' meet."""
    words = re.findall(r"\w{4,}", text.casefold())
    return {_AFFIXES.sub("", word) for word in words if word not in _COMMON}


def _notes(rows: Iterable[Baris], change: Perubahan, seen_by: Access) -> list[str]:
    """What should be known before: values already entered for years that the successors answer for."""
    ids = [row.pk for row in rows]
    late = SeriesValue.objects.visible_to(seen_by).filter(
        series__indikator__in=ids, tahun__gte=change.mulai_tahun, pengganti=None
    )
    per_year = Counter(late.values_list("tahun", flat=True))
    return [
        f"Untuk tahun {tahun} sudah ada {jumlah} nilai realisasi pada indikator lama. Nilai itu tetap di sana; "
        "isi kembali pada indikator penerusnya, atau pilih tahun mulai yang lebih kemudian."
        for tahun, jumlah in sorted(per_year.items())
    ]


@usulan.add
def pohon(change: Perubahan, seen_by: Access) -> Bagian:
    """The trees that reach into the first year of the successors: each goes on in the main successor of its unit; where
    units merge, their trees of the same years become one. One query.
    """
    rows = PohonKinerja.objects.visible_to(seen_by).filter(
        unit__in=change.unit_ids, tahun_akhir__gte=change.mulai_tahun
    )
    found = [
        Baris(
            row.pk,
            row.nama,
            row.unit,
            change.putusan(POHON, row.pk) or Putusan(change.penerus(row.unit_id)[:1]),
            f"{row.tahun_awal} sampai {row.tahun_akhir}",
        )
        for row in rows.select_related("unit").order_by("unit__path", "tahun_awal")
    ]
    about = (
        "Pohon disalin beserta indikator, terjemahan, dan crosscutting yang masih berlaku. Bila unit dipecah, centang "
        "setiap unit yang memerlukannya, lalu tarik kondisi yang bukan urusannya; bila digabung, pohon dengan tahun "
        "awal yang sama menjadi satu."
    )
    notes = (about,) if found else ()
    return Bagian(POHON, "Pohon kinerja", INDIKATOR, tuple(found), banyak=True, catatan=notes)
