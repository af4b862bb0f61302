"""The sheet Kartu Indikator of a workbook that came back: the manual of each indikator, and its baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sakip.arithmetic.notation import format_told
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.kernel.access import Permission
from sakip.kernel.history import last_writer
from sakip.kernel.transfer.columns import ParsedRow, Value
from sakip.organisasi.models import Jabatan
from sakip.perencanaan import rules
from sakip.perencanaan.actions import FIGURES, MANUAL, BaselineUbah, KartuBaru, KartuLengkap, KartuUbah
from sakip.perencanaan.models import Baseline, Indikator, KartuIndikator
from sakip.perencanaan.transfers.buku_kerja.marks import canonical, digest
from sakip.perencanaan.transfers.buku_kerja.records import Record, changes, existing, fits, shown
from sakip.perencanaan.transfers.buku_kerja.sheets import ALASAN, code_of, year
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import BAHAN, BASELINE_KEYS, FREKUENSI, HASIL
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, unit_labels
from sakip.perencanaan.transfers.buku_kerja.stand_plan import IsiRencana, card_row
from sakip.perencanaan.transfers.buku_kerja.values import read_isian
from sakip.perencanaan.transfers.buku_kerja.work import Lembar, Tindakan


def read_cards(lembar: Lembar, isi: Isi, rencana: IsiRencana) -> None:
    """Compare the sheet. A card that the sheet Indikator changes too becomes one change with this."""
    labels = unit_labels(isi.units)
    known = {str(row.pk): row for row in isi.indikator}
    for row in lembar.rows:
        found = existing(lembar, row, known)
        card = isi.kartu_of(found[0]) if found else None
        if found is None or card is None:
            continue
        indikator, mark = found
        now = card_row(indikator, card, rencana, labels)
        record = Record(row, indikator, indikator.unit, Permission.PLAN, now, mark, card, MANUAL)
        values = changes(lembar, record, MANUAL)
        if values and (manual := _manual(lembar, row, card, indikator, values, rencana)) is not None:
            _merge(lembar, indikator, card, manual)
        _baseline(lembar, record, indikator, rencana.baseline.get(indikator.pk, []))


def _manual(  # noqa: PLR0917 - a row, its object, what was typed, what may be chosen
    lembar: Lembar,
    row: ParsedRow,
    card: KartuIndikator,
    indikator: Indikator,
    values: Mapping[str, Value],
    rencana: IsiRencana,
) -> KartuLengkap | None:
    """The manual with the changed cells; None where one of them is refused."""
    said = {key: canonical(value) for key, value in values.items()}
    new: dict[str, object] = {**said}
    refused = False
    if "hasil" in said:
        new["hasil"] = code_of(HASIL, said["hasil"])
        wrong = rules.below_level(indikator.unit, str(new["hasil"])) if indikator.iku else None
        if wrong is not None:
            lembar.problem(row, "hasil", "tingkat_iku", ketentuan=str(wrong.params["ketentuan"]))
            refused = True
    if "frekuensi" in said:
        new["frekuensi"] = code_of(FREKUENSI, said["frekuensi"])
    if "kategori_sumber" in said:
        codes, strange = _sources(said["kategori_sumber"])
        if strange:
            lembar.problem(row, "kategori_sumber", "bahan_tidak_dikenal", salah=strange)
            refused = True
        new["kategori_sumber"] = codes
    if "penanggung_jawab" in said:
        post = _post(said["penanggung_jawab"], rencana)
        if said["penanggung_jawab"] and post is None:
            lembar.problem(row, "penanggung_jawab", "jabatan_tidak_dikenal")
            refused = True
        new["penanggung_jawab"] = post
    if refused:
        return None
    before = {key: getattr(card, key) for key in MANUAL}
    return KartuLengkap(**before | new)


def _sources(typed: str) -> tuple[list[str], str]:
    """Codes of the kinds of source, and the first that is none."""
    codes = {word.casefold(): code for code, word in BAHAN.items()}
    parts = [" ".join(part.split()) for part in typed.replace("\n", ";").split(";")]
    parts = [part for part in parts if part]
    strange = next((part for part in parts if part.casefold() not in codes), "")
    return [] if strange else list(dict.fromkeys(codes[part.casefold()] for part in parts)), strange


def _post(label: str, rencana: IsiRencana) -> Jabatan | None:
    found = {name.casefold(): pk for pk, name in rencana.jabatan.items() if pk in rencana.terbuka}
    return rencana.posts.get(found.get(label.casefold(), 0))


def _merge(lembar: Lembar, indikator: Indikator, card: KartuIndikator, manual: KartuLengkap) -> None:
    changed = lembar.hasil.kartu
    for at, each in enumerate(changed):
        if each.indikator.pk == indikator.pk:
            changed[at] = replace(each, kartu=replace(each.kartu, lengkap=manual))
            return
    kartu = KartuBaru(**{name: getattr(card, name) for name in FIGURES}, lengkap=manual)
    changed.append(KartuUbah(indikator, kartu, card.versi))


# --- baseline --------------------------------------------------------------------------------------------------------


def _baseline(lembar: Lembar, record: Record, indikator: Indikator, standing: list[Baseline]) -> None:
    """A changed year records another baseline; anything else replaces the one that stands, with a reason."""
    row, now = record.row, record.now
    usable = [lembar.usable(row, key) for key in BASELINE_KEYS]
    if not all(usable):
        return
    typed = {key: row.values[key] for key in BASELINE_KEYS}
    stood, before = ({key: digest(now.get(key)) for key in BASELINE_KEYS}, record.mark.isi)
    changed = [key for key in BASELINE_KEYS if digest(typed[key]) not in {stood[key], before.get(key)}]
    for _ in range(len(BASELINE_KEYS) - len(changed)):
        lembar.count(Tindakan.SAMA)
    if not changed:
        return
    first = standing[0] if standing else None
    if any(stood[key] != before.get(key) for key in BASELINE_KEYS):
        for key in changed:
            who = last_writer(first) if first else "orang lain"
            lembar.problem(
                row, key, "sudah_berubah", siapa=who, tersimpan=shown(now.get(key)), berkas=shown(typed[key])
            )
        return
    _record(lembar, record, indikator, standing, changed)


def _record(lembar: Lembar, record: Record, indikator: Indikator, standing: list[Baseline], changed: list[str]) -> None:
    row = record.row
    since = year(canonical(row.values["baseline_tahun"]))
    if since is None:
        lembar.problem(row, "baseline_tahun", "tahun_baseline_salah")
        return
    read, isian = read_isian(lembar, row, "baseline", indikator)
    if not read or not all(fits(lembar, row, key) for key in ("baseline_sumber", ALASAN) if key in row.values):
        return
    first = standing[0] if standing and standing[0].tahun == since else None
    source = canonical(row.values["baseline_sumber"])
    reason = canonical(row.values.get(ALASAN)) if first else ""
    if first is not None and (isian, source) == (first.isian, first.sumber):
        for _ in changed:
            lembar.count(Tindakan.SAMA)  # written otherwise, and the same
        return
    if first is None and (other := next((each for each in standing if each.tahun == since), None)):
        lembar.problem(row, "baseline_tahun", "baseline_sudah_ada", tersimpan=format_told(other.isian))
        return
    missing = _missing(isian, source, reason, replaces=first is not None)
    stored = shown(record.now.get(changed[0]))
    if missing:
        lembar.problem(row, *missing)
    elif lembar.may(row, changed[0], Permission.PLAN, indikator.unit, objek=indikator.nama, stored=stored):
        diketik = lembar.cell(row, "baseline").text
        seen = first.pk if first else None
        lembar.hasil.baseline.append(
            BaselineUbah(indikator, Periode.tahunan(since), isian, source, seen, reason, diketik)
        )
        for key in changed:
            lembar.change(row, key, indikator.nama, shown(record.now.get(key)), shown(row.values[key]))


def _missing(isian: Isian, source: str, reason: str, *, replaces: bool) -> tuple[str, str] | None:
    """Column and code of what a baseline lacks."""
    if isian is None and not replaces:
        return "baseline", "wajib_diisi"
    if isian is not None and not source:
        return "baseline_sumber", "sumber_baseline_kosong"
    return (ALASAN, "alasan_baseline_wajib") if replaces and not reason else None
