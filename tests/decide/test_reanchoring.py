"""Decisions follow their evidence through random edits of the page, and never go to another place.

Every character of the edited page is known to be where it was, moved, copied or new, so that it can be
told where the evidence went. `make soak` makes 10,000 edits and prints what became of the decisions.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest

from pipeline.acquire import acquire
from pipeline.decide.anchor import CONTEXT, folded_page, section_at
from pipeline.decide.draft import draft
from pipeline.decide.outcomes import outcomes_of
from pipeline.errors import DecisionError
from pipeline.evaluate.markup import read_markup
from pipeline.extraction import extract_document
from pipeline.model import Decision, Extraction, Snapshot, Span
from pipeline.read import read, read_text
from tests.decide.edits import Tagged, edited, mended, tagged

ROOT = Path(__file__).parents[2]
SEED = 20260301


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A page of our own wording with a decision on each statement that can have one, and its span."""

    name: str
    text: str
    decisions: tuple[tuple[Decision, Span], ...]
    refused: int


def texts() -> Iterator[tuple[str, str]]:
    for snapshot in acquire([ROOT / "raw"]):
        assert isinstance(snapshot, Snapshot)
        yield snapshot.name, read(snapshot).text
    for path in sorted((ROOT / "tests" / "gold").glob("*.gold")):
        yield path.stem, read_markup(path).text


@cache
def reviewed() -> tuple[Reviewed, ...]:
    pages = (made(name, text) for name, text in texts())
    return tuple(page for page in pages if page.decisions)


def made(name: str, text: str) -> Reviewed:
    found = extract_document(read_text(text, name=name))
    decisions = []
    for statement in found.statements:
        try:
            decision = draft(
                statement,
                found.document,
                found.sections,
                verdict="reject",
                value=None,
                reason=None,
                reviewer="Ada",
                decided_at=datetime(2026, 3, 1, tzinfo=UTC),
            )
        except DecisionError:
            continue
        decisions.append((decision, statement.span))
    return Reviewed(name, text, tuple(decisions), len(found.statements) - len(decisions))


def fates(page: Reviewed, now: Tagged) -> Counter[str]:
    """Return how often each fate befell the decisions on a page that is `now` another."""
    found = extract_document(read_text(now.text, name=page.name))
    outcomes = outcomes_of(
        [decision for decision, _ in page.decisions],
        {found.document.source_id: [folded_page(found.document, found.sections)]},
        found.statements,
    ).outcomes
    spans = {decision.decision_id: span for decision, span in page.decisions}
    places = {s.statement_id: s.span for s in found.statements}
    told: Counter[str] = Counter()
    for each in outcomes:
        span = spans[each.decision.decision_id]
        if each.outcome != "applied":
            kept = " although its words stand" if stands(page, span, each.decision, now, found) else ""
            told[each.outcome + kept] += 1
            continue
        assert each.statement_id is not None
        told[whither(page, span, places[each.statement_id], each.decision, now, found)] += 1
    return told


def whither(
    page: Reviewed, was: Span, place: Span, decision: Decision, now: Tagged, found: Extraction
) -> str:
    """Say whether a decision went where its evidence went."""
    lineage, there = visible(page.text, was), origins(now, place)
    if not set(lineage) <= set(there) and not set(there) <= set(lineage):
        return "WRONG: applied to other words"
    if section_at(found.sections, place.start).mission_id != decision.section:
        return "WRONG: applied in another mission's section"
    if not any(now.copies[place.start : place.end]):
        return "applied to its words"
    if not stands(page, was, decision, now, found):
        return "applied to a copy, as its words are gone"
    # Which of two equal texts is the copy shows in nothing but what stands around them.
    if kept_around(page.text, was, now, place) >= kept_around(page.text, was, now, original(was, now)):
        return "applied to a copy in the place of its words, which moved"
    return "WRONG: applied to a copy beside its words"


def kept_around(text: str, was: Span, now: Tagged, place: Span) -> int:
    """Return how many of the characters that stood around the words stand around this place."""
    before, after = origins(now, Span(0, place.start)), origins(now, Span(place.end, len(now.text)))
    stood_before, stood_after = visible(text, Span(0, was.start)), visible(text, Span(was.end, len(text)))
    pairs = (
        *zip(before[: -CONTEXT - 1 : -1], stood_before[: -CONTEXT - 1 : -1], strict=False),
        *zip(after[:CONTEXT], stood_after[:CONTEXT], strict=False),
    )
    return sum(one == other for one, other in pairs)


def original(was: Span, now: Tagged) -> Span:
    """Return where the very characters of the words stand, no copies."""
    pairs = enumerate(zip(now.origins, now.copies, strict=True))
    at = [i for i, (origin, copy) in pairs if copy == 0 and was.start <= origin < was.end]
    return Span(at[0], at[-1] + 1) if at else Span(0, 0)


def stands(page: Reviewed, was: Span, decision: Decision, now: Tagged, found: Extraction) -> bool:
    """Say whether the very words, no copy, still stand unaltered in a section of the mission."""
    lineage = visible(page.text, was)
    place = original(was, now)
    return origins(now, place) == lineage and (
        section_at(found.sections, place.start).mission_id == decision.section
    )


def visible(text: str, span: Span) -> list[int]:
    return [i for i in range(span.start, span.end) if not text[i].isspace()]


def origins(now: Tagged, span: Span) -> list[int]:
    return [now.origins[i] for i in range(span.start, span.end) if not now.text[i].isspace()]


def fates_of_edits(number: int) -> Counter[str]:
    random = Random(SEED)
    told: Counter[str] = Counter()
    for _ in range(number):
        page = random.choice(reviewed())
        now = edited(tagged(page.text), random, random.randint(1, 3))
        told += fates(page, mended(now, page.text))
    return told


def wrong(told: Counter[str]) -> dict[str, int]:
    return {fate: n for fate, n in told.items() if fate.startswith("WRONG")}


def test_no_decision_goes_to_another_place_in_300_edited_pages() -> None:
    told = fates_of_edits(300)

    assert not wrong(told)
    assert told["applied to its words"] > 0.7 * told.total()


def test_on_the_page_as_it_was_every_decision_applies() -> None:
    for page in reviewed():
        assert fates(page, tagged(page.text)) == {"applied to its words": len(page.decisions)}


@pytest.mark.soak
@pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak")
def test_no_decision_goes_to_another_place_in_10_000_edited_pages(capsys: pytest.CaptureFixture[str]) -> None:
    told = fates_of_edits(10_000)

    with capsys.disabled():
        print(f"\n{told.total()} decisions on 10,000 edited pages")  # noqa: T201  (the figures are the result)
        for fate, n in told.most_common():
            print(f"{n:8} {fate}")  # noqa: T201
    assert not wrong(told)
