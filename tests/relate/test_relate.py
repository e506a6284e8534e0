"""What a document says as a whole: one name a mission, evidence for each fact, nothing said twice."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import Statement
from pipeline.relate import Relations

Relate = Callable[[str], Relations]
Statements = Callable[[str, str], list[Statement]]

PAGE = (
    "EUTM Mali\n\nEUTM Mali was launched on 18 February 2013. It has 700 staff. Beside it works MINUSMA.\n\n"
    "EUAM Iraq: European Union Advisory Mission in Iraq - Civilian Mission\n\n"
    "The mission was launched in October 2017. MINUSMA is far away.\n"
)


def test_each_mission_has_one_name_statement(statements: Statements) -> None:
    found = statements(PAGE, "name")

    assert [(each.mission_id, each.value) for each in found] == [
        ("EUTM Mali", "EUTM Mali"),
        ("MINUSMA", "MINUSMA"),
        ("EUAM Iraq", "EUAM Iraq"),
    ]


def test_a_name_is_the_name_as_written(statements: Statements) -> None:
    assert [
        each.value for each in statements("The staff of EU  Training Mission in Mali stayed.", "name")
    ] == ["EU Training Mission in Mali"]


def test_quotes_are_the_text_of_their_spans(relations: Relate) -> None:
    assert all(PAGE[each.span.start : each.span.end] == each.quote for each in relations(PAGE).statements)


def test_statements_come_in_order(relations: Relate) -> None:
    spans = [each.span for each in relations(PAGE).statements]

    assert spans == sorted(spans)


def test_statement_ids_are_their_own(relations: Relate) -> None:
    ids = [each.statement_id for each in relations(PAGE).statements]

    assert len(set(ids)) == len(ids)


def test_the_same_fact_is_said_once_in_a_section(statements: Statements) -> None:
    text = "EUTM Mali\n\nThe mission was launched in 2013. As we said, the mission was launched in 2013.\n"

    assert len(statements(text, "launched")) == 1


def test_a_statement_knows_its_section(statements: Statements) -> None:
    found = statements(PAGE, "launched")

    assert [each.section_id.rpartition(":")[2] for each in found] == ["s0000", "s0001"]


def test_a_text_about_nothing_says_nothing(relations: Relate) -> None:
    found = relations("Nothing but rain was reported along the coast.")

    assert (found.statements, found.claims) == ((), ())
