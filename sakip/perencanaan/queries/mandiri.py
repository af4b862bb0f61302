"""Reads of the self-check of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sakip.kernel.access import Access
from sakip.kernel.telling import Told, register_phrase
from sakip.perencanaan.models import PemeriksaanMandiri
from sakip.referensi.queries import pertanyaan_mandiri


def self_checks(seen_by: Access) -> QuerySet[PemeriksaanMandiri]:
    """The self-checks of indicators in reach."""
    rows: QuerySet[PemeriksaanMandiri] = PemeriksaanMandiri.objects.visible_to(seen_by)
    return rows.select_related("indikator__unit")


@dataclass(frozen=True)
class Rangkuman:
    """How far a self-check is: so many criteria answered yes, no, not at all; so many principles stated."""

    ya: int
    tidak: int
    kosong: int
    asas: int

    @property
    def selesai(self) -> bool:
        return not self.kosong and self.asas == len(pertanyaan_mandiri("asas"))


def summed_up(smart: Mapping[str, Any], asas: Mapping[str, Any]) -> Rangkuman:
    """Counted over the questions as they are asked now."""
    answers = [smart.get(each.kode, {}).get("ya") for each in pertanyaan_mandiri("kriteria")]
    stated = [asas.get(each.kode, {}).get("pernyataan") for each in pertanyaan_mandiri("asas")]
    return Rangkuman(answers.count(True), answers.count(False), answers.count(None), sum(map(bool, stated)))


def _phrase(fields: Mapping[str, Any]) -> str:
    found = summed_up(fields.get("smart") or {}, fields.get("asas") or {})
    asas = len(pertanyaan_mandiri("asas"))
    return f"{found.ya} kriteria ya, {found.tidak} belum, {found.kosong} belum dijawab; {found.asas} dari {asas} asas"


register_phrase(
    PemeriksaanMandiri._meta.label, Told("Pemeriksaan mandiri", frozenset({"smart", "asas", "versi"}), _phrase)
)
