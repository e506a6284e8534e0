"""Triggers give dates their roles: launches and mandates, and dates of other things none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement

Facts = list[tuple[str, str]]
Statements = Callable[[str, str], list[Statement]]

HEADING = "EUTM Mali\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "It was launched on 18 February 2013.",
        "It was officially launched by the Council on 18 February 2013.",
        "It has been deployed there since 18 February 2013.",
        "On 18 February 2013, EUTM Mali was launched by the Council.",
        "On 18 February 2013, the Council launched EUTM Mali.",
        "The Council launched the mission on 18 February 2013.",
        "Since its launch on 18 February 2013 it has grown.",
        "Launched on 18 February 2013, it trains soldiers.",
        "Launched: 18 February 2013",
        "EUTM Mali took over from AFISMA on 18 February 2013.",
        "It started its work on 18 February 2013.",
    ],
)
def test_a_launch_is_told_in_many_ways(facts: Callable[[str, str], Facts], sentence: str) -> None:
    assert ("EUTM Mali", "2013-02-18") in facts(f"{HEADING}{sentence}\n", "launched")


@pytest.mark.parametrize(
    "sentence",
    [
        "Since 2007 it has continued to assist the army there.",
        "The rebels of the north were defeated in 2015.",
        "The Council launched a fund for the schools of the country in 2015.",
        "A second phase of its work was agreed in 2016.",
        "In 2015 its staff opened a school.",
        "It has trained pilots since 2014.",
        "The mission was praised in 2014.",
    ],
)
def test_a_date_of_something_else_is_no_launch(facts: Callable[[str, str], Facts], sentence: str) -> None:
    assert facts(f"{HEADING}{sentence}\n", "launched") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The mission will be launched in May 2027.",
        "The mission is to be launched in May 2027.",
        "The mission is expected to be launched in May 2027.",
        "The Council plans to launch the mission in May 2027.",
    ],
)
def test_a_planned_launch_is_planned(statements: Statements, sentence: str) -> None:
    found = statements(HEADING + sentence, "launched")

    assert [(each.value, each.assertion) for each in found] == [("2027-05", "planned")]


def test_a_launch_that_was_not_is_not_asserted(statements: Statements) -> None:
    found = statements(f"{HEADING}The mission has not been launched in 2013.\n", "launched")

    assert not [each for each in found if each.assertion == "asserted"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Its mandate runs until 18 May 2024.",
        "The mandate has been extended until 18 May 2024.",
        "The Council prolonged the mandate of EUTM Mali until 18 May 2024.",
        "Its mandate expires on 18 May 2024.",
        "The mission ended on 18 May 2024.",
        "Current mandate until: 18 May 2024",
    ],
)
def test_the_end_of_a_mandate_is_told_in_many_ways(facts: Callable[[str, str], Facts], sentence: str) -> None:
    assert facts(f"{HEADING}{sentence}\n", "mandate_end") == [("EUTM Mali", "2024-05-18")]


def test_the_latest_end_is_the_mandates_and_earlier_ones_are_extensions(
    facts: Callable[[str, str], Facts],
) -> None:
    text = (
        f"{HEADING}The Council first extended the mandate until 18 May 2020. "
        "Later the mandate was extended until 18 May 2024.\n"
    )

    assert facts(text, "mandate_end") == [("EUTM Mali", "2024-05-18")]
    assert facts(text, "mandate_extension") == [("EUTM Mali", "2020-05-18")]


def test_the_decision_to_extend_is_not_the_end(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}In March 2022 the Council extended the mandate until 18 May 2024.\n"

    assert facts(text, "mandate_end") == [("EUTM Mali", "2024-05-18")]


def test_one_launch_of_several_missions(facts: Callable[[str, str], Facts]) -> None:
    text = "In 2003, two operations were launched: Operation Concordia and Operation Artemis."

    assert facts(text, "launched") == [("Operation Artemis", "2003"), ("Operation Concordia", "2003")]


def test_a_launch_carries_its_first_and_last_day(statements: Statements) -> None:
    found = statements(f"{HEADING}It was launched in February 2013.\n", "launched")[0]

    assert (found.lower, found.upper) == ("2013-02-01", "2013-02-28")


def test_the_evidence_is_what_stands_there(statements: Statements) -> None:
    found = statements(f"{HEADING}It was launched  in\u00a0February 2013 there.\n", "launched")[0]

    assert found.quote == "It was launched  in\u00a0February 2013"


def test_the_duration_of_a_mandate(facts: Callable[[str, str], Facts]) -> None:
    assert facts(f"{HEADING}The mission has a two-year mandate.\n", "mandate_duration") == [
        ("EUTM Mali", "P2Y")
    ]
