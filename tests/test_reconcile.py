"""Statements become one record a mission, and a page is held against itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import extract
from pipeline.checks import checks
from pipeline.model import Check, Claim, Confidence, Record, Section, Span, Statement
from pipeline.reconcile import assemble, records

DAY = {"lower": "2013-02-18", "upper": "2013-02-18"}


def statement(name: str, value: str, mission: str = "EUTM Mali", **other: object) -> Statement:
    """Return a statement with as little as a test wants to say."""
    plain = Statement(
        statement_id=f"{mission}/{name}/{value}/{sorted(other.items())}",
        mission_id=mission,
        property=name,
        value=value,
        document_id="d",
        section_id="s",
        span=Span(0, 1),
        quote=value,
        rule="test",
        confidence=Confidence(0.9),
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # the fields are the tests' own


def section(ordinal: int, mission: str) -> Section:
    return Section("d", f"s{ordinal}", ordinal, None, "mission", mission, Span(ordinal, ordinal + 1), "test")


def claim(what: str, value: str) -> Claim:
    return Claim("d", what, value, Span(0, 1), f"{value} {what}", "test", Confidence(0.9))


def record(*found: Statement, sections: tuple[Section, ...] = ()) -> Record:
    made, _ = records(found, sections)
    assert len(made) == 1
    return made[0]


def outcomes(found: tuple[Check, ...], kind: str) -> list[tuple[str, str | None, str | None]]:
    return [(each.outcome, each.expected, each.found) for each in found if each.kind == kind]


# What a record shows


def test_a_mission_has_one_record() -> None:
    made, _ = records([statement("name", "EUTM Mali"), statement("launched", "2013")], ())

    assert [each.mission_id for each in made] == ["EUTM Mali"]


def test_records_come_by_id() -> None:
    made, _ = records([statement("name", "x", mission) for mission in ("UNIFIL", "EUTM Mali")], ())

    assert [each.mission_id for each in made] == ["EUTM Mali", "UNIFIL"]


def test_what_is_asserted_goes_before_what_is_planned() -> None:
    planned = statement("staff", "900", assertion="planned")

    assert record(planned, statement("staff", "700")).staff == "700"


def test_planned_staff_is_shown_where_nothing_else_is_known() -> None:
    assert record(statement("staff", "900", assertion="planned")).staff == "900"


@pytest.mark.parametrize("assertion", ["planned", "negated", "reported", "former"])
def test_a_launch_that_is_not_asserted_is_not_shown(assertion: str) -> None:
    assert record(statement("launched", "2013", assertion=assertion)).launched is None


def test_the_text_goes_before_the_gazetteer() -> None:
    listed = statement("type", "military", rule="gazetteer:EUTM Mali", confidence=Confidence(0.99))

    assert record(listed, statement("type", "civilian", confidence=Confidence(0.5))).type == "civilian"


def test_the_surer_statement_is_shown() -> None:
    sure = statement("launched", "2014", confidence=Confidence(0.95))

    assert record(statement("launched", "2013"), sure).launched == "2014"


def test_of_equally_sure_dates_the_more_precise_is_shown() -> None:
    assert (
        record(statement("launched", "2013"), statement("launched", "2013-02-18", **DAY)).launched
        == "2013-02-18"
    )


def test_the_latest_end_of_a_mandate_is_shown() -> None:
    early = statement("mandate_end", "2020", upper="2020-12-31", confidence=Confidence(0.99))
    late = statement("mandate_end", "2024", upper="2024-12-31")

    assert record(early, late).mandate_end == "2024"


def test_a_record_carries_first_and_last_day() -> None:
    found = record(statement("launched", "2013-02-18", **DAY))

    assert (found.launched_earliest, found.launched_latest) == ("2013-02-18", "2013-02-18")


def test_the_whole_staff_goes_before_a_part() -> None:
    part = statement("staff", "50", basis="local", confidence=Confidence(0.99))

    assert record(part, statement("staff", "200")).staff == "200"


def test_all_hosts_are_shown_the_most_told_first() -> None:
    found = record(
        statement("host_country", "NER"),
        statement("host_country", "MLI", span=Span(3, 4)),
        statement("host_country", "MLI", span=Span(7, 8)),
    )

    assert found.host_countries == ("MLI", "NER")


def test_the_confidence_of_a_record_is_its_least() -> None:
    unsure = statement("launched", "2013", confidence=Confidence(0.4))

    assert record(statement("name", "EUTM Mali"), unsure).confidence == 0.4


def test_what_a_record_shows_is_selected_and_nothing_else() -> None:
    sure = statement("launched", "2014", confidence=Confidence(0.95))

    _, marked = records([statement("launched", "2013"), sure], ())

    assert [(each.value, each.selected) for each in marked] == [("2013", False), ("2014", True)]


def test_the_order_of_statements_changes_no_record() -> None:
    given = [statement("launched", "2013"), statement("launched", "2014"), statement("staff", "7")]

    assert records(given, ())[0] == records(given[::-1], ())[0]


def test_a_listed_mission_has_what_the_gazetteer_knows() -> None:
    found = record(statement("name", "EUTM Mali"))

    assert (found.name, found.organisation, found.kind, found.provisional) == (
        "European Union Training Mission in Mali",
        "EU",
        "mission",
        False,
    )


def test_an_unlisted_mission_is_provisional() -> None:
    found = record(
        statement("name", "EUSTAR Gambia", "EUSTAR Gambia"),
        statement("name", "EU Star Mission Gambia", "EUSTAR Gambia"),
    )

    assert (found.name, found.organisation, found.provisional) == (
        "EU Star Mission Gambia",
        "EU",
        True,
    )


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (statement("launched", "2027", assertion="planned"), "planned"),
        (statement("mandate_end", "2016", rule="mandate.ended"), "ended"),
        (statement("name", "EUTM Somalia", "EUTM Somalia"), "running"),
        (statement("name", "EUPOL Afghanistan", "EUPOL Afghanistan"), "ended"),
        (statement("name", "EUSTAR Gambia", "EUSTAR Gambia"), "unknown"),
    ],
)
def test_the_status_is_the_texts_then_the_gazetteers(found: Statement, status: str) -> None:
    assert record(found).status == status


def test_a_mission_with_a_section_of_its_own_runs() -> None:
    found = statement("name", "EUPOL Afghanistan", "EUPOL Afghanistan")

    assert record(found, sections=(section(0, "EUPOL Afghanistan"),)).status == "running"


def test_documents_are_joined_to_one_record_a_mission() -> None:
    first = extract("EUTM Mali\n\nIt was launched on 18 February 2013.\n")
    second = extract("EUTM Mali\n\nIts mandate runs until 18 May 2024.\n")

    found = assemble([first, second], []).missions

    assert [(each.launched, each.mandate_end) for each in found] == [("2013-02-18", "2024-05-18")]


# What a page is asked

LISTED = ("EUAM Iraq", "EUTM Somalia", "EUTM Mali")
SECTIONS = tuple(section(i, mission) for i, mission in enumerate(LISTED))
TYPES = (
    statement("type", "civilian", "EUAM Iraq"),
    statement("type", "military", "EUTM Somalia"),
    statement("type", "military", "EUTM Mali", rule="gazetteer:EUTM Mali"),
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
    assert checks("d", SECTIONS[:1], TYPES, [claim("missions_ongoing", "3")]) == ()


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


@pytest.mark.parametrize(("end", "outcome"), [("2024-05-18", "holds"), ("2012-05-18", "conflict")])
def test_a_mandate_ends_after_its_launch(end: str, outcome: str) -> None:
    launch = statement("launched", "2013-02-18", selected=True, **DAY)

    found = checks("d", (), [launch, statement("mandate_end", end, lower=end, upper=end, selected=True)], ())

    assert outcomes(found, "mandate_end after launched") == [(outcome, "2013-02-18", end)]


def test_the_mandate_of_another_mission_is_not_asked() -> None:
    launch = statement("launched", "2013-02-18", selected=True, **DAY)
    end = statement("mandate_end", "2012", "EUTM Somalia", upper="2012-12-31", selected=True)

    assert checks("d", (), [launch, end], ()) == ()


@pytest.mark.parametrize(("said", "outcome"), [("civilian", "holds"), ("military", "conflict")])
def test_a_heading_and_its_text_agree_on_the_type(said: str, outcome: str) -> None:
    heading = statement("type", "civilian", rule="type.heading-tail")

    found = checks("d", (), [heading, statement("type", said, rule="type.is-a")], ())

    assert outcomes(found, "type in heading and text") == [(outcome, "civilian", said)]


def test_the_gazetteer_is_no_text_to_agree_with() -> None:
    heading = statement("type", "civilian", rule="type.heading-tail")

    assert checks("d", (), [heading, statement("type", "military", rule="gazetteer:EUTM Mali")], ()) == ()


def test_a_whole_page_is_asked() -> None:
    page = (
        "The Union has two ongoing missions.\n\n"
        "EUAM Iraq: European Union Advisory Mission in Iraq - Civilian Mission\n\nIt counsels ministers.\n\n"
        "EUTM Somalia - Military Mission\n\nIt trains soldiers in the capital of the country.\n\n"
        "EUTM Mali\n\nIt trained soldiers in the capital of the country.\n"
    )

    found = extract(page).checks

    assert outcomes(found, "missions_ongoing against the list") == [("conflict", "2", "3")]
