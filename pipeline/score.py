"""Scores mentions, statements and claims: the odds that a row is right, as a product of named parts.

The factors are fitted to annotated pages (`evaluate/fit.py`) and stand in `rules/confidence.toml`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from pipeline.checks.facts import HAS_ONE, agree, agrees_with_gazetteer, known_of
from pipeline.model import Claim, Confidence, Mention, Section, Statement, revised
from pipeline.rulebook import acceptance, missions, odds, triggers

_DOUBTFUL: Final = 0.8
_LONG: Final = 160
"""Characters; longer evidence spans clauses, in which more than one thing is said."""


def score_mentions(mentions: Iterable[Mention], sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Return the mentions with their confidence, and with the section that each lies in."""
    starts = [section.span.start for section in sections]
    ids = [section.section_id for section in sections]
    return tuple(
        revised(m, confidence=_of_mention(m), section_id=ids[bisect_right(starts, m.span.start) - 1])
        for m in mentions
    )


def score_statements(
    statements: Sequence[Statement], mentions: Sequence[Mention], sections: Sequence[Section]
) -> tuple[Statement, ...]:
    """Return the statements with their confidence, and accepted where that is enough.

    A name is as sure as its mention. What no page has measured yet stays for review.
    """
    starts = [mention.span.start for mention in mentions]
    named = {(m.span, m.value): m.confidence for m in mentions if m.label == "MISSION"}
    topics = {section.section_id: section.mission_id for section in sections}
    values: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        values[s.mission_id, s.property].append(s)
    scored = []
    for s in statements:
        first, last = bisect_left(starts, s.span.start), bisect_left(starts, s.span.end)
        inside = [m for m in mentions[first:last] if m.span.end <= s.span.end]
        confidence = named.get((s.span, s.mission_id)) if s.property == "name" else None
        if confidence is None:
            others = values[s.mission_id, s.property]
            # What makes a launch doubtful is not what makes a strength so.
            of_its_own = (*_of_subject(s, inside, topics), *_of_evidence(s, inside, others))
            parts = (*_of_rule(s), *(f"{s.property}, {part}" for part in of_its_own))
            confidence = _weighed("statement", *parts)
        is_accepted = s.property in acceptance().measured and confidence.value >= acceptance().threshold
        scored.append(revised(s, confidence=confidence, status="accepted" if is_accepted else "review"))
    return tuple(scored)


def score_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with the confidence that claims have."""
    return tuple(revised(claim, confidence=_weighed("claim")) for claim in claims)


def _of_mention(m: Mention) -> Confidence:
    is_unlisted = m.label == "MISSION" and m.value is not None and m.value not in missions()
    return _of_such(m.label, m.rule, m.value is None, is_unlisted, m.completed_from is not None)


@lru_cache(maxsize=1 << 12)
def _of_such(label: str, rule: str, is_unread: bool, is_unlisted: bool, is_supplied: bool) -> Confidence:
    """Return the confidence of all mentions that are alike in this."""
    parts = [f"label: {label}", f"rule: {rule}"]
    parts += ["value: unread"] * is_unread + ["mission: unlisted"] * is_unlisted
    return _weighed("mention", *parts, *(["year: supplied"] * is_supplied))


def _of_rule(s: Statement) -> Iterator[str]:
    yield f"property: {s.property}"
    yield f"rule: {s.rule.split(':')[0]}"
    if s.rule in _last_resorts():
        yield "rule: of last resort"
    if s.assertion != "asserted":
        yield f"assertion: {s.assertion}"
    if not s.rule.startswith("gazetteer:") and known_of(s):
        yield "gazetteer: agrees" if agrees_with_gazetteer(s) else "gazetteer: differs"


@cache
def _last_resorts() -> frozenset[str]:
    return frozenset(trigger.id for trigger in triggers() if trigger.fallback)


def _of_subject(s: Statement, inside: Sequence[Mention], topics: dict[str, str | None]) -> Iterator[str]:
    """Yield how the mission is known to be meant, and what makes that doubtful."""
    named = {m.value for m in inside if m.label == "MISSION"}
    if s.mission_id in named:
        yield "subject: named"
    elif topics[s.section_id] == s.mission_id:
        yield "subject: of the section"
    elif named:
        yield "subject: beside others"
    else:
        yield "subject: of the page"
    if len(named) > 1:
        yield "evidence: several missions"
    if s.mission_id not in missions():
        yield "mission: unlisted"


def _of_evidence(s: Statement, inside: Sequence[Mention], others: Sequence[Statement]) -> Iterator[str]:
    """Yield what speaks for or against the value: the rest of the page, its own clause."""
    rest = [o for o in others if o.span != s.span and o.assertion == s.assertion]
    if any(agree(s, o) for o in rest):
        yield "page: says it again"
    if s.property in HAS_ONE and any(not agree(s, o) for o in rest):
        yield "page: contradicts it"
    values = [m for m in inside if m.value == s.value]
    if values and sum(m.label == values[0].label for m in inside) > 1:
        yield "evidence: several values"
    if values and max(m.confidence.value for m in values) < _DOUBTFUL:
        yield "evidence: a doubtful mention"
    if s.span.end - s.span.start > _LONG:
        yield "evidence: long"


@lru_cache(maxsize=1 << 14)
def _weighed(table: str, *names: str) -> Confidence:
    """Return the confidence of a row with these parts; one that no annotated page has weighs nothing."""
    fitted = odds(table)
    parts = (("base", fitted.base), *((name, fitted.parts.get(name, 1.0)) for name in names))
    product = math.prod(factor for _, factor in parts)
    return Confidence(round(product / (1 + product), 4), parts)
