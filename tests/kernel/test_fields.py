"""Quantities come back digit by digit from every database, or are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.fields import QuantityField, refuse_unstorable
from sakip.organisasi.models import Unit
from tests import builders
from tests.builders import World, angka


@pytest.mark.parametrize(
    "text", ["1234567890123456", "0.1234567890123456", "1E+15", "0.00000000001", "123456.12345678912"]
)
def test_what_would_not_come_back_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        refuse_unstorable(Decimal(text))


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(value: Decimal) -> None:
    with pytest.raises(ValidationError):
        refuse_unstorable(value)


def test_a_float_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="never float"):
        QuantityField().to_python(0.1)


@pytest.mark.parametrize(
    "text", ["0", "0.321", "-3.25", "123456789012345", "12345678901234.5", "0.0000000001", "79.39", "100"]
)
def test_every_digit_comes_back(dunia: World, text: str) -> None:
    subject = builders.indikator(dunia.dinkes)
    row = builders.realisasi(subject, Periode.tahunan(2025), angka(text))
    stored = SeriesValue.related.get(pk=row.pk).angka
    assert (stored, format(stored, "f")) == (Decimal(text), format(Decimal(text), "f"))


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 10))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_fifteen_digits_come_back(dunia: World, digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    field = QuantityField()
    units = Unit.related.filter(pk=dunia.dinkes.pk)
    assert (
        units.annotate(back=Cast(Value(number, output_field=field), field)).values_list("back", flat=True)[0] == number
    )
