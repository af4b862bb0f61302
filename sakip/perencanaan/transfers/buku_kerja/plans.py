"""The sheets Kartu, Rencana and Anggaran of a workbook that came back: changed cells, locked ones, stale ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.rules import MOST
from sakip.anggaran.rules import frozen as pagu_frozen
from sakip.kernel.access import Permission
from sakip.kernel.transfer.columns import ParsedRow, Value
from sakip.perencanaan import rules
from sakip.perencanaan.actions import MANUAL, KartuBaru, KartuLengkap, KartuUbah
from sakip.perencanaan.actions.buku_kerja import PaguUbah, SimpulUbah
from sakip.perencanaan.models import Indikator, KartuIndikator
from sakip.perencanaan.rules.rencana import frozen
from sakip.perencanaan.rules.teks import plain_text
from sakip.perencanaan.transfers.buku_kerja.marks import canonical
from sakip.perencanaan.transfers.buku_kerja.plan_rows import IsiRencana, kartu_row, pagu_row, simpul_row
from sakip.perencanaan.transfers.buku_kerja.records import Record, changes, existing
from sakip.perencanaan.transfers.buku_kerja.sheets import code_of
from sakip.perencanaan.transfers.buku_kerja.sheets_rencana import (
    ANGGARAN_KEYS,
    FREKUENSI,
    HASIL,
    KARTU_LENGKAP_KEYS,
    RENCANA_KEYS,
)
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, unit_labels
from sakip.perencanaan.transfers.buku_kerja.work import Lembar


def read_cards(lembar: Lembar, isi: Isi) -> None:
    """Compare the sheet Kartu; a card that the sheet Indikator changes as well is written once, with both."""
    labels = unit_labels(isi.units)
    known = {str(row.pk): row for row in isi.indikator if isi.kartu_of(row)}
    for row in lembar.rows:
        found = existing(lembar, row, known)
        card = isi.kartu_of(found[0]) if found else None
        if found is None or card is None:
            continue
        indikator, mark = found
        now = kartu_row(indikator, card, labels)
        record = Record(row, indikator, indikator.unit, Permission.PLAN, now, mark, card)
        values = changes(lembar, record, KARTU_LENGKAP_KEYS)
        if values and _level_fits(lembar, row, indikator, values):
            _write_card(lembar, indikator, card, values)


def _level_fits(lembar: Lembar, row: ParsedRow, indikator: Indikator, values: Mapping[str, Value]) -> bool:
    hasil = code_of(HASIL, values.get("hasil"))
    no = rules.below_level(indikator.unit, hasil) if indikator.iku else None
    if no is not None:
        lembar.problem(row, "hasil", "tingkat_iku", ketentuan=str(no.params["ketentuan"]))
    return no is None


def _write_card(lembar: Lembar, indikator: Indikator, card: KartuIndikator, values: Mapping[str, Value]) -> None:
    said = {key: canonical(value) for key, value in values.items()}
    for key, words in (("hasil", HASIL), ("frekuensi", FREKUENSI)):
        if key in said:
            said[key] = code_of(words, values[key])
    whole = KartuLengkap(**{name: getattr(card, name) for name in MANUAL} | said)
    waiting = lembar.hasil.kartu
    for place, each in enumerate(waiting):
        if each.indikator.pk == indikator.pk:
            waiting[place] = replace(each, kartu=replace(each.kartu, lengkap=whole))
            return
    names = [name for name in KartuBaru.__dataclass_fields__ if name != "lengkap"]
    figures = {name: getattr(card, name) for name in names}
    waiting.append(KartuUbah(indikator, KartuBaru(**figures, lengkap=whole), card.versi))


def read_statements(lembar: Lembar, plans: IsiRencana) -> None:
    """Compare the sheet Rencana."""
    known = {str(row.pk): row for row in plans.simpul}
    for row in lembar.rows:
        found = existing(lembar, row, known)
        if found is None:
            continue
        simpul, mark = found
        unit = simpul.dokumen_versi.dokumen.unit
        record = Record(row, simpul, unit, Permission.PLAN, simpul_row(simpul, plans), mark)
        before = len(lembar.hasil.perubahan)
        values = changes(lembar, record, RENCANA_KEYS)
        if not values:
            continue
        locked = frozen(simpul.dokumen_versi)
        if locked is not None:
            del lembar.hasil.perubahan[before:]
            for key in values:
                lembar.problem(row, key, "rencana_terkunci", versi=str(simpul.dokumen_versi))
            continue
        said = {key: plain_text(canonical(value)) for key, value in values.items()}
        lembar.hasil.simpul_ubah.append(SimpulUbah(simpul, said))


def read_money(lembar: Lembar, plans: IsiRencana) -> None:
    """Compare the sheet Anggaran; the lines of a version are written as a whole."""
    known = {str(row.pk): row for row in plans.pagu}
    changed: dict[int, dict[int, dict[str, Value]]] = defaultdict(dict)
    for row in lembar.rows:
        found = existing(lembar, row, known)
        if found is None:
            continue
        pagu, mark = found
        record = Record(row, pagu, pagu.versi_pagu.unit, Permission.PLAN, pagu_row(pagu), mark)
        before = len(lembar.hasil.perubahan)
        values = changes(lembar, record, ANGGARAN_KEYS)
        wrong = _wrong_money(values.get("rupiah", Decimal(0)))
        locked = pagu_frozen(pagu.versi_pagu)
        if values and (locked is not None or wrong):
            del lembar.hasil.perubahan[before:]
            for key in values if locked is not None else ("rupiah",):
                code = "rencana_terkunci" if locked is not None else "rupiah_salah"
                lembar.problem(row, key, code, versi=str(pagu.versi_pagu))
        elif values:
            changed[pagu.versi_pagu_id][pagu.pk] = values
    for version, lines in changed.items():
        rows = [row for row in plans.pagu if row.versi_pagu_id == version]
        new = [
            PaguBaru(
                row.kode,
                canonical(lines.get(row.pk, {}).get("uraian", row.uraian)),
                int(str(lines.get(row.pk, {}).get("rupiah", row.rupiah))),
                row.sumber_dana,
            )
            for row in rows
        ]
        lembar.hasil.pagu_ubah.append(PaguUbah(rows[0].versi_pagu, new))


def _wrong_money(value: Value) -> bool:
    return not (isinstance(value, Decimal) and value == value.to_integral_value() and 0 <= value <= MOST)
