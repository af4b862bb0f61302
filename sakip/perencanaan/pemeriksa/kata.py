"""Rules that read words: work done that poses as a result, what a template left behind, names that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sakip.perencanaan.models import Indikator
from sakip.perencanaan.pemeriksa.bahan import Bahan, Simpul
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_indikator, pada_pohon, pada_simpul
from sakip.referensi.queries import kata_pemeriksa, kata_sama

_WORD = re.compile(r"[\w%]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);")
_COUNT = re.compile(r"^(?:jumlah|banyaknya|frekuensi)\s+(?:seluruh\s+)?(.+)$")


def berbunyi_kegiatan(text: str) -> str:
    """The words by which a statement tells of work done instead of a condition; empty for a condition."""
    said = " ".join(text.casefold().split())
    if any(_begins(said, known) for known in kata_pemeriksa("bukan_kegiatan")):
        return ""
    return next((word for word in kata_pemeriksa("kegiatan") if _begins(said, word)), "")


def menghitung_kegiatan(nama: str) -> str:
    """What an indicator counts, where that is work or papers instead of a result; empty where it is a result."""
    said = " ".join(nama.casefold().split())
    if any(word in said for word in kata_pemeriksa("bukan_hitungan")):
        return ""
    counted = _COUNT.match(said)
    if counted:
        return next((word for word in kata_pemeriksa("hitungan") if _begins(counted[1], word)), "")
    if said.startswith(("persentase", "prosentase", "presentase")):
        return next((word for word in kata_pemeriksa("persentase_kegiatan") if word in said), "")
    return berbunyi_kegiatan(said)


def sisa_templat(text: str) -> str:
    """What a template or a broken spreadsheet left in a text; empty for none."""
    said = text.casefold()
    return next((mark for mark in kata_pemeriksa("templat") if _stands_in(said, mark)), "")


def tanda_html(text: str) -> str:
    """The first HTML tag or entity in a text; empty for none."""
    found = _TAG.search(text)
    return found[0] if found else ""


def kata_inti(nama: str) -> str:
    """A name without what only differs in writing: order of words, small words, and words that mean the same."""
    same, small = kata_sama(), set(kata_pemeriksa("abaikan"))
    words = (same.get(word, word) for word in _WORD.findall(nama.casefold()))
    return " ".join(sorted(word for word in words if word not in small))


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
    for each in b.simpul:
        if each.hasil and (word := berbunyi_kegiatan(each.row.pernyataan)):
            yield pada_simpul(each), f"Diawali kata “{word}”, yang menyebut pekerjaan."


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
    """Two indicators of one unit; the same measure of several kecamatan or puskesmas is no mistake."""
    groups: dict[tuple[int, str], list[Indikator]] = defaultdict(list)
    for row in b.indikator.values():
        groups[(row.unit_id, kata_inti(row.nama))].append(row)
    for same in groups.values():
        for row in same[1:]:
            yield pada_indikator(row), f"Sama isinya dengan “{same[0].nama}”."
