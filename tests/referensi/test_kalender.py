"""The yearly calendar: every row whole, dated as its source says, and honest about how sure it is."""

from __future__ import annotations

from datetime import date

import pytest

from sakip.kernel.access import GIVEN_ROLES
from sakip.organisasi.models import AsalAgenda
from sakip.referensi.queries import counted_by_the_system, jenis_instansi, kalender

ALL = {kind: kalender(kind, 2026, sesudah_triwulan=10) for kind in jenis_instansi()}


def dates(kind: str, tahun: int = 2026, sesudah_triwulan: int = 10) -> dict[str, date]:
    return {row.kunci: row.tenggat for row in kalender(kind, tahun, sesudah_triwulan=sesudah_triwulan)}


@pytest.mark.parametrize("kind", ALL)
def test_rows_are_whole_and_in_order(kind: str) -> None:
    rows = ALL[kind]
    assert rows == sorted(rows, key=lambda row: row.tenggat)
    assert len({row.kunci for row in rows}) == len(rows)
    for row in rows:
        assert row.peran in GIVEN_ROLES, row
        assert row.asal in set(AsalAgenda) - {AsalAgenda.SENDIRI}, row
        assert row.nama, row
        assert row.siapa, row
        assert row.dasar_hukum, row
        assert max(len(row.nama), len(row.siapa)) <= 200, row
        assert len(row.dasar_hukum) <= 300, row


@pytest.mark.parametrize(
    ("kind", "kunci", "tahun", "day"),
    [
        ("kabupaten", "lkj-perangkat-daerah", 2026, date(2027, 2, 28)),
        ("kabupaten", "lkj-perangkat-daerah", 2027, date(2028, 2, 29)),  # a leap year's last day
        ("kabupaten", "lkj-kabupaten-kota", 2026, date(2027, 3, 31)),
        ("provinsi", "lkj-provinsi", 2026, date(2027, 3, 31)),
        ("kementerian", "lkj-kl", 2026, date(2027, 2, 28)),
        ("kota", "perjanjian-kinerja", 2026, date(2026, 1, 31)),
        ("kota", "rkpd", 2026, date(2025, 6, 30)),
        ("kota", "pengukuran-tw4", 2026, date(2027, 1, 10)),
    ],
)
def test_dates_follow_the_performance_year(kind: str, kunci: str, tahun: int, day: date) -> None:
    assert dates(kind, tahun)[kunci] == day


def test_a_kind_of_instansi_has_its_own_obligations_only() -> None:
    assert "lkj-kl" not in dates("kabupaten")
    assert {"lkj-kabupaten-kota", "lkj-perangkat-daerah", "rkpd"}.isdisjoint(dates("kementerian"))


def test_quarters_are_due_as_many_days_later_as_is_asked() -> None:
    found = {kunci: day for kunci, day in dates("kota", sesudah_triwulan=15).items() if kunci.startswith("pengukuran")}
    assert found == {
        "pengukuran-tw1": date(2026, 4, 15),
        "pengukuran-tw2": date(2026, 7, 15),
        "pengukuran-tw3": date(2026, 10, 15),
        "pengukuran-tw4": date(2027, 1, 15),
    }
    names = [row.nama for row in ALL["kota"] if row.kunci == "pengukuran-tw2"]
    assert names == ["Pengukuran kinerja triwulan II"]


def test_what_no_regulation_dates_is_no_law() -> None:
    """Whoever adds a date of a regulation names the regulation and adds it here."""
    sure = {row.kunci for rows in ALL.values() for row in rows if row.asal == AsalAgenda.PERATURAN}
    assert sure == {"lkj-kl", "lkj-perangkat-daerah", "lkj-kabupaten-kota", "lkj-provinsi"}


@pytest.mark.parametrize(
    ("kunci", "counted"), [("pengukuran-tw1", True), ("pengukuran", True), ("lkj-kl", False), ("", False)]
)
def test_what_the_system_counts_itself(kunci: str, counted: bool) -> None:
    assert counted_by_the_system(kunci) is counted
