"""Each rule earns its place: without it some committed text says something else.

The texts are the golden pages (`raw/`, `tests/gold`), the example of each rule, alone and as the section of a
mission, with its mentions spelt out, and a sentence of `tests/rules` where a rule needs more around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

from pipeline.acquire import acquire
from pipeline.evaluate import read_gold
from pipeline.extraction import extract_document
from pipeline.model import Document, Extraction, Snapshot
from pipeline.read import read, read_text
from pipeline.recognise.patterns import Candidate, TokenPatterns, Tokens
from pipeline.rulebook import (
    ClaimRule,
    Pattern,
    TokenRule,
    Trigger,
    claim_rules,
    patterns,
    token_rules,
    triggers,
)

TESTS = Path(__file__).parent
SENTENCES = TESTS / "rules" / "sentences.txt"

Rule = TokenRule | Trigger | ClaimRule | Pattern
RULES: list[Rule] = [
    *(rule for file in ("dates", "counts", "missions") for rule in token_rules(file)),
    *triggers(),
    *claim_rules(),
    *(rule for file in ("assertions", "sentences", "types") for rule in patterns(file)),
]

SPELT = {
    "M": ("EUTM Mali", "EUCAP Sahel Niger", "EULEX Kosovo", "EUAM Iraq"),
    "D": ("18 February 2013", "19 May 2014", "20 June 2015", "21 July 2016"),
    "C": ("Mali", "Niger", "Kosovo", "Iraq"),
    "R": ("the Sahel",),
    "S": ("120 staff", "60 officers", "30 soldiers"),
    "T": ("two years", "three years"),
    "V": ("last year",),
}
"""What the words for mentions in the example of a role rule are spelt out as, the first of a kind first."""
INTERVALS = ("2013 to 2016",)
"""Dates for the rules that take intervals alone."""

LAST_RESORT = re.compile("loosely|nearby")
"""In the ids of rules that know too little of words to be as sure as those that they stand in for."""
NEVER = re.compile("(?!)")


@dataclass(frozen=True)
class Page:
    """A text, and what it says by all rules."""

    document: Document

    @cached_property
    def whole(self) -> Extraction:
        return extract_document(self.document)

    @cached_property
    def fired(self) -> frozenset[str]:
        """The ids of the rules that what the text says bears."""
        found = self.whole
        ruled_out = {each.rule for each in found.ruled_out}
        related = {each.rule for each in found.statements} | {each.rule for each in found.claims}
        return frozenset({each.rule for each in found.mentions} | related | ruled_out)


def said(found: Extraction) -> tuple[object, ...]:
    """Return what a text says, whichever rules and words of it say so, but for those of last resort."""
    return (
        [(m.label, m.span, m.value, m.lower, m.upper, m.unit) for m in found.mentions],
        [
            (
                *(s.mission_id, s.property, s.value, s.lower, s.upper, s.unit, s.basis, s.as_of, s.assertion),
                LAST_RESORT.findall(s.rule),
            )
            for s in found.statements
            if s.property != "name"
        ],
        [(c.what, c.value, c.lower, c.upper) for c in found.claims],
        {each.span for each in found.ruled_out},
    )


@cache
def golden() -> tuple[Page, ...]:
    """Return the golden pages, short ones first."""
    raw = (
        snapshot for path in sorted((TESTS.parent / "raw").glob("[!.]*.*")) for snapshot in acquire([path])
    )
    documents = [
        *(read_text(gold.text, name=gold.name) for gold in read_gold(TESTS / "gold")),
        *(read(snapshot) for snapshot in raw if isinstance(snapshot, Snapshot)),
    ]
    return tuple(Page(document) for document in sorted(documents, key=lambda document: len(document.text)))


@cache
def sentences() -> dict[str, str]:
    """Return the text that stands for each rule in `tests/rules`; `\\n` in it is the end of a line."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return {rule: text.replace("\\n", "\n") for rule, text in pairs}


def small(rule: Rule) -> Iterator[Page]:
    """Yield the texts that are there for `rule` alone."""
    if rule.id in sentences():
        yield Page(read_text(sentences()[rule.id]))
    example = spelt_out(rule.example, dates=INTERVALS if getattr(rule, "interval", False) else SPELT["D"])
    for text in (example, f"EUTM Mali\n\n{example}"):
        yield Page(read_text(text))


def spelt_out(frame: str, dates: tuple[str, ...] = SPELT["D"]) -> str:
    """Put mentions in for their words: `<M0> until <D1>` becomes `EUTM Mali until 18 February 2013`."""
    seen: dict[str, int] = {}
    spelt = {**SPELT, "D": dates}

    def mention(word: re.Match[str]) -> str:
        seen[word[1]] = seen.get(word[1], -1) + 1
        return spelt[word[1]][seen[word[1]] % len(spelt[word[1]])]

    return re.sub(r"<([A-Z])\d+>", mention, frame)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Rule], None]]:
    """A function that takes a rule out of the rulebook, until the test is over."""
    taken: list[tuple[Rule, re.Pattern[str]]] = []

    def take_out(rule: Rule) -> None:
        if isinstance(rule, TokenRule):
            candidates = TokenPatterns.candidates

            def others(self: TokenPatterns, tokens: Tokens) -> Iterator[Candidate]:
                return (each for each in candidates(self, tokens) if each.rule != rule.id)

            monkeypatch.setattr(TokenPatterns, "candidates", others)
        else:
            taken.append((rule, rule.pattern))
            object.__setattr__(rule, "pattern", NEVER)
            forget_patterns()

    yield take_out
    for rule, pattern in taken:
        object.__setattr__(rule, "pattern", pattern)
        forget_patterns()


def forget_patterns() -> None:
    """Empty the caches of the stages that try patterns; those of the rulebook and recognisers may stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pipeline.") and not name.startswith(("pipeline.rulebook", "pipeline.recognise")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and value.__module__ == name:
                    value.cache_clear()


def pages_of(rule: Rule) -> Sequence[Page]:
    """Return the texts in which the rule shows, short ones first; all of them for one that leaves no id."""
    pages = (*small(rule), *golden())
    return [page for page in pages if rule.id in page.fired] or pages


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_text_says_something_else_without_the_rule(rule: Rule, without: Callable[[Rule], None]) -> None:
    pages = [(page.document, said(page.whole)) for page in pages_of(rule)]
    without(rule)

    assert any(said(extract_document(document)) != whole for document, whole in pages), (
        f"no text needs {rule.id}: add the line '{rule.id} | TEXT' to tests/rules/sentences.txt, with a text "
        "of your own words that says something else without the rule (\\n ends a line); if there is none, "
        "other rules do its work: remove it"
    )


def test_each_sentence_stands_for_a_rule() -> None:
    assert set(sentences()) <= {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_near_miss_of_a_rule_does_not_show_it_on_a_page(rule: Rule) -> None:
    page = Page(read_text(f"EUTM Mali\n\n{spelt_out(rule.near_miss)}"))

    assert rule.id not in page.fired
