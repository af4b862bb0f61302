"""Rules over the cards of indicators: that a stranger could compute each, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from sakip.perencanaan import rules
from sakip.perencanaan.models import Indikator, KartuIndikator, TingkatHasil
from sakip.perencanaan.pemeriksa import kata
from sakip.perencanaan.pemeriksa.bahan import Bahan
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_indikator
from sakip.referensi.queries import tingkat_iku


def _carded(b: Bahan) -> Iterator[tuple[Indikator, KartuIndikator]]:
    for pk, card in b.kartu.items():
        yield b.indikator[pk], card


@aturan("tanpa-kartu")
def tanpa_kartu(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.indikator.values():
        if row.pk not in b.kartu:
            yield pada_indikator(row), "Indikator ini belum memiliki kartu."


@aturan("tingkat-iku")
def iku_di_bawah_tingkat(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        unit = b.units.get(row.unit_id)
        if row.iku and unit and rules.below_level(unit, card.hasil):
            _least, sentence = tingkat_iku(unit.jenis, instansi=unit.is_root)
            yield pada_indikator(row), f"{sentence}; indikator ini mengukur {TingkatHasil(card.hasil).label.lower()}."


@aturan("tanpa-satuan")
def tanpa_satuan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """A predicate, a yes or a date needs none."""
    for row, card in _carded(b):
        if row.series.jenis in {"angka", "rentang"} and not (card.satuan or row.series.satuan):
            yield pada_indikator(row), "Satuannya belum diisi."


@aturan("tanpa-definisi")
def tanpa_definisi(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        missing = [name for name, text in (("definisi", card.definisi), ("formula", card.cara_hitung)) if not text]
        if missing:
            yield pada_indikator(row), f"Kartu tahun {card.mulai_tahun} belum memuat {' dan '.join(missing)}."


@aturan("persentase-tanpa-pembagi")
def persentase_tanpa_pembagi(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """A computed formula names both itself."""
    for row, card in _carded(b):
        if kata.bagian(row.nama) and not card.rumus and not (card.pembilang and card.penyebut):
            missing = [name for name, text in (("pembilang", card.pembilang), ("penyebut", card.penyebut)) if not text]
            yield pada_indikator(row), f"Belum memuat {' dan '.join(missing)}."


@aturan("tanpa-tingkat-hasil")
def tanpa_tingkat_hasil(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        if row.iku and not card.hasil:
            yield pada_indikator(row), "Tingkat hasilnya belum dipilih."


@aturan("tanpa-sumber-data")
def tanpa_sumber_data(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        if not (row.series.sumber or card.penyedia_data):
            yield pada_indikator(row), "Sumber dan penyedia datanya belum diisi."


@aturan("tanpa-penanggung-jawab")
def tanpa_penanggung_jawab(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        if card.penanggung_jawab_id is None:
            yield pada_indikator(row), "Jabatan penanggung jawabnya belum dipilih."


@aturan("penanggung-jawab-tidak-menjabat")
def penanggung_jawab_tidak_menjabat(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row, card in _carded(b):
        if card.penanggung_jawab_id in b.lowong:
            yield pada_indikator(row), "Jabatan penanggung jawabnya tidak dipegang siapa pun."
