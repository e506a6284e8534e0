"""Pages, and decisions on what they say, for the tests of decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pipeline import extract
from pipeline.decide import decide
from pipeline.decide.draft import draft
from pipeline.model import Dataset, Decision, Extraction, Verdict
from pipeline.reconcile import assemble

PAGE = (
    "EUTM Mali\n\n"
    "The European Union launched EUTM Mali on 18 February 2013, after a request of the government in Bamako. "
    "It is led by a general, and its mandate ended on 18 May 2024 when the Council let it run out.\n\n"
    "EULEX Kosovo\n\n"
    "EULEX Kosovo has been deployed since 2008. It helps judges and the police, and its mandate runs until "
    "14 June 2025 as the Council decided in June.\n"
)

Deciding = Callable[..., Decision]
Following = Callable[..., Dataset]


@pytest.fixture
def page() -> Extraction:
    return extract(PAGE, name="page.txt")


@pytest.fixture
def deciding() -> Deciding:
    """A function that gives a decision on the one statement of a mission's property on a page."""

    def decided(
        found: Extraction,
        mission_id: str,
        name: str,
        verdict: Verdict,
        value: str | None = None,
        *,
        reviewer: str = "Ada",
        day: int = 1,
        statement_value: str | None = None,
    ) -> Decision:
        [statement] = [
            s
            for s in found.statements
            if (s.mission_id, s.property) == (mission_id, name) and statement_value in {None, s.value}
        ]
        return draft(
            statement,
            found.document,
            found.sections,
            verdict=verdict,
            value=value,
            reason=None,
            reviewer=reviewer,
            decided_at=datetime(2026, 3, day, tzinfo=UTC),
        )

    return decided


@pytest.fixture
def following() -> Following:
    """A function that gives the dataset of a text under decisions; without a text, of the page."""

    def followed(*decisions: Decision, text: str = PAGE) -> Dataset:
        return decide(assemble([extract(text, name="page.txt")], []), decisions)

    return followed
