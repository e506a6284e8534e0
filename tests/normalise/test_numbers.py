"""Numbers in digits and in words, and counts with their bounds and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbers import Count, number, read_count

NUMBERS = ("0", "12", "200", "1,200", "1.2", "²", "٢", "99999999999999999999", "two", "hundred", "dozen")
PIECES = (*NUMBERS, "a", "up", "to", "about", "c.", "-", "–", "(", "%", " ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("2,364", 2364),
        ("2.364", 2364),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        ("1 200", 1200),
        ("1,234,567", 1234567),
        ("twelve", 12),
        ("seventy-five", 75),
        ("two hundred", 200),
        ("four thousand", 4000),
        ("a hundred", 100),
        ("hundred", 100),
        ("a dozen", 12),
        ("one hundred and fifty", 150),
        ("3.7 thousand", 3700),
        ("12 thousand", 12000),
    ],
)
def test_a_number_is_read_in_digits_or_words(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "many", "2.5", "12 34", "the", "-"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("100 staff", "100", "100"),
        ("exactly 100 staff", "100", "100"),
        ("a total of 100 staff", "100", "100"),
        ("up to 100 staff", None, "100"),
        ("less than 100 staff", None, "100"),
        ("at most 100 staff", None, "100"),
        ("a maximum of 100 staff", None, "100"),
        ("more than 100 staff", "100", None),
        ("over 100 staff", "100", None),
        ("at least 100 staff", "100", None),
        ("about 100 staff", None, None),
        ("some 100 staff", None, None),
        ("almost 100 staff", None, None),
        ("approx. 100 staff", None, None),
        ("c. 100 staff", None, None),
        ("max. 100 staff", None, "100"),
        ("100 or so staff", None, None),
        ("100-odd staff", None, None),
        ("100-plus staff", "100", None),
        ("100+ staff", "100", None),
    ],
)
def test_the_qualifier_shows_in_the_bounds(text: str, lower: str | None, upper: str | None) -> None:
    assert read_count("count", text) == Count("100", lower, upper, "staff")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("100 police officers", "officer"),
        ("100 troops", "troops"),
        ("100 women and men", "person"),
        ("100 monitors", "monitor"),
        ("100 international personnel", "personnel"),
        ("100 unarmed observers", "observer"),
        ("100", None),
    ],
)
def test_the_unit_is_what_is_counted_in_the_singular(text: str, unit: str | None) -> None:
    assert read_count("count", text) == Count("100", "100", "100", unit)


def test_words_are_converted() -> None:
    assert read_count("count", "some seventy police officers") == Count("70", None, None, "officer")


@pytest.mark.parametrize("text", ["100 to 150 officers", "between 100 and 150 officers", "100-150 officers"])
def test_a_range_is_both_its_ends(text: str) -> None:
    assert read_count("range", text) == Count("100/150", "100", "150", "officer")


def test_a_range_may_be_in_words() -> None:
    assert read_count("range", "twenty to thirty officers") == Count("20/30", "20", "30", "officer")


def test_thousands_of_a_range_hold_for_both_ends() -> None:
    assert read_count("range", "25-35,000 troops") == Count("25000/35000", "25000", "35000", "troops")


def test_a_range_that_falls_is_not_read() -> None:
    assert read_count("range", "150 to 100 officers") is None


def test_a_count_without_number_is_not_read() -> None:
    assert read_count("count", "many officers") is None


@given(
    st.sampled_from(["count", "range", "count-of-employed"]),
    st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
)
def test_whatever_is_called_a_count_is_read_or_left_unread(reading: str, text: str) -> None:
    found = read_count(reading, text)

    assert found is None or found.value.replace("/", "").isdecimal()
