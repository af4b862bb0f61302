"""A pohon kinerja of 2,000 nodes as drawing: closed as its page shows it first, and with everything open. Bar: 50 ms.
Then its papers, PDF and DOCX, also of smaller trees: which are made while somebody waits and which by the worker.

No database: what is measured is layout, SVG and pages. The first drawing also measures the words; later ones remember
them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benches.measure import Median, median_of
from sakip.documents import tree, tree_svg
from sakip.documents.model import Document
from sakip.documents.pdf import render_pdf
from sakip.documents.word import render_docx
from sakip.organisasi.models import Unit
from sakip.perencanaan.documents.pohon import pohon_document
from sakip.perencanaan.models import PohonKinerja, SimpulPohon
from sakip.perencanaan.pohon import Isi, Warna
from sakip.perencanaan.queries.pohon import Pohon

WIDTH = 1180


def wide(tops: int = 5, columns: int = 8, below: int = 49) -> tree.Tree:
    """A tree of outcomes, CSF and conditions four levels deep; 5 x 8 x 49 are 2,005 nodes."""
    children: dict[str, list[str]] = {}
    made: list[tuple[str, str, str]] = []

    def add(key: str, kind: str, text: str, parent: str = "") -> None:
        made.append((key, kind, text))
        children[key] = []
        if parent:
            children[parent].append(key)

    for one in range(1, tops + 1):
        add(f"{one}", "outcome", f"Kualitas hidup masyarakat di wilayah {one} meningkat secara merata")
        for two in range(1, columns + 1):
            top = f"{one}.{two}"
            add(top, "csf", f"Faktor kunci {top} yang menentukan keberhasilan layanan terwujud", f"{one}")
            for number in range(1, below + 1):
                kind, parent = ("antara" if number <= 20 else "operasional"), f"{top}.{(number - 1) // 4}"
                text = (
                    f"Kondisi {top}.{number} terpenuhi sehingga layanan dasar dapat dijangkau semua warga tepat waktu"
                )
                add(f"{top}.{number}", kind, text, top if number <= 4 else parent)
    nodes = {
        key: tree.Node(key, kind, kind, text, key, word="96,12% Baik, 2025", tone="baik", children=tuple(children[key]))
        for key, kind, text in made
    }
    return tree.Tree(nodes, tuple(key for key in nodes if "." not in key), frozenset())


def drawn(subject: tree.Tree) -> int:
    """Draw it; answers how many characters it takes."""
    return sum(len(tree_svg.svg(each, label="Pohon", on_page=True)) for each in tree.sheets(subject, width=WIDTH))


def paper(subject: tree.Tree) -> Document:
    """The document of a tree, as its papers are made of it."""
    unit = Unit(pk=1, nama="Kabupaten Contoh", path="0001")
    row = PohonKinerja(pk=1, unit=unit, nama="Pohon Kinerja Kabupaten Contoh", tahun_awal=2025, tahun_akhir=2029)
    places = {key: number for number, key in enumerate(subject.nodes, start=1)}
    simpul = {
        places[key]: SimpulPohon(pk=places[key], pohon=row, jenis=node.kind, kode=node.code, pernyataan=node.text)
        for key, node in subject.nodes.items()
    }
    anak = {places[key]: tuple(places[one] for one in node.children) for key, node in subject.nodes.items()}
    induk = {one: (pk,) for pk, mine in anak.items() for one in mine}
    pohon = Pohon(row, simpul, anak, induk, tuple(places[key] for key in subject.tops))
    isi = Isi({}, dict.fromkeys(simpul, Warna("96,12% Baik, 2025", "baik")), {}, {})
    named = {
        str(places[key]): replace(node, key=str(places[key]), children=tuple(str(places[one]) for one in node.children))
        for key, node in subject.nodes.items()
    }
    drawing = tree.Tree(named, tuple(str(places[key]) for key in subject.tops), frozenset())
    return pohon_document(pohon, drawing, isi, {}, periode="Tahun 2025")


def seconds(render: Callable[[Document], bytes], subject: tree.Tree) -> float:
    """Once: a paper of a large tree takes as long as many drawings."""
    began = time.perf_counter()
    render(paper(subject))
    return round(time.perf_counter() - began, 2)


def papers() -> dict[str, float]:
    """Seconds by kind of file and number of nodes."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    kinds: dict[str, Callable[[Document], bytes]] = {
        "PDF": lambda document: render_pdf(document, at=at),
        "DOCX": lambda document: render_docx(document, at=at),
    }
    sizes = {102: (2, 2, 24), 303: (3, 2, 49), 505: (5, 2, 49), 2005: (5, 8, 49)}
    found = {}
    for many, (tops, columns, below) in sizes.items():
        subject = wide(tops, columns, below)
        for kind, render in kinds.items():
            found[f"{kind} of {many}, s"] = seconds(render, subject)
    return found


def run() -> dict[str, Median | float]:
    closed = wide()
    first = replace(closed, open=frozenset(key for key in closed.nodes if key.count(".") < 1))
    third = replace(closed, open=frozenset(key for key in closed.nodes if key.count(".") < 2))
    return {
        "2000, two levels open": median_of(lambda: drawn(first)),
        "2000, three levels open": median_of(lambda: drawn(third)),
        "2000, everything open": median_of(lambda: drawn(replace(closed, open=frozenset(closed.nodes)))),
        **papers(),
    }
