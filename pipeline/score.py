"""Scores mentions, statements and claims: a confidence as the product of named parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Claim, Confidence, Mention, Section, Span, Statement
from pipeline.rulebook import priors
from pipeline.sentences import holding


def score_mentions(mentions: Iterable[Mention], sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Return the mentions with their confidence, and with the section that each lies in."""
    spans = tuple(section.span for section in sections)
    return tuple(
        replace(
            mention, confidence=_of_mention(mention), section_id=_section_of(mention.span, spans, sections)
        )
        for mention in mentions
    )


def score_statements(statements: Iterable[Statement], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the statements with a confidence made of the rule's, the subject's and the value's."""
    starts = sorted(mentions, key=lambda mention: mention.span)
    return tuple(replace(s, confidence=_of_statement(s, _inside(s.span, starts))) for s in statements)


def score_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with the confidence of their rules."""
    return tuple(replace(claim, confidence=_product(("rule", _prior(claim.rule)))) for claim in claims)


def _section_of(span: Span, spans: tuple[Span, ...], sections: Sequence[Section]) -> str:
    found = holding(spans, span.start)
    return sections[spans.index(found)].section_id if found is not None else ""


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


def _inside(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if span.start <= m.span.start and m.span.end <= span.end]


def _prior(rule: str) -> float:
    known = priors()
    return known.get(rule, known.get(rule.split(":")[0], known["default"]))


def _product(*parts: tuple[str, float]) -> Confidence:
    return Confidence(round(math.prod(value for _, value in parts), 4), tuple(parts))
