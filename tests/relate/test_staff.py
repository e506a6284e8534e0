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


@pytest.mark.parametrize("sentence", ["It trained 300 officers.", "In all, 40 soldiers were killed there."])
def test_other_people_are_no_staff(statements: Statements, sentence: str) -> None:
    assert statements(HEADING + sentence, "staff") == []


def test_a_countrys_share_is_a_contingent(statements: Statements) -> None:
    found = statements("Germany contributes 300 soldiers to EUTM Mali.", "contingent")

    assert [(each.mission_id, each.value, each.unit) for each in found] == [("EUTM Mali", "300", "DEU")]
