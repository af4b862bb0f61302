"""The self-check: a no says what to mend, a statement names its evidence, what is known stands beside each question."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan.actions import set_baseline, set_self_check
from sakip.perencanaan.models import PemeriksaanMandiri
from sakip.referensi.queries import aturan_pemeriksa, pertanyaan_mandiri
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import cast_of, person


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"smart": {"terukur": (False, " ")}}, "mandiri-tanpa-catatan", "catatan-terukur"),
        ({"asas": {"kecermatan": ("Diperiksa dua orang", "")}}, "asas-tanpa-bukti", "bukti-kecermatan"),
        ({"asas": {"kecermatan": ("", "Berita acara")}}, "asas-tanpa-pernyataan", "pernyataan-kecermatan"),
    ],
)
def test_what_is_refused(dunia: World, given: dict[str, Any], code: str, field: str) -> None:
    row = builders.indikator(dunia.dinkes)
    with pytest.raises(Refused) as no:
        set_self_check(row, **{"smart": {}, "asas": {}, **given}, seen=None, by=SYSTEM)
    assert (no.value.refusal.code, no.value.refusal.field) == (code, field)
    assert not PemeriksaanMandiri.related.exists()


def test_it_is_kept_once_and_two_people_are_told(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    first = set_self_check(row, smart={"spesifik": (True, "")}, asas={}, seen=None, by=SYSTEM)
    with pytest.raises(Stale):
        set_self_check(row, smart={}, asas={}, seen=None, by=SYSTEM)
    again = set_self_check(row, smart={"spesifik": (None, "")}, asas={}, seen=first.versi, by=SYSTEM)
    assert again.smart["spesifik"] == {"ya": None, "catatan": ""}


def test_the_questions_name_rules_that_exist() -> None:
    for each in pertanyaan_mandiri("kriteria"):
        assert set(each.aturan) <= aturan_pemeriksa().keys(), each.kode


def test_the_page_fills_in_what_is_known_and_keeps_what_was_typed(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, definisi="Rata-rata lama hidup sejak lahir")
    for tahun, number in ((2023, 70), (2024, "70.5")):
        builders.realisasi(row, Periode.tahunan(tahun), angka(number))
    set_baseline(row, periode=Periode.tahunan(2020), isian=angka("69.2"), sumber="BPS", seen=None, by=SYSTEM)
    address = reverse("perencanaan:pemeriksaan-mandiri", args=[row.pk])
    assert signed_in(cast_of(dunia)["orang asing"]).get(address).status_code == 404
    client = signed_in(person("Sari", dunia.dinkes, Role.PERENCANA))
    page = client.get(address)
    text = text_of(page)
    assert "Baseline 2020 69,2 Realisasi 2023 70 Realisasi 2024 70,5 Target 2025" in text
    for words in ("Rata-rata lama hidup sejak lahir", "Sumber dan penyedia datanya belum diisi", "Belum diperiksa"):
        assert words in text
    typed = inputs(page) | {"ya-terukur": "tidak", "pernyataan-keterbukaan": "Dimuat di laman", "bukti-keterbukaan": ""}
    refused = client.post(address, typed)
    assert refused.status_code == 409
    assert "Dimuat di laman" in refused.content.decode()
    done = typed | {"catatan-terukur": "Sumber data ditulis pada kartu", "bukti-keterbukaan": "laman dinas"}
    assert client.post(address, done).status_code == 302
    assert "Sumber data ditulis pada kartu" in client.get(address).content.decode()
    other = done | {"catatan-terukur": "Sumber lain"}
    assert client.post(address, other).status_code == 409, "sent from the page that knew of none"
