"""Totals that a document states of its subject as a whole; facts of one mission are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.relate import Relations

Relate = Callable[[str], Relations]


def totals(found: Relations) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.what, each.value, each.lower, each.upper) for each in found.claims]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The Union has 17 ongoing missions.", ("missions_ongoing", "17", "17", "17")),
        ("Ten civilian missions help.", ("missions_civilian", "10", "10", "10")),
        ("There are nine military missions.", ("missions_military", "9", "9", "9")),
        ("Two of them are military training missions.", ("missions_military_training", "2", "2", "2")),
        ("Since then, it has launched over 40 missions.", ("missions_ever", "40", "40", None)),
        (
            "On any day of the year more than 4,000 women and men serve in missions and operations.",
            ("staff_total", "4000", "4000", None),
        ),
        ("The first missions were launched in 2003.", ("first_launch_year", "2003", "2003", "2003")),
        ("The first of them began in January 2003.", ("first_launch_year", "2003", "2003", "2003")),
        ("The EU sent its first soldiers abroad in 2003.", ("first_launch_year", "2003", "2003", "2003")),
        (
            "Today some 10,000 soldiers are engaged in NATO missions.",
            ("staff_total", "10000", None, None),
        ),
        ("81% of people want a common defence.", ("share", "81", "81", "81")),
        ("They work on 42 common proposals.", ("other", "42", "42", "42")),
    ],
)
def test_a_total_is_a_claim(
    relations: Relate, sentence: str, claim: tuple[str, str, str | None, str | None]
) -> None:
    assert totals(relations(sentence)) == [claim]


def test_one_sentence_may_state_several(relations: Relate) -> None:
    found = totals(
        relations("Four ongoing missions are shown here, three of them civilian and one military.")
    )

    assert [(what, value) for what, value, _, _ in found] == [
        ("missions_ongoing", "4"),
        ("missions_civilian", "3"),
        ("missions_military", "1"),
    ]


def test_the_section_of_a_mission_states_no_total(relations: Relate) -> None:
    assert (
        totals(relations("EUTM Mali\n\nThe mission helps two civilian missions and 4,000 people there.\n"))
        == []
    )


def test_a_number_of_towns_is_no_total(relations: Relate) -> None:
    assert totals(relations("The Union has 17 towns by the sea.")) == []


def test_a_claim_quotes_the_text(relations: Relate) -> None:
    text = "In our time the Union has 17 ongoing missions abroad."

    claim = relations(text).claims[0]

    assert text[claim.span.start : claim.span.end] == claim.quote == "17 ongoing missions"


def test_people_in_a_sentence_that_counts_missions_are_those_of_all(relations: Relate) -> None:
    found = totals(relations("There are five military and eleven civilian ones, with 7,000 staff."))

    assert [(what, value) for what, value, _, _ in found] == [
        ("missions_military", "5"),
        ("missions_civilian", "11"),
        ("staff_total", "7000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The two missions have much in common.",
        "The surgeons have done 1,950 operations.",
        "The missions have 490 military, sent by others.",
        "Irish soldiers abroad\n\nThe army has people in 14 missions.\n",
    ],
)
def test_what_is_said_of_two_missions_of_people_or_of_one_country_is_no_total(
    relations: Relate, text: str
) -> None:
    assert totals(relations(text)) == []
