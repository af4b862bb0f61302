"""The choices in words: the data files say something of every code, and the packs are policies that hold."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import pytest

from sakip.arithmetic.policies import Kebijakan
from sakip.arithmetic.scales import scales
from sakip.organisasi.queries import BAWAAN, proposed
from sakip.perencanaan import pilihan
from sakip.perencanaan.pilihan import NUMBERS, compared, example, example_of, fact, facts, policy_of_pack, since
from sakip.referensi.queries import Paket, Pilihan, bagian_kebijakan, paket_aturan, pilihan_kebijakan

ROWS = pilihan_kebijakan()
FIELDS = Kebijakan.__dataclass_fields__
SAID = ("Peraturan", "Kelaziman", "Pilihan sistem")
named = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)


def test_every_field_of_the_arithmetic_is_a_choice_and_every_choice_a_field() -> None:
    assert set(ROWS) == set(FIELDS)
    assert {row.bagian for row in ROWS.values()} == set(bagian_kebijakan())


@named
def test_every_code_has_its_words_and_its_source(row: Pilihan) -> None:
    """A new member of an enum fails here until the data file says what it means."""
    default = getattr(Kebijakan, row.nama)
    assert row.judul
    assert row.kalimat.endswith((".", "?"))
    assert row.sumber.endswith(".")
    if isinstance(default, StrEnum):
        assert [each.kode for each in row.opsi] == [member.value for member in type(default)]
    if row.nama in NUMBERS:
        assert row.lazim
        assert all(each.sumber.startswith(SAID) for each in row.lazim)
    elif row.nama != "skala":
        assert row.opsi
        assert pilihan.code_of(row.nama, Kebijakan()) in {each.kode for each in row.opsi}
    for each in row.opsi:
        assert each.label
        assert each.kalimat.endswith(".")
        assert each.sumber.startswith(SAID), each


@named
def test_every_answer_is_a_policy_that_can_be_shown_at_work(row: Pilihan) -> None:
    codes = [each.kode for each in row.opsi] + (list(scales()) if row.nama == "skala" else [])
    shown = [example_of(row, kode) for kode in codes]
    assert all(shown) == (row.nama not in {"langkah_verifikasi", "versi_pk"})
    told_apart = {"urutan_lapis"}  # two of its orders give the same where all three values are there
    if shown and all(shown) and row.nama not in told_apart:
        assert len(set(shown)) == len(shown)


@pytest.mark.parametrize(
    ("nama", "kode", "sentence"),
    [
        ("rumus_menurun", "n1", "Target 10: realisasi 8 memberi 120%, realisasi 12 memberi 80%."),
        ("rumus_menurun", "n2", "Target 10: realisasi 8 memberi 125%, realisasi 12 memberi 83,33%."),
        ("target_nol", "tak_terdefinisi", "Target 0: realisasi 5 tidak terdefinisi, realisasi 0 tidak terdefinisi."),
        ("predikat", "peringkat", "Target A (80,50), realisasi BB (79,39): 83,33%."),
        ("rollup", "b", "Satu sasaran dengan capaian 80% dan 100%, satu lagi dengan 60%: capaian unit 80%."),
        ("bobot", "indikator", "Capaian 80% dengan bobot 75 dan 100% dengan bobot 25: capaian sasaran 85%."),
        ("data_hilang", "nol_lewat_tenggat", "Capaian 80% dan 100%, satu indikator tidak diisi: rata-rata 60%."),
        ("pembulatan", "1", "Target 3, realisasi 2: tercetak 66,7%."),
    ],
)
def test_worked_examples(nama: str, kode: str, sentence: str) -> None:
    assert example_of(ROWS[nama], kode) == sentence


def test_numbers_are_shown_at_work() -> None:
    capped = proposed(2026, {"batas": Decimal(120), "lantai": None, "hari_tenggat": 10})
    assert example("batas", capped) == "Target 2, realisasi 5: hasil hitung 250%, dipakai 120%."
    assert "hasil hitung -50%, dipakai -50%" in example("lantai", capped)
    assert example("hari_tenggat", capped) == "Realisasi triwulan I tahun 2026 terisi paling lambat 10 April 2026."
    assert [fact(ROWS[nama], capped).label for nama in NUMBERS] == ["120%", "tanpa batas bawah", "10 hari"]


@pytest.mark.parametrize("pack", paket_aturan().values(), ids=paket_aturan())
def test_a_pack_is_dated_sourced_and_holds(pack: Paket) -> None:
    assert pack.sumber
    assert pack.catatan.endswith(".")
    assert pack.berlaku_sampai is None or pack.berlaku_sampai > pack.berlaku_sejak
    assert set(pack.nilai) <= set(FIELDS)
    policy = policy_of_pack(pack)
    stated = {each.pilihan.nama: each.nilai for each in facts(policy) if each.pilihan.nama in pack.nilai}
    for nama, text in pack.nilai.items():
        assert policy.skala.kode == text if nama == "skala" else stated[nama] == text
    beside = [each.kiri.pilihan.nama for each in compared(BAWAAN, policy) if each.berbeda]
    assert set(beside) <= set(pack.nilai)


def test_there_are_packs_of_a_regulation_and_of_practice() -> None:
    packs = paket_aturan()
    assert len(packs) >= 5
    assert packs["bawaan"].nilai == {}
    assert any(pack.berlaku_sampai for pack in packs.values())
    boyolali = policy_of_pack(packs["boyolali-2026"]).aturan
    assert (boyolali.rumus_menurun, boyolali.batas, boyolali.target_nol) == ("n2", Decimal(150), "seratus")


def test_since_when_a_choice_has_been_what_it_is() -> None:
    later, middle, first = (
        proposed(2026, {"batas": Decimal(110), "bobot": "indikator"}),
        proposed(2024, {"batas": Decimal(120), "bobot": "indikator"}),
        proposed(2022, {"batas": Decimal(120)}),
    )
    held = [later, middle, first]
    assert [since(nama, held) for nama in ("batas", "bobot", "rollup")] == [2026, 2024, None]
    assert since("batas", held[1:]) == 2022
    assert since("batas", []) is None
