"""Charts: gaps stay gaps, and the SVG may stand in a page under a strict policy."""

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sakip.documents import charts

D = Decimal
YEARS = [2021, 2022, 2023]
SVG = "{http://www.w3.org/2000/svg}"
SPECS: dict[str, Any] = {
    "lines": charts.target_realisasi(
        YEARS, [D("72.1"), D(73), D(74)], [D("72.4"), None, D("73.85")], satuan="indeks", title="IPM"
    ),
    "bars": charts.capaian_bars(["Gini", "Gini", "AKIP"], [D("93.15"), None, D(0)], ["warning", "neutral", "bad"]),
}
every_chart = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError):
        charts.target_realisasi([2021], [D(1), D(2)], [D(1)], satuan="", title="")


@every_chart
@pytest.mark.parametrize("dark", [False, True])
def test_svg_obeys_the_strict_policy(spec: Any, *, dark: bool) -> None:
    drawn = charts.svg(spec, alt='Grafik <IPM> & "lain"', dark=dark)
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == 'Grafik <IPM> & "lain"'  # type: ignore[union-attr]
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    assert "http" not in drawn.replace("http://www.w3.org/", "")


def test_ids_of_two_charts_do_not_clash() -> None:
    found = [set(re.findall(r'\sid="([^"]+)"', charts.svg(spec, alt="x"))) for spec in SPECS.values()]
    assert all(found)
    assert len(set.union(*found)) == sum(map(len, found))


def test_a_style_attribute_becomes_presentation_attributes() -> None:
    element = ET.fromstring(
        '<g xmlns="http://www.w3.org/2000/svg" style="fill: red; x y: 1" onclick="a()"><style>a{}</style></g>'
    )
    charts._tame(element, "c")
    assert element.attrib == {"fill": "red"}
    assert list(element) == []


def test_missing_values_are_gaps_not_zeros() -> None:
    drawn = charts.drawing(SPECS["lines"])
    points = re.findall(r'aria-roledescription="point"', drawn)
    assert len(points) == 5  # six values, one of them missing
    assert "belum tersedia" in charts.drawing(SPECS["bars"])
    assert len(re.findall(r'aria-roledescription="bar"', charts.drawing(SPECS["bars"]))) == 2


def test_all_missing_still_draws() -> None:
    assert "<svg" in charts.drawing(charts.target_realisasi(YEARS, [None] * 3, [None] * 3, satuan="", title=""))
    assert "<svg" in charts.drawing(charts.capaian_bars(["a"], [None], ["neutral"]))


@pytest.mark.parametrize("years", [[2023], [2022, 2023]])
def test_the_band_to_expect_values_in_is_drawn_for_its_years_alone(years: list[int]) -> None:
    numbers = [D(70), D(71), None]
    spec = charts.target_realisasi(
        YEARS, numbers, numbers, satuan="", title="", band=[(year, D(60), D(80)) for year in [*years, 2031]]
    )
    assert [row["tahun"] for row in spec["layer"][0]["data"]["values"]] == [str(year) for year in years]
    assert charts.drawing(spec).count('opacity="0.18"') == 1


def test_indonesian_numbers_and_bundled_font() -> None:
    drawn = charts.drawing(SPECS["lines"])
    assert "Realisasi 73,85" in drawn
    assert set(re.findall(r'font-family="([^"]+)"', drawn)) == {"Liberation Sans"}
    assert re.search(r">7\d,\d<|>7\d<", drawn)


def test_a_drawing_is_in_the_words_of_its_reader() -> None:
    words = {"Target": "Goal", "Realisasi": "Actual", "deret terputus": "series broken"}
    numbers = [Decimal(1), Decimal(2), Decimal(3)]
    drawn = charts.drawing(
        charts.target_realisasi(
            YEARS, numbers, numbers, satuan="", title="", breaks=[YEARS[1]], words=lambda word: words[word]
        )
    )
    assert all(word in drawn for word in words.values())
    assert "Realisasi" not in re.sub(r'"[^"]*"', "", drawn)


def test_names_with_vega_or_markup_in_them_are_text() -> None:
    drawn = charts.drawing(charts.capaian_bars(["a|b' + 1 <b>", "datum.x"], [D(1), D(2)], ["good", "good"]))
    assert "a|b' + 1 &lt;b&gt;" in drawn.replace("&#39;", "'").replace("&apos;", "'")
    assert "datum.x" in drawn


@every_chart
def test_png(spec: Any) -> None:
    assert charts.png(spec).startswith(b"\x89PNG")


@pytest.mark.parametrize(("value", "dy"), [("72.8", 15), ("74.2", -13), ("70", 2)])
def test_a_published_figure_of_the_last_year_is_named_clear_of_the_lines(value: str, dy: int) -> None:
    spec = charts.target_realisasi(
        [2024, 2025],
        [D("72"), D("73")],
        [D("71"), D("74")],
        satuan="",
        title="",
        standards=[(2025, D(value), "Nasional")],
    )
    words = next(layer for layer in spec["layer"] if layer.get("encoding", {}).get("text") == {"field": "nama"})
    assert words["mark"]["dy"] == dy
    assert words["data"]["values"][0]["nama"].startswith("Nasional ")
