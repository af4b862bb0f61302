"""The glossary and the code say the same words: each noun of the law has its meaning and its source written down."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from sakip.referensi.queries import kerangka

ROOT = Path(__file__).resolve().parents[2]
ENGLISH_GROUND = {"kernel", "demo"}
SOURCE = re.compile(r"of this system|\b(?:UU|PP|Perpres|Permendagri|Inmendagri|Kepmendagri|PermenPANRB?|PMK|SE)\b")


@dataclass(frozen=True)
class Row:
    term: str
    meaning: str
    source: str
    in_code: str

    def names(self, kind: str) -> list[str]:
        """What the last column names: with no kind the classes, else codes of that kind."""
        return re.findall(rf"{kind} `([^`]+)`" if kind else r"(?:^|, )`([A-Z]\w*)`", self.in_code)


def rows() -> list[Row]:
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [Row(*each) for each in cells if each[0] not in {"term", "---"}]


def all_names(kind: str = "") -> set[str]:
    return {name for row in rows() for name in row.names(kind)}


def components() -> list[str]:
    labels = [config.name.rpartition(".")[2] for config in apps.get_app_configs() if config.name.startswith("sakip.")]
    return [label for label in labels if label not in ENGLISH_GROUND]


def classes_of_sakip() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "sakip").rglob("*.py"))
    return {name for text in texts for name in re.findall(r"^ *class (\w+)[(:]", text, flags=re.MULTILINE)}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.term)
def test_each_term_has_its_meaning_and_source(row: Row) -> None:
    assert row.meaning
    assert SOURCE.search(row.source), row.source


def test_no_term_stands_twice() -> None:
    terms = [row.term.lower() for row in rows()]
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("component", components())
def test_every_model_has_its_row(component: str) -> None:
    declared: set[type[models.Model]] = set(apps.get_app_config(component).get_models())
    abstract = {base for model in declared for base in model.__mro__ if base.__module__ == model.__module__}
    names = {each.__name__ for each in declared | abstract if issubclass(each, models.Model)}
    assert names - all_names() == set()


def test_every_level_of_a_kerangka_has_its_row() -> None:
    assert {level.kode for each in kerangka().values() for level in each.tingkat} == all_names("tingkat")
    assert set(kerangka()) == all_names("kerangka")


def test_the_glossary_names_only_classes_that_exist() -> None:
    assert all_names() - classes_of_sakip() == set()
