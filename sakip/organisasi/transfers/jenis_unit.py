"""The kind of a unit as a file says it, or as its name tells it."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.transfer.headers import normalise
from sakip.referensi.queries import jenis_unit, kata_jenis_unit

_UPT = {"upt", "uptd", "uptb"}


@dataclass(frozen=True)
class Terbaca:
    """A kind that was understood; ``menurut_nama``: the word alone did not say it."""

    kode: str
    menurut_nama: bool = False


def guess(nama: str, kerangka: str) -> str:
    """The kind that a unit's name begins with, by the longest word; "" where none does.

    "UPTD Puskesmas Susukan" is a puskesmas: what follows the general word tells more.
    """
    words = normalise(nama).split()
    if words and words[0] in _UPT and (closer := _begins(words[1:], kerangka)):
        return closer
    return _begins(words, kerangka)


def _begins(words: list[str], kerangka: str) -> str:
    known = {normalise(word): kode for word, kode in kata_jenis_unit(kerangka).items()}
    for length in range(min(len(words), 5), 0, -1):
        if kode := known.get(" ".join(words[:length])):
            return "" if kode == "instansi" else kode
    return ""


def read(text: str, nama: str, kerangka: str) -> Terbaca | None:
    """The kind by its code, its name or another word for it; None for what is no kind of this family.

    A word that is only the beginning of what the name says ("sekretariat" for Sekretariat Daerah, "satuan" for Satuan
    Polisi Pamong Praja) is read by the name.
    """
    known = {normalise(word): kode for word, kode in kata_jenis_unit(kerangka).items()}
    word, names = normalise(text.replace("-", " ")), jenis_unit(kerangka)
    told = known.get(word, "")
    guessed = guess(nama, kerangka)
    if guessed and guessed != told and f"{normalise(names[guessed])} ".startswith(f"{word} "):
        return Terbaca(guessed, menurut_nama=True)
    return Terbaca(told) if told else None
