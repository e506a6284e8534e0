"""Types: from the heading, the name and the sentence, and from the gazetteer where the text gives none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement

Statements = Callable[[str, str], list[Statement]]

BODY = "\n\nIts people work in the capital and in the east of the country.\n"


def types(found: list[Statement]) -> list[tuple[str, str, str]]:
    return [(each.mission_id, each.value, each.rule.split(":")[0]) for each in found]


@pytest.mark.parametrize("tail", ["- Civilian Mission", "– Civilian mission", "- CIVILIAN MISSION"])
def test_a_heading_states_the_type(statements: Statements, tail: str) -> None:
    text = f"EUAM Iraq: European Union Advisory Mission in Iraq {tail}{BODY}"

    assert types(statements(text, "type")) == [("EUAM Iraq", "civilian", "type.heading-tail")]


def test_a_full_name_states_the_type(statements: Statements) -> None:
    found = statements("The EU Military Assistance Mission in support of Ukraine grew.", "type")

    assert types(found) == [("EUMAM Ukraine", "military", "type.name-stated")]


def test_a_name_of_a_force_implies_the_type(statements: Statements) -> None:
    assert types(statements("The people of EUFOR Althea stayed.", "type")) == [
        ("EUFOR Althea", "military", "type.name-implied")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUAM Iraq is a civilian mission.",
        "The civilian mission EUAM Iraq grew.",
        "EUAM Iraq, the smallest of the Union's civilian missions, grew.",
        "Advisers were to be found in EUAM Iraq, a civilian mission.",
        "EUAM Iraq\n\nType: civilian",
    ],
)
def test_a_sentence_states_the_type(statements: Statements, sentence: str) -> None:
    found = statements(sentence, "type")

    assert [(each.mission_id, each.value) for each in found] == [("EUAM Iraq", "civilian")]
    assert not found[0].rule.startswith("gazetteer")


def test_the_gazetteer_gives_the_type_that_the_text_does_not(statements: Statements) -> None:
    found = statements("The people of EUAM Iraq stayed.", "type")

    assert [(each.value, each.rule, each.quote) for each in found] == [
        ("civilian", "gazetteer:EUAM Iraq", "EUAM Iraq")
    ]


def test_an_unlisted_mission_without_stated_type_has_none(statements: Statements) -> None:
    assert statements("The mission EUSTAR Gambia has a mandate.", "type") == []


def test_help_for_civilians_and_soldiers_is_no_type(statements: Statements) -> None:
    found = statements(
        "EUSTAR Gambia, a mission with a mandate, is happy with civilian and military aid.", "type"
    )

    assert found == []


LISTED = {("EUTM Togo", "military"), ("EUCAP Benin", "civilian")}


@pytest.mark.parametrize(
    "text",
    [
        "Military missions\n\nEUTM Togo\nIt began.\n\nCivilian missions\n\nEUCAP Benin\nIt began.\n",
        "Ongoing military missions:\n- EUTM Togo\n\nOngoing civilian missions:\n- EUCAP Benin\n",
        "Mission | Type | Start\nEUTM Togo | military | 2026\nEUCAP Benin | Civilian mission | 2027\n",
        "EUTM Togo is military and EUCAP Benin civilian.",
        "EUTM Togo is military, too, while EUCAP Benin is civilian.",
        "There is the military EUTM Togo beside the civilian EUCAP Benin.",
    ],
)
def test_what_stands_above_or_behind_missions_types_them(statements: Statements, text: str) -> None:
    assert {(each.mission_id, each.value) for each in statements(text, "type")} == LISTED


@pytest.mark.parametrize(
    "text",
    [
        "Military missions\n\nEUCAP Sahel Mali\nIt began in May.\n",
        "Military and civilian missions\n\nEUTM Togo\nIt began in May.\n",
        "Military missions\n\nHistory\n\nEUTM Togo\nIt began in May.\n",
        "Military missions\n\nThe army has met EUTM Togo.\n",
    ],
)
def test_a_heading_types_no_mission_that_is_not_its_own(statements: Statements, text: str) -> None:
    assert "type.above" not in {each.rule for each in statements(text, "type")}
