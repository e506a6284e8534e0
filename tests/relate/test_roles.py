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
        "AFISMA held the town until 18 February 2013, when EUTM Mali stepped in.",
        "AFISMA ended on 18 February 2013. On that day the Union launched EUTM Mali.",
        "On 18 February 2013 the Union launched a training mission in Mali (EUTM Mali).",
        "AFISMA was followed by EUTM Mali on 18 February 2013.",
        "The Union has had a training mission there, EUTM Mali, since 18 February 2013.",
        "EUTM Mali was to open in January 2013, but was launched on 18 February 2013.",
        "The mission in Mali, known as “EUTM Mali”, was launched on 18 February 2013.",
        "EUTM Mali ran from 18 February 2013 to 18 May 2024.",
        "EUTM Mali went on patrol for the first time on 18 February 2013.",
        "EUTM Mali was set up on 17 January 2013, deployed on 18 February 2013.",
        "EUTM Mali, military as well and in the city since 18 February 2013, trains soldiers.",
        "It was on 18 February 2013 that the Union launched EUTM Mali.",
        "18 February 2013: Council launches EUTM Mali",
        "On 18 February 2013, EUTM Mali succeeded AFISMA.",
        "EUTM Mali, which had taken the camp over from AFISMA on 18 February 2013, grew.",
        "Took over from AFISMA on 18 February 2013.",
        "The Union works there with EUTM Mali (since 18 February 2013).",
        "EUTM Mali (military, since 18 February 2013) is small.",
        "Since 18 February 2013 EUTM Mali has trained soldiers.",
        "EUTM Mali is a mission that was launched on 18 February 2013.",
        "The mission between Mali and Niger (EUTM Mali) was launched on 18 February 2013.",
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
        "It has also trained pilots since 2014.",
        "A new phase of EUTM Mali began in 2015.",
        "EUTM Mali started its third mandate in 2016.",
        "The mission was praised in 2014.",
        "The head of EUTM Mali began work on 1 July 2014.",
        "A Swedish unit of EUTM Mali was deployed in January 2015.",
        "Ireland deployed ten officers to EUTM Mali in 2013.",
        "It reached its full operational capability on 2 April 2013.",
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
        "The mission is due to start work in May 2027.",
        "The mission was to have begun in May 2027.",
        "The launch of EUTM Mali is planned for May 2027.",
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
        "Until: 18 May 2024",
        "Third mandate: 19 May 2020 to 18 May 2024",
        "The Council extended until 18 May 2024 the mandates of EUTM Mali and EUTM RCA.",
        "The mandate was extended until 18 May 2024 for EUTM Mali.",
        "EUTM Mali handed over to MINUSMA on 18 May 2024.",
        "MINUSMA took over from EUTM Mali on 18 May 2024.",
        "On 18 May 2024, EUTM Mali closed its doors.",
        "It was launched in 2013 and wound up on 18 May 2024.",
        "Until its closure on 18 May 2024, EUTM Mali trained soldiers.",
        "EUTM Mali was given two more years, ending on 18 May 2024.",
        "The Council has given EUTM Mali until 18 May 2024.",
        "The mandate was renewed in 2022, when the Council set 18 May 2024 as the new date.",
        "Its mandate, which has since been renewed twice, ends on 18 May 2024.",
        "He stays until 18 May 2024, the date on which EUTM Mali's own mandate ends.",
        "The smallest of all will be there until 18 May 2024 at least.",
        "EUTM Mali is to close, as planned, on 18 May 2024.",
        "The last day of EUTM Mali was 18 May 2024.",
        "The Council brought EUTM Mali to an end on 18 May 2024.",
        "18 May 2024: Council closes EUTM Mali",
        "EUTM Mali was small: launched in 2013, doubled at once, ended on 18 May 2024.",
    ],
)
def test_the_end_of_a_mandate_is_told_in_many_ways(facts: Callable[[str, str], Facts], sentence: str) -> None:
    assert ("EUTM Mali", "2024-05-18") in facts(f"{HEADING}{sentence}\n", "mandate_end")


@pytest.mark.parametrize(
    "sentence",
    [
        "The sanctions against the rebels were extended until 18 May 2024.",
        "The mandate of the Head of Mission of EUTM Mali was extended until 18 May 2024.",
        "The Spanish contingent in EUTM Mali ended on 18 May 2024.",
    ],
)
def test_the_end_of_something_else_is_no_end_of_a_mandate(
    facts: Callable[[str, str], Facts], sentence: str
) -> None:
    assert facts(f"{HEADING}{sentence}\n", "mandate_end") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The staff proposed to extend EUTM Mali until 18 May 2024.",
        "The mission could be extended until 18 May 2024.",
        "The parliament called on the Council to prolong the mandate until 18 May 2024.",
    ],
)
def test_an_extension_that_is_only_asked_for_is_planned(statements: Statements, sentence: str) -> None:
    found = statements(f"{HEADING}{sentence}\n", "mandate_end")

    assert [each.assertion for each in found] == ["planned"]


def test_each_of_a_row_of_ends_is_told(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}The mandate was extended until 2016, until 2018 and finally until 18 May 2024.\n"

    assert facts(text, "mandate_end") == [("EUTM Mali", "2024-05-18")]
    assert facts(text, "mandate_extension") == [("EUTM Mali", "2016"), ("EUTM Mali", "2018")]


def test_the_more_exact_of_two_dates_is_told(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}The mission was launched in 2013. It was launched on 18 February 2013.\n"

    assert facts(text, "launched") == [("EUTM Mali", "2013-02-18")]


def test_missions_have_their_dates_respectively(facts: Callable[[str, str], Facts]) -> None:
    text = "EUTM Mali and EUTM Somalia were launched in 2013 and 2010 respectively."

    assert facts(text, "launched") == [("EUTM Mali", "2013"), ("EUTM Somalia", "2010")]


def test_as_many_dates_as_missions_are_one_each(facts: Callable[[str, str], Facts]) -> None:
    text = "The mandates of EUTM Mali and EULEX Kosovo run until 18 May 2026 and 14 June 2027."

    assert set(facts(text, "mandate_end")) == {("EUTM Mali", "2026-05-18"), ("EULEX Kosovo", "2027-06-14")}


@pytest.mark.parametrize(
    "text",
    [
        "Of EUTM Mali and EUTM Somalia the former was launched in 2013, the latter in 2010.",
        "The Union has EUTM Mali and EUTM Somalia. The former was launched in 2013, the latter in 2010.",
    ],
)
def test_of_two_missions_there_is_a_former_and_a_latter(
    facts: Callable[[str, str], Facts], text: str
) -> None:
    assert facts(text, "launched") == [("EUTM Mali", "2013"), ("EUTM Somalia", "2010")]


def test_of_two_missions_one_is_what_it_stands_for_where_the_other_is_named(
    facts: Callable[[str, str], Facts],
) -> None:
    text = "From SFOR to EUFOR Althea was a short step. It replaced SFOR on 2 December 2004."

    assert facts(text, "launched") == [("EUFOR Althea", "2004-12-02")]


def test_of_three_missions_none_is_the_former(facts: Callable[[str, str], Facts]) -> None:
    text = "EUTM Mali, EUTM RCA and EUTM Somalia train soldiers. The former was launched in 2013."

    assert facts(text, "launched") == []


def test_the_start_of_the_operational_phase_is_no_launch_beside_one(
    facts: Callable[[str, str], Facts],
) -> None:
    text = f"{HEADING}It was launched on 18 February 2013. It became operational on 2 April 2013.\n"

    assert facts(text, "launched") == [("EUTM Mali", "2013-02-18")]
    assert facts(text, "operational") == [("EUTM Mali", "2013-04-02")]


def test_a_label_in_a_section_is_of_its_mission(facts: Callable[[str, str], Facts]) -> None:
    assert facts(f"{HEADING}Launched: 2012 (as EUMAM RCA)\n", "launched") == [("EUTM Mali", "2012")]


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


@pytest.mark.parametrize(
    ("title", "told"),
    [("Soldiers abroad", []), ("Missions", ["2021-01-01"]), ("An EU military operation", ["2021-01-01"])],
)
def test_a_line_without_a_mission_dates_the_contingent_on_a_page_of_forces(
    statements: Statements, title: str, told: list[str]
) -> None:
    text = f"{title}\n\nPlace: Sarajevo\nTerm: 1 January 2021 to 30 June 2021\n\nEUFOR Althea has 600 people."

    assert [each.value for each in statements(text, "launched")] == told


@pytest.mark.parametrize("name", ["Operation Atalanta", "Operation Atalanta (EUNAVFOR)"])
def test_a_relative_clause_is_about_the_mission_before_it(statements: Statements, name: str) -> None:
    text = f"A limit of 30 applies to {name}, which has escorted ships since 2008, and to KFOR."

    assert [(each.mission_id, each.value) for each in statements(text, "launched")] == [
        ("EUNAVFOR Atalanta", "2008")
    ]
