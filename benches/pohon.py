"""A pohon kinerja of 2,000 nodes as drawing: closed as its page shows it first, and with everything open. Bar: 50 ms.

No database: what is measured is layout and SVG. The first drawing also measures the words; later ones remember them.
"""

from __future__ import annotations

from dataclasses import replace

from benches.measure import Median, median_of
from sakip.documents import tree, tree_svg

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


def run() -> dict[str, Median]:
    closed = wide()
    first = replace(closed, open=frozenset(key for key in closed.nodes if key.count(".") < 1))
    third = replace(closed, open=frozenset(key for key in closed.nodes if key.count(".") < 2))
    return {
        "2000, two levels open": median_of(lambda: drawn(first)),
        "2000, three levels open": median_of(lambda: drawn(third)),
        "2000, everything open": median_of(lambda: drawn(replace(closed, open=frozenset(closed.nodes)))),
    }
