"""Properties that hold for all numbers, by Hypothesis."""

from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sakip.arithmetic.averages import mean_capaian
from sakip.arithmetic.capaian import Capaian, capaian
from sakip.arithmetic.exact import normalise_digits, plain, round_half_up, significant_digits
from sakip.arithmetic.notation import (
    Bertanya,
    Soal,
    Terbaca,
    format_date,
    format_nilai,
    format_nilai_entry,
    format_number,
    read_value,
)
from sakip.arithmetic.periods import KODE, Periode
from sakip.arithmetic.pita import pita
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas, perubahan
from sakip.arithmetic.policies import DataHilang, Kebijakan, RumusMenurun, TargetNol
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.triwulan import (
    Aturan,
    CaraIsi,
    Rangkaian,
    Tipologi,
    capaian_dua,
    value_to_date,
)
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, NilaiTidakSah, Tiada, angka, check_nilai

entered = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False).filter(
    lambda number: significant_digits(number) <= 15
)
positive = entered.map(abs).filter(bool)
tiada = st.builds(Tiada, st.sampled_from([Keadaan.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU]), st.just("alasan"))
percents = st.none() | st.decimals(min_value=100, max_value=1000, places=2, allow_nan=False)
policies = st.builds(
    Kebijakan,
    rumus_menurun=st.sampled_from(RumusMenurun),
    batas=percents,
    lantai=st.none() | st.decimals(min_value=0, max_value=50, places=2, allow_nan=False),
    target_nol=st.sampled_from(TargetNol),
    data_hilang=st.sampled_from(DataHilang),
)
polarities = st.sampled_from(Polaritas)


def ranges() -> st.SearchStrategy[Nilai]:
    return st.tuples(positive, positive).map(
        lambda pair: Nilai(JenisNilai.RENTANG, angka=min(pair), angka_atas=max(pair))
    )


def of(target: Isian, realisasi: Isian, polaritas: Polaritas, kebijakan: Kebijakan) -> Capaian:
    return capaian(target, realisasi, polaritas=polaritas, kebijakan=kebijakan)


@given(positive, entered, entered, policies)
def test_rising_is_monotone(target: Decimal, one: Decimal, other: Decimal, kebijakan: Kebijakan) -> None:
    low, high = sorted((one, other))
    worse, better = (of(angka(target), angka(r), Polaritas.MENINGKAT, kebijakan) for r in (low, high))
    assert worse.mentah is not None
    assert better.mentah is not None
    assert worse.mentah <= better.mentah


@given(entered.map(abs), positive, positive, policies)
def test_falling_is_monotone(target: Decimal, one: Decimal, other: Decimal, kebijakan: Kebijakan) -> None:
    low, high = sorted((one, other))
    better, worse = (of(angka(target), angka(r), Polaritas.MENURUN, kebijakan) for r in (low, high))
    assert better.mentah is not None
    assert worse.mentah is not None
    assert worse.mentah <= better.mentah


@given(ranges(), positive, positive)
def test_a_range_is_best_inside_and_falls_on_both_sides(target: Nilai, one: Decimal, other: Decimal) -> None:
    lower, upper = target.angka or Decimal(0), target.angka_atas or Decimal(0)
    near, far = sorted((one, other), key=lambda r: max(lower - r, r - upper, Decimal(0)))
    same_side = all((near - bound) * (far - bound) > 0 for bound in (lower, upper))
    assume(same_side or lower <= near <= upper)
    best, worse = (of(target, angka(r), Polaritas.RENTANG, Kebijakan()).mentah for r in (near, far))
    assert best is not None
    assert worse is not None
    assert worse <= best <= 100


@given(ranges(), positive)
def test_over_is_fine_never_loses(target: Nilai, realisasi: Decimal) -> None:
    strict, open_above = (
        capaian(target, angka(realisasi), polaritas=Polaritas.RENTANG, kebijakan=Kebijakan(), di_atas_rentang=above)
        for above in (DiAtasRentang.LEBIH_BURUK, DiAtasRentang.LEBIH_BAIK)
    )
    assert strict.mentah is not None
    assert open_above.mentah is not None
    assert strict.mentah <= open_above.mentah


@given(entered, entered, polarities, policies)
def test_used_value_lies_between_floor_and_cap(
    target: Decimal, realisasi: Decimal, polaritas: Polaritas, kebijakan: Kebijakan
) -> None:
    found = of(angka(target), angka(realisasi), polaritas, kebijakan)
    assert (found.mentah is None) == (found.alasan is not None)
    if found.dipakai is None:
        return
    assert kebijakan.batas is None or found.dipakai <= kebijakan.batas
    assert kebijakan.lantai is None or found.dipakai >= kebijakan.lantai
    inside = found.mentah == found.dipakai
    assert inside or found.dipakai in {kebijakan.batas, kebijakan.lantai}


@given(st.one_of(st.none(), tiada, entered.map(angka)), st.one_of(st.none(), tiada), polarities, policies)
def test_nothing_never_becomes_a_number(
    target: Isian, realisasi: Isian, polaritas: Polaritas, kebijakan: Kebijakan
) -> None:
    """Without a deadline that has passed, no policy may put a number where there is none."""
    for one, other in ((target, realisasi), (realisasi, target if not isinstance(target, Nilai) else None)):
        found = of(one, other, polaritas, kebijakan)
        assert (found.mentah, found.dipakai) == (None, None)
        assert found.alasan is not None


@given(tiada, polarities, policies)
def test_a_reasoned_nothing_is_never_counted_as_zero(reason: Tiada, polaritas: Polaritas, kebijakan: Kebijakan) -> None:
    due = date(2025, 4, 10)
    found = capaian(
        angka(5), reason, polaritas=polaritas, kebijakan=kebijakan, tenggat=due, posisi_data=due + timedelta(days=1)
    )
    assert found.dipakai is None


@given(positive, polarities)
def test_target_reached_exactly_is_100(target: Decimal, polaritas: Polaritas) -> None:
    for family in RumusMenurun:
        assert of(angka(target), angka(target), polaritas, Kebijakan(rumus_menurun=family)).mentah == 100


@given(entered, entered, polarities, policies)
def test_the_callers_decimal_context_changes_nothing(
    target: Decimal, realisasi: Decimal, polaritas: Polaritas, kebijakan: Kebijakan
) -> None:
    here = of(angka(target), angka(realisasi), polaritas, kebijakan)
    with localcontext() as narrow:
        narrow.prec = 3
        assert of(angka(target), angka(realisasi), polaritas, kebijakan) == here


@given(st.lists(st.none() | entered, min_size=1), st.lists(st.none(), max_size=5))
def test_missing_values_do_not_move_a_mean(values: list[Decimal | None], missing: list[None]) -> None:
    alone, among = mean_capaian(values), mean_capaian([*missing, *values])
    assert (alone.nilai, alone.dihitung) == (among.nilai, among.dihitung)
    known = [value for value in values if value is not None]
    if known:
        assert alone.nilai is not None
        assert min(known) <= round_half_up(alone.nilai, 3) <= max(known)


@given(entered)
def test_numbers_for_input_fields_read_back_as_themselves(value: Decimal) -> None:
    reading = read_value(format_nilai_entry(angka(value)), jenis=JenisNilai.ANGKA)
    assert reading == Terbaca(angka(plain(value)))


@given(entered, st.none() | st.integers(min_value=3, max_value=6))
def test_printed_numbers_read_back_or_are_asked_about(value: Decimal, places: int | None) -> None:
    reading = read_value(format_number(value, places=places))
    if isinstance(reading, Bertanya):
        assert reading.code is Soal.TITIK_AMBIGU
        assert value in reading.pilihan
    else:
        assert isinstance(reading, Terbaca)
        assert reading.nilai.angka == value


def printable_values() -> st.SearchStrategy[Nilai]:
    sakip = predicate_scale("sakip")
    kinds = [
        ranges(),
        st.builds(
            lambda step, number: Nilai(JenisNilai.PREDIKAT, kode=step.kode, angka=number),
            st.sampled_from(sakip.tingkat),
            st.none() | st.decimals(min_value=0, max_value=100, places=2, allow_nan=False).map(plain),
        ),
        st.sampled_from([Nilai(JenisNilai.YA_TIDAK, angka=Decimal(n)) for n in (0, 1)]),
        st.dates(min_value=date(1000, 1, 1)).map(lambda day: Nilai(JenisNilai.TANGGAL, tanggal=day)),
        positive.map(lambda number: Nilai(JenisNilai.DURASI, angka=plain(number))),
    ]
    return st.one_of(*kinds)


@given(printable_values())
def test_every_kind_reads_back_from_an_input_field(nilai: Nilai) -> None:
    reading = read_value(format_nilai_entry(nilai), jenis=nilai.jenis, skala=predicate_scale("sakip"))
    assert isinstance(reading, Terbaca)
    assert reading.nilai == nilai


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_read_back(day: date) -> None:
    assert read_value(format_date(day)) == Terbaca(Nilai(JenisNilai.TANGGAL, tanggal=day))


@given(st.text(max_size=300))
def test_reading_never_raises_and_never_invents(text: str) -> None:
    for jenis in (None, *JenisNilai):
        reading = read_value(text, jenis=jenis)
        if isinstance(reading, Terbaca):
            check_nilai(reading.nilai)
            assert jenis is None or reading.nilai.jenis is jenis
            assert any(character.isalnum() or character in "✓✔" for character in text)


@given(st.text(alphabet="0123456789.,- %Rp()/sd*", max_size=14))
def test_number_like_text_never_raises(text: str) -> None:
    for jenis in (None, JenisNilai.ANGKA, JenisNilai.RENTANG, JenisNilai.DURASI):
        read_value(text, jenis=jenis)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14))
def test_normalised_numbers_can_be_kept(value: Decimal) -> None:
    assume(not value or value.adjusted() >= -15)
    short, changed = normalise_digits(value)
    assert significant_digits(short) <= 15 or short != plain(short)
    assert changed == (short != value)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_only_finite_numbers_are_values(value: Decimal) -> None:
    if not value.is_finite():
        with pytest.raises(NilaiTidakSah):
            angka(value)


@given(st.sampled_from(KODE), st.sampled_from(KODE))
def test_periods_contain_what_they_span(one: str, other: str) -> None:
    a, b = Periode(2025, one), Periode(2025, other)
    days_inside = a.start <= b.start <= b.end <= a.end
    assert a.contains(b) == days_inside
    assert (a < b) == (b > a)
    assert Periode.parse(str(a)) == a
    if a.contains(b) and a != b:
        assert b < a or b.end < a.end


cells = st.one_of(st.none(), tiada, st.integers(min_value=0, max_value=100).map(angka))


@given(st.lists(cells, min_size=4, max_size=4), st.sampled_from(Tipologi), st.sampled_from(CaraIsi))
def test_a_year_is_made_of_what_was_filled_in(row: list[Isian], tipologi: Tipologi, cara_isi: CaraIsi) -> None:
    periods = Periode.tahunan(2025).triwulan()
    filled = [cell.angka for cell in row if isinstance(cell, Nilai) and cell.angka is not None]
    values = {p: cell for p, cell in zip(periods, row, strict=True) if cell is not None}
    found = value_to_date(values, periods[-1], tipologi=tipologi, cara_isi=cara_isi)
    if not filled:
        assert found.isian == row[-1]
        assert not isinstance(found.isian, Nilai)
        return
    assert isinstance(found.isian, Nilai)
    joined = cara_isi is CaraIsi.PERIODE
    expected = {
        Tipologi.AKUMULATIF: sum(filled) if joined else filled[-1],
        Tipologi.RATA_RATA: sum(filled) / len(filled) if joined else filled[-1],
    }.get(tipologi, filled[-1])
    assert found.isian.angka is not None
    assert round_half_up(found.isian.angka, 10) == round_half_up(Decimal(expected), 10)


@given(st.lists(cells, min_size=4, max_size=4), st.lists(cells, min_size=4, max_size=4), st.sampled_from(Tipologi))
def test_an_unfilled_quarter_is_not_a_zero(targets: list[Isian], reached: list[Isian], tipologi: Tipologi) -> None:
    """Leaving out the cells that hold no value changes no number: they add nothing and take nothing."""
    periods = Periode.tahunan(2025).triwulan()
    belum = [cell if not isinstance(cell, Tiada) else None for cell in reached]
    rules = Aturan(Polaritas.MENINGKAT, Kebijakan())
    full, bare = (
        Rangkaian(
            tipologi,
            CaraIsi.PERIODE,
            dict(zip(periods, targets, strict=True)),
            {p: cell for p, cell in zip(periods, row, strict=True) if keep_none or cell is not None},
            angka(100),
        )
        for row, keep_none in ((belum, True), (belum, False))
    )
    for periode in periods:
        assert capaian_dua(full, periode, rules) == capaian_dua(bare, periode, rules)
        if not any(isinstance(cell, Nilai) for cell in belum):
            assert capaian_dua(full, periode, rules).setahun.dipakai is None


@given(cells)
def test_words_for_nothing_are_words(isian: Isian) -> None:
    words = {"belum diisi", "belum tersedia", "tidak berlaku"}
    assert (format_nilai(isian) in words) == (not isinstance(isian, Nilai))


@given(st.lists(entered, min_size=3, max_size=8), st.integers(1, 5))
def test_a_band_has_its_middle_inside_and_moves_with_what_is_measured(reached: list[Decimal], ahead: int) -> None:
    years = {2000 + place: number for place, number in enumerate(reached)}
    found, moved = (
        pita({year: number + shift for year, number in years.items()}, max(years) + ahead) for shift in (0, 1000)
    )
    assert found is not None
    assert moved is not None
    assert found.bawah <= found.tengah <= found.atas
    if moved.bawah > 0 and (min(reached) < 0 or found.bawah > 0):  # else it is held at zero
        assert (moved.bawah, moved.atas) == (found.bawah + 1000, found.atas + 1000)


@given(entered, entered)
def test_what_is_better_by_one_polaritas_is_worse_by_the_other(before: Decimal, after: Decimal) -> None:
    up, down = (perubahan(before, after, each) for each in (Polaritas.MENINGKAT, Polaritas.MENURUN))
    assert up is not None
    assert down is not None
    assert up == -down
    assert perubahan(before, after, Polaritas.RENTANG) is None
