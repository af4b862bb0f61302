"""Tables of statements as another application numbers them, read into one plan with what was found wrong."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sakip.kernel.plaintext import has_markup, plain_text
from sakip.kernel.transfer.cells import Sheet
from sakip.kernel.transfer.headers import normalise
from sakip.kernel.transfer.reading import read_workbook
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries.kenal import kenal_semua
from sakip.referensi.rules import induk_of, tingkat_of

_FOUR = 4
"""Digits of the last part of a sub kegiatan's code since the generation of 2021."""
_FACTS = re.compile(r"“[^”]*”|\d[\d.,]*")
_ALIKE, _ROWS_TOLD = 2, 10
_LETTER = re.compile(r"[^\W\d_]")
_MARK = 3
"""Letters that may be a mark, such as T or SKPD's "I"; more are words."""
_ACTIVE = {"", "t", "true", "1", "y", "ya", "aktif"}
_TREE = ("visi", "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")


@cache
def mapping() -> Mapping[str, Mapping[str, str]]:
    """By part the file's name and its columns."""
    path = Path(__file__).parent.parent / "data" / "rencana_luar.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Masalah:
    """What is wrong where. ``menolak``: nothing is imported; otherwise it was put right and is only told."""

    berkas: str
    baris: int
    kolom: str
    kalimat: str
    menolak: bool = False

    def __str__(self) -> str:
        where = f", baris {self.baris}" if self.baris else ""
        column = f", kolom {self.kolom}" if self.kolom else ""
        return f"{self.berkas}{where}{column}: {self.kalimat}"


@dataclass(frozen=True)
class BarisLuar:
    """A row of a table: its own number, that of its parent, its code and its text without marks."""

    bagian: str
    baris: int
    nomor: str
    induk: str
    kode: str
    teks: str
    periode: str = ""


@dataclass
class Bacaan:
    """The rows of every part and what was found. ``baris`` are those of one period, in the order of their files."""

    baris: dict[str, list[BarisLuar]] = field(default_factory=dict)
    masalah: list[Masalah] = field(default_factory=list)

    @property
    def ditolak(self) -> bool:
        return any(each.menolak for each in self.masalah)

    @property
    def jumlah(self) -> dict[str, int]:
        return {part: len(rows) for part, rows in self.baris.items()}


def read_tables(files: Mapping[str, tuple[str, bytes]], *, periode: str = "", lewati_yatim: bool = False) -> Bacaan:
    """Read the tables of the parts that are given (name and content). ``periode`` empty: the last that the tables have.

    ``lewati_yatim``: rows without a parent are left out and told; otherwise they refuse everything.

    Raises UnreadableFile for what is no table at all.
    """
    found = Bacaan()
    for part in mapping():
        if part in files:
            name, content = files[part]
            sheet = read_workbook(content, filename=name).sheets[0]
            found.baris[part] = list(_rows(part, name, sheet, found))
    _one_period(found, periode)
    for part in _TREE:
        if part in found.baris:
            _parents(part, found, lewati_yatim=lewati_yatim)
    return found


def _rows(part: str, name: str, sheet: Sheet, found: Bacaan) -> Iterable[BarisLuar]:
    columns = mapping()[part]
    titles = {normalise(cell.text): place for place, cell in enumerate(sheet.rows[0], start=1)}
    wanted = {what: columns[what] for what in ("id", "induk", "kode", "teks", "periode", "aktif") if what in columns}
    at = {what: titles[normalise(title)] for what, title in wanted.items() if normalise(title) in titles}
    for what in ("id", "teks", "induk"):
        if what in wanted and what not in at:
            said = f"Kolom “{wanted[what]}” tidak ada. Berikan berkas yang memuatnya, atau tambahkan nama lain di peta."
            found.masalah.append(Masalah(name, 1, wanted[what], said, menolak=True))
            return
    _tell_left_out(name, sheet, set(at.values()), found)
    seen: dict[str, int] = {}
    for number, cells in enumerate(sheet.rows[1:], start=2):
        typed = {what: sheet.at(number, place).raw or sheet.at(number, place).text for what, place in at.items()}
        if not any(cell.text for cell in cells) or typed.get("aktif", "").strip().casefold() not in _ACTIVE:
            continue
        row = BarisLuar(
            part,
            number,
            typed["id"].strip(),
            typed.get("induk", "").strip(),
            typed.get("kode", "").strip(),
            plain_text(typed["teks"]),
            typed.get("periode", "").strip(),
        )
        if not row.teks:
            found.masalah.append(
                Masalah(name, number, wanted["teks"], "Isinya kosong. Tuliskan, atau hapus barisnya.", menolak=True)
            )
            continue
        if has_markup(typed["teks"]):
            found.masalah.append(
                Masalah(name, number, wanted["teks"], f"Tanda HTML dibuang; menjadi “{row.teks[:80]}”.")
            )
        if row.nomor in seen:
            words = f"Nomor {row.nomor} sudah dipakai baris {seen[row.nomor]}. Perbaiki salah satunya."
            found.masalah.append(Masalah(name, number, wanted["id"], words, menolak=True))
        seen[row.nomor] = number
        yield row


def _tell_left_out(name: str, sheet: Sheet, used: set[int], found: Bacaan) -> None:
    """Columns of words that have no place in a plan are told once; that application's numbers and marks are not."""
    for title in sheet.rows[0]:
        texts = [sheet.at(number, title.column).text for number in range(2, len(sheet.rows) + 1)]
        words = sum(len(_LETTER.findall(text)) > _MARK for text in texts)
        if title.column not in used and words:
            said = f"Kolom ini tidak dimuat ({words} baris berisi teks). Catat sendiri isinya bila diperlukan."
            found.masalah.append(Masalah(name, 1, title.text, said))


def _one_period(found: Bacaan, wanted: str) -> None:
    """Keep one period of the tables that have several: the same plan was copied from year to year."""
    known = sorted(
        {row.periode for rows in found.baris.values() for row in rows if row.periode},
        key=lambda each: (len(each), each),
    )
    chosen = wanted or (known[-1] if known else "")
    if wanted and wanted not in known:
        said = f"Periode {wanted} tidak ada; yang ada: {', '.join(known) or 'tidak satu pun'}."
        found.masalah.append(Masalah("semua berkas", 0, "", said, menolak=True))
    for part, rows in found.baris.items():
        kept = [row for row in rows if not row.periode or row.periode == chosen]
        if len(kept) < len(rows):
            said = f"Dipakai {len(kept)} baris periode {chosen}; {len(rows) - len(kept)} baris periode lain dilewati."
            found.masalah.append(Masalah(part, 0, "", said))
        found.baris[part] = kept


def _parents(part: str, found: Bacaan, *, lewati_yatim: bool) -> None:
    """Every row has its parent, by its number or else by its code; a code that begins otherwise is told."""
    above = mapping()[part].get("di_bawah", "")
    if not above or above not in found.baris:
        return
    known = {row.nomor: row for row in found.baris[above]}
    by_code = {row.kode: row for row in found.baris[above] if row.kode}
    rows = []
    for row in found.baris[part]:
        parent = known.get(row.induk)
        if parent is None and (parent := _by_code(row.kode, by_code)) is not None:
            said = f"Induk nomor {row.induk} tidak ada; menurut kodenya dipakai {parent.kode}."
            found.masalah.append(Masalah(part, row.baris, mapping()[part]["induk"], said))
        if parent is None:
            code = row.kode or "(kosong)"
            said = f"Induk nomor {row.induk} tidak ada dalam berkas {above}, dan kode {code} tidak menunjuknya."
            said += " Barisnya dilewati." if lewati_yatim else " Lengkapi induknya, atau pakai --lewati-yatim."
            found.masalah.append(Masalah(part, row.baris, mapping()[part]["induk"], said, menolak=not lewati_yatim))
            continue
        if row.kode and parent.kode and not row.kode.startswith(f"{parent.kode}."):
            said = f"Kode {row.kode} tidak berawalan kode induknya {parent.kode}; dimuat di bawahnya. Periksa keduanya."
            found.masalah.append(Masalah(part, row.baris, mapping()[part]["kode"], said))
        rows.append(BarisLuar(row.bagian, row.baris, row.nomor, parent.nomor, row.kode, row.teks))
    found.baris[part] = rows


def _by_code(kode: str, known: Mapping[str, BarisLuar]) -> BarisLuar | None:
    """The parent that a code names: by its shape, of a code out of shape by leaving out its last part."""
    return known.get(induk_of(kode)) or known.get(kode.rpartition(".")[0])


def check_codes(found: Bacaan, generasi: GenerasiNomenklatur | None, jenis_pemda: str) -> Counter[str]:
    """Tell of codes in the form of another generation, used twice, or unknown to the generation; how many of each."""
    counted: Counter[str] = Counter()
    for part in ("program", "kegiatan", "subkegiatan"):
        rows = [row for row in found.baris.get(part, ()) if row.kode]
        column, seen = mapping()[part]["kode"], dict[str, int]()
        known = kenal_semua(generasi, jenis_pemda, {row.kode: row.teks for row in rows}) if generasi else {}
        for row in rows:
            kind, said = _shape(part, row.kode)
            if kind:
                counted[kind] += 1
            if row.kode in known and known[row.kode].kalimat:  # the generation says more than the shape
                counted["tidak-dikenal" if not known[row.kode].dikenal else "nama-lain"] += 1
                said = known[row.kode].kalimat
            if said:
                found.masalah.append(Masalah(part, row.baris, column, said))
            if row.kode in seen:
                counted["ganda"] += 1
                twice = f"Kode {row.kode} sudah dipakai baris {seen[row.kode]}; keduanya dimuat. Periksa salah satunya."
                found.masalah.append(Masalah(part, row.baris, column, twice))
            seen.setdefault(row.kode, row.baris)
    return counted


def _shape(part: str, kode: str) -> tuple[str, str]:
    """What a code's form alone says against it."""
    level = tingkat_of(kode)
    if not level:
        return "bentuk", f"Kode {kode} tidak berbentuk kode {part}; dimuat apa adanya. Perbaiki menurut nomenklatur."
    if level != mapping()[part]["tingkat"]:
        return "bentuk", f"Kode {kode} adalah kode {level}; dimuat sebagai {part}. Perbaiki menurut nomenklatur."
    if part == "subkegiatan" and len(kode.rpartition(".")[2]) < _FOUR:
        said = f"Kode {kode} berbentuk generasi lama (dua angka terakhir)."
        return "generasi-lama", f"{said} Sebutkan --generasi untuk mencari penggantinya."
    return "", ""


def gathered(masalah: Iterable[Masalah]) -> list[str]:
    """The sentences, what refuses first; of those that say the same of many rows a few, and how many more."""
    kinds: dict[tuple[bool, str, str], list[Masalah]] = {}
    for each in sorted(masalah, key=lambda each: not each.menolak):
        kinds.setdefault((each.menolak, each.berkas, _FACTS.sub("…", each.kalimat)), []).append(each)
    lines = []
    for (menolak, berkas, _kind), some in kinds.items():
        mark = "DITOLAK" if menolak else "catatan"
        shown = some if len(some) <= _ALIKE + 1 else some[:_ALIKE]
        lines += [f"{mark}  {each}" for each in shown]
        if more := some[len(shown) :]:
            rows = ", ".join(str(each.baris) for each in more[:_ROWS_TOLD]) + (", …" if len(more) > _ROWS_TOLD else "")
            lines.append(f"{mark}  {berkas}: {len(more)} lagi yang serupa, pada baris {rows}.")
    return lines
