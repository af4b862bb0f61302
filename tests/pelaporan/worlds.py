"""A small dinas that reports: two sasaran, a broken series, a cap, and every kind of missing data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.predicates import predicate_scales
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.kernel.access import SYSTEM
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Jabatan, Pegawai, Unit
from sakip.pelaporan.queries import LaporanIndikator, LaporanKinerja, laporan_kinerja
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import Dasar, Indikator, Penempatan, SimpulRencana
from tests.builders import World, angka, indikator, jabatan, masa, pegawai

TAHUN = 2023
POSISI = date(2024, 2, 15)


def fill(
    subject: Indikator,
    *,
    target: Mapping[int, Isian] | None = None,
    realisasi: Mapping[int, Isian] | None = None,
    simpul: SimpulRencana | None = None,
    dasar: Dasar = Dasar.RENSTRA,
) -> Indikator:
    """Yearly targets and realisasi of an indicator, placed under a statement where one is given."""
    place = perencanaan.place(subject, simpul=simpul, by=SYSTEM) if simpul else _unattached(subject)
    targets = [
        perencanaan.TargetBaru(place, Periode.tahunan(year), value, seen=None) for year, value in (target or {}).items()
    ]
    perencanaan.set_targets(subject.unit, targets=targets, dasar=dasar, by=SYSTEM)
    values = [
        NilaiBaru(subject.series, Periode.tahunan(year), value, None) for year, value in (realisasi or {}).items()
    ]
    record_values(subject.unit, values=values, by=SYSTEM)
    return subject


def _unattached(subject: Indikator) -> Penempatan:
    found: Penempatan = Penempatan.related.get(indikator=subject, kunci=None)
    return found


def years(first: int, *values: str | Isian) -> dict[int, Isian]:
    """Values of successive years, numbers as text; None leaves the year unfilled."""
    typed = {first + n: angka(value) if isinstance(value, str) else value for n, value in enumerate(values)}
    return {year: value for year, value in typed.items() if value is not None}


def predikat(kode: str, number: str) -> Nilai:
    return Nilai(JenisNilai.PREDIKAT, angka=Decimal(number), kode=kode)


@dataclass(frozen=True)
class Dinas:
    unit: Unit
    stunting: Indikator
    harapan_hidup: Indikator
    kepuasan: Indikator
    akip: Indikator
    inovasi: Indikator


def unit_card(unit: Unit) -> Unit:
    """What the unit's card says, as the regulation of its organisation has it."""
    return organisasi.edit_unit(
        unit,
        seen=unit.versi,
        by=SYSTEM,
        sebutan_kepala="Kepala Dinas Kesehatan",
        dasar_hukum="Peraturan Bupati Uji Nomor 3 Tahun 2021",
        tugas="Membantu Bupati melaksanakan urusan pemerintahan bidang kesehatan.",
        fungsi="Perumusan kebijakan kesehatan;\nPelayanan kesehatan;\n\nEvaluasi dan pelaporan.",
        kewenangan="Penerbitan izin fasilitas kesehatan",
        alamat="Jalan Sehat Nomor 1, Ujibaru",
    )


@dataclass(frozen=True)
class Pejabat:
    kepala: Jabatan
    bupati: Jabatan
    sari: Pegawai
    budi: Pegawai


def officials(dunia: World) -> Pejabat:
    """A bupati; of the Dinas Kesehatan a head until the end of 2023 and a Plt. after him, vacancies, a Plh."""
    root, unit = dunia.kabupaten, dunia.dinkes
    bupati = jabatan(root, "Bupati Uji", jenjang="kepala-daerah", kepala=True)
    kepala = jabatan(unit, kepala=True, atasan=bupati)
    sekretaris = jabatan(unit, "Sekretaris", jenjang="administrator", atasan=kepala, urutan=1)
    gizi = jabatan(unit, "Kepala Bidang Gizi", jenjang="administrator", atasan=kepala, urutan=2)
    jabatan(unit, "Kepala Seksi Gizi Anak", jenjang="pengawas", atasan=gizi)
    jabatan(dunia.puskesmas, "Kepala Puskesmas Ujibaru", jenjang="pengawas", kepala=True, atasan=kepala)
    eka = pegawai(root, "Eka Pratama", nip="", status="pejabat-negara", gelar_belakang="S.H.")
    sari = pegawai(root, nomor=1, gelar_depan="dr.", gelar_belakang="M.Kes.", golongan="IV/c")
    budi = pegawai(root, "Budi Santoso", nomor=2, gelar_belakang="S.K.M.", golongan="IV/a")
    masa(bupati, eka, date(2021, 2, 26))
    masa(kepala, sari, date(2021, 1, 4), sampai=date(2023, 12, 31))
    masa(sekretaris, budi, date(2022, 1, 3))
    masa(kepala, budi, date(2024, 1, 2), sebagai="plt")
    tini = pegawai(root, "Tini", nomor=3, golongan="III/d")
    masa(sekretaris, tini, date(2023, 12, 18), sebagai="plh", sampai=date(2024, 1, 12))
    return Pejabat(kepala, bupati, sari, budi)


def dinas(dunia: World) -> Dinas:
    """The Dinas Kesehatan of the world with its Renstra 2022-2026 and five indicators."""
    unit = unit_card(dunia.dinkes)
    officials(dunia)
    organisasi.set_policy(
        dunia.kabupaten, mulai_tahun=2023, seen=None, alasan="Pedoman baru", by=SYSTEM, batas=Decimal(120)
    )
    versi = perencanaan.create_plan(
        unit,
        jenis="renstra",
        nama="Renstra Dinas Kesehatan",
        kode_kerangka="pemda",
        tahun_awal=2022,
        tahun_akhir=2026,
        dasar_hukum="Peraturan Bupati Uji Nomor 7 Tahun 2022",
        by=SYSTEM,
    )
    gizi = perencanaan.add_node(
        unit, versi=versi, tingkat="sasaran", pernyataan="Meningkatnya kesehatan ibu dan anak", by=SYSTEM
    )
    mutu = perencanaan.add_node(
        unit, versi=versi, tingkat="sasaran", pernyataan="Meningkatnya mutu pelayanan kesehatan", by=SYSTEM
    )
    kepuasan = indikator(unit, "Indeks Kepuasan Masyarakat", satuan="indeks", mulai_tahun=2019)
    card = perencanaan.KartuBaru(
        mulai_tahun=2022,
        polaritas=Polaritas.MENINGKAT,
        satuan="indeks",
        terputus=True,
        catatan_putus="cara survei diubah",
    )
    perencanaan.set_card(kepuasan, kartu=card, seen=None, by=SYSTEM)
    waiting = Tiada(Keadaan.BELUM_TERSEDIA, "menunggu hasil evaluasi")
    akip = indikator(unit, "Nilai AKIP", satuan="nilai", jenis=JenisNilai.PREDIKAT, skala_predikat=_akip())
    return Dinas(
        unit,
        fill(
            indikator(unit, "Prevalensi stunting", polaritas=Polaritas.MENURUN, satuan="persen", mulai_tahun=2019),
            target=years(2021, "20", "18", "16", None, None, "12.47"),
            realisasi=years(2020, "18.5", "17.6", None, "16.3"),
            simpul=gizi,
        ),
        fill(
            indikator(unit, "Angka Harapan Hidup", mulai_tahun=2019),
            target=years(2019, "72.1", "72.3", "72.5", "72.7", "72.9", None, None, "74"),
            realisasi=years(2019, "72.05", "72.28", "72.41", "72.69", "72.98"),
            simpul=gizi,
        ),
        fill(
            kepuasan,
            target=years(2021, "80", "82", "50"),
            realisasi=years(2021, "81", "83", "88.25"),
            simpul=mutu,
        ),
        fill(
            akip,
            target={2022: predikat("BB", "75"), 2023: predikat("A", "80.5")},
            realisasi={2022: predikat("BB", "74.88"), 2023: waiting},
            simpul=mutu,
        ),
        fill(
            indikator(unit, "Inovasi pelayanan", satuan="inovasi", tipologi=Tipologi.AKUMULATIF),
            target=years(2023, "3"),
        ),
    )


def _akip() -> str:
    return next(kode for kode, scale in predicate_scales().items() if scale.find("BB") and scale.has_numbers)


def report(unit: Unit, tahun: int = TAHUN) -> LaporanKinerja:
    return laporan_kinerja(unit, tahun, posisi_data=POSISI, seen_by=SYSTEM)


def row_of(found: LaporanKinerja, subject: Indikator) -> LaporanIndikator:
    return next(row for row in found.rows if row.indikator == subject)
