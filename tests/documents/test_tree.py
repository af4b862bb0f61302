"""The drawing of a tree: everything is there once, nothing overlaps, nothing leaves its sheet."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from benches.pohon import wide
from sakip.documents.pictures import image_format
from sakip.documents.tree import Box, Node, Partner, Tree, sheets, subtrees
from sakip.documents.tree_svg import svg

A3 = {"width": 1398, "height": 870}


def small(**more: Node) -> Tree:
    """a over b and c, both over d."""
    nodes = {
        "a": Node("a", "outcome", "Hasil", "Warga sehat", children=("b", "c"), href="/a", toggle="/tutup-a"),
        "b": Node("b", "csf", "CSF", "Ibu selamat", "1", children=("d",), href="/b", toggle="/tutup-b"),
        "c": Node("c", "csf", "CSF", "Gizi baik", "2", children=("d",)),
        "d": Node("d", "antara", "Kondisi antara", "Puskesmas siap", "2.1"),
    }
    return Tree(nodes | more, ("a",), frozenset("abcd"))


def texts(drawing: str) -> str:
    return " ".join(part.text or "" for part in ET.fromstring(drawing).iter() if part.tag.endswith("text"))


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (beside or one.y + one.height <= other.y or other.y + other.height <= one.y)


@pytest.mark.parametrize("height", [None, 870])
def test_boxes_do_not_overlap_and_stay_on_their_sheet(height: int | None) -> None:
    big = wide(2, 3, 48)
    for sheet in sheets(replace(big, open=frozenset(big.nodes)), width=1398, height=height):
        assert all(box.x >= 0 and box.x + box.width < sheet.width for box in sheet.boxes)
        assert max(box.y + box.height for box in sheet.boxes) <= (height or sheet.height)
        assert not any(overlap(one, other) for one, other in itertools.combinations(sheet.boxes, 2))


def test_on_the_sheets_of_all_subtrees_every_node_is_found_once() -> None:
    big = wide(2, 3, 48)
    drawn = [
        box.node.key
        for part in subtrees(big)
        for sheet in sheets(part, **A3)
        for box in sheet.boxes
        if not box.reference and box.node.key not in part.tops  # a top stands on each of its sheets
    ]
    assert sorted(drawn) == sorted(key for key in big.nodes if key.count(".") > 1)


def test_a_node_with_two_parents_is_drawn_once_and_named_at_the_other() -> None:
    (sheet,) = sheets(small(), width=1000)
    of_d = [box for box in sheet.boxes if box.node.key == "d"]
    assert [box.reference for box in of_d] == [False, True]
    assert "Juga ditopang: 2.1 Puskesmas siap" in texts(svg(sheet, label="x"))


def test_what_is_shut_is_counted_each_once() -> None:
    (sheet,) = sheets(replace(small(), open=frozenset()), width=1000)
    (box,) = sheet.boxes
    assert box.hidden == 3
    assert "+3" in texts(svg(sheet, label="x"))


def test_a_circle_in_the_data_does_not_hang_the_drawing() -> None:
    nodes = {
        "a": Node("a", "outcome", "Hasil", "A", children=("b",)),
        "b": Node("b", "csf", "CSF", "B", children=("b", "a")),
    }
    tree = Tree(nodes, ("a",), frozenset("ab"))
    assert tree.below("a") == 2
    assert len(sheets(tree, width=800)[0].boxes) == 4


def test_links_are_on_the_page_alone_and_say_where_they_lead() -> None:
    (sheet,) = sheets(replace(small(), open=frozenset("a")), width=1000)
    on_page, saved = svg(sheet, label="Pohon", on_page=True), svg(sheet, label="Pohon")
    assert 'aria-label="Buka 1 kondisi di bawah Ibu selamat"' in on_page
    assert 'aria-label="Tutup yang di bawah Warga sehat"' in on_page
    assert 'role="group"' in on_page
    assert "<a " not in saved
    assert 'role="img"' in saved


def test_what_people_typed_stays_text() -> None:
    bad = Node("d", "antara", "Kondisi", "<script>alert(1)</script> & \x00 😀", "2.1", notes=('"><a href="x">',))
    drawing = svg(sheets(small(d=bad), width=1000)[0], label='"><script>', on_page=True)
    ET.fromstring(drawing)
    assert "<script" not in drawing
    assert "[grinning face]" in texts(drawing)
    assert not re.search(r"\s(style|on\w+)=", drawing)


def test_a_word_longer_than_its_box_is_cut() -> None:
    bad = Node("d", "antara", "Kondisi", "W" * 400, "2.1")
    (sheet,) = sheets(small(d=bad), width=600)
    box = next(box for box in sheet.boxes if box.node.key == "d")
    assert len(box.statement.lines) > 5
    assert "".join(box.statement.lines) == "W" * 400


def test_partners_are_dashed_below_their_node() -> None:
    node = Node(
        "d", "antara", "Kondisi", "Siap", partners=(Partner("Diminta dari Dinas Sosial: data", "diterima", "baik"),)
    )
    drawing = svg(sheets(small(d=node), width=1000)[0], label="x")
    assert 'stroke-dasharray="5 3"' in drawing
    assert "Dinas Sosial: data · diterima" in texts(drawing)


def test_the_drawing_is_a_picture_of_the_neutral_document() -> None:
    assert image_format(svg(sheets(small(), width=600)[0], label="x").encode()) == "svg"
