"""The policy of an instansi: what is refused, what its change tells, how it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sakip.arithmetic.policies import Bobot, VersiPK
from sakip.kernel.access import SYSTEM
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi.actions import set_policy
from sakip.organisasi.models import Kebijakan
from sakip.organisasi.queries import kebijakan, years_changed
from sakip.pelaporan.actions import freeze_laporan
from tests import builders
from tests.builders import World

TODAY = date(2026, 11, 25)
OWN = [
    {"label": "Hijau", "mulai": "90", "eksklusif": True, "warna": "baik"},
    {"label": "Kuning", "mulai": "70", "eksklusif": False, "warna": "cukup"},
    {"label": "Merah", "mulai": "", "eksklusif": False, "warna": "sangat-kurang"},
]


def put(world: World, *, tahun: int = 2026, seen: int | None = None, **choices: Any) -> Kebijakan:
    return set_policy(world.kabupaten, mulai_tahun=tahun, seen=seen, by=SYSTEM, on=TODAY, **choices)


@pytest.mark.parametrize(
    ("choices", "sentence", "field"),
    [
        ({"rollup": "acak"}, "tidak dapat dipakai", ""),
        ({"batas": Decimal(90), "lantai": Decimal(95)}, "batas bawah capaian lebih besar", "lantai"),
        ({"lantai": Decimal(-1)}, "kurang dari nol", "lantai"),
        ({"pembulatan": 5}, "0 sampai 4", "pembulatan"),
        ({"langkah_verifikasi": 3}, "satu atau dua", "langkah_verifikasi"),
        ({"hari_tenggat": 400}, "0 sampai 366 hari", "hari_tenggat"),
        ({"skala": "tidak-ada"}, "skala “tidak-ada” tidak ada", "skala"),
        ({"skala": "sendiri"}, "paling sedikit dua kelas", "skala"),
        ({"skala": "sendiri", "skala_sendiri": [*OWN, OWN[0]]}, "kelas ke-3: batas bawahnya belum diisi", "skala"),
        (
            {"skala": "sendiri", "skala_sendiri": [{**OWN[0], "mulai": "banyak"}, OWN[2]]},
            "batas kelas bukan angka",
            "skala",
        ),
        ({"urutan_lapis": "klaim,karangan"}, "lapis “klaim,karangan” tidak ada", "urutan_lapis"),
    ],
)
def test_what_the_arithmetic_does_not_know_is_refused_in_words(
    dunia: World, choices: dict[str, Any], sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as no:
        put(dunia, **choices)
    assert no.value.refusal.field == field
    assert not Kebijakan.related.exists()


def test_only_choices_are_taken(dunia: World) -> None:
    with pytest.raises(TypeError):
        put(dunia, unit=dunia.lain)


def test_a_scale_of_ones_own_holds_with_its_decree(dunia: World) -> None:
    put(dunia, skala="sendiri", skala_sendiri=OWN, dasar_hukum="Keputusan Bupati 100/2026", pembulatan=1)
    found = kebijakan(dunia.dinkes, 2027, seen_by=SYSTEM)
    assert [kelas.label for kelas in found.skala.kelas] == ["Hijau", "Kuning", "Merah"]
    assert (found.skala.sumber, found.skala.berlaku_sejak) == ("Keputusan Bupati 100/2026", date(2026, 1, 1))
    assert (found.sejak, found.aturan.pembulatan, found.dasar_hukum) == (2026, 1, "Keputusan Bupati 100/2026")
    assert kebijakan(dunia.dinkes, 2025, seen_by=SYSTEM).skala.kode == "permendagri-54-2010"


def test_the_new_choices_are_stored_and_read(dunia: World) -> None:
    put(dunia, bobot="indikator", langkah_verifikasi=2, versi_pk="pertama", hari_tenggat=10)
    aturan = kebijakan(dunia.kabupaten, 2026, seen_by=SYSTEM).aturan
    assert (aturan.bobot, aturan.versi_pk) == (Bobot.INDIKATOR, VersiPK.PERTAMA)
    assert (aturan.langkah_verifikasi, aturan.hari_tenggat) == (2, 10)


def test_a_year_that_is_over_is_changed_with_a_reason_only(dunia: World) -> None:
    with pytest.raises(Refused, match="mengubah angka tahun 2024 sampai 2025") as no:
        put(dunia, tahun=2024, batas=Decimal(120))
    assert no.value.refusal.field == "alasan"
    put(dunia, tahun=2024, batas=Decimal(120), alasan="Temuan reviu Inspektorat")
    assert HistoryEntry.base.order_by("-id")[0].reason == "Temuan reviu Inspektorat"


def test_the_next_policy_ends_what_a_change_reaches(dunia: World) -> None:
    put(dunia, tahun=2025, alasan="Pedoman baru")
    assert years_changed(dunia.kabupaten, 2023, on=TODAY, seen_by=SYSTEM) == (2023, 2024)
    assert years_changed(dunia.kabupaten, 2026, on=TODAY, seen_by=SYSTEM) == ()


def test_a_reported_year_needs_a_reason_before_it_is_over(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    freeze_laporan(dunia.dinkes, tahun=2026, by=SYSTEM)
    with pytest.raises(Refused, match="mengubah angka tahun 2026"):
        put(dunia)
    assert years_changed(dunia.lain, 2026, on=TODAY, seen_by=SYSTEM) == ()


def test_of_two_who_set_the_same_year_the_second_is_told(dunia: World) -> None:
    put(dunia, batas=Decimal(120))
    with pytest.raises(Stale):
        put(dunia, batas=Decimal(110))
    now = put(dunia, seen=1, batas=Decimal(110))
    assert (now.versi, now.batas) == (2, Decimal(110))
