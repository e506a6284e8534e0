"""The ledger: nothing that a text says is lost without a reason."""

from __future__ import annotations

import pytest

from pipeline.extraction import extract_document
from pipeline.ledger import ledger
from pipeline.model import Extraction, LedgerEntry
from pipeline.read import read_text

PAGE = """The Union has four ongoing missions.

EUTM Mali

The mission was launched on 18 February 2013. It owns 30 tents. It keeps a copy of paper 2071 (2012). \
Officers met in May 2015. EUTM Mali has a staff of 600, among them 45 from Spain.

Weather

It rained in Norway in the coming weeks.
"""


@pytest.fixture(scope="module")
def page() -> Extraction:
    """What the page above says."""
    return extract_document(read_text(PAGE))


def entries(page: Extraction, text: str) -> list[LedgerEntry]:
    return [entry for entry in ledger(page) if entry.text == text]


def properties(page: Extraction, entry: LedgerEntry) -> list[str]:
    return [s.property for s in page.statements if s.statement_id in entry.statements]


def test_a_date_is_used_by_the_statement_whose_value_it_is(page: Extraction) -> None:
    assert properties(page, entries(page, "18 February 2013")[0]) == ["launched"]


def test_the_name_in_a_heading_is_the_subject_of_what_stands_below(page: Extraction) -> None:
    assert "launched" in properties(page, entries(page, "EUTM Mali")[0])


def test_a_total_is_used_by_its_claim(page: Extraction) -> None:
    assert entries(page, "four")[0].claim == "missions_ongoing"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2071", "ruled out"),
        ("30", "no kind"),
        ("May 2015", "no role"),
        ("Norway", "no mission"),
        ("coming weeks", "unread"),
    ],
)
def test_what_nothing_rests_on_has_its_reason(page: Extraction, text: str, reason: str) -> None:
    assert [entry.reason for entry in entries(page, text)] == [reason]


def test_what_is_ruled_out_names_the_rule(page: Extraction) -> None:
    assert entries(page, "2071")[0].rule == "no-date.resolution"


def test_what_is_used_elsewhere_is_said_before() -> None:
    page = extract_document(read_text("EUTM Mali trains. Officers of EUTM Mali swim."))

    assert [entry.reason for entry in entries(page, "EUTM Mali")] == [None, "said before"]
