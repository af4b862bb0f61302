"""NIP: eighteen digits, each of them judged; the sentence names the digits at fault and the rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakip.arithmetic.notation import format_nip
from sakip.organisasi.rules.nip import read_nip, unsound, without_spaces

HARI_INI = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("nip", "sentence"),
    [
        ("", "memuat tanda selain angka"),
        ("19800101200501100", "terdiri atas 17 angka, seharusnya 18. Periksa angka yang terlewat"),
        ("1980010120050110011", "terdiri atas 19 angka, seharusnya 18. Periksa angka yang berlebih"),
        ("1980O101 200501 1 001", "memuat tanda selain angka"),
        ("١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "memuat tanda selain angka"),
        ("19800230 200501 1 001", "Angka 1-8 NIP, “19800230”, bukan tanggal lahir"),
        ("19801301 200501 1 001", "Angka 1-8 NIP, “19801301”, bukan tanggal lahir"),
        ("00000101 200501 1 001", "Angka 1-8 NIP, “00000101”, bukan tanggal lahir"),
        ("19230101 200501 1 001", "menyatakan lahir 1 Januari 1923; pegawai berumur 15 sampai dengan 100 tahun"),
        ("20110702 202601 1 001", "menyatakan lahir 2 Juli 2011"),
        ("20300101 202601 1 001", "menyatakan lahir 1 Januari 2030"),
        ("19800101 200500 1 001", "Angka 13-14 NIP, “00”, bukan bulan pengangkatan; isinya 01 sampai dengan 12."),
        ("19800101 200513 1 001", "Angka 13-14 NIP, “13”"),
        ("19800101 200521 1 001", "Angka 13-14 NIP, “21”"),
        ("19800101 199401 1 001", "Angka 9-12 NIP, “1994”, bukan tahun pengangkatan"),
        ("19800101 202801 1 001", "isinya 1995 sampai dengan 2027"),
        ("19800101 200501 0 001", "Angka ke-15 NIP, “0”"),
        ("19800101 200501 3 001", "1 untuk laki-laki atau 2 untuk perempuan"),
    ],
)
def test_what_cannot_be_is_refused_by_its_digits(nip: str, sentence: str) -> None:
    refusal = unsound(nip, on=HARI_INI)
    assert refusal is not None
    assert sentence in refusal.sentence
    assert refusal.field == "nip"


@pytest.mark.parametrize(
    ("nip", "pppk"),
    [
        ("198001012005011001", False),
        (" 19800101 200501 1 001 ", False),
        ("20000229 202212 2 001", False),
        ("20110701 202607 1 001", False),
        ("19800101 202301 1 001", True),
        ("19800101 202321 1 001", True),
    ],
    ids=["digits", "spaces", "leap day", "fifteen today", "PPPK with a month", "PPPK with its number"],
)
def test_what_can_be_is_accepted(nip: str, pppk: bool) -> None:
    assert unsound(nip, on=HARI_INI, pppk=pppk) is None


def test_a_nip_says_birth_appointment_and_gender() -> None:
    found = read_nip("198001022005012003")
    assert found is not None
    assert (found.lahir, found.tahun, found.bulan, found.perempuan) == (date(1980, 1, 2), 2005, 1, True)
    assert format_nip(found.angka) == "19800102 200501 2 003"
    of_pppk = read_nip("198001022023211003")
    assert of_pppk is not None
    assert (of_pppk.tahun, of_pppk.bulan) == (2023, None)
    assert read_nip("") is None
    assert format_nip("12345") == "12345"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    born=st.dates(date(1930, 1, 1), date(2005, 12, 31)),
    age=st.integers(15, 21),
    month=st.integers(1, 12),
    gender=st.sampled_from("12"),
    order=st.integers(0, 999),
)
def test_every_sound_nip_is_read_back_as_it_was_made(born: date, age: int, month: int, gender: str, order: int) -> None:
    nip = f"{born:%Y%m%d}{born.year + age}{month:02d}{gender}{order:03d}"
    assert unsound(format_nip(nip), on=HARI_INI) is None
    found = read_nip(without_spaces(format_nip(nip)))
    assert found is not None
    assert (found.lahir, found.tahun, found.bulan, found.perempuan) == (born, born.year + age, month, gender == "2")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=24))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    refusal = unsound(text, on=HARI_INI)
    assert refusal is None or refusal.sentence
