"""What a page says of one mission is held against what else it says of it, and against the gazetteer."""

from __future__ import annotations

import pytest

from pipeline.checks import checks
from pipeline.model import Check, Confidence, Span, Statement

SURE = Confidence(0.9)


def statement(name: str, value: str, mission: str = "EUTM Mali", at: int = 0, **other: object) -> Statement:
    """Return a statement that stands at `at`, with as little as a test wants to say."""
    span = Span(at, at + 1)
    key = f"{name}-{value}-{at}"
    plain = Statement(key, mission, name, value, "d", "s", span, f"said: {value}", "test", SURE)
    return plain._replace(**other)  # type: ignore[arg-type]  # the fields are the tests' own


def day(name: str, value: str, **other: object) -> Statement:
    return statement(name, value, lower=value, upper=value, **other)  # type: ignore[arg-type]  # as above


def asked(*found: Statement) -> tuple[Check, ...]:
    return checks("d", (), found, ())


def outcomes(found: tuple[Check, ...], kind: str) -> list[tuple[str, str | None, str | None]]:
    return [(each.outcome, each.expected, each.found) for each in found if each.kind == kind]


@pytest.mark.parametrize(("end", "outcome"), [("2024-05-18", "holds"), ("2012-05-18", "conflict")])
def test_a_mandate_ends_after_its_launch(end: str, outcome: str) -> None:
    found = asked(day("launched", "2013-02-18", selected=True), day("mandate_end", end, selected=True))

    assert outcomes(found, "mandate_end after launched") == [(outcome, "2013-02-18", end)]


def test_the_mandate_of_another_mission_is_not_asked() -> None:
    launch = day("launched", "2013-02-18", mission="Operation Made Up", selected=True)
    end = day("mandate_end", "2012-12-31", mission="Operation Of Thin Air", selected=True)

    assert asked(launch, end) == ()


@pytest.mark.parametrize(("said", "outcome"), [("civilian", "holds"), ("military", "conflict")])
def test_a_heading_is_held_against_its_text(said: str, outcome: str) -> None:
    text = statement("type", said, rule="type.is-a", at=3)
    heading = statement("type", "civilian", rule="type.heading-tail", at=5)

    assert outcomes(asked(text, heading), "type against type") == [(outcome, "civilian", said)]


def test_the_gazetteer_is_no_text_to_agree_with() -> None:
    heading = statement("type", "civilian", rule="type.heading-tail")
    known = statement("type", "military", rule="gazetteer:EUTM Mali", at=5)

    assert outcomes(asked(heading, known), "type against type") == []


def test_two_launches_of_one_mission_conflict_with_both_quotes() -> None:
    (found,) = asked(
        day("launched", "2027-02-18", mission="Operation Made Up"),
        day("launched", "2029-03-01", mission="Operation Made Up", at=9),
    )

    assert (found.kind, found.outcome) == ("launched against launched", "conflict")
    assert found.explanation == "“said: 2027-02-18” and “said: 2029-03-01”"


def test_a_year_agrees_with_a_day_in_it() -> None:
    year = statement("launched", "2027", "Operation Made Up", 4, lower="2027-01-01", upper="2027-12-31")

    found = asked(day("launched", "2027-02-18", mission="Operation Made Up"), year)

    assert [each.outcome for each in found] == ["holds"]


def test_a_planned_launch_contradicts_nothing() -> None:
    planned = day("launched", "2029-03-01", mission="Operation Made Up", at=9, assertion="planned")

    assert asked(day("launched", "2027-02-18", mission="Operation Made Up"), planned) == ()


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("launched", "2013-02-18", "holds"),
        ("launched", "2014-02-18", "conflict"),
        ("type", "military", "holds"),
        ("type", "civilian", "conflict"),
        ("host_country", "MLI", "holds"),
        ("host_country", "NER", "conflict"),
    ],
)
def test_a_fact_is_held_against_the_gazetteer(name: str, value: str, outcome: str) -> None:
    found = asked(day(name, value) if name == "launched" else statement(name, value))

    assert [(each.kind, each.outcome) for each in found] == [(f"{name} against the gazetteer", outcome)]
    assert f"“said: {value}”; the gazetteer has" in found[0].explanation


def test_what_the_gazetteer_does_not_know_is_not_asked() -> None:
    assert asked(day("launched", "2013-02-18", mission="Operation Made Up")) == ()
