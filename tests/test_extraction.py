"""One document through all stages: what one page says comes out as records with evidence."""

from __future__ import annotations

import pytest

from pipeline.extraction import extract_document
from pipeline.model import Claim, Extraction, Mention, Record, Statement
from pipeline.read import read_text

PAGE = (
    "EUAM IRAQ: European Union Advisory Mission in Iraq - Civilian Mission\n"
    "EUAM Iraq logo\n\n"
    "The Council launched EUAM Iraq in October 2017. It counsels the ministry with up to 100 staff. "
    "The mandate was extended until 30 April 2024. Beside it stands NATO Mission Iraq, launched in 2018.\n\n"
    "EUTM Somalia\n\n"
    "The military mission began on 7 April 2010 in Uganda. Its mandate runs until 31 December 2024.\n"
)


@pytest.fixture(scope="module")
def page() -> Extraction:
    """What the page above says."""
    return extract_document(read_text(PAGE, name="page.txt"))


def record(page: Extraction, mission: str) -> Record:
    return next(each for each in page.missions if each.mission_id == mission)


def test_each_section_has_its_mission(page: Extraction) -> None:
    assert [each.mission_id for each in page.sections] == ["EUAM Iraq", "EUTM Somalia"]


def test_a_record_has_what_the_page_says(page: Extraction) -> None:
    found = record(page, "EUAM Iraq")

    assert (found.type, found.launched, found.mandate_end, found.host_countries) == (
        "civilian",
        "2017-10",
        "2024-04-30",
        ("IRQ",),
    )
    assert (found.staff, found.staff_lower, found.staff_upper) == ("100", None, "100")


def test_the_next_section_is_another_record(page: Extraction) -> None:
    found = record(page, "EUTM Somalia")

    assert (found.type, found.launched, found.mandate_end) == ("military", "2010-04-07", "2024-12-31")


def test_a_neighbour_keeps_its_own_date(page: Extraction) -> None:
    found = [each for each in page.statements if each.property == "launched" and each.value == "2018"]

    assert "EUAM Iraq" not in {each.mission_id for each in found}


def test_every_row_is_scored(page: Extraction) -> None:
    rows: tuple[Mention | Statement | Claim, ...] = (*page.mentions, *page.statements, *page.claims)

    assert rows
    assert all(row.confidence.value > 0 and row.confidence.parts for row in rows)


def test_every_shown_value_has_its_statement(page: Extraction) -> None:
    shown = {(each.mission_id, each.property): each.value for each in page.statements if each.selected}

    assert all(
        shown[each.mission_id, "launched"] == each.launched
        for each in page.missions
        if each.launched is not None
    )


def test_a_text_without_missions_has_no_records() -> None:
    found = extract_document(read_text("Nur Regen fiel an der Küste, und im Hafen blieb es still.\n"))

    assert (found.missions, found.statements, found.checks) == ((), (), ())
    assert len(found.sections) == 1
