"""Statements become one record a mission."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model import Confidence, Record, Section, Span, Statement
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
    return plain._replace(**other)  # type: ignore[arg-type]  # the fields are the tests' own


def section(ordinal: int, mission: str) -> Section:
    return Section("d", f"s{ordinal}", ordinal, None, "mission", mission, Span(ordinal, ordinal + 1), "test")


def record(*found: Statement, sections: tuple[Section, ...] = ()) -> Record:
    made, _ = records(found, sections)
    assert len(made) == 1
    return made[0]


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


def test_what_the_text_says_of_a_predecessor_goes_before_the_gazetteer() -> None:
    assert record(statement("name", "EUTM Mali")).predecessor is None
    assert record(statement("name", "EUTM RCA", "EUTM RCA")).predecessor == "EUMAM RCA"
    assert record(statement("predecessor", "MISCA", "EUTM RCA")).predecessor == "MISCA"


def test_what_is_rejected_says_nothing() -> None:
    rejected = statement("mandate_end", "2024-05-18", rule="mandate.ended", status="rejected")

    found = record(statement("name", "EUTM Mali"), rejected)

    assert (found.mandate_end, found.status) == (None, record(statement("name", "EUTM Mali")).status)


def test_a_corrected_type_goes_before_the_gazetteers() -> None:
    listed = statement("type", "military", rule="gazetteer:EUTM Mali", confidence=Confidence(0.9))
    corrected = listed._replace(
        value="civilian", status="corrected", statement_id="c", confidence=Confidence(0.1)
    )

    assert record(listed, corrected).type == "civilian"
