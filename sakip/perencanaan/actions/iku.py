"""Use cases of planning: the decree that sets the IKU of a unit, drafted, set, replaced by the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from sakip.documents.model import Document
from sakip.kernel import freezing
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import refuse
from sakip.kernel.rows import change
from sakip.kernel.writing import about_to_change
from sakip.organisasi.models import Unit
from sakip.perencanaan import queries
from sakip.perencanaan.documents.iku import decree, minutes
from sakip.perencanaan.documents.isi_iku import contents
from sakip.perencanaan.models import Indikator, KeputusanIKU, RincianIKU
from sakip.perencanaan.queries.iku import KIND, MINUTES, iku_of, rows_of, subject_of
from sakip.perencanaan.rules import iku as rules
from sakip.referensi.queries import tingkat_iku

RULES_VERSION = "keputusan-iku-1"
"""Version of the outline; raised when the same facts would make another document."""


@action(Permission.PLAN, "menyusun keputusan IKU")
def draft_decree(unit: Unit, *, tahun_mulai: int, tahun_sampai: int, by: Access) -> KeputusanIKU:
    """Begin a decree with all IKU of the unit. Raises Refused: iku-tahun-terbalik, iku-rancangan-ada,
    iku-tanpa-indikator."""
    refuse(rules.wrong_years(tahun_mulai, tahun_sampai))
    refuse(rules.draft_there(unit, KeputusanIKU.related.filter(unit=unit, ditetapkan=None).first()))
    rows = iku_of(unit, tahun_mulai, seen_by=by)
    refuse(rules.none_chosen(unit, rows))
    made: KeputusanIKU = KeputusanIKU.related.create(unit=unit, tahun_mulai=tahun_mulai, tahun_sampai=tahun_sampai)
    _write(made, [(row, "") for row in rows])
    return made


@action(Permission.PLAN, "mengubah rancangan keputusan IKU")
def edit_decree(
    keputusan: KeputusanIKU,
    *,
    tahun_mulai: int,
    tahun_sampai: int,
    berita_acara: Mapping[str, Any],
    seen: int,
    by: Access,
) -> KeputusanIKU:
    """Change the years, and what the berita acara of the discussion says. Raises Stale; Refused:
    iku-sudah-ditetapkan, iku-tahun-terbalik."""
    refuse(rules.is_set(keputusan))
    refuse(rules.wrong_years(tahun_mulai, tahun_sampai))
    values = {"tahun_mulai": tahun_mulai, "tahun_sampai": tahun_sampai, "berita_acara": dict(berita_acara)}
    return change(keputusan, seen=seen, **values)


@action(Permission.PLAN, "memilih IKU dalam rancangan keputusan")
def choose_iku(
    keputusan: KeputusanIKU, *, pilihan: Sequence[tuple[Indikator, str]], seen: int, by: Access
) -> KeputusanIKU:
    """Which indicators the attachment lists, in this order, each with its note. Raises Stale; Refused:
    iku-sudah-ditetapkan, iku-tanpa-indikator, iku-unit-lain."""
    refuse(rules.is_set(keputusan))
    refuse(rules.none_chosen(keputusan.unit, pilihan))
    for row, _note in pilihan:
        refuse(rules.foreign(keputusan.unit, row))
    now = change(keputusan, seen=seen, tahun_mulai=keputusan.tahun_mulai)
    RincianIKU.related.filter(keputusan=keputusan).delete()
    _write(keputusan, pilihan)
    return now


def _write(keputusan: KeputusanIKU, pilihan: Sequence[tuple[Indikator, str]]) -> None:
    RincianIKU.related.bulk_create(
        [
            RincianIKU(keputusan=keputusan, indikator=row, urutan=place, keterangan=" ".join(note.split()))
            for place, (row, note) in enumerate(pilihan, 1)
        ]
    )


@action(Permission.PLAN, "menetapkan keputusan IKU")
def set_decree(keputusan: KeputusanIKU, *, nomor: str, tanggal: date | None, seen: int, by: Access) -> KeputusanIKU:
    """Set the IKU: every one measures at the least what its unit must, the decree and its berita acara are frozen, the
    decree before it is replaced.

    Raises Stale; Refused: iku-sudah-ditetapkan, iku-belum-lengkap, iku-tanpa-indikator, iku-mendahului,
    iku-belum-bertingkat, iku-tingkat.
    """
    refuse(rules.is_set(keputusan))
    refuse(rules.incomplete(nomor, tanggal))
    assert tanggal is not None  # noqa: S101 - the rule refuses None
    before = KeputusanIKU.related.filter(unit=keputusan.unit, ditetapkan__isnull=False).order_by("-ditetapkan").first()
    refuse(rules.too_early(tanggal, before))
    rows = rows_of(keputusan, seen_by=by)
    refuse(rules.none_chosen(keputusan.unit, rows))
    _ask_level(keputusan, [row.indikator for row in rows], by)
    now = change(keputusan, seen=seen, nomor=" ".join(nomor.split()), tanggal=tanggal, ditetapkan=timezone.now())
    isi = contents(now, seen_by=by)
    frozen = _freeze(now, KIND, decree(isi), by)
    _freeze(now, MINUTES, minutes(isi), by)
    return change(now, seen=now.versi, beku_id=frozen.pk)


def _freeze(row: KeputusanIKU, kind: str, document: Document, by: Access) -> FrozenDocument:
    return freezing.freeze(
        document,
        kind=kind,
        subject=subject_of(row, kind),
        unit_path=row.unit.path,
        rules={"dokumen": RULES_VERSION},
        by=by,
    )


def _ask_level(keputusan: KeputusanIKU, rows: Sequence[Indikator], by: Access) -> None:
    cards = queries.cards([row.pk for row in rows], seen_by=by)
    _least, ketentuan = tingkat_iku(keputusan.unit.jenis, instansi=keputusan.unit.is_root)
    for row in rows:
        card = queries.card_in(cards.get(row.pk, []), keputusan.tahun_mulai)
        refuse(rules.level_in_decree(row, card.hasil if card else "", ketentuan))


@action(Permission.PLAN, "membuang rancangan keputusan IKU")
def discard_decree(keputusan: KeputusanIKU, *, by: Access) -> None:
    """Throw a draft away. Raises Refused iku-sudah-ditetapkan."""
    now = about_to_change(KeputusanIKU.related.filter(pk=keputusan.pk)).first()  # another may have set it meanwhile
    if now is not None:
        refuse(rules.is_set(now))
        _empty(now, by=by)
        now.delete()


@action(Permission.PLAN, "mengosongkan rancangan keputusan IKU")
def _empty(keputusan: KeputusanIKU, *, by: Access) -> None:
    """Its rows go first, in a use case of their own: whose they were is read from what they belonged to."""
    RincianIKU.related.filter(keputusan=keputusan).delete()
