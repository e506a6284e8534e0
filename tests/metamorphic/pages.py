"""The pages that are edited, and what a page says in values, wherever on it that stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline import extract
from pipeline.acquire import acquire
from pipeline.evaluate import read_gold
from pipeline.model import Extraction, Snapshot
from pipeline.read import read

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as plain text, and what it says: as reviewed in `tests/golden`, or measured in `tests/gold`."""

    name: str
    text: str
    found: Extraction


class Fact(NamedTuple):
    """A fact about a mission."""

    mission_id: str
    property: str
    value: str
    unit: str | None
    assertion: str


class Said(NamedTuple):
    """What a page says: facts and totals, and how often it mentions what."""

    facts: frozenset[Fact]
    claims: frozenset[tuple[str, str]]
    mentions: Counter[tuple[str, str | None]]


@cache
def pages() -> tuple[Page, ...]:
    """Return the golden pages; of HTML the text."""
    raw = [
        snapshot for path in sorted((TESTS.parent / "raw").glob("[!.]*.*")) for snapshot in acquire([path])
    ]
    texts = [
        *((Path(each.name).stem, read(each).text) for each in raw if isinstance(each, Snapshot)),
        *((gold.name, gold.text) for gold in read_gold(TESTS / "gold")),
    ]
    return tuple(Page(name, text, extract(text, name=name)) for name, text in texts)


def said(found: Extraction) -> Said:
    """Return what a page says; the name under which a mission is first met is no fact here."""
    return Said(
        frozenset(
            Fact(s.mission_id, s.property, s.value, s.unit, s.assertion)
            for s in found.statements
            if s.property != "name"
        ),
        frozenset((claim.what, claim.value) for claim in found.claims),
        Counter((mention.label, mention.value) for mention in found.mentions),
    )
