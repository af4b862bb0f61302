"""Long lists to choose from: which options a page prints, by which words they are found, what a label carries."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

from sakip.kernel import choosing
from sakip.kernel.access import Role
from sakip.kernel.choosing import NARROW, Label, fits, narrowed
from sakip.perencanaan.models import SimpulRencana
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft

CHOICES: list[tuple[str, Any]] = [
    ("", "Belum dipilih"),
    ("1", "1.02.03 Program kesehatan"),
    ("RPJMD", [("2", "Derajat kesehatan"), ("3", Label("Layanan dasar", note="Dinas Kesehatan", also="Dinkes"))]),
    ("4", "Jalan mantap"),
]


class PilihForm(forms.Form):
    """One list, as a page has it."""

    apa = forms.ChoiceField(label="Apa", choices=CHOICES)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages print two options of a list."""
    monkeypatch.setattr(choosing, "PRINTED", 2)


def printed(data: dict[str, str] | None = None) -> list[str]:
    part = narrowed(PilihForm(data)["apa"])
    assert part is not None
    return [key for key, _label, _group in choosing._flat(part.choices)]


def test_a_list_of_bearable_length_is_printed_whole() -> None:
    assert narrowed(PilihForm()["apa"]) is None


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (None, ["", "1", "2"]),
        ({"apa-kata": "KESEHATAN"}, ["", "1", "2"]),  # two of three that fit
        ({"apa-kata": "kesehatan derajat"}, ["", "2"]),  # in any order
        ({"apa-kata": "10203"}, ["", "1"]),
        ({"apa-kata": "rpjmd layanan"}, ["", "3"]),  # by its group
        ({"apa-kata": "dinkes"}, ["", "3"]),
        ({"apa-kata": "tidak ada"}, [""]),
        ({"apa-kata": "jalan", "apa": "3"}, ["", "3", "4"]),  # what is chosen stays
    ],
)
def test_of_a_long_one_what_fits(data: dict[str, str] | None, shown: list[str]) -> None:
    assert printed(data) == shown


@pytest.mark.usefixtures("few")
def test_what_is_not_printed_may_be_chosen_all_the_same() -> None:
    assert PilihForm({"apa": "4"}).is_valid()


def test_a_word_is_found_wherever_it_stands() -> None:
    assert fits("", "apa saja")
    assert fits("ibu 1.02", "1.02.02 Kematian ibu")
    assert not fits("ibu bayi", "1.02.02 Kematian ibu")


def drawn(markup: str, **context: Any) -> str:
    return " ".join(Template(CottonCompiler().process(markup)).render(Context(context)).split())


def test_an_option_carries_what_its_label_has_besides_its_name() -> None:
    shown = drawn('<c-field :field="form.apa" />', form=PilihForm())
    assert '<option value="3" data-note="Dinas Kesehatan" data-also="Dinkes">Layanan dasar</option>' in shown
    assert "persempit" not in shown
    plain = drawn('<c-select id="u" name="u" :choices="choices" chosen="7" />', choices=[("7", Label("<b>", note='"'))])
    assert '<option value="7" data-note="&quot;" selected>&lt;b&gt;</option>' in plain


@pytest.mark.usefixtures("few")
def test_a_long_list_comes_with_a_search_that_needs_no_script() -> None:
    shown = drawn('<c-field :field="form.apa" />', form=PilihForm({"apa-kata": "kesehatan"}))
    assert 'name="apa-kata" value="kesehatan"' in shown
    assert 'name="persempit" value="apa" formnovalidate' in shown
    assert "3 dari 5 pilihan cocok; 2 yang pertama tertulis." in shown
    assert 'data-choose-more="5"' in shown


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_to_narrow_a_list_saves_nothing_and_loses_nothing(dunia: World) -> None:
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    client: Client = signed_in(person("Agus Wibowo", dunia.kabupaten, Role.PERENCANA))
    typed = {"tingkat": "tujuan", "pernyataan": "Sehat", "pelaksana-kata": "disdik pendidikan", NARROW: "pelaksana"}
    answer = client.post(reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]), typed)
    assert answer.status_code == 200
    assert not SimpulRencana.related.exists()
    page = answer.content.decode()
    assert ">Sehat</textarea>" in page.replace("\r", "").replace(">\n", ">")
    assert "0 dari 4 pilihan cocok" in text_of(answer)
    typed["pelaksana-kata"] = "didik dinas"
    page = client.post(reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]), typed).content.decode()
    assert f'<option value="{dunia.disdik.pk}"' in page
    assert f'<option value="{dunia.dinkes.pk}"' not in page
    assert "sk-error" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_nor_does_it_say_what_is_still_missing(dunia: World) -> None:
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    client = signed_in(person("Agus Wibowo", dunia.kabupaten, Role.PERENCANA))
    answer = client.post(reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]), {NARROW: "pelaksana"})
    assert answer.status_code == 200
    assert b"sk-error" not in answer.content
