"""The five steps by which a tree is made, with the questions of each, and what a tree still lacks at each of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.queries import units
from sakip.perencanaan.models import JenisSimpul, PohonKinerja, SimpulPohon
from sakip.perencanaan.queries.pohon import Pohon, Tujuan
from sakip.perencanaan.queries.rencana import documents, newest_nodes
from sakip.referensi.queries import nama_tingkat

DASAR = "PermenPANRB 89/2021 tentang penjenjangan kinerja, menurut bahan sosialisasinya"


@dataclass(frozen=True)
class Langkah:
    """One step: what is decided, and what to ask oneself."""

    nomor: int
    judul: str
    uraian: str
    pertanyaan: tuple[str, ...]


LANGKAH = (
    Langkah(
        1,
        "Tentukan hasil",
        "Hasil (outcome) yang akan dijabarkan ditentukan bersama, berdasarkan data yang faktual.",
        (
            "Mandat: hasil apa yang diharapkan dari tugas dan fungsi?",
            "Isu strategis: masalah apa yang sedang dan akan dihadapi, dan data apa yang menunjukkannya?",
            "Ekspektasi: apa yang dijanjikan kepada masyarakat dan diharapkan oleh mereka?",
            "Apakah hasil ini strategis dan berdampak pada tingkat instansi, bukan sekadar keluaran kegiatan?",
        ),
    ),
    Langkah(
        2,
        "Tentukan faktor kunci",
        "Faktor kunci keberhasilan (CSF) adalah area atau aspek kunci dan kritis yang berpengaruh dalam mewujudkan "
        "kinerja.",
        (
            "Apabila faktor ini tercapai, apakah hasilnya berpotensi besar untuk tercapai?",
            "Apakah ada faktor kritis lain yang bila gagal membuat hasil tetap tidak tercapai?",
        ),
    ),
    Langkah(
        3,
        "Uraikan kondisi",
        "Setiap faktor kunci diuraikan menjadi kondisi antara sampai kondisi yang paling operasional, dengan logika "
        "jika–maka.",
        (
            "Kondisi apa yang diperlukan agar faktor kunci ini dapat terwujud?",
            "Jika kondisi ini terwujud, apakah benar kondisi di atasnya terwujud?",
            "Sudahkah uraian bebas dari komponen perencanaan dan struktur organisasi?",
            "Sudahkah uraian bebas dari nama program dan kegiatan, serta dari anggaran yang ada?",
            "Sudahkah sampai pada kondisi paling operasional yang diperlukan jenjang organisasi?",
        ),
    ),
    Langkah(
        4,
        "Rumuskan indikator",
        "Setiap kondisi diukur oleh paling sedikit satu indikator kinerja.",
        (
            "Apa tanda bahwa kondisi ini sudah terwujud, dan dari mana datanya?",
            "Apakah indikator yang sudah ada dapat dipakai, atau perlu dirumuskan yang baru?",
        ),
    ),
    Langkah(
        5,
        "Terjemahkan",
        "Baru sekarang pohon diterjemahkan ke dalam komponen perencanaan dan kinerja jabatan.",
        (
            "Menjadi tujuan, sasaran, program, kegiatan, atau sub kegiatan mana dalam dokumen rencana?",
            "Jabatan mana yang bertanggung jawab atas kondisi ini?",
        ),
    ),
)


@dataclass(frozen=True)
class Kurang:
    """What nodes still lack at a step, in a sentence."""

    kata: str
    simpul: tuple[SimpulPohon, ...]
    saran: bool = False
    """Worth a thought, but a step is done without it."""


def lacking(
    nomor: int, pohon: Pohon, indikator: Collection[int], terjemahan: Mapping[int, list[Tujuan]]
) -> list[Kurang]:
    """What is still to do at a step; empty where nothing is. ``indikator``: the nodes that have one."""
    found: list[tuple[str, Iterable[SimpulPohon]]] = []
    saran: list[tuple[str, Iterable[SimpulPohon]]] = []
    outcomes = pohon.of(JenisSimpul.OUTCOME)
    factors = pohon.of(JenisSimpul.CSF)
    if nomor == 1:
        tops = [pohon.simpul[pk] for pk in pohon.puncak]
        found += [
            ("Asal hasil belum ditentukan", [node for node in tops if not node.asal]),
            ("Bukti hasil belum dituliskan", [node for node in tops if not node.bukti]),
        ]
    elif nomor == 2:
        lowest = [node for node in outcomes if not _has(pohon, node, {JenisSimpul.OUTCOME, JenisSimpul.CSF})]
        found.append(("Hasil belum mempunyai faktor kunci", lowest))
    elif nomor == 3:
        found += [
            ("Belum ada faktor kunci yang dapat diuraikan; tentukan pada langkah 2", () if factors else outcomes),
            ("Faktor kunci belum diuraikan", [node for node in factors if node.pk not in pohon.anak]),
            (
                "Kondisi antara belum sampai pada kondisi operasional",
                [node for node in pohon.of(JenisSimpul.ANTARA) if node.pk not in pohon.anak],
            ),
        ]
        alone = [node for node, _depth in pohon.walk() if len(pohon.anak.get(node.pk, ())) == 1]
        saran.append(("Hanya ditopang satu kondisi; hasil biasanya memerlukan lebih dari satu", alone))
    elif nomor == 4:
        found.append(("Kondisi belum berindikator", [n for n, _depth in pohon.walk() if n.pk not in indikator]))
    else:
        found.append(("Kondisi belum diterjemahkan", [n for n, _depth in pohon.walk() if n.pk not in terjemahan]))
    listed = [(words, rows, False) for words, rows in found] + [(words, rows, True) for words, rows in saran]
    return [Kurang(words, tuple(rows), one) for words, rows, one in listed if rows]


def done(pohon: Pohon, kurang: Iterable[Kurang]) -> bool:
    """Whether a step is done in a tree that lacks these there; nothing is done in an empty tree."""
    return bool(pohon.simpul) and all(each.saran for each in kurang)


def _has(pohon: Pohon, node: SimpulPohon, jenis: Collection[str]) -> bool:
    return any(pohon.simpul[pk].jenis in jenis for pk in pohon.anak.get(node.pk, ()))


# --- words that come too early ---------------------------------------------------------------------------------------

_MONEY = re.compile(r"\b(anggaran|apbd|apbn|pagu|dpa|dipa|belanja|rka)\b", re.IGNORECASE)
_SHORTEST = 4
"""Letters; a shorter abbreviation is mostly a word of its own."""


def too_early(row: PohonKinerja, rows: Iterable[SimpulPohon], *, seen_by: Access) -> dict[int, list[str]]:
    """By node why its words come before step five: they name a unit, a program of the plan, or the budget.

    Three queries.
    """
    root = row.unit.path[:LEVEL_WIDTH]
    organisation = [
        (name, f"menyebut unit “{name}”")
        for unit in units(seen_by).filter(path__startswith=root)
        for name in (unit.nama, unit.singkatan)
        if len(name) >= _SHORTEST
    ]
    work = [
        (node.pernyataan, f"menyebut {nama_tingkat(node.tingkat).lower()} “{node.pernyataan}”")
        for statements in newest_nodes(list(documents(seen_by).filter(unit=row.unit)), seen_by=seen_by).values()
        for node in statements
        if node.tingkat in {"program", "kegiatan", "sub-kegiatan", "kro", "ro"} and len(node.pernyataan) >= _SHORTEST
    ]
    names = [(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE), why) for name, why in (*organisation, *work)]
    found: dict[int, list[str]] = {}
    for node in rows:
        said = [why for pattern, why in names if pattern.search(node.pernyataan)]
        if money := _MONEY.search(node.pernyataan):
            said.append(f"menyebut anggaran (“{money[0]}”)")
        if said:
            found[node.pk] = list(dict.fromkeys(said))  # several plans name the same program
    return found
