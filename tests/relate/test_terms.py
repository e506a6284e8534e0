"""A term is counted from its start to its last day, and only as exactly as the start is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]
Tell = Callable[[str, str], Facts]


def end(facts: Tell, sentence: str) -> list[str]:
    return [value for _, value in facts(f"EUTM Mali\n\n{sentence}\n", "mandate_end")]


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("It was launched on 18 February 2013 for an initial period of 15 months.", "2014-05-17"),
        ("It was launched on 1 July 2021 with a mandate of two years.", "2023-06-30"),
        ("It was set up on 29 February 2016 with a one-year mandate.", "2017-02-27"),
        ("It was launched in February 2013 with a mandate of 15 months.", "2014-05"),
        ("It was launched in 2012 with a two-year mandate.", "2014"),
        ("Its mandate was prolonged for two years from 1 July 2021.", "2023-06-30"),
    ],
)
def test_a_term_ends_on_the_day_before_its_anniversary(facts: Tell, sentence: str, last: str) -> None:
    assert end(facts, sentence) == [last]


def test_a_length_that_is_finer_than_its_start_gives_no_end(facts: Tell) -> None:
    assert end(facts, "It was launched in 2012 with a mandate of 15 months.") == []


def test_a_length_without_a_start_gives_no_end(facts: Tell) -> None:
    assert end(facts, "It has a mandate of two years.") == []


def test_a_term_beyond_the_calendar_gives_no_end(facts: Tell) -> None:
    assert end(facts, "It was launched on 1 July 2021 with a mandate of 9,000 years.") == []


def test_an_end_that_is_told_goes_before_one_that_is_counted(facts: Tell) -> None:
    told = "It was launched on 18 February 2013 for 15 months. The mandate ran until 18 May 2014."

    assert end(facts, told) == ["2014-05-18"]
