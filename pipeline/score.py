"""Scores mentions, statements and claims: a confidence as the product of named parts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.model import Claim, Confidence, Mention, Section, Span, Statement, revised
from pipeline.rulebook import priors


def score_mentions(mentions: Iterable[Mention], sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Return the mentions with their confidence, and with the section that each lies in."""
    starts = [section.span.start for section in sections]
    ids = [section.section_id for section in sections]
    return tuple(
        revised(m, confidence=_of_mention(m), section_id=ids[bisect_right(starts, m.span.start) - 1])
        for m in mentions
    )


def score_statements(statements: Iterable[Statement], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the statements with a confidence made of the rule's, the subject's and the value's."""
    starts = [mention.span.start for mention in mentions]
    return tuple(
        revised(s, confidence=_of_statement(s, _inside(s.span, mentions, starts))) for s in statements
    )


def score_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with the confidence of their rules."""
    return tuple(revised(claim, confidence=_product(("rule", _prior(claim.rule)))) for claim in claims)


def _of_mention(mention: Mention) -> Confidence:
    parts = [("rule", _prior(mention.rule))]
    if mention.value is None:
        parts.append(("value unread", priors()["value unread"]))
    if mention.completed_from is not None:
        parts.append(("year supplied", priors()["year supplied"]))
    return _product(*parts)


def _of_statement(statement: Statement, inside: Sequence[Mention]) -> Confidence:
    parts = [("rule", _prior(statement.rule))]
    names = [m for m in inside if m.label == "MISSION" and m.value == statement.mission_id]
    if names:
        parts.append(("subject by name", max(m.confidence.value for m in names)))
    elif statement.rule != "host.in-name" and not statement.rule.startswith("type."):
        parts.append(("subject by topic", priors()["subject by topic"]))
    values = [m for m in inside if m.label != "MISSION" and m.value == statement.value]
    if values:
        parts.append(("value", max(m.confidence.value for m in values)))
    return _product(*parts)


def _inside(span: Span, mentions: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [mention for mention in mentions[first:last] if mention.span.end <= span.end]


def _prior(rule: str) -> float:
    known = priors()
    return known.get(rule, known.get(rule.split(":")[0], known["default"]))


@lru_cache(maxsize=1 << 14)
def _product(*parts: tuple[str, float]) -> Confidence:
    return Confidence(round(math.prod(value for _, value in parts), 4), tuple(parts))
