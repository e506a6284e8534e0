"""The totals that a page states are held against its list of missions and against each other."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.checks import checks
from pipeline.model import Check, Claim, Confidence, Section, Span, Statement

SURE = Confidence(0.9)


def typed(mission: str, value: str, rule: str = "test") -> Statement:
    return Statement(mission, mission, "type", value, "d", "s", Span(0, 1), value, rule, SURE)


def section(ordinal: int, mission: str) -> Section:
    return Section("d", f"s{ordinal}", ordinal, None, "mission", mission, Span(ordinal, ordinal + 1), "test")


def claim(what: str, value: str) -> Claim:
    return Claim("d", what, value, Span(0, 1), f"{value} {what}", "test", SURE)


def outcomes(found: tuple[Check, ...], kind: str) -> list[tuple[str, str | None, str | None]]:
    return [(each.outcome, each.expected, each.found) for each in found if each.kind == kind]


LISTED = ("EUAM Iraq", "EUTM Somalia", "EUTM Mali")
SECTIONS = tuple(section(i, mission) for i, mission in enumerate(LISTED))
TYPES = (
    typed("EUAM Iraq", "civilian"),
    typed("EUTM Somalia", "military"),
    typed("EUTM Mali", "military", "gazetteer:EUTM Mali"),
)


@pytest.mark.parametrize(
    ("what", "value", "outcome"),
    [
        ("missions_ongoing", "3", ("holds", "3", "3")),
        ("missions_ongoing", "4", ("conflict", "4", "3")),
        ("missions_civilian", "1", ("holds", "1", "1")),
        ("missions_military", "2", ("holds", "2", "2")),
        ("missions_military", "3", ("conflict", "3", "2")),
        ("missions_military_training", "2", ("holds", "2", "2")),
    ],
)
def test_a_total_is_held_against_the_list(what: str, value: str, outcome: tuple[str, str, str]) -> None:
    found = checks("d", SECTIONS, TYPES, [claim(what, value)])

    assert outcomes(found, f"{what} against the list") == [outcome]


def test_a_type_that_only_the_gazetteer_gives_is_counted_and_said_so() -> None:
    found = checks("d", SECTIONS, TYPES, [claim("missions_military", "2")])

    assert "1 by its own words and 1 by the gazetteer (EUTM Mali)" in found[0].explanation


def test_a_cell_is_not_counted_and_said_so() -> None:
    found = checks("d", (*SECTIONS, section(3, "RACC Sahel")), TYPES, [claim("missions_ongoing", "3")])

    assert found[0].outcome == "holds"
    assert "not counted, as cells: RACC Sahel" in found[0].explanation


def test_a_page_without_a_list_holds_no_total_against_it() -> None:
    found = checks("d", SECTIONS[:1], TYPES, [claim("missions_ongoing", "3")])

    assert outcomes(found, "missions_ongoing against the list") == []


@pytest.mark.parametrize(("later", "outcome"), [("17", "holds"), ("18", "conflict")])
def test_totals_are_held_against_each_other(later: str, outcome: str) -> None:
    found = checks("d", (), (), [claim("missions_ongoing", "17"), claim("missions_ongoing", later)])

    assert outcomes(found, "missions_ongoing against missions_ongoing") == [(outcome, "17", later)]


@pytest.mark.parametrize(("military", "outcome"), [("7", "holds"), ("9", "conflict")])
def test_parts_are_held_against_the_whole(military: str, outcome: str) -> None:
    totals = [
        claim("missions_ongoing", "17"),
        claim("missions_civilian", "10"),
        claim("missions_military", military),
    ]

    found = checks("d", (), (), totals)

    assert outcomes(found, "missions_ongoing against its parts") == [(outcome, "17", str(10 + int(military)))]


def test_the_same_question_is_asked_once() -> None:
    found = checks("d", (), (), [claim("missions_ongoing", "17") for _ in range(3)])

    assert len(found) == 1


def test_a_whole_page_is_asked() -> None:
    page = (
        "The Union has two ongoing missions.\n\n"
        "EUAM Iraq: European Union Advisory Mission in Iraq - Civilian Mission\n\nIt counsels ministers.\n\n"
        "EUTM Somalia - Military Mission\n\nIt trains soldiers in the capital of the country.\n\n"
        "EUTM Mali\n\nIt trained soldiers in the capital of the country.\n"
    )

    found = extract(page).checks

    assert outcomes(found, "missions_ongoing against the list") == [("conflict", "2", "3")]
