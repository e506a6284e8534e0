"""Dates are read as precisely as they are written and no more; durations as ISO 8601."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.dates import Edtf, read_date, read_duration, read_relative, year_of

READINGS = ("point", "numeric", "approximate", "season", "quarter", "half", "decade", "interval", "day")
NUMBERS = (
    "0",
    "6",
    "18",
    "31",
    "2012",
    "9999",
    "99999999999",
    "²",
    "٢",
    "1990s",
    "0s",
    "two",
    "first",
    "fifth",
)
WORDS = (
    "May",
    "to",
    "of",
    "the",
    "quarter",
    "spring",
    "Q2",
    "Q9",
    "early",
    "end",
    "months",
    "or",
    "c.",
    "last",
)
PIECES = (*NUMBERS, *WORDS, *" -–/.,")

anything = st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
spaced = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)


def day(text: str) -> date:
    return date.fromisoformat(text)


WRITTEN = [
    ("point", "18 February 2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("point", "December 2014", "2014-12", "2014-12-01", "2014-12-31"),
    ("point", "2008", "2008", "2008-01-01", "2008-12-31"),
    ("approximate", "early 2019", "2019~", "2019-01-01", "2019-04-30"),
    ("approximate", "mid-2019", "2019~", "2019-05-01", "2019-08-31"),
    ("approximate", "late 2019", "2019~", "2019-09-01", "2019-12-31"),
    ("approximate", "end of 2019", "2019~", "2019-10-01", "2019-12-31"),
    ("approximate", "about 2019", "2019~", "2019-01-01", "2019-12-31"),
    ("season", "spring 2022", "2022-21", "2022-03-01", "2022-05-31"),
    ("season", "summer 2022", "2022-22", "2022-06-01", "2022-08-31"),
    ("season", "autumn 2022", "2022-23", "2022-09-01", "2022-11-30"),
    ("season", "winter 2022", "2022-24", "2022-12-01", "2023-02-28"),
    ("quarter", "Q2 2020", "2020-34", "2020-04-01", "2020-06-30"),
    ("decade", "1990s", "199X", "1990-01-01", "1999-12-31"),
    ("interval", "2018 to 2020", "2018/2020", "2018-01-01", "2020-12-31"),
    ("interval", "2018/19", "2018/2019", "2018-01-01", "2019-12-31"),
    ("interval", "15–18 May 2024", "2024-05-15/2024-05-18", "2024-05-15", "2024-05-18"),
]
"""The table of the contract, row by row: reading, text, EDTF, first day, last day."""

OTHERWISE_WRITTEN = [
    ("point", "18th of February, 2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("point", "February 18, 2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("point", "18 FEBRUARY 2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("point", "Feb. 2013", "2013-02", "2013-02-01", "2013-02-28"),
    ("numeric", "18/02/2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("numeric", "05/04/2013", "2013-04-05", "2013-04-05", "2013-04-05"),
    ("numeric", "18.02.2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("numeric", "2013-02-18", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("point", "29 February 2012", "2012-02-29", "2012-02-29", "2012-02-29"),
    ("point", "February 2012", "2012-02", "2012-02-01", "2012-02-29"),
    ("quarter", "second quarter of 2020", "2020-34", "2020-04-01", "2020-06-30"),
    ("season", "winter of 2023", "2023-24", "2023-12-01", "2024-02-29"),
    ("approximate", "mid-1990s", "199X~", None, None),
    ("interval", "1995–96", "1995/1996", "1995-01-01", "1996-12-31"),
    ("interval", "16 April to 15 July 2018", "2018-04-16/2018-07-15", "2018-04-16", "2018-07-15"),
    ("interval", "1 July 2018 to 30 June 2020", "2018-07-01/2020-06-30", "2018-07-01", "2020-06-30"),
    ("interval", "March to June 2019", "2019-03/2019-06", "2019-03-01", "2019-06-30"),
    ("numeric", "15. 10. 2021", "2021-10-15", "2021-10-15", "2021-10-15"),
    ("numeric", "10/25/2021", "2021-10-25", "2021-10-25", "2021-10-25"),
    ("numeric", "15/10/21", "2021-10-15", "2021-10-15", "2021-10-15"),
    ("numeric", "05.04.98", "1998-04-05", "1998-04-05", "1998-04-05"),
    ("numeric", "10/2021", "2021-10", "2021-10-01", "2021-10-31"),
    ("point", "15-Oct-21", "2021-10-15", "2021-10-15", "2021-10-15"),
    ("half", "first half of 2019", "2019-40", "2019-01-01", "2019-06-30"),
    ("half", "latter half of 2019", "2019-41", "2019-07-01", "2019-12-31"),
    ("half", "first half of May 2019", "2019-05~", "2019-05-01", "2019-05-15"),
    ("approximate", "mid‑2013", "2013~", "2013-05-01", "2013-08-31"),
    ("approximate", "ca. 2013", "2013~", "2013-01-01", "2013-12-31"),
    ("approximate", "around 15 May 2013", "2013-05-15~", "2013-05-15", "2013-05-15"),
    ("approximate", "mid to late 2013", "2013~", "2013-05-01", "2013-12-31"),
    ("approximate", "last months of 2013", "2013~", "2013-09-01", "2013-12-31"),
    ("approximate", "end-June 2013", "2013-06~", "2013-06-21", "2013-06-30"),
    ("season", "late spring 2022", "2022-21", None, "2022-05-31"),
    ("season", "winter of 2022/23", "2022-24", "2022-12-01", "2023-02-28"),
    ("season", "summer/autumn 2008", "2008-22/2008-23", "2008-06-01", "2008-11-30"),
    ("decade", "1990’s", "199X", "1990-01-01", "1999-12-31"),
    ("interval", "2021-10", "2021-10", "2021-10-01", "2021-10-31"),
    ("interval", "2003 to June 2008", "2003/2008-06", "2003-01-01", "2008-06-30"),
    ("interval", "mid-2018 to early 2020", "2018~/2020~", "2018-05-01", "2020-04-30"),
    ("interval", "01/07/2018-30/06/2020", "2018-07-01/2020-06-30", "2018-07-01", "2020-06-30"),
    ("interval", "2018-07-01/2020-06-30", "2018-07-01/2020-06-30", "2018-07-01", "2020-06-30"),
    ("interval", "May 15–June 3, 2010", "2010-05-15/2010-06-03", "2010-05-15", "2010-06-03"),
    ("interval", "15 and 18 May 2024", "2024-05-15/2024-05-18", "2024-05-15", "2024-05-18"),
    ("interval", "November 2008-January 2009", "2008-11/2009-01", "2008-11-01", "2009-01-31"),
]


@pytest.mark.parametrize(("reading", "text", "value", "first", "last"), WRITTEN, ids=lambda each: str(each))
def test_a_date_is_read_as_the_contract_says(
    reading: str, text: str, value: str, first: str, last: str
) -> None:
    assert read_date(reading, text) == Edtf(value, day(first), day(last))


@pytest.mark.parametrize(("reading", "text", "value", "first", "last"), OTHERWISE_WRITTEN)
def test_the_same_date_may_be_written_otherwise(
    reading: str, text: str, value: str, first: str | None, last: str | None
) -> None:
    found = read_date(reading, text)

    assert found is not None
    assert found.value == value
    assert first is None or found.lower == day(first)
    assert last is None or found.upper == day(last)


@pytest.mark.parametrize("value", sorted({row[2] for row in (*WRITTEN, *OTHERWISE_WRITTEN)}))
def test_values_are_edtf(value: str) -> None:
    assert edtf.parse_edtf(value)


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        ("point", "31 February 2012"),
        ("point", "30 February"),
        ("point", "29 February 2013"),
        ("point", "31 April 2013"),
        ("numeric", "31/04/2013"),
        ("numeric", "2013-02-30"),
        ("interval", "20–15 May 2024"),
        ("interval", "2020 to 2018"),
    ],
)
def test_a_day_that_no_calendar_has_is_not_read(reading: str, text: str) -> None:
    assert read_date(reading, text) is None


@pytest.mark.parametrize(("text", "value"), [("12 August", "XXXX-08-12"), ("July", "XXXX-07")])
def test_a_missing_year_stays_missing(text: str, value: str) -> None:
    assert read_date("point", text) == Edtf(value, None, None)


def test_a_given_year_completes_a_date() -> None:
    assert read_date("point", "12 August", 2008) == Edtf("2008-08-12", day("2008-08-12"), day("2008-08-12"))


def test_a_given_year_changes_no_full_date() -> None:
    assert read_date("point", "12 August 2010", 2008) == read_date("point", "12 August 2010")


def test_a_given_year_without_that_day_is_not_read() -> None:
    assert read_date("point", "29 February", 2013) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two-year", "P2Y"),
        ("six months", "P6M"),
        ("six to nine months", "P6M/P9M"),
        ("12 months", "P12M"),
        ("one year", "P1Y"),
        ("three weeks", "P3W"),
        ("72-day", "P72D"),
        ("twenty-four months", "P24M"),
        ("four (4) months", "P4M"),
        ("12 more months", "P12M"),
        ("six-to-nine months", "P6M/P9M"),
        ("a year and a half", "P18M"),
        ("two and a half years", "P30M"),
        ("three-and-a-half-year", "P42M"),
        ("1.5 years", "P18M"),
        ("half a year", "P6M"),
        ("two and a half months", "P2.5M"),
        ("two decades", "P20Y"),
        ("45 minutes", "PT45M"),
    ],
)
def test_a_duration_is_iso_8601(text: str, value: str) -> None:
    assert read_duration(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("last year", "2023"),
        ("this year", "2024"),
        ("next year", "2025"),
        ("last month", "2023-12"),
        ("last week", "2024-01-08/2024-01-14"),
        ("next quarter", "2024-34"),
        ("last October", "2023-10"),
        ("next March", "2024-03"),
        ("last spring", "2023-21"),
        ("yesterday", "2024-01-14"),
        ("ten days ago", "2024-01-05"),
        ("two months ago", "2023-11~"),
        ("three years ago", "2021~"),
        ("end of this year", "2024~"),
        ("early next year", "2025~"),
    ],
)
def test_a_relative_date_is_read_against_the_given_day(text: str, value: str) -> None:
    assert read_relative(text, day("2024-01-15")) == value


@pytest.mark.parametrize(
    "text", ["coming weeks", "past two years", "recent years", "a few months ago", "end of the year"]
)
def test_what_is_vaguer_stays_unread(text: str) -> None:
    assert read_relative(text, day("2024-01-15")) is None


@given(st.sampled_from(READINGS), anything | spaced, st.none() | st.integers(0, 9999))
def test_whatever_is_called_a_date_is_read_or_left_unread(reading: str, text: str, year: int | None) -> None:
    found = read_date(reading, text, year)

    assert found is None or found.value


@given(anything | spaced)
def test_whatever_is_called_a_duration_or_relative_date_is_read_or_left_unread(text: str) -> None:
    assert {read_duration(text), read_relative(text, day("2024-01-15"))} != {""}


def test_the_year_of_a_value() -> None:
    assert year_of("2018/2020") == 2018
    assert year_of("XXXX-08-12") is None
