"""The whole card: the level an IKU must measure, who answers for it, and that nobody loses what he does not know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import KartuBaru, KartuLengkap, create_indikator, edit_indikator, set_card
from sakip.perencanaan.models import Indikator, KartuIndikator
from tests import builders
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import person


def card(row: Indikator, lengkap: KartuLengkap | None, *, tahun: int = 2020) -> KartuIndikator:
    seen = KartuIndikator.related.filter(indikator=row, mulai_tahun=tahun).values_list("versi", flat=True).first()
    new = KartuBaru(mulai_tahun=tahun, polaritas=Polaritas.MENINGKAT, satuan="Tahun", lengkap=lengkap)
    return set_card(row, kartu=new, seen=seen, by=SYSTEM)


@pytest.mark.parametrize(
    ("of", "hasil", "refused"),
    [
        ("kabupaten", "output", True),
        ("kabupaten", "outcome", False),
        ("kabupaten", "dampak", False),
        ("dinkes", "proses", True),
        ("dinkes", "output", False),
        ("dinkes", "", False),
    ],
)
def test_an_iku_measures_at_the_least_what_its_unit_must(dunia: World, of: str, hasil: str, *, refused: bool) -> None:
    unit: Unit = getattr(dunia, of)
    row = builders.indikator(unit)
    if not refused:
        assert card(row, KartuLengkap(hasil=hasil)).hasil == hasil
        return
    with pytest.raises(Refused, match=r"PermenPANRB 53/2014 Lampiran II huruf G") as no:
        card(row, KartuLengkap(hasil=hasil))
    assert no.value.refusal.field == "hasil"


def test_an_iku_that_measures_too_little_is_not_made(dunia: World) -> None:
    card = KartuBaru(mulai_tahun=2025, polaritas=Polaritas.MENINGKAT, lengkap=KartuLengkap(hasil="masukan"))
    new: dict[str, Any] = {"nama": "Jumlah Laptop", "jenis": JenisNilai.ANGKA, "kartu": card, "by": SYSTEM}
    with pytest.raises(Refused, match="Lampiran II huruf G"):
        create_indikator(dunia.dinkes, **new)
    assert create_indikator(dunia.dinkes, **new, iku=False).pk


def test_what_is_no_iku_may_measure_anything_but_does_not_become_one(dunia: World) -> None:
    row = edit_indikator(builders.indikator(dunia.dinkes), seen=1, iku=False, by=SYSTEM)
    card(row, KartuLengkap(hasil="proses"))
    with pytest.raises(Refused, match="lepaskan tanda IKU"):
        edit_indikator(row, seen=row.versi, iku=True, by=SYSTEM)


def test_who_answers_holds_an_open_position_of_the_same_instansi(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    stranger = builders.jabatan(dunia.lain, "Kepala Dinas Lain")
    with pytest.raises(Refused, match="milik instansi lain"):
        card(row, KartuLengkap(penanggung_jawab=stranger))
    own = builders.jabatan(dunia.dinkes, kepala=True)
    assert card(row, KartuLengkap(penanggung_jawab=own)).penanggung_jawab == own


def test_who_knows_only_the_figures_loses_nothing_of_the_manual(dunia: World) -> None:
    """As a table that is imported, or a workbook of an older version."""
    row = builders.indikator(dunia.dinkes)
    card(row, KartuLengkap(hasil="outcome", pembilang="Ibu selamat", frekuensi="tahunan"))
    assert card(row, None).pembilang == "Ibu selamat"
    assert card(row, None, tahun=2024).pembilang == "Ibu selamat"
    assert card(row, KartuLengkap(hasil="outcome"), tahun=2024).pembilang == ""
    assert KartuIndikator.related.get(indikator=row, mulai_tahun=2020).pembilang == "Ibu selamat"


def test_the_form_keeps_what_was_typed_and_the_page_shows_the_manual(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    post = builders.jabatan(dunia.dinkes, kepala=True, berlaku_mulai=date(2020, 1, 1))
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    address = reverse("perencanaan:kartu-ubah", args=[row.pk])
    typed: dict[str, object] = inputs(client.get(address)) | {
        "mulai_tahun": "2020",
        "hasil": "proses",
        "polaritas": "meningkat",
        "tipologi": "tahunan",
        "cara_isi": "periode",
        "pembilang": "Ibu bersalin yang selamat",
        "penyebut": "Seluruh ibu bersalin",
        "penanggung_jawab": str(post.pk),
        "kategori_sumber": ["renstra", "statistik"],
        "keterbatasan": "Belum mencakup klinik swasta",
        "frekuensi": "triwulanan",
    }
    for tahun in ("2020", "2031"):  # a card that is there, and one that would be new
        refused = client.post(address, {**typed, "mulai_tahun": tahun})
        assert refused.status_code == 409
        assert "Belum mencakup klinik swasta" in text_of(refused)
    assert client.post(address, {**typed, "hasil": "outcome"}).status_code == 302
    page = text_of(client.get(reverse("perencanaan:indikator", args=[row.pk])))
    for words in ("Ibu bersalin yang selamat", "Kepala Dinas Kesehatan", "Renstra; Data statistik", "Triwulanan"):
        assert words in page
