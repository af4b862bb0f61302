"""Use cases of reference data: loading a generation of the national nomenclature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access, Installation, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused
from sakip.referensi.models import GenerasiNomenklatur, Nomenklatur
from sakip.referensi.rules import SUB_KEGIATAN, Baris, induk_of, pemakai, searched

_BATCH = 500


@action(Permission.LOAD_REFERENCE, "memuat nomenklatur")
def load_nomenclature(
    installation: Installation,
    *,
    kode: str,
    baris: Sequence[Baris],
    sidik: str,
    sumber: str = "",
    ganti: bool = False,
    by: Access,
) -> GenerasiNomenklatur:
    """Store a generation with all its rows. The same content (``sidik``) under the same code changes nothing.

    ``ganti``: put other content in the place of what was loaded under the code, as long as nothing uses it.
    National data belong to no unit, so they stand outside the history: the generation says when, by whom, from what.
    Raises Refused: generasi-tanpa-kode, nomenklatur-kosong, generasi-berbeda, generasi-dipakai.
    """
    kode = kode.strip()
    if not kode:
        raise Refused("generasi-tanpa-kode")
    jumlah = sum(each.tingkat == SUB_KEGIATAN for each in baris)
    if not jumlah:
        raise Refused("nomenklatur-kosong")
    known = GenerasiNomenklatur.objects.select_for_update().filter(kode=kode).first()
    if known is not None and known.sidik == sidik:
        return known
    if known is not None:
        _take_out(known, jumlah, ganti=ganti, by=by)
    made = GenerasiNomenklatur.objects.create(
        kode=kode, sumber=sumber.strip(), sidik=sidik, jumlah=jumlah, oleh=by.actor_name
    )
    Nomenklatur.objects.bulk_create(_rows(made, baris), batch_size=_BATCH)
    return made


def _take_out(known: GenerasiNomenklatur, jumlah: int, *, ganti: bool, by: Access) -> None:
    if not ganti:
        raise Refused(
            "generasi-berbeda",
            generasi=known.kode,
            tanggal=format_date(timezone.localdate(known.dimuat)),
            jumlah=known.jumlah,
            baru=jumlah,
        )
    used = [words for users in pemakai for words in users(by, known.kode)]
    if used:
        raise Refused("generasi-dipakai", generasi=known.kode, pemakai=", ".join(used))
    known.nomenklatur.all().delete()
    known.delete()


def _rows(generasi: GenerasiNomenklatur, baris: Sequence[Baris]) -> Iterator[Nomenklatur]:
    for each in baris:
        yield Nomenklatur(
            generasi=generasi, induk=induk_of(each.kode), cari=searched(each.kode, each.nama), **asdict(each)
        )
