"""Counts of staff: what they count, at what time, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement

Statements = Callable[[str, str], list[Statement]]

HEADING = "EUMM Georgia\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 200 staff in the field.",
        "The mission consists of 200 staff.",
        "At present 200 staff work in EUMM Georgia.",
        "Its 200 staff come from many countries.",
        "The mission's 200 staff are unarmed.",
        "The mission relies on 200 staff.",
        "In town, 200 staff mend the boats.",
        "The ceiling of EUMM Georgia will be 200 staff.",
        "With 200 staff, many of them police, the mission is large.",
        "It grew from nothing to 200 staff.",
    ],
)
def test_the_staff_of_a_mission(statements: Statements, sentence: str) -> None:
    found = statements(HEADING + sentence, "staff")

    assert [(each.mission_id, each.value, each.unit) for each in found] == [("EUMM Georgia", "200", "staff")]


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("It has 200 international staff.", "international"),
        ("It has 200 local staff.", "local"),
        ("It has 200 civilian staff.", "civilian"),
        ("It has an authorised strength of 200 staff.", "authorised"),
        ("It has 200 staff.", None),
    ],
)
def test_the_basis_is_the_kind_of_people(statements: Statements, sentence: str, basis: str | None) -> None:
    assert [each.basis for each in statements(HEADING + sentence, "staff")] == [basis]


def test_parts_are_counts_of_their_own(statements: Statements) -> None:
    found = statements(f"{HEADING}The mission has 200 international staff and 50 local staff.\n", "staff")

    assert [(each.value, each.basis) for each in found] == [("200", "international"), ("50", "local")]


def test_parts_may_share_their_unit(statements: Statements) -> None:
    found = statements(f"{HEADING}The mission consists of 150 international and 40 local staff.\n", "staff")

    assert [(each.value, each.basis) for each in found] == [("150", "international"), ("40", "local")]


def test_a_count_holds_at_its_date(statements: Statements) -> None:
    found = statements(f"{HEADING}As of May 2020 the mission had 200 staff.\n", "staff")

    assert [each.as_of for each in found] == ["2020-05"]


def test_a_count_carries_its_bounds(statements: Statements) -> None:
    found = statements(f"{HEADING}The mission has up to 200 staff.\n", "staff")

    assert [(each.lower, each.upper) for each in found] == [(None, "200")]


def test_planned_staff_is_planned(statements: Statements) -> None:
    found = statements(f"{HEADING}It will have 200 staff.\n", "staff")

    assert [each.assertion for each in found] == ["planned"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It trained 300 officers.",
        "In all, 40 soldiers were killed there.",
        "It supports the Georgian police, which has 7,000 officers.",
        "It advises 850 Georgian gendarmes.",
        "The army has 20,000 soldiers.",
        "It helps the gendarmerie, whose 4,000 officers patrol the town.",
        "It works with 60 experts of the OSCE.",
        "Russia keeps 7,000 soldiers there.",
        "In town 40 wounded soldiers were treated.",
        "The new UN force will have 5,200 troops.",
    ],
)
def test_other_people_are_no_staff(statements: Statements, sentence: str) -> None:
    assert statements(HEADING + sentence, "staff") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Germany contributes 300 soldiers to EUTM Mali.",
        "Germany participates in EUTM Mali with 300 soldiers.",
        "The German contingent in EUTM Mali consists of 300 soldiers.",
        "Some 300 German soldiers serve in EUTM Mali.",
        "EUTM Mali was set up. Germany, which pledged 300 soldiers, leads it.",
    ],
)
def test_a_countrys_share_is_a_contingent(statements: Statements, sentence: str) -> None:
    found = statements(sentence, "contingent")

    assert [(each.mission_id, each.value, each.unit) for each in found] == [("EUTM Mali", "300", "DEU")]
    assert statements(sentence, "staff") == []


def test_shares_may_share_their_verb(statements: Statements) -> None:
    text = "EUFOR RD Congo had 2,400 soldiers, of whom 1,090 were French and 780 German."

    assert [(each.value, each.unit) for each in statements(text, "contingent")] == [
        ("1090", "FRA"),
        ("780", "DEU"),
    ]
    assert [each.value for each in statements(text, "staff")] == ["2400"]


def test_the_people_of_all_countries_are_no_contingent(statements: Statements) -> None:
    text = "Germany took command of EUTM Mali, which has 600 soldiers from 24 countries."

    assert [each.value for each in statements(text, "staff")] == ["600"]


def test_a_host_sends_no_contingent(statements: Statements) -> None:
    assert statements("Mali sent 300 soldiers to the school of EUTM Mali.", "contingent") == []


def test_the_host_of_an_unlisted_mission_sends_none_either(statements: Statements) -> None:
    assert statements("EUPM Ghana\n\nThe mission has 22 Ghanaian staff.\n", "contingent") == []


def test_a_sentence_goes_on_about_the_mission_just_named(statements: Statements) -> None:
    text = "On Sunday EUFOR RCA was ready. Around 650 soldiers are deployed on the ground."

    assert [(each.mission_id, each.value) for each in statements(text, "staff")] == [("EUFOR RCA", "650")]


def test_a_sentence_far_from_the_name_is_nobodys(statements: Statements) -> None:
    text = (
        f"EUTM Mali and KFOR are known. {'The streets were empty, and it rained. ' * 8}"
        "Some 650 soldiers are deployed on the ground."
    )

    assert statements(text, "staff") == []


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("In 2009, it had 200 staff.", "2009"),
        ("It had 200 staff in 2009.", "2009"),
        ("The mission, as of 1 March 2021, has 200 staff.", "2021-03-01"),
        ("Launched in 2008, it has 200 staff.", None),
    ],
)
def test_the_date_of_a_count_stands_before_or_behind_it(
    statements: Statements, sentence: str, as_of: str | None
) -> None:
    assert [each.as_of for each in statements(HEADING + sentence, "staff")] == [as_of]


@pytest.mark.parametrize("sentence", ["At its height it had 200 staff.", "It had 200 staff at first."])
def test_staff_that_is_no_more_is_former(statements: Statements, sentence: str) -> None:
    assert [each.assertion for each in statements(HEADING + sentence, "staff")] == ["former"]


def test_a_box_gives_its_figures(statements: Statements) -> None:
    text = "EUBAM Libya\n\nStart: 22 May 2013\nStaff: 65 international, 20 local\nBudget: 30 million\n"

    assert [(each.value, each.basis) for each in statements(text, "staff")] == [
        ("65", "international"),
        ("20", "local"),
    ]


def test_no_mission_of_the_union_has_fifty_thousand(statements: Statements) -> None:
    assert [s.value for s in statements("EUTM Mali has 49,999 soldiers.", "staff")] == ["49999"]
    assert statements("EUTM Mali has 50,000 soldiers.", "staff") == []
    assert [s.value for s in statements("KFOR has 50,000 soldiers.", "staff")] == ["50000"]


def test_one_count_of_two_missions_is_that_of_neither(statements: Statements) -> None:
    assert statements("Together EUTM Mali and EUTM RCA have 100 staff.", "staff") == []


def test_a_count_of_each_of_two_missions_is_that_of_both(statements: Statements) -> None:
    found = statements("EUTM Mali and EUTM RCA have 100 staff each.", "staff")

    assert sorted(s.mission_id for s in found) == ["EUTM Mali", "EUTM RCA"]


def test_it_is_the_mission_that_the_sentence_before_begins_with(statements: Statements) -> None:
    found = statements("EUTM Mali took over from nobody in 2013. It has 120 staff.", "staff")

    assert [(s.mission_id, s.value) for s in found] == [("EUTM Mali", "120")]


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 200 military and civilian staff.",
        "It has 200 military, police and civilian staff.",
        "It has 200 military personnel, police and civilians.",
    ],
)
def test_all_kinds_together_are_no_kind(statements: Statements, sentence: str) -> None:
    assert [each.basis for each in statements(HEADING + sentence, "staff")] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUFOR Althea has 1,100 troops, of whom 300 are committed to KFOR.",
        "The 300 soldiers assigned to KFOR came from EUFOR Althea.",
        "EUFOR Althea is told that 300 soldiers have been attached to KFOR.",
    ],
)
def test_people_committed_to_another_force_are_of_that_force(statements: Statements, sentence: str) -> None:
    assert [s.mission_id for s in statements(sentence, "staff") if s.value == "300"] == ["KFOR"]


def test_people_go_to_a_mission_that_is_described_before_its_name(statements: Statements) -> None:
    text = "Sweden sends 12 officers to the training mission of the Union in Somalia (EUTM Somalia)."

    assert [(s.mission_id, s.value, s.unit) for s in statements(text, "contingent")] == [
        ("EUTM Somalia", "12", "SWE")
    ]


def test_people_are_of_the_country_that_seconded_them(statements: Statements) -> None:
    text = f"{HEADING}Of the staff, twelve were seconded by France.\n"

    assert [(s.value, s.unit) for s in statements(text, "contingent")] == [("12", "FRA")]


def test_people_of_several_countries_are_of_none_of_them(statements: Statements) -> None:
    assert statements(f"{HEADING}It has a unit of 105 Polish and Italian officers.\n", "contingent") == []


def test_a_parliament_speaks_for_its_country(statements: Statements) -> None:
    text = "The Bundestag decided that up to 300 soldiers may be sent to EUTM Mali."

    assert [(s.value, s.unit) for s in statements(text, "contingent")] == [("300", "DEU")]


def test_what_a_mission_shrank_to_is_its_own_on_any_page(statements: Statements) -> None:
    text = (
        "Finnish soldiers abroad\n\nFinland takes part in EULEX Kosovo, and Finland likes it. "
        "It shrank from 3,200 people to 500 people.\n"
    )

    assert [s.value for s in statements(text, "staff")] == ["3200", "500"]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUBAM Rafah is a civilian mission, once 92 strong.",
        "EUBAM Rafah is civilian: 92 people work for it.",
        "Gaza (EUBAM Rafah): 92 officers watch the crossing.",
    ],
)
def test_a_count_may_follow_what_the_mission_is(statements: Statements, sentence: str) -> None:
    assert [(s.mission_id, s.value) for s in statements(sentence, "staff")] == [("EUBAM Rafah", "92")]


def test_a_count_that_nothing_claims_is_of_the_mission_told_of_again_and_again(
    statements: Statements,
) -> None:
    rest = f"{'The streets were empty, and it rained. ' * 8}The talk was of 650 soldiers."

    assert [s.value for s in statements(f"EUTM Mali is known, EUTM Mali is liked. {rest}", "staff")] == [
        "650"
    ]
    assert statements(f"EUTM Mali and KFOR are known. {rest}", "staff") == []


def test_a_count_behind_a_country_is_its_contingent(statements: Statements) -> None:
    text = (
        "EUTM Mali is in Koulikoro, and all like EUTM Mali. From the first day Poland saw there 40 soldiers."
    )

    assert [(s.value, s.unit) for s in statements(text, "contingent")] == [("40", "POL")]


def test_soldiers_of_a_country_are_there_on_their_own_where_no_mission_is_named(
    statements: Statements,
) -> None:
    rest = f"{'The streets were empty, and it rained. ' * 8}The talk was of 650 Russian soldiers."

    assert statements(f"EUTM Mali and MINUSMA are known, EUTM Mali is liked. {rest}", "contingent") == []
