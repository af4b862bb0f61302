"""The panduan says what stands on the screen: its words in bold, its pictures, its links to headings."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GAMBAR = ROOT / "docs/gambar"
PANDUAN = sorted((ROOT / "docs/panduan").glob("*.md"))
MANUALS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
each_panduan = pytest.mark.parametrize("path", PANDUAN, ids=lambda path: path.name)


def folded(text: str) -> str:
    return " ".join(text.split())


@cache
def on_screen() -> str:
    """All words of the product: of its templates without the markup, and every text in its code."""
    found = []
    for path in (ROOT / "sakip").rglob("templates/**/*.html"):
        source = path.read_text(encoding="utf-8")
        found.append(re.sub(r"\{[%#].*?[%#]\}|<[^>]*>", " ", source, flags=re.DOTALL))
        found.extend(re.findall(r'="([^"]*)"', source))
    for path in (ROOT / "sakip").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found.extend(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return "\n".join(map(folded, found))


def bold(text: str) -> list[str]:
    return [folded(each) for each in re.findall(r"\*\*(.+?)\*\*", text, flags=re.DOTALL)]


@each_panduan
def test_words_in_bold_stand_on_the_screen(path: Path) -> None:
    words = bold(path.read_text(encoding="utf-8"))
    assert words
    assert [each for each in words if each not in on_screen()] == []


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@each_panduan
def test_links_to_headings_lead_somewhere(path: Path) -> None:
    lost = []
    for name, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", path.read_text(encoding="utf-8")):
        target = path.parent / name if name else path
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if anchor not in map(slug, headings):
            lost.append(f"{name}#{anchor}")
    assert lost == []


def test_every_picture_is_taken_by_the_script_and_shown_somewhere() -> None:
    stored = {str(path.relative_to(GAMBAR)) for path in GAMBAR.rglob("*.png")}
    taken = set(re.findall(r'Potret\(\s*"([^"]+)"', (GAMBAR / "potret.py").read_text(encoding="utf-8")))
    shown = {
        str((manual.parent / target).resolve().relative_to(GAMBAR))
        for manual in MANUALS
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", manual.read_text(encoding="utf-8"))
    }
    assert stored == {f"{name}.png" for name in taken}
    assert stored == shown
