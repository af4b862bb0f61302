"""A plan in which the checker finds nothing: each test spoils one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sakip.anggaran.models import Pagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import Series
from sakip.kernel.writing import writing
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models import (
    Baseline,
    Cabang,
    DokumenRencana,
    DokumenVersi,
    Dukungan,
    Indikator,
    IndikatorSimpul,
    KartuIndikator,
    Penempatan,
    PohonKinerja,
    SimpulPohon,
    SimpulRencana,
    Terjemahan,
)
from tests import builders
from tests.builders import World, angka

TAHUN, HARI = 2026, date(2026, 6, 1)
NAMA = {
    "tujuan": "Angka Harapan Hidup",
    "sasaran": "Indeks Keluarga Sehat",
    "tujuan-pd": "Angka Kematian Ibu Tertangani",
    "sasaran-pd": "Cakupan Persalinan di Fasilitas Kesehatan",
    "program": "Indeks Mutu Layanan Puskesmas",
    "kegiatan": "Layanan Ibu Hamil yang Memenuhi Standar",
    "sub-kegiatan": "Ibu Hamil yang Diperiksa Enam Kali",
}


@dataclass
class Rapi:
    """What was made, by the level's word."""

    dunia: World
    rpjmd: DokumenVersi
    renstra: DokumenVersi
    simpul: dict[str, SimpulRencana]
    indikator: dict[str, Indikator]
    jabatan: Jabatan
    pohon: dict[str, SimpulPohon]
    pagu: dict[str, Pagu]

    def kartu(self, of: str) -> Any:
        """The card of an indicator as a query, to be spoiled."""
        return KartuIndikator.related.filter(indikator=self.indikator[of])


def rencana_rapi(dunia: World) -> Rapi:
    post = builders.jabatan(dunia.dinkes, kepala=True)
    builders.masa(post, builders.pegawai(dunia.kabupaten), date(2024, 1, 1))
    rows = {of: _indikator(dunia.dinkes if of not in {"tujuan", "sasaran"} else dunia.kabupaten, of) for of in NAMA}
    with writing("uji"):
        above = _dokumen(dunia.kabupaten, "rpjmd", None)
        below = _dokumen(dunia.dinkes, "renstra", above.dokumen)
        simpul = {
            "tujuan": _simpul(above, "tujuan", None, "Meningkatnya derajat kesehatan"),
            "tujuan-pd": _simpul(below, "tujuan", None, "Meningkatnya kesehatan ibu dan anak"),
        }
        simpul["sasaran"] = _simpul(above, "sasaran", simpul["tujuan"], "Menurunnya angka kesakitan")
        simpul["sasaran-pd"] = _simpul(below, "sasaran", simpul["tujuan-pd"], "Meningkatnya persalinan yang aman")
        simpul["program"] = _simpul(below, "program", simpul["sasaran-pd"], "Program Kesehatan Ibu", "1.02.02")
        simpul["kegiatan"] = _simpul(below, "kegiatan", simpul["program"], "Pelayanan Ibu Hamil", "1.02.02.2.01")
        simpul["sub-kegiatan"] = _simpul(
            below, "sub-kegiatan", simpul["kegiatan"], "Pemeriksaan Ibu Hamil", "1.02.02.2.01.0001"
        )
        Dukungan.related.create(dokumen_versi=below, kunci=simpul["tujuan-pd"].kunci, melayani=simpul["sasaran"].kunci)
        for of, row in rows.items():
            _lengkap(row, of, post)
            Penempatan.related.create(indikator=row, dokumen=simpul[of].dokumen_versi.dokumen, kunci=simpul[of].kunci)
        pohon, pagu = _pohon(dunia, post), _pagu(dunia, simpul)
    _tetangga(dunia, above, simpul["sasaran"], post)
    return Rapi(dunia, above, below, simpul, rows, post, pohon, pagu)


def _tetangga(dunia: World, above: DokumenVersi, served: SimpulRencana, post: Jabatan) -> None:
    """The other dinas plans as well: nobody below the instansi is without a sasaran."""
    names = {
        "tujuan": "Harapan Lama Sekolah",
        "sasaran": "Angka Putus Sekolah",
        "program": "Guru Berkualifikasi Sarjana",
    }
    rows = {of: _indikator(dunia.disdik, of, name) for of, name in names.items()}
    with writing("uji"):
        below = _dokumen(dunia.disdik, "renstra", above.dokumen)
        tujuan = _simpul(below, "tujuan", None, "Meningkatnya mutu pendidikan")
        sasaran = _simpul(below, "sasaran", tujuan, "Menurunnya putus sekolah")
        program = _simpul(below, "program", sasaran, "Program Pengelolaan Pendidikan", "1.01.02")
        Dukungan.related.create(dokumen_versi=below, kunci=tujuan.kunci, melayani=served.kunci)
        for of, node in {"tujuan": tujuan, "sasaran": sasaran, "program": program}.items():
            _lengkap(rows[of], of, post)
            Penempatan.related.create(indikator=rows[of], dokumen=below.dokumen, kunci=node.kunci)


def _indikator(unit: Unit, of: str, nama: str = "") -> Indikator:
    row = builders.indikator(unit, nama or NAMA[of], satuan="Persen")
    for year, number in zip(range(2025, 2030), ("60", "62", "64", "66", "68"), strict=True):
        builders.target(row, Periode.tahunan(year), angka(number))
    return row


def _lengkap(row: Indikator, of: str, post: Jabatan) -> None:
    outcome = of in {"tujuan", "sasaran", "tujuan-pd", "sasaran-pd", "program"}
    KartuIndikator.related.filter(indikator=row).update(
        definisi="Apa yang diukur",
        formula="Bagian dibagi seluruhnya",
        pembilang="Bagian",
        penyebut="Seluruhnya",
        hasil="outcome" if outcome else "output",
        penanggung_jawab=post,
    )
    Indikator.related.filter(pk=row.pk).update(iku=of in {"sasaran", "sasaran-pd"})
    Series.related.filter(pk=row.series_id).update(sumber="Profil Kesehatan")
    Baseline.related.create(
        indikator=row, tahun=2024, periode="T", keadaan="nilai", jenis="angka", angka=Decimal(58), sumber="LKjIP 2024"
    )


def _dokumen(unit: Unit, jenis: str, induk: DokumenRencana | None) -> DokumenVersi:
    row = DokumenRencana.related.create(
        unit=unit,
        jenis=jenis,
        nama=f"{jenis} {unit.nama}",
        kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        induk=induk,
    )
    return DokumenVersi.related.create(
        dokumen=row, status="ditetapkan", nomor_penetapan="Nomor 2 Tahun 2025", tanggal_penetapan=date(2025, 8, 1)
    )


def _simpul(
    versi: DokumenVersi, tingkat: str, induk: SimpulRencana | None, pernyataan: str, kode: str = ""
) -> SimpulRencana:
    return SimpulRencana.related.create(
        dokumen_versi=versi, tingkat=tingkat, induk=induk, pernyataan=pernyataan, kode=kode
    )


def _pohon(dunia: World, post: Jabatan) -> dict[str, SimpulPohon]:
    tree = PohonKinerja.related.create(unit=dunia.dinkes, nama="Pohon", tahun_awal=2025, tahun_akhir=2029)
    made = {
        "hasil": SimpulPohon.related.create(pohon=tree, jenis="outcome", pernyataan="Ibu sehat", asal="mandat"),
        "csf": SimpulPohon.related.create(pohon=tree, jenis="csf", pernyataan="Persalinan ditolong tenaga terlatih"),
        "csf-2": SimpulPohon.related.create(pohon=tree, jenis="csf", pernyataan="Rujukan cepat"),
    }
    for name in ("csf", "csf-2"):
        Cabang.related.create(induk=made["hasil"], anak=made[name])
    for row in made.values():
        IndikatorSimpul.related.create(simpul=row, uraian="Ukurannya")
        Terjemahan.related.create(simpul=row, jabatan=post)
    return made


def _pagu(dunia: World, simpul: dict[str, SimpulRencana]) -> dict[str, Pagu]:
    version = PaguVersi.related.create(unit=dunia.dinkes, tahun=TAHUN, jenis="dpa")
    return {
        of: Pagu.related.create(
            versi_pagu=version,
            kode=simpul[of].kode,
            uraian=simpul[of].pernyataan,
            tingkat=of,
            rupiah=1_000_000,
            kunci=simpul[of].kunci,
        )
        for of in ("program", "kegiatan", "sub-kegiatan")
    }
