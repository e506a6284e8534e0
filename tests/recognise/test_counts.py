"""Counts of people are found with their bounds; counts of other things and of other people are not."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise


def counts(text: str) -> list[str]:
    return [
        text[each.span.start : each.span.end] for each in recognise(read_text(text)) if each.label == "STAFF"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2,364 staff",
        "100 police officers",
        "seventy police officers",
        "two hundred soldiers",
        "4,000 military and civilian personnel",
        "4,000 women and men",
        "100 to 150 officers",
        "up to 100 staff",
        "more than 200 monitors",
        "almost 4,000 people",
        "about 360 staff",
        "a maximum of 60 experts",
    ],
)
def test_a_count_of_people_is_found_with_its_bound(written: str) -> None:
    assert counts(f"The mission has {written} in the field.") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "The mission has 12 ships and many staff.",
        "The mission lost 30% of staff.",
        "The mission trained 300 officers.",
        "In all, 40 soldiers were killed there.",
        "The mission spent € 300 staff fees.",
    ],
)
def test_other_counts_are_left(text: str) -> None:
    assert counts(text) == []


def test_the_number_of_a_date_is_no_count() -> None:
    assert counts("On 15 May 2012, officers came.") == []


def test_the_counts_of_a_list_are_found_without_their_unit() -> None:
    assert counts("Austria: 170 Lebanon (UNIFIL); 320 Kosovo (KFOR)") == ["170", "320"]


def test_a_count_in_brackets_after_a_mission_is_found() -> None:
    assert counts("Deployments in spring:\n\n- KFOR (680)\n- UNIFIL (120)\n") == ["680", "120"]
