"""Kebijakan: every choice the law leaves open, as a named value with its default.

No law gives a formula for % capaian (PermenPANRB 53/2014 only says "membandingkan"); each field below is a convention
seen in the field. The codes are stored in the database and in everything frozen: never rename one.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class RumusMenurun(StrEnum):
    """Formula family for lower-is-better indicators (R-CAP-2)."""

    N1 = "n1"  # (2T - R) / T
    N2 = "n2"  # T / R


class TargetNol(StrEnum):
    """What a zero target gives a higher-is-better indicator (R-CAP-6).

    A lower-is-better indicator with a zero target has one rule whatever this says: realisasi 0 is 100, more is 0.
    """

    TAK_TERDEFINISI = "tak_terdefinisi"  # no value, with the reason (naufalpi, pringsewu)
    NOL = "nol"  # 0 (BPS Gorontalo Utara, wp-eval-sakip)
    SERATUS_BILA_ADA = "seratus_bila_ada"  # 100 if realisasi > 0, else 0 (kwanter)
    SERATUS = "seratus"  # always 100 (Boyolali)


class DataHilang(StrEnum):
    """What a realisasi that is not filled in counts for (R-CAP-8)."""

    DIKECUALIKAN = "dikecualikan"
    NOL_LEWAT_TENGGAT = "nol_lewat_tenggat"


class CaraPredikat(StrEnum):
    """How predicates are compared (R-CAP-4)."""

    NILAI = "nilai"  # by the number beside the predicate, by rank where one is missing
    PERINGKAT = "peringkat"
    BINER = "biner"  # reached or not


class Rollup(StrEnum):
    """How a unit's capaian is made (R-AVG-2)."""

    A = "a"  # mean of the means of the sasaran
    B = "b"  # mean of all indicators


class Akumulasi(StrEnum):
    """Which periods' targets stand in a capaian to date (R-TW-3)."""

    TERISI = "terisi"  # the periods whose realisasi is filled in
    SEMUA = "semua"  # all periods to date


class Bobot(StrEnum):
    """Which weights the indicators of a sasaran have (R-AVG-1)."""

    SAMA = "sama"
    INDIKATOR = "indikator"  # as set where the indicator stands in the plan; they sum to 100


class VersiPK(StrEnum):
    """Which version of a Perjanjian Kinerja counts at year end; PermenPANRB 53/2014 is silent."""

    TERAKHIR = "terakhir"  # the last valid one, PK Perubahan: the usual practice
    PERTAMA = "pertama"  # as promised at the beginning of the year


@dataclass(frozen=True)
class Kebijakan:
    """The choices one instansi makes from a year on. Raises ValueError for a floor above the cap."""

    rumus_menurun: RumusMenurun = RumusMenurun.N1
    batas: Decimal | None = None  # cap in %, R-CAP-7
    lantai: Decimal | None = Decimal(0)  # floor in %
    target_nol: TargetNol = TargetNol.TAK_TERDEFINISI
    data_hilang: DataHilang = DataHilang.DIKECUALIKAN
    predikat: CaraPredikat = CaraPredikat.NILAI
    rollup: Rollup = Rollup.A
    akumulasi: Akumulasi = Akumulasi.TERISI
    skala: str = "permendagri-54-2010"  # code of a scale in data/, R-SKL
    urutan_lapis: tuple[str, ...] = ("resmi", "terverifikasi", "klaim")
    pembulatan: int = 2  # places in print, 0 to 4
    bobot: Bobot = Bobot.SAMA
    langkah_verifikasi: int = 1  # 1: verifikator; 2: verifikator of the unit, then pengelola
    versi_pk: VersiPK = VersiPK.TERAKHIR
    hari_tenggat: int = 30  # days after a period's end until its realisasi is due, R-CAP-8

    def __post_init__(self) -> None:
        if self.batas is not None and self.lantai is not None and self.lantai > self.batas:
            raise ValueError("lantai_di_atas_batas")
        if not 0 <= self.pembulatan <= 4:
            raise ValueError("pembulatan_di_luar_0_sampai_4")
        if self.langkah_verifikasi not in {1, 2}:
            raise ValueError("langkah_verifikasi_satu_atau_dua")
        if not 0 <= self.hari_tenggat <= 366:
            raise ValueError("hari_tenggat_di_luar_0_sampai_366")
