"""Charts as Vega-Lite dictionaries made in Python, drawn without a browser: one specification for page, PDF and DOCX.

The specification holds Decimals. They become floats in `_drawable`, the very last step: a drawing needs pixels, and no
number is computed or compared after that. A missing value leaves a gap and is never drawn as 0.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final
from xml.etree import ElementTree as ET

import vl_convert

from sakip.arithmetic.notation import format_number, format_percent
from sakip.documents.glyphs import FONTS, spell_out
from sakip.documents.model import Tone
from sakip.documents.text import TONES, clean

Spec = dict[str, Any]

BLUE: Final = "#1F4E8C"
TARGET_GREY: Final = "#6B7580"
_STANDARD: Final = "#7A4A00"
_FONT: Final = "Liberation Sans"
_LOCALE: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
_CONFIG: Final[Spec] = {
    "font": _FONT,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "domainColor": "#9AA7B5",
        "tickColor": "#9AA7B5",
        "gridColor": "#E3E8ED",
        "labelColor": "#3A434C",
        "titleColor": "#3A434C",
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelLimit": 260,
    },
}
# Colours of the light drawing and what they become on a dark page; each keeps 3:1 (lines) or 4.5:1 (text) there.
_DARK: Final = {
    BLUE: "#8AB4F0",
    TARGET_GREY: "#AEB8C2",
    _STANDARD: "#E0B04C",
    "#9AA7B5": "#6A7683",
    "#E3E8ED": "#313A44",
    "#3A434C": "#D5DCE3",
    TONES["neutral"]: "#AEB8C2",
    TONES["good"]: "#6FCF97",
    TONES["warning"]: "#E0B04C",
    TONES["bad"]: "#F0918F",
}
_BARS_WIDTH: Final = 280
_LONGEST_BAR: Final = Decimal(250)
_LINE_WIDTH: Final = 470
_CLOSE: Final = Decimal("0.12")
"""Two names beside each other need so much of the height of a drawing."""
_LINE_HEIGHT: Final = 220
_SVG: Final = "{http://www.w3.org/2000/svg}"


# --- specifications ---------------------------------------------------------------------------------------------------


def target_realisasi(
    years: Sequence[int],
    target: Sequence[Decimal | None],
    realisasi: Sequence[Decimal | None],
    *,
    satuan: str,
    title: str,
    places: int | None = 2,
    breaks: Sequence[int] = (),
    standards: Sequence[tuple[int, Decimal, str]] = (),
    band: Sequence[tuple[int, Decimal, Decimal]] = (),
    words: Callable[[str], str] = str,
) -> Spec:
    """Target as a dashed grey line, realisasi as a solid blue one, over the years; None leaves a gap.

    The last known value of each is labelled in words at its end, so that no legend and no colour is needed to read it.
    ``breaks`` are years from which the series is not comparable with what was before: no line leads across, a rule
    with its words stands before the year. ``standards`` are figures of others by year, each a square with its name.
    ``band`` is a grey area behind the lines: the lowest and the highest value to be expected in a year.
    ``words`` says the words of the drawing in the reader's language.
    """
    last = [next((value for value in reversed(values) if value is not None), None) for values in (target, realisasi)]
    ends = [values[-1] for values in (target, realisasi) if values and values[-1] is not None]
    drawn = [v for v in (*target, *realisasi, *(each[1] for each in standards)) if v is not None]
    span = max(drawn, default=Decimal(0)) - min(drawn, default=Decimal(0))
    above = last[0] is None or last[1] is None or last[1] >= last[0]
    rows = [
        {
            "tahun": str(year),
            "nilai": value,
            "seri": series,
            "ruas": sum(start <= year for start in breaks),
            "label": _number(value, places),
        }
        for series, values in (("Target", target), ("Realisasi", realisasi))
        for year, value in zip(years, values, strict=True)
    ]
    return {
        "title": _title(title),
        "width": _LINE_WIDTH,
        "height": _LINE_HEIGHT,
        "data": {"values": rows},
        "encoding": {
            "x": {
                "field": "tahun",
                "type": "ordinal",
                "title": None,
                "scale": {"padding": Decimal("0.35")},
                "axis": {"labelAngle": 0, "grid": False},
            },
            "y": {
                "field": "nilai",
                "type": "quantitative",
                "title": clean(satuan) or None,
                "scale": {"zero": False, "nice": True, "padding": 14},
                "axis": {"tickCount": 5, "domain": False, "ticks": False},
            },
        },
        "layer": [
            *_band(years, band),
            *_line(rows, "Target", TARGET_GREY, [5, 4], words("Target"), above=not above),
            *_line(rows, "Realisasi", BLUE, [1, 0], words("Realisasi"), above=above),
            *_breaks(years, breaks, words("deret terputus")),
            *_standards(years, standards, ends, span, places),
        ],
        "config": _CONFIG,
    }


def _band(years: Sequence[int], band: Sequence[tuple[int, Decimal, Decimal]]) -> list[Spec]:
    """The area between lowest and highest, with a fine edge; of one year alone a line from one to the other."""
    rows = [{"tahun": str(year), "bawah": low, "atas": high} for year, low, high in band if year in years]
    if not rows:
        return []
    shape: Spec = {"type": "rule", "strokeWidth": 12}
    if len(rows) > 1:
        shape = {"type": "area", "line": {"color": TARGET_GREY, "strokeWidth": 1, "opacity": Decimal("0.5")}}
    return [
        {
            "data": {"values": rows},
            "mark": {**shape, "color": TARGET_GREY, "opacity": Decimal("0.18")},
            "encoding": {"y": {"field": "bawah", "type": "quantitative"}, "y2": {"field": "atas"}},
        }
    ]


def _standards(
    years: Sequence[int],
    standards: Sequence[tuple[int, Decimal, str]],
    ends: Sequence[Decimal],
    span: Decimal,
    places: int | None,
) -> list[Spec]:
    """Squares with name and value to their right; close to where the lines are named below or above them.

    ``ends``: target and realisasi in the last year; ``span``: from the lowest value of the drawing to the highest.
    """
    found: list[Spec] = []
    for year, value, name in standards:
        if year not in years:
            continue
        rows = [{"tahun": str(year), "nilai": value, "nama": f"{clean(name)} {_number(value, places)}"}]
        side: Spec = {"align": "left", "dx": 9, "dy": 2}
        if year == years[-1] and any(abs(value - end) <= span * _CLOSE for end in ends):
            beneath = value <= min(ends)
            side = {"align": "right", "dx": 6, "dy": 15 if beneath else -13}
        mark = {"type": "point", "shape": "square", "filled": False, "size": 70, "color": _STANDARD, "strokeWidth": 2}
        words = {"type": "text", "fontSize": 11, "color": _STANDARD, **side}
        found += [
            {"data": {"values": rows}, "mark": mark},
            {"data": {"values": rows}, "mark": words, "encoding": {"text": {"field": "nama"}}},
        ]
    return found


def capaian_bars(
    labels: Sequence[str], values: Sequence[Decimal | None], tones: Sequence[Tone], *, places: int = 2
) -> Spec:
    """Bars of capaian in percent with the line of 100; a missing value is written in words, without a bar.

    A bar beyond ``_LONGEST_BAR`` is cut there, or one slip of a unit would make all others invisible.
    """
    rows = [
        {
            "nama": f"{index}|{_shortened(label)}",  # two indicators may have the same name
            "nilai": value,
            "warna": TONES[tone],
            "label": "belum tersedia" if value is None else format_percent(value, places=places),
        }
        for index, (label, value, tone) in enumerate(zip(labels, values, tones, strict=True))
    ]
    y = {
        "field": "nama",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [row["nama"] for row in rows]},
        "axis": {
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
            "labelExpr": "slice(datum.value, indexof(datum.value, '|') + 1)",
        },
    }
    known = [value for value in values if value is not None]
    x = {
        "field": "nilai",
        "type": "quantitative",
        "title": "Capaian (%)",
        "scale": {"domain": [min([Decimal(0), *known]), min(_LONGEST_BAR, max([Decimal(110), *known]))], "nice": False},
        "axis": {"tickCount": 6, "grid": False},
    }
    return {
        "width": _BARS_WIDTH,
        "height": {"step": 26},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 13, "clip": True},
                "encoding": {"y": y, "x": x, "color": {"field": "warna", "type": "nominal", "scale": None}},
            },
            {
                "data": {"values": [{"batas": Decimal(100)}]},
                "mark": {"type": "rule", "strokeDash": [4, 3], "color": "#3A434C"},
                "encoding": {"x": {"field": "batas", "type": "quantitative"}},
            },
            {
                # The numbers stand in one column at the right, clear of bars and line.
                "mark": {"type": "text", "align": "left", "fontSize": 11, "color": "#3A434C"},
                "encoding": {"y": y, "x": {"value": _BARS_WIDTH + 10}, "text": {"field": "label"}},
            },
        ],
        "config": _CONFIG,
    }


def _line(rows: list[Spec], series: str, color: str, dash: list[int], word: str, *, above: bool) -> list[Spec]:
    """A line with points, and one label with its name at its last known value, so that two labels do not meet."""
    only: Spec = {"filter": {"field": "seri", "equal": series}}
    known = [row for row in rows if row["seri"] == series and row["nilai"] is not None]
    shape = "diamond" if series == "Target" else "circle"
    layers: list[Spec] = [
        {
            "transform": [only],
            "mark": {
                "type": "line",
                "color": color,
                "strokeDash": dash,
                "strokeWidth": 2,
                "invalid": "break-paths-filter-domains",
            },
            "encoding": {"detail": {"field": "ruas", "type": "ordinal"}},
        },
        {
            "transform": [only],
            "mark": {"type": "point", "shape": shape, "size": 42, "filled": True, "color": color, "opacity": 1},
        },
    ]
    if known:
        last = known[-1]
        layers.append(
            {
                "data": {"values": [{**last, "label": f"{word} {_year(last, rows)}{last['label']}"}]},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "dx": 8,
                    "dy": -7 if above else 7,
                    "fontSize": 11,
                    "fontWeight": "bold",
                    "color": color,
                },
                # Beside the plot, so that no line runs through the words of a series that ends before the last year.
                "encoding": {"text": {"field": "label"}, "x": {"value": _LINE_WIDTH}},
            }
        )
    return layers


def _year(last: Spec, rows: list[Spec]) -> str:
    """The year of a last value that does not belong to the last year drawn."""
    end = max(row["tahun"] for row in rows if row["nilai"] is not None)
    return "" if last["tahun"] == end else f"{last['tahun']}: "


def _breaks(years: Sequence[int], breaks: Sequence[int], word: str) -> list[Spec]:
    """A fine rule half a step before each year in which the series begins anew, with its words above."""
    rows = [{"tahun": str(year)} for year in breaks if year in years[1:]]
    if not rows:
        return []
    half = -int(_LINE_WIDTH / (len(years) - 1 + 2 * Decimal("0.35")) / 2)
    x = {"field": "tahun", "type": "ordinal"}
    look = {"color": TARGET_GREY, "xOffset": half}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "strokeDash": [2, 3], **look},
            "encoding": {"x": x, "y": {"value": 0}, "y2": {"value": _LINE_HEIGHT}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 10, **look},
            "encoding": {"x": x, "y": {"value": 4}, "text": {"value": word}},
        },
    ]


def _title(title: str) -> Spec | None:
    if not title:
        return None
    return {"text": clean(title), "anchor": "start", "fontSize": 12, "color": "#3A434C", "limit": 520, "offset": 12}


def _number(value: Decimal | None, places: int | None) -> str:
    return "" if value is None else format_number(value, places=places)


def _shortened(label: str, limit: int = 46) -> str:
    label = clean(label)
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


# --- drawing ----------------------------------------------------------------------------------------------------------


def drawing(spec: Mapping[str, Any]) -> str:
    """The plain SVG for a PDF. The last ones are kept: PDF, DOCX and preview of one report draw the same charts."""
    return _drawn(json.dumps(_drawable(spec), ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    _register_fonts()
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=_LOCALE, show_warnings=False))


def width_mm(drawn: str, most: float) -> float:
    """How wide a drawing is printed: 11 pixels of its lettering become 9 points, at most the width given."""
    width = re.search(r'<svg[^>]* width="([0-9.]+)"', drawn)
    return min(most, float(width[1]) * 0.289) if width else most


def png(spec: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """The chart as PNG without background; `scale` 1 is 72 points an inch."""
    return bytes(vl_convert.svg_to_png(drawing(spec), scale=scale))


def svg(spec: Mapping[str, Any], *, alt: str = "", dark: bool = False) -> str:
    """The chart as SVG to stand inside a page under `style-src 'self'`: no style, no script, no id that could clash.

    It is one picture (role="img") with `alt` as its title; the parts inside are hidden from assistive technology.
    """
    return _on_page(drawing(spec), alt, dark)


@lru_cache(maxsize=256)
def _on_page(drawn: str, alt: str, dark: bool) -> str:  # noqa: FBT001 - called by svg alone
    """The same for a drawing; kept as the drawings are, for most charts of a report stay as they were."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    root = ET.fromstring(_recoloured(drawn) if dark else drawn)  # noqa: S314  # our own drawing
    prefix = "c" + hashlib.sha256(f"{alt}{dark}{drawn}".encode()).hexdigest()[:10]
    for element in root.iter():
        _tame(element, prefix)
    title = ET.Element(f"{_SVG}title", {"id": f"{prefix}-title"})
    title.text = clean(alt)
    root.insert(0, title)
    root.attrib |= {"role": "img", "aria-labelledby": f"{prefix}-title", "focusable": "false"}
    return ET.tostring(root, encoding="unicode")


def _tame(element: ET.Element, prefix: str) -> None:
    for child in [c for c in element if c.tag in {f"{_SVG}style", f"{_SVG}script"}]:
        element.remove(child)
    for name in [n for n in element.attrib if n.startswith(("on", "aria-")) or n in {"role", "class"}]:
        del element.attrib[name]
    for declaration in element.attrib.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon and re.fullmatch(r"[a-z-]+", name.strip()):
            element.set(name.strip(), value.strip())
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}-"))
        elif name.endswith("href") and value.startswith("#"):
            element.set(name, f"#{prefix}-{value[1:]}")


def _recoloured(drawn: str) -> str:
    for light, dark in _DARK.items():
        drawn = re.sub(re.escape(light), dark, drawn, flags=re.IGNORECASE)
    return drawn


def _drawable(value: Any) -> Any:
    """The specification with floats for Decimals (pixels are all that follows) and text that the fonts can draw."""
    match value:
        case Decimal():
            return float(value)
        case str():
            return spell_out(clean(value))
        case Mapping():
            return {key: _drawable(item) for key, item in value.items()}
        case list() | tuple():
            return [_drawable(item) for item in value]
    return value


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
