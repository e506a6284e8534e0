"""Finds whether a mission is civilian or military in its heading and in its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Document, Mention, Section, Span
from pipeline.rulebook import Pattern, patterns
from pipeline.sentences import holding


@dataclass(frozen=True, slots=True)
class Typed:
    """A type that a heading or a name states or implies, with its evidence."""

    mission_id: str
    type: str
    span: Span
    rule: str


def types_in_headings(document: Document, sections: Sequence[Section]) -> Iterator[Typed]:
    """Yield the type that a mission section's heading blocks end with ('- Civilian Mission')."""
    spans = tuple(section.span for section in sections)
    for block in document.blocks:
        if block.kind in {"heading", "caption"}:
            section = sections[spans.index(holding(spans, block.span.start) or spans[0])]
            if section.mission_id is not None:
                yield from _matches(document, section.mission_id, block.span, _rules("type.heading"))


def types_in_names(document: Document, mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the type that a mission's name states ('Military Partnership Mission') or implies ('EUFOR')."""
    for mention in mentions:
        if mention.label == "MISSION" and mention.value is not None:
            yield from _matches(document, mention.value, mention.span, _rules("type.name"))


def _matches(document: Document, mission_id: str, span: Span, rules: Sequence[Pattern]) -> Iterator[Typed]:
    text = document.text[span.start : span.end]
    for rule in rules:
        found = rule.pattern.search(text)
        if found is not None:
            word = (found.groupdict().get("value") or "military").lower()
            start, end = found.span("value") if found.groupdict().get("value") else found.span()
            yield Typed(mission_id, word, Span(span.start + start, span.start + end), rule.id)
            return


def _rules(prefix: str) -> list[Pattern]:
    return [rule for rule in patterns("types") if rule.id.startswith(prefix)]
