"""The value of a date is EDTF, with the first and last day that the library of EDTF reads in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.model import Mention
from pipeline.rulebook import TokenRule, token_rules

EXAMPLES = [rule for rule in token_rules("dates") if rule.reading != "none"]
TODAY = datetime(2024, 1, 15, tzinfo=UTC)
NARROWING = {"early", "mid", "late"}
"""Words that tell less of a season than its value can ('late spring 2022')."""
WINTER = "-24"
"""It ends in February for us, and with the year for the library."""

day = st.integers(1, 31).map(str) | st.sampled_from(["1st", "2nd", "23rd", "15th"])
number = st.integers(1, 12).map(lambda month: f"{month:02}")
year = st.integers(1800, 2099).map(str)
month = st.sampled_from(["January", "Feb.", "March", "MAY", "June", "Jul", "Sept.", "October", "Nov", "DEC"])
part = st.sampled_from(["early", "mid-", "late", "about", "end of", "first half of", "last months of"])
season = st.sampled_from(["spring", "summer", "autumn"])
joined = st.sampled_from([" to ", "–", " - ", "/"])
points = st.one_of(
    st.tuples(day, month, year).map(" ".join),
    st.tuples(month, day, st.just(","), year).map(" ".join),
    st.tuples(month, year).map(" ".join),
    st.tuples(day, number, year).map("/".join),
    st.tuples(day, number, year).map(".".join),
    st.tuples(year, number, number).map("-".join),
    st.tuples(part, month, year).map(" ".join),
    st.tuples(part, year).map(" ".join),
    st.tuples(season, year).map(" ".join),
    st.tuples(st.sampled_from(["Q1", "fourth quarter of"]), year).map(" ".join),
    st.tuples(day, month).map(" ".join),
    year,
)
written = points | st.tuples(points, joined, points).map("".join)


@cache
def days(value: str) -> tuple[date, date] | None:
    """Return the first and last day that the library reads in a value, where it can."""
    read = edtf.parse_edtf(value)
    if "XX" in value or WINTER in value:
        return None
    return date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])


def differing(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the dates of a text whose days are not those of the library, nor within where approximate."""
    for found in extract(text, date=TODAY).mentions:
        if found.label not in {"DATE", "RELATIVE_DATE"} or found.value is None:
            continue
        known = days(found.value)
        if known is None or found.lower is None or found.upper is None:
            continue
        ours = date.fromisoformat(found.lower), date.fromisoformat(found.upper)
        is_within = known[0] <= ours[0] <= ours[1] <= known[1]
        if ours != known and not (is_within and is_narrowed(found)):
            yield found.text, found.value


def is_narrowed(found: Mention) -> bool:
    return "~" in (found.value or "") or not NARROWING.isdisjoint(found.text.lower().split())


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: str(rule.id))
def test_the_example_of_a_rule_is_read_as_the_library_reads_it(rule: TokenRule) -> None:
    assert not list(differing(rule.example))


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(written)
def test_whatever_is_written_is_read_as_the_library_reads_it(text: str) -> None:
    assert not list(differing(f"The report tells of {text} and of the harbour."))
