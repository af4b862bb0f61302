"""Rules over documents and their statements: what is measured, what serves what, codes and years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sakip.perencanaan.models import StatusDokumen, TingkatHasil
from sakip.perencanaan.pemeriksa.bahan import WORK, YEARLY, Bahan, Simpul
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_dokumen, pada_indikator, pada_simpul, pada_unit
from sakip.referensi.queries import aturan_pemeriksa

OUTCOME = frozenset({TingkatHasil.DAMPAK, TingkatHasil.OUTCOME})
SERVED = frozenset({"sasaran", "sasaran-strategis"})
"""The level of an instansi's plan that units serve."""
PLANLESS = frozenset({"asisten", "staf-ahli", "kelompok-jf", "bagian", "biro", "lainnya"})
"""Kinds of units right below an instansi that work in another's plan."""


def _numbered(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:3]) + (f" dan {len(names) - 3} lainnya" if len(names) > 3 else "")


@aturan("hasil-tanpa-indikator")
def hasil_tanpa_indikator(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for each in b.simpul:
        if each.hasil and each.tingkat.indikator and not b.diukur(each):
            yield pada_simpul(each), f"{each.tingkat.nama} ini belum memiliki indikator."


@aturan("keluaran-tanpa-indikator")
def keluaran_tanpa_indikator(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for each in b.simpul:
        if not each.hasil and each.tingkat.indikator and not b.diukur(each):
            yield pada_simpul(each), f"{each.tingkat.nama} ini belum memiliki indikator."


@aturan("hasil-tanpa-outcome")
def hasil_tanpa_outcome(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Only where every indicator's card says what it measures: what is not said is another rule's."""
    for each in b.simpul:
        if each.tingkat.hasil != "outcome":
            continue
        levels = [b.kartu[pk].hasil if pk in b.kartu else "" for pk in b.penempatan.get(each.row.kunci, ())]
        if levels and all(levels) and not set(levels) & OUTCOME:
            said = ", ".join(sorted({TingkatHasil(level).label.lower() for level in levels}))
            yield pada_simpul(each), f"{len(levels)} indikatornya mengukur {said}."


@aturan("terlalu-banyak-indikator")
def terlalu_banyak_indikator(b: Bahan) -> Iterator[tuple[Objek, str]]:
    most = aturan_pemeriksa()["terlalu-banyak-indikator"].batas or 0
    for each in b.simpul:
        count = len(b.penempatan.get(each.row.kunci, ()))
        if each.hasil and count > most:
            yield pada_simpul(each), f"Memiliki {count} indikator; lebih dari {most}."


@aturan("indikator-ganda-dalam-dokumen")
def indikator_ganda(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, places in b.di_rencana.items():
        together: dict[int, list[Simpul]] = defaultdict(list)
        for each in places:
            together[each.dokumen.pk].append(each)
        for some in together.values():
            if len(some) > 1:
                where = _numbered([each.row.pernyataan for each in some])
                yield (
                    pada_indikator(b.indikator[pk], f"indikator:{pk}:{some[0].dokumen.pk}", some[0]),
                    f"Dalam {some[0].dokumen.nama} berada pada {where}.",
                )


@aturan("indikator-sama-tanpa-hubungan")
def indikator_sama(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """A yearly plan repeats the indicators of the one it hangs on; that is its purpose, not a fault."""
    for pk, places in b.di_rencana.items():
        several = {each.dokumen.pk: each for each in places if each.dokumen.jenis not in YEARLY}
        for one in several.values():
            others = [each for each in several.values() if each is not one and each.dokumen.pk > one.dokumen.pk]
            for other in others:
                if not _serve(b, one, other):
                    yield (
                        pada_indikator(b.indikator[pk], f"indikator:{pk}:{one.dokumen.pk}:{other.dokumen.pk}", other),
                        f"Dalam {one.dokumen.nama} dan {other.dokumen.nama}, tanpa pernyataan yang saling mendukung.",
                    )


def _serve(b: Bahan, one: Simpul, other: Simpul) -> bool:
    """One serves the other, or both serve the same statement above."""
    if {(one.row.kunci, other.row.kunci), (other.row.kunci, one.row.kunci)} & b.dukungan:
        return True
    served = [{above for below, above in b.dukungan if below == each.row.kunci} for each in (one, other)]
    return bool(served[0] & served[1])


@aturan("pelaksana-tanpa-hasil")
def pelaksana_tanpa_hasil(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """The uppermost of what hangs loose: with a program its kegiatan and sub kegiatan find their place."""
    with_results = {each.dokumen.pk for each in b.simpul if each.hasil}
    for each in b.simpul:
        if each.row.tingkat not in WORK or each.dokumen.pk not in with_results:
            continue
        above = list(b.di_atas(each))
        if any(up.hasil for up in above) or any(up.row.tingkat in WORK for up in above):
            continue
        below = sum(1 for one in b.di_bawah(each) if one.row.tingkat in WORK)
        said = f"{each.tingkat.nama} ini tidak berada di bawah sasaran."
        if below:
            said = f"{each.tingkat.nama} ini, beserta {below} baris di bawahnya, tidak berada di bawah sasaran."
        yield pada_simpul(each), said


@aturan("sasaran-tanpa-program")
def sasaran_tanpa_program(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """In documents that go down to work at all; an RPJMD may leave it to the units."""
    with_work = {each.dokumen.pk for each in b.simpul if each.row.tingkat in WORK}
    for each in b.simpul:
        if each.row.tingkat not in SERVED or each.dokumen.pk not in with_work:
            continue
        if not any(below.row.tingkat in WORK or below.row.tingkat == "sasaran-program" for below in b.di_bawah(each)):
            yield pada_simpul(each), "Tidak ada program atau kegiatan di bawah sasaran ini."


@aturan("kode-ganda")
def kode_ganda(b: Bahan) -> Iterator[tuple[Objek, str]]:
    seen: dict[tuple[int, str, str], Simpul] = {}
    for each in b.simpul:
        if not each.row.kode:
            continue
        key = (each.dokumen.pk, each.row.tingkat, each.row.kode)
        if key in seen:
            yield pada_simpul(each), f"Kode {each.row.kode} sudah dipakai “{seen[key].row.pernyataan}”."
        seen.setdefault(key, each)


@aturan("kode-generasi-lain")
def kode_generasi_lain(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Of documents whose generation is loaded: without the list nothing can be said of a code."""
    for each in b.simpul:
        if each.row.tingkat in WORK and (why := b.kode_salah.get((each.dokumen.pk, each.row.kode))):
            yield pada_simpul(each), why


@aturan("tahun-di-luar-induk")
def tahun_di_luar_induk(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.dokumen.values():
        above = row.induk
        if above and not (above.tahun_awal <= row.tahun_awal and row.tahun_akhir <= above.tahun_akhir):
            said = f"Berlaku {row.tahun_awal}-{row.tahun_akhir}, di luar masa {above.tahun_awal}-{above.tahun_akhir}"
            yield pada_dokumen(row), f"{said} dari induknya, {above.nama}."


@aturan("renstra-tanpa-induk")
def renstra_tanpa_induk(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.dokumen.values():
        if not row.unit.is_root and row.induk_id is None:
            yield pada_dokumen(row), f"{row.nama} belum menyebut rencana yang didukungnya."


@aturan("dokumen-tanpa-penetapan")
def dokumen_tanpa_penetapan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.dokumen.values():
        version = b.versi.get(row.pk)
        if version is None or version.status != StatusDokumen.DITETAPKAN:
            continue
        missing = [
            name
            for name, value in (
                ("nomor", version.nomor_penetapan or row.dasar_hukum),
                ("tanggal", version.tanggal_penetapan or row.dasar_hukum),
            )
            if not value
        ]
        if missing:
            yield pada_dokumen(row), f"Versi {version.nomor} ditetapkan tanpa {' dan '.join(missing)}."


@aturan("sasaran-daerah-tanpa-pendukung")
def sasaran_tanpa_pendukung(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Once units have plans that hang on the instansi's."""
    hung = {row.induk_id for row in b.dokumen.values() if row.induk_id and not row.unit.is_root}
    served = {above for _below, above in b.dukungan}
    for each in b.simpul:
        of_instansi = each.dokumen.unit.is_root and each.dokumen.pk in hung
        if of_instansi and each.row.tingkat in SERVED and each.row.kunci not in served:
            yield pada_simpul(each), f"Tidak satu pun unit mendukung sasaran {each.dokumen.nama} ini."


@aturan("sasaran-unit-tanpa-tujuan-instansi")
def sasaran_unit_tanpa_tujuan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Of a unit's plan that hangs on the instansi's: its tujuan and sasaran; below a serving one nothing is asked."""
    serving = {below for below, _above in b.dukungan}
    for each in b.simpul:
        if each.dokumen.unit.is_root or each.dokumen.induk_id is None or each.dokumen.jenis in YEARLY:
            continue
        line = [each, *b.di_atas(each)]
        if each.hasil and not any(one.row.kunci in serving for one in line):
            yield pada_simpul(each), f"{each.tingkat.nama} ini tidak menyebut sasaran instansi yang didukungnya."


@aturan("unit-tanpa-sasaran-bertarget")
def unit_tanpa_sasaran(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Units with a plan of their own, none of whose results has a target in the year; and, once units plan at all,
    those right below the instansi that have no plan with results.
    """
    good: dict[int, bool] = {}
    for each in b.simpul:
        if not each.hasil:
            continue
        known = any(pk in b.bertarget for pk in b.penempatan.get(each.row.kunci, ()))
        good[each.dokumen.unit_id] = good.get(each.dokumen.unit_id, False) or known
    for unit_id, found in good.items():
        if not found and unit_id in b.units:
            yield (
                pada_unit(b.units[unit_id]),
                f"Tidak ada sasaran {b.units[unit_id].nama} yang bertarget tahun {b.tahun}.",
            )
    if any(not row.unit.is_root for row in b.dokumen.values()):
        for unit in b.units.values():
            if unit.induk_id == b.root.pk and unit.pk not in good and unit.jenis not in PLANLESS:
                yield pada_unit(unit), f"{unit.nama} belum memiliki rencana yang memuat sasaran tahun {b.tahun}."
