"""Values, gaps and judgements of the report as cells and words; nothing here computes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from sakip.arithmetic.capaian import Alasan, Capaian
from sakip.arithmetic.comparisons import Penilaian
from sakip.arithmetic.exact import plain
from sakip.arithmetic.notation import format_nilai, format_number, format_percent
from sakip.arithmetic.scales import Kelas
from sakip.arithmetic.values import Isian, JenisNilai, Nilai, Tiada
from sakip.documents.model import Callout, Cell, Column, Missing, Tone, Value, spans
from sakip.kernel.models import FrozenDocument
from sakip.organisasi.models import Instansi, Unit
from sakip.perencanaan.models import Dasar
from sakip.referensi.queries import Istilah, istilah

TONES: Mapping[str, Tone] = MappingProxyType(
    {"sangat-baik": "good", "baik": "good", "cukup": "warning", "kurang": "bad", "sangat-kurang": "bad"}
)
JUDGEMENTS: Mapping[Penilaian, tuple[str, Tone]] = MappingProxyType(
    {
        Penilaian.MEMBAIK: ("Membaik", "good"),
        Penilaian.TETAP: ("Tetap", "neutral"),
        Penilaian.MEMBURUK: ("Memburuk", "bad"),
    }
)
REASONS: Mapping[Alasan, str] = MappingProxyType(
    {
        Alasan.TARGET_BELUM_DIISI: "target belum diisi",
        Alasan.TARGET_BELUM_TERSEDIA: "target belum tersedia",
        Alasan.REALISASI_BELUM_DIISI: "realisasi belum diisi",
        Alasan.REALISASI_BELUM_TERSEDIA: "realisasi belum tersedia",
        Alasan.TIDAK_BERLAKU: "dinyatakan tidak berlaku",
        Alasan.BELUM_JATUH_TEMPO: "belum jatuh tempo pelaporan",
        Alasan.BELUM_SETAHUN: "tahun masih berjalan dan target triwulan belum diisi",
        Alasan.BELUM_DIUKUR: "tidak diukur pada periode ini",
        Alasan.TARGET_NOL: "target 0, sehingga persentase tidak terdefinisi",
        Alasan.TARGET_NEGATIF: "target negatif, sehingga persentase tidak terdefinisi",
        Alasan.TAK_TERDEFINISI_TANPA_BATAS: "realisasi 0 pada rumus target dibagi realisasi tanpa batas atas",
        Alasan.DIPAKAI_BATAS: "realisasi 0 pada rumus target dibagi realisasi; batas atas yang dipakai",
        Alasan.DIHITUNG_NOL_LEWAT_TENGGAT: "realisasi belum diisi sampai lewat tenggat, dihitung 0 menurut kebijakan",
        Alasan.JENIS_BERBEDA: "target dan realisasi berbeda jenis",
        Alasan.KODE_DI_LUAR_SKALA: "predikat tidak ada dalam skalanya",
        Alasan.SKALA_BELUM_DITENTUKAN: "skala predikat belum ditentukan",
    }
)
_DASAR = dict(Dasar.choices)
_PERCENT = {"%", "persen", "prosen"}
CLASS_WIDTH = 17  # "Sangat Tinggi" in one line
UNDEFINED = "tak terdefinisi"
_MOST_PLACES = 4  # a year computed from quarters may have endless digits; what was typed has at most these as a rule


# --- names -----------------------------------------------------------------------------------------------------------


def words_for(unit: Unit, instansi: Instansi) -> Istilah:
    """What the report calls its unit and those below it: a ministry has no perangkat daerah."""
    return istilah(instansi.jenis, "instansi" if unit.is_root else unit.jenis)


def listed(names: Sequence[str], most: int = 8) -> str:
    """A, B, dan C; a long list names the first and counts the rest."""
    shown = [*names[:most], f"{len(names) - most} indikator lain"] if len(names) > most else list(names)
    if len(shown) < 3:
        return " dan ".join(shown)
    return f"{', '.join(shown[:-1])}, dan {shown[-1]}"


def counted(some: int, all_of: int) -> str:
    """9 di antara 12 indikator; seluruh 12 indikator."""
    return f"seluruh {all_of} indikator" if some == all_of else f"{some} di antara {all_of} indikator"


def different_units(factor: Decimal) -> str:
    """A warning that a target and a realisasi can hardly have the same unit (R-GEN-5)."""
    return f"realisasi dan targetnya berbeda sekitar {format_number(factor, places=0)} kali; periksa satuannya"


def short(text: str, limit: int = 90) -> str:
    """The text, cut at a word where it is longer than a caption should be."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;(") + "…"


def dasar_name(kode: str) -> str:
    """Where a target was set, as printed."""
    return str(_DASAR.get(kode, kode))


def frozen_footer(row: FrozenDocument, day: str) -> str:
    """What stands small on every page of a frozen version."""
    return f"Versi {row.version}, dibekukan {day}, SHA-256 {row.sha256[:16]}"


# --- numbers and cells -----------------------------------------------------------------------------------------------


def places_of(values: Iterable[Isian]) -> int:
    """The decimals in which an indicator's values are printed: as many as the finest of them has, at most four."""
    numbers = [value.angka for value in values if isinstance(value, Nilai) and value.angka is not None]
    return max((_decimals(each) for each in numbers), default=0)


def _decimals(value: Decimal) -> int:
    return min(len(f"{plain(value):f}".partition(".")[2]), _MOST_PLACES)


def number_of(isian: Isian) -> Decimal | None:
    """The number a chart can draw; None for what is missing or no number."""
    if not isinstance(isian, Nilai) or isian.jenis in {JenisNilai.RENTANG, JenisNilai.YA_TIDAK}:
        return None
    return isian.angka


def with_unit(isian: Isian, satuan: str, places: int) -> str:
    """71,46 indeks; 2,09%; WTP; belum diisi."""
    written = format_nilai(isian, places=places)
    if not isinstance(isian, Nilai) or isian.jenis not in {JenisNilai.ANGKA, JenisNilai.DURASI, JenisNilai.RENTANG}:
        return written
    return f"{written}%" if satuan.strip().casefold() in _PERCENT else f"{written} {satuan}".strip()


def points_unit(satuan: str) -> str:
    """The unit of a difference: percentages differ by percentage points (R-CMP-2)."""
    return "poin persen" if satuan.strip().casefold() in _PERCENT else satuan or "poin"


def isian_cell(isian: Isian, places: int) -> Cell:
    """A value with its decimals, or the kind of nothing in words."""
    if not isinstance(isian, Nilai):
        return Cell(Missing(format_nilai(isian)), align="right")
    if isian.jenis in {JenisNilai.ANGKA, JenisNilai.DURASI} and isian.angka is not None:
        return number_cell(isian.angka, places)
    return Cell(format_nilai(isian, places=places), align="right")


def number_cell(value: Decimal, places: int) -> Cell:
    return Cell(value, kind="number", places=places)


def value_column(title: str, cells: Iterable[Cell]) -> Column:
    """A column of values; words such as "BB (79,39)" get the width to stand in one line."""
    longest = max((len(cell.value) for cell in cells if isinstance(cell.value, str)), default=0)
    return Column(title, "number", width=longest * 4 // 3 if longest else None)


def capaian_cell(result: Capaian, places: int = 2) -> Cell:
    """The raw capaian; where a cap, a floor or the policy uses another value, that one is named beside it."""
    if result.mentah is None and result.dipakai is None:
        return Cell(Missing(missing_words(result)), align="right")
    if result.mentah is None:
        return Cell(result.dipakai, kind="percent", status="menurut kebijakan")
    if result.dipakai is None or result.dipakai == result.mentah:
        return Cell(result.mentah, kind="percent")
    return Cell(result.mentah, kind="percent", status=f"dipakai {format_percent(result.dipakai, places=places)}")


def missing_words(result: Capaian) -> str:
    """The kind of nothing a missing capaian is."""
    undefined = {Alasan.TARGET_NOL, Alasan.TARGET_NEGATIF, Alasan.TAK_TERDEFINISI_TANPA_BATAS}
    if result.alasan is Alasan.TIDAK_BERLAKU:
        return "tidak berlaku"
    return UNDEFINED if result.alasan in undefined else "belum tersedia"


def reason_of(result: Capaian) -> str:
    """Why there is no raw capaian; empty where there is one."""
    return REASONS[result.alasan] if result.alasan else ""


def percent_cell(value: Decimal | None) -> Cell:
    return Cell(Missing(), align="right") if value is None else Cell(value, kind="percent")


def class_cell(kelas: Kelas | None) -> Cell:
    """The word of the scale in its colour."""
    return Cell(Missing()) if kelas is None else Cell(None, status=kelas.label, tone=TONES[kelas.warna])


def why_missing(isian: Isian) -> str:
    """'belum diisi', or 'belum tersedia: BPS merilisnya pada Maret'."""
    return f"{format_nilai(isian)}: {isian.alasan}" if isinstance(isian, Tiada) else format_nilai(isian)


# --- parts that are not there ----------------------------------------------------------------------------------------


def absent(what: str, reason: str, todo: str) -> Callout:
    """A part the regulation asks for and the system does not hold yet: the reason, and what to do."""
    return Callout(spans(f"{reason} {todo}"), f"{what}: belum tersedia", "warning")


def year_value(tahun: int) -> Value:
    """A year is a name, not a number: it is printed without a thousands point."""
    return str(tahun)
