"""A fact goes to the mission that its clause names, in whatever section it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]

HEADING = "EUTM Mali\n\n"


@pytest.mark.parametrize("subject", ["EUTM Mali", "The mission", "It", "The training mission"])
def test_in_a_section_its_mission_is_meant(facts: Callable[[str, str], Facts], subject: str) -> None:
    assert facts(f"{HEADING}{subject} was launched on 18 February 2013.\n", "launched") == [
        ("EUTM Mali", "2013-02-18")
    ]


def test_a_neighbours_date_is_the_neighbours(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}It trains soldiers. EUCAP Sahel Niger was launched in 2012 and advises the police.\n"

    assert facts(text, "launched") == [("EUCAP Sahel Niger", "2012")]


def test_a_neighbours_date_in_an_aside_is_the_neighbours(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}Like EUCAP Sahel Niger, launched in 2012, it trains others.\n"

    assert facts(text, "launched") == [("EUCAP Sahel Niger", "2012")]


def test_a_date_in_brackets_is_that_of_the_name_before(facts: Callable[[str, str], Facts]) -> None:
    text = f"{HEADING}It was launched in 2013, two years after the UN had opened UNSMIL (2011).\n"

    assert facts(text, "launched") == [("EUTM Mali", "2013"), ("UNSMIL", "2011")]


def test_a_sentence_opened_by_a_verb_goes_on_about_the_sections_mission(
    facts: Callable[[str, str], Facts],
) -> None:
    text = f"{HEADING}Launched in 2013 beside EUCAP Sahel Niger, the mission trains soldiers.\n"

    assert facts(text, "launched") == [("EUTM Mali", "2013")]


def test_a_sentence_opened_by_a_verb_is_about_the_mission_that_does_it(
    facts: Callable[[str, str], Facts],
) -> None:
    text = f"{HEADING}Launched in 2012, EUCAP Sahel Niger advises the police.\n"

    assert facts(text, "launched") == [("EUCAP Sahel Niger", "2012")]


def test_the_sister_of_a_mission_has_its_own_dates(facts: Callable[[str, str], Facts]) -> None:
    text = "The sister of EUTM Mali, EUCAP Sahel Mali, was launched in 2015."

    assert facts(text, "launched") == [("EUCAP Sahel Mali", "2015")]


def test_each_clause_has_its_own_subject(facts: Callable[[str, str], Facts]) -> None:
    text = "EUAM Iraq was launched in October 2017; EUTM Somalia was launched in April 2010."

    assert facts(text, "launched") == [("EUAM Iraq", "2017-10"), ("EUTM Somalia", "2010-04")]


def test_missions_joined_by_and_share_a_fact(facts: Callable[[str, str], Facts]) -> None:
    text = "EUTM Mali and EUCAP Sahel Mali were launched in 2013."

    assert sorted(facts(text, "launched")) == [("EUCAP Sahel Mali", "2013"), ("EUTM Mali", "2013")]


def test_the_predecessors_date_is_the_predecessors(facts: Callable[[str, str], Facts]) -> None:
    text = "EUFOR Althea replaced SFOR, which had been launched in 1996."

    assert facts(text, "launched") == [("SFOR", "1996")]


def test_without_a_section_a_pronoun_means_the_mission_before_it(facts: Callable[[str, str], Facts]) -> None:
    text = "Many speak of EUTM Mali these days. It was launched in 2013 by the Council."

    assert facts(text, "launched") == [("EUTM Mali", "2013")]


def test_without_any_mission_nothing_is_said(facts: Callable[[str, str], Facts]) -> None:
    assert facts("The harbour was opened in 2013. It was launched with a party.", "launched") == []


def test_a_paragraph_goes_on_about_the_mission_of_the_one_before(facts: Callable[[str, str], Facts]) -> None:
    text = "KFOR and EULEX Kosovo are old.\n\nEUFOR RCA is new.\n\nThe force has 650 soldiers.\n"

    assert facts(text, "staff") == [("EUFOR RCA", "650")]


def test_a_title_says_what_the_page_is_about(facts: Callable[[str, str], Facts]) -> None:
    text = (
        "New head for EUPM Armenia\n\nThe Council met. EUM Armenia and EUPM Moldova are older.\n\n"
        "By now some 40 officers are at work.\n"
    )

    assert facts(text, "staff") == [("EUPM Armenia", "40")]


def test_a_mission_named_in_passing_is_not_what_follows_is_about(facts: Callable[[str, str], Facts]) -> None:
    text = "EUFOR Althea is old. When SFOR was closed, it went on. The force has 600 soldiers.\n"

    assert facts(text, "staff") == [("EUFOR Althea", "600")]


def test_a_counterpart_is_what_follows_is_about(facts: Callable[[str, str], Facts]) -> None:
    text = "EUTM Mali is old. Its civilian counterpart, EUCAP Sahel Mali, is new. It has 120 staff.\n"

    assert facts(text, "staff") == [("EUCAP Sahel Mali", "120")]


def test_a_label_for_people_is_about_the_mission_last_spoken_of(facts: Callable[[str, str], Facts]) -> None:
    text = (
        "Missions\n\nEUTM Mali and KFOR are old.\n\nThe Council has set up EUMM Georgia.\n\n"
        "- Calendar: by autumn\n- Size: some 340 people\n- Money: 31 million\n"
    )

    assert facts(text, "staff") == [("EUMM Georgia", "340")]
