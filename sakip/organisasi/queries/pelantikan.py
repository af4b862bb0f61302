"""A pelantikan: who may see it, what it would do, and what it causes in other components."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet

from sakip.kernel.access import Access, Permission
from sakip.kernel.offers import Offers
from sakip.kernel.refusals import Refusal
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Pelantikan, Sebagai
from sakip.organisasi.queries.ketikan import daftar
from sakip.organisasi.queries.pejabat import terms
from sakip.organisasi.rules.pelantikan import ALASAN


def pelantikan(seen_by: Access) -> QuerySet[Pelantikan]:
    """Those that were applied, and the drafts for who prepares them: until the day nobody else knows."""
    applied = Pelantikan.objects.visible_to(seen_by).filter(diterapkan__isnull=False)
    drafts = Pelantikan.objects.visible_to(seen_by, Permission.MANAGE_PEOPLE)
    return (applied | drafts).select_related("unit").order_by("-tanggal", "-pk")


@dataclass(frozen=True)
class Baris:
    """One row of a pelantikan: who goes where, or leaves (no ``jabatan``); None where the typed text names nothing."""

    nomor: int
    ketikan: dict[str, str]
    pegawai: Pegawai | None
    jabatan: Jabatan | None
    sebagai: Sebagai
    alasan: str = ""
    """Of who leaves: the code of rules.pelantikan.ALASAN."""
    lama: MasaJabatan | None = None
    """The definitif term that ends with it."""
    masalah: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)
    hasil: list[str] = field(default_factory=list)

    @property
    def alasan_nama(self) -> str:
        return ALASAN[self.alasan].nama if self.alasan in ALASAN else ""

    @property
    def keluar(self) -> bool:
        """Whether the person works here no longer."""
        return self.alasan in ALASAN and ALASAN[self.alasan].keluar

    @property
    def pindah(self) -> bool:
        """Whether the person leaves his position by this row: as Plt. or Plh. he keeps it."""
        return self.jabatan is None or self.sebagai == Sebagai.DEFINITIF


@dataclass(frozen=True)
class Rencana:
    """What a pelantikan would do: terms that end on the eve with why, terms that begin, who works here no longer."""

    pelantikan: Pelantikan
    baris: tuple[Baris, ...]
    keluar: tuple[Baris, ...]
    berakhir: tuple[tuple[MasaJabatan, str], ...]
    masa_baru: tuple[MasaJabatan, ...]
    berhenti: tuple[tuple[Pegawai, str], ...]

    @property
    def semua(self) -> tuple[Baris, ...]:
        return (*self.baris, *self.keluar)

    @property
    def bermasalah(self) -> list[Baris]:
        return [each for each in self.semua if each.masalah]

    @property
    def sidik(self) -> str:
        """Changes when anything that the check page showed has changed: what was seen is what is applied."""
        facts = [
            sorted((term.pk, term.versi, why) for term, why in self.berakhir),
            sorted((term.pegawai_id, term.jabatan_id, term.sebagai) for term in self.masa_baru),
            sorted((person.pk, person.versi, why) for person, why in self.berhenti),
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Akibat:
    """What a pelantikan causes in some component: a sentence, and what is done when it is ticked.

    ``kunci`` names it in the form. ``terapkan`` None: nothing is done with the pelantikan, ``kalimat`` says who can.
    """

    kunci: str
    nomor: int
    kalimat: str
    dicentang: bool
    terapkan: Callable[[Access], object] | None


akibat_pelantikan: Offers[Callable[[Rencana, Access], list[Akibat]]] = Offers()
"""(what the pelantikan would do, by whom) -> open things of a component to hand over, proposed by row."""


def akibat_of(plan: Rencana, seen_by: Access) -> list[Akibat]:
    """What all components propose, by row."""
    found = [each for offer in akibat_pelantikan for each in offer(plan, seen_by)]
    return sorted(found, key=lambda each: each.nomor)


def sebelum(subject: Pelantikan, seen_by: Access) -> dict[int, MasaJabatan]:
    """Of a pelantikan that was applied, the definitif term that ended on the eve, by person."""
    people = subject.masa_jabatan.values_list("pegawai_id", flat=True)
    eve = subject.tanggal - timedelta(days=1)
    rows = terms(seen_by).filter(pegawai__in=people, sampai=eve, sebagai=Sebagai.DEFINITIF)
    return {each.pegawai_id: each for each in rows}


def left_by(subject: Pelantikan, seen_by: Access) -> list[tuple[str, Pegawai | None, str]]:
    """Of a pelantikan that was applied: who left without a new position as typed, the person where found, and why."""
    if not subject.berakhir:
        return []
    known = daftar(subject.unit, subject.tanggal, seen_by)
    found = [(row["pegawai"], known.pegawai(row["pegawai"]), row["alasan"]) for row in subject.berakhir]
    return [(text, None if isinstance(who, Refusal) else who, why) for text, who, why in found]
