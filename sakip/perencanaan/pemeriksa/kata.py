"""Rules that read words: work done that poses as a result, what a template left behind, names that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sakip.perencanaan.models import Indikator, JenisSimpul
from sakip.perencanaan.pemeriksa.bahan import Bahan, Simpul
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_indikator, pada_pohon, pada_simpul
from sakip.referensi.queries import kata_pemeriksa, kata_sama

_WORD = re.compile(r"[\w%]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);")
_COUNT = re.compile(r"^(?:jumlah|banyaknya|frekuensi)\s+(?:seluruh\s+)?(.+)$")
_SHARE = re.compile(r"^(?:persentase|prosentase|presentase|persen|tingkat|cakupan)\s+(?:jumlah\s+)?(.+)$")
_NUMBERED = re.compile(r"^((\w+) [1-9])\b\W*(.*)$", re.DOTALL)
MOST_BESIDE = 3
"""So many words beside "Sasaran 1" still say nothing."""


def berbunyi_kegiatan(text: str) -> str:
    """The words by which a statement tells of work done instead of a condition; empty for a condition."""
    said = _plain(text)
    if _first(said, "bukan_kegiatan"):
        return ""
    if word := _first(said, "kegiatan"):
        return word
    if word := _first(said, "kegiatan_atau_kondisi"):
        return "" if _within(said, "kondisi") else word
    if opening := _first(said, "ketersediaan"):
        thing = _papers(said.removeprefix(opening).strip())
        return f"{opening} {thing}" if thing else ""
    return ""


def menghitung_kegiatan(nama: str) -> str:
    """What an indicator counts, where that is work or papers instead of a result; empty where it is a result."""
    said = _plain(nama)
    if counted := _COUNT.match(said):
        return _papers(counted[1]) or ("" if _led_somewhere(said) else _within(counted[1], "hitungan_memuat"))
    if _led_somewhere(said):
        return ""
    if share := _SHARE.match(said):
        return _first(share[1], "persentase_kegiatan")
    return _first(said, "hitungan") or berbunyi_kegiatan(said)


def _papers(said: str) -> str:
    """Work or papers that a text begins with; empty where they have led to something."""
    return "" if _led_somewhere(said) else _first(said, "hitungan")


def _led_somewhere(said: str) -> bool:
    return bool(_within(said, "bukan_hitungan"))


def sisa_templat(text: str) -> str:
    """What a template or a broken spreadsheet left in a text; empty for none."""
    said = text.casefold().strip()
    for mark in kata_pemeriksa("templat"):
        if _stands_in(said, mark) and not any(_stands_in(said, each) for each in kata_pemeriksa("bukan_templat")):
            return mark
    numbered = _NUMBERED.match(said)
    if numbered and numbered[2] in kata_pemeriksa("templat_sendiri") and len(numbered[3].split()) <= MOST_BESIDE:
        return numbered[1]
    return next((mark for mark in kata_pemeriksa("templat_awal") if _begins(said, mark)), "")


def bagian(nama: str) -> bool:
    """Whether a name speaks of a share, which has a numerator and a denominator; a growth in percent is none."""
    said = _plain(nama)
    return bool(_first(said, "bagian")) and not _first(said, "bukan_bagian")


def tanda_html(text: str) -> str:
    """The first HTML tag or entity in a text; empty for none."""
    found = _TAG.search(text)
    return found[0] if found else ""


def kata_inti(nama: str) -> str:
    """A name without what only differs in writing: order of words, small words, and words that mean the same."""
    same, small = kata_sama(), set(kata_pemeriksa("abaikan"))
    words = (same.get(word, word) for word in _WORD.findall(nama.casefold()))
    return " ".join(sorted(word for word in words if word not in small))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _first(said: str, daftar: str) -> str:
    """The words of a list with which a text begins, the longest."""
    return next((words for words in kata_pemeriksa(daftar) if _begins(said, words)), "")


def _within(said: str, daftar: str) -> str:
    """The words of a list that stand anywhere in a text, as whole words."""
    return next((words for words in kata_pemeriksa(daftar) if f" {words} " in f" {said} "), "")


def _begins(text: str, words: str) -> bool:
    return text == words or text.startswith(f"{words} ")


def _stands_in(text: str, mark: str) -> bool:
    """Whether a mark stands in a text as a whole: 'sasaran 1' is not found in 'sasaran 10'."""
    at = text.find(mark)
    if at < 0:
        return False
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    inside_word = (mark[0].isalnum() and before.isalnum()) or (mark[-1].isalnum() and after.isalnum())
    return not inside_word


def _texts(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Every text that a person typed into the plan, its indicators and its tree."""
    for each in b.simpul:
        yield pada_simpul(each), each.row.pernyataan
    for row in b.indikator.values():
        card = b.kartu.get(row.pk)
        yield pada_indikator(row), row.nama
        if card:
            yield pada_indikator(row), f"{card.definisi}\n{card.formula}\n{card.alasan_pemilihan}"
    for node in b.pohon.values():
        yield pada_pohon(node), node.pernyataan


@aturan("hasil-berbunyi-kegiatan")
def hasil_berbunyi_kegiatan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Results of plans, and the conditions of the tree down to what a unit itself does."""
    said = [(pada_simpul(each), each.row.pernyataan) for each in b.simpul if each.hasil]
    said += [(pada_pohon(row), row.pernyataan) for row in b.pohon.values() if row.jenis != JenisSimpul.OPERASIONAL]
    for where, text in said:
        if word := berbunyi_kegiatan(text):
            yield where, f"Diawali kata “{word}”, yang menyebut pekerjaan."


@aturan("indikator-menghitung-kegiatan")
def indikator_menghitung_kegiatan(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, places in b.di_rencana.items():
        where: Simpul | None = next((each for each in places if each.tingkat.hasil == "outcome"), None)
        if where and (word := menghitung_kegiatan(b.indikator[pk].nama)):
            yield (
                pada_indikator(b.indikator[pk], simpul=where),
                f"Berada pada {where.tingkat.nama.lower()}, tetapi mengukur “{word}”.",
            )


@aturan("sisa-templat")
def sisa_templat_tertinggal(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for where, text in _texts(b):
        if mark := sisa_templat(text):
            yield where, f"Memuat “{mark}”."


@aturan("tanda-html")
def tanda_html_terbawa(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for where, text in _texts(b):
        if mark := tanda_html(text):
            yield where, f"Memuat tanda “{mark[:40]}”."


@aturan("indikator-kembar")
def indikator_kembar(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Two indicators of one unit in one satuan; the same measure of several kecamatan or puskesmas is no mistake, nor
    are the number of deaths and their rate."""
    groups: dict[tuple[int, str, str], list[Indikator]] = defaultdict(list)
    for row in b.indikator.values():
        card = b.kartu.get(row.pk)
        satuan = (card.satuan if card else "") or row.series.satuan
        groups[(row.unit_id, kata_inti(row.nama), kata_inti(satuan))].append(row)
    for same in groups.values():
        for row in same[1:]:
            yield pada_indikator(row), f"Sama isinya dengan “{same[0].nama}”."
