"""What reading a cell can give: a value, a mark for no value, nothing, a question, or a refusal."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.values import Keadaan, Nilai


class Catatan(StrEnum):
    """What was understood beside the value; shown to the person, never dropped silently."""

    PERSEN = "persen"
    RUPIAH = "rupiah"
    SATUAN = "satuan"  # a unit's name behind the number was left out
    CATATAN_KAKI = "catatan_kaki"  # a footnote mark (*) was left out
    KURANG_DARI = "kurang_dari"  # the sign < or <= was left out
    LEBIH_DARI = "lebih_dari"
    DINORMALKAN = "dinormalkan"  # cut to 15 significant digits
    DURASI = "durasi"  # h:mm:ss turned into a number of the unit
    TOLERANSI = "toleransi"  # a +- b turned into a range
    PREDIKAT_DARI_NILAI = "predikat_dari_nilai"  # the code was found from the number
    PREDIKAT_BEDA_NILAI = "predikat_beda_nilai"  # code and number belong to different steps


class Soal(StrEnum):
    """What has to be asked, because two readings are possible or the notation is not Indonesian."""

    TITIK_AMBIGU = "titik_ambigu"  # 1.234: thousands or decimal?
    KOMA_BERULANG = "koma_berulang"  # 1,234,567
    GAYA_INGGRIS = "gaya_inggris"  # 1,234.56
    BESARAN_KATA = "besaran_kata"  # 1,5 miliar: is the unit already in miliar?
    TANDA_KURUNG = "tanda_kurung"  # (5,2): negative in bookkeeping
    NIHIL = "nihil"  # zero, or nothing to report?
    DURASI_AMBIGU = "durasi_ambigu"  # 1:30: hours and minutes, or minutes and seconds?


class Tolakan(StrEnum):
    """Why a text is not a value."""

    TAK_DIKENALI = "tak_dikenali"
    TERLALU_PANJANG = "terlalu_panjang"
    PEMISAH_SALAH = "pemisah_salah"  # points and commas in no known order
    BUKAN_ANGKA = "bukan_angka"
    BUKAN_RENTANG = "bukan_rentang"
    RENTANG_TERBALIK = "rentang_terbalik"
    RENTANG_AMBIGU = "rentang_ambigu"  # a bound that could be read in two ways
    BUKAN_PREDIKAT = "bukan_predikat"
    KODE_DI_LUAR_SKALA = "kode_di_luar_skala"
    SKALA_TIDAK_JELAS = "skala_tidak_jelas"  # the word stands in several scales with different codes
    BUKAN_YA_TIDAK = "bukan_ya_tidak"
    BUKAN_TANGGAL = "bukan_tanggal"
    TANGGAL_TIDAK_ADA = "tanggal_tidak_ada"  # 31 Februari, month 13
    TANGGAL_TIDAK_LENGKAP = "tanggal_tidak_lengkap"  # Desember 2025
    BUKAN_DURASI = "bukan_durasi"
    TERLALU_BANYAK_DIGIT = "terlalu_banyak_digit"
    NILAI_TIDAK_SAH = "nilai_tidak_sah"


@dataclass(frozen=True)
class Terbaca:
    """A value, with codes of what was understood beside it."""

    nilai: Nilai
    catatan: tuple[Catatan, ...] = ()


@dataclass(frozen=True)
class Kosong:
    """Nothing was typed: belum diisi."""


@dataclass(frozen=True)
class TanpaNilai:
    """A mark that stands for no value.

    `galat`: a spreadsheet's error (#REF!), to be reported; `keadaan`: the kind of nothing it proposes, if any.
    """

    tanda: str
    galat: bool = False
    keadaan: Keadaan | None = None


@dataclass(frozen=True)
class Bertanya:
    """A person has to choose; `pilihan` are the possible readings, the likelier first."""

    code: Soal
    teks: str
    pilihan: tuple[Decimal, ...]


@dataclass(frozen=True)
class Ditolak:
    """Not a value, and why."""

    code: Tolakan
    teks: str


Reading = Terbaca | Kosong | TanpaNilai | Bertanya | Ditolak
