"""The value of a correction is read by the form that its property has."""

from __future__ import annotations

import pytest

from pipeline.decide.correct import Value, corrected
from pipeline.errors import DecisionError


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("launched", "2013-02-18", Value("2013-02-18", "2013-02-18", "2013-02-18")),
        ("mandate_end", "2024", Value("2024", "2024-01-01", "2024-12-31")),
        ("staff", "1100", Value("1100", "1100", "1100")),
        ("contingent", "100/200", Value("100/200", "100", "200")),
        ("host_country", "XKX", Value("XKX")),
        ("type", "civilian-military", Value("civilian-military")),
        ("mandate_duration", "P2Y", Value("P2Y")),
        ("name", "EUTM Mali", Value("EUTM Mali")),
    ],
)
def test_a_value_of_its_form_is_taken_with_its_bounds(name: str, written: str, value: Value) -> None:
    assert corrected(name, written) == value


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("launched", "18 February 2013", "a date in EDTF"),
        ("launched", "2013-02-30", "a date in EDTF"),
        ("mandate_end", "9999-12-31", "a year from 1800 to 2099"),
        ("staff", "some", "a number"),
        ("staff", "200/100", "a number"),
        ("host_country", "Mali", "ISO 3166-1"),
        ("host_country", "XXX", "ISO 3166-1"),
        ("type", "naval", "one of civilian"),
        ("mandate_duration", "two years", "ISO 8601"),
        ("name", " ", "a text"),
    ],
)
def test_any_other_is_refused_with_what_is_expected(name: str, written: str, expected: str) -> None:
    with pytest.raises(DecisionError, match=expected):
        corrected(name, written)
