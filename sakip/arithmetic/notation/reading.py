"""Read one cell as people typed it (R-GEN-3). Never guesses: two readings are a question."""

import re
from collections.abc import Callable
from decimal import Decimal

from sakip.arithmetic.exact import exactly
from sakip.arithmetic.notation.numbers import read_plain
from sakip.arithmetic.notation.readings import Bertanya, Catatan, Ditolak, Reading, TanpaNilai, Terbaca, Tolakan
from sakip.arithmetic.notation.times import SatuanDurasi, read_date, read_duration
from sakip.arithmetic.notation.words import predicate_of_number, read_nothing, read_predicate, read_yes_no
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import JenisNilai, Nilai, NilaiTidakSah, check_nilai

MAX_LENGTH = 200
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\r\n"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"), None)
_CLEAN = {**_SPACES, **_DASHES, **_INVISIBLE}
_BOUND = r"-?\s*(?:Rp\.?\s*)?[0-9](?:[0-9.,]*[0-9])?\s*%?"
_RANGE = re.compile(rf"({_BOUND})\s*(?:-|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|~)\s*({_BOUND})(.*)", re.IGNORECASE)
_TOLERANCE = re.compile(rf"({_BOUND})\s*(?:±|\+/?-)\s*({_BOUND})", re.IGNORECASE)


def read_value(
    text: str,
    *,
    jenis: JenisNilai | None = None,
    skala: SkalaPredikat | None = None,
    satuan_durasi: SatuanDurasi = SatuanDurasi.JAM,
) -> Reading:
    """What a cell says. With `jenis` the text must be of that kind; without it the kind is recognised.

    `skala` is the scale of predicates expected; `satuan_durasi` the unit a clock time (1:07:38) is turned into. Pass a
    spreadsheet's percentage as shown (99,25%), not as stored (0.9925).
    """
    clean = text.translate(_CLEAN).strip()
    if clean.startswith("'"):  # how spreadsheets and our own exports mark a text cell
        clean = clean[1:].strip()
    if len(clean) > MAX_LENGTH:
        return Ditolak(Tolakan.TERLALU_PANJANG, text)
    nothing = read_nothing(clean)
    if nothing is not None:
        return TanpaNilai(text.strip(), nothing.galat, nothing.keadaan) if isinstance(nothing, TanpaNilai) else nothing
    if jenis is None:
        return _recognised(clean, skala, satuan_durasi)
    return _EXPECTED[jenis](clean, skala, satuan_durasi)


def read_number(text: str) -> Reading:
    """One plain number."""
    return read_value(text, jenis=JenisNilai.ANGKA)


def _recognised(text: str, skala: SkalaPredikat | None, satuan: SatuanDurasi) -> Reading:
    """The kinds in the order of how surely a text shows them; a number last, for its refusal says most."""
    attempts: tuple[Callable[[], Reading | None], ...] = (
        lambda: read_date(text),
        lambda: _clock_only(text, satuan),
        lambda: read_range(text),
        lambda: read_predicate(text, skala),
        lambda: read_yes_no(text),
    )
    for attempt in attempts:
        reading = attempt()
        if reading is not None:
            return reading
    number = read_plain(text)
    if number == Ditolak(Tolakan.BUKAN_ANGKA, text):
        return Ditolak(Tolakan.TAK_DIKENALI, text)
    return number


def _clock_only(text: str, satuan: SatuanDurasi) -> Reading | None:
    """Without a known kind only h:mm:ss is surely a duration: 1:20 may be a ratio, 3 jam a number with its unit."""
    return read_duration(text, satuan) if text.count(":") == 2 else None


@exactly
def read_range(text: str) -> Reading | None:
    """Two bounds with a dash or *s.d.* between them, or a value with its tolerance; None where it is neither."""
    tolerance = _TOLERANCE.fullmatch(text)
    if tolerance:
        bounds = _bounds(tolerance[1], tolerance[2], text)
        if not isinstance(bounds, tuple):
            return bounds
        middle, width = bounds
        return _range(middle - width, middle + width, text, (Catatan.TOLERANSI,))
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    upper = read_plain((match[2] + match[3]).strip())
    bounds = _bounds(match[1], (match[2] + match[3]).strip(), text)
    if not isinstance(bounds, tuple):
        return bounds
    return _range(*bounds, text, upper.catatan if isinstance(upper, Terbaca) else ())


def _bounds(first: str, second: str, text: str) -> tuple[Decimal, Decimal] | Reading:
    readings = (read_plain(first.strip()), read_plain(second.strip()))
    if any(isinstance(reading, Bertanya) for reading in readings):
        return Ditolak(Tolakan.RENTANG_AMBIGU, text)
    numbers = [r.nilai.angka for r in readings if isinstance(r, Terbaca) and r.nilai.angka is not None]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else Ditolak(Tolakan.BUKAN_RENTANG, text)


def _range(lower: Decimal, upper: Decimal, text: str, notes: tuple[Catatan, ...]) -> Reading:
    if lower > upper:
        return Ditolak(Tolakan.RENTANG_TERBALIK, text)
    nilai = Nilai(JenisNilai.RENTANG, angka=lower, angka_atas=upper)
    try:
        check_nilai(nilai)
    except NilaiTidakSah:
        return Ditolak(Tolakan.TERLALU_BANYAK_DIGIT, text)
    return Terbaca(nilai, notes)


def _expect_number(text: str, _skala: SkalaPredikat | None, _satuan: SatuanDurasi) -> Reading:
    return read_plain(text)


def _expect_range(text: str, _skala: SkalaPredikat | None, _satuan: SatuanDurasi) -> Reading:
    """A single number is a range of one point."""
    reading = read_range(text)
    if reading is not None:
        return reading
    single = read_plain(text)
    if isinstance(single, Terbaca):
        point = single.nilai.angka
        return Terbaca(Nilai(JenisNilai.RENTANG, angka=point, angka_atas=point), single.catatan)
    return single if isinstance(single, Bertanya) else Ditolak(Tolakan.BUKAN_RENTANG, text)


def _expect_predicate(text: str, skala: SkalaPredikat | None, _satuan: SatuanDurasi) -> Reading:
    reading = read_predicate(text, skala)
    if reading is not None:
        return reading
    number = read_plain(text)
    if isinstance(number, Terbaca) and number.nilai.angka is not None:
        derived = predicate_of_number(number.nilai.angka, skala)
        return derived or Ditolak(Tolakan.BUKAN_PREDIKAT, text)
    return Ditolak(Tolakan.KODE_DI_LUAR_SKALA if skala else Tolakan.BUKAN_PREDIKAT, text)


def _expect_yes_no(text: str, _skala: SkalaPredikat | None, _satuan: SatuanDurasi) -> Reading:
    return read_yes_no(text, surely=True) or Ditolak(Tolakan.BUKAN_YA_TIDAK, text)


def _expect_date(text: str, _skala: SkalaPredikat | None, _satuan: SatuanDurasi) -> Reading:
    return read_date(text) or Ditolak(Tolakan.BUKAN_TANGGAL, text)


def _expect_duration(text: str, _skala: SkalaPredikat | None, satuan: SatuanDurasi) -> Reading:
    reading = read_duration(text, satuan)
    if reading is not None:
        return reading
    number = read_plain(text)
    if not isinstance(number, Terbaca):
        return number if isinstance(number, Bertanya) else Ditolak(Tolakan.BUKAN_DURASI, text)
    if number.nilai.angka is None or number.nilai.angka < 0:
        return Ditolak(Tolakan.BUKAN_DURASI, text)
    return Terbaca(Nilai(JenisNilai.DURASI, angka=number.nilai.angka), number.catatan)


_EXPECTED: dict[JenisNilai, Callable[[str, SkalaPredikat | None, SatuanDurasi], Reading]] = {
    JenisNilai.ANGKA: _expect_number,
    JenisNilai.RENTANG: _expect_range,
    JenisNilai.PREDIKAT: _expect_predicate,
    JenisNilai.YA_TIDAK: _expect_yes_no,
    JenisNilai.TANGGAL: _expect_date,
    JenisNilai.DURASI: _expect_duration,
}
