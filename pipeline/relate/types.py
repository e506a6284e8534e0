"""Finds whether a mission is civilian or military in its heading and in its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.model import Document, Mention, Section, Span
from pipeline.rulebook import missions, patterns
from pipeline.sentences import holding

_LINE: Final = 120
"""Characters; a longer paragraph is no line of a list, nor a heading."""


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
                yield from _matches(document, section.mission_id, block.span, "type.heading")


def types_above(document: Document, mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the type that a heading gives the missions that open the lines below it ('Civilian missions').

    Another heading ends that, unless it names a mission or no more than a place. A type that the gazetteer
    knows to be another one is the heading's own matter.
    """
    above: tuple[str, int, int, str] | None = None
    at = 0
    for block in document.blocks:
        while at < len(mentions) and mentions[at].span.start < block.span.start:
            at += 1
        first = mentions[at] if at < len(mentions) and mentions[at].span.end <= block.span.end else None
        text = document.text[block.span.start : block.span.end]
        is_line = block.kind != "paragraph" or len(text) <= _LINE
        if first is None and is_line:
            found = _type_in(text, "type.above")
            if found is not None:
                word, start, end, rule = found
                above = word, block.span.start + start, block.span.start + end, rule
            elif block.kind == "heading" or text.endswith(":"):
                above = None
        elif above is not None and first is not None and first.label == "MISSION" and is_line:
            is_opened = not any(letter.isalnum() for letter in text[: first.span.start - block.span.start])
            entry = missions().get(first.value or "")
            if is_opened and first.value and (entry is None or entry.type in {None, above[0]}):
                yield Typed(first.value, above[0], Span(above[1], above[2]), above[3])


def types_in_names(document: Document, mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the type that a mission's name states ('Military Partnership Mission') or implies ('EUFOR')."""
    for mention in mentions:
        if mention.label == "MISSION" and mention.value is not None:
            yield from _matches(document, mention.value, mention.span, "type.name")


def _matches(document: Document, mission_id: str, span: Span, prefix: str) -> Iterator[Typed]:
    found = _type_in(document.text[span.start : span.end], prefix)
    if found is not None:
        word, start, end, rule = found
        yield Typed(mission_id, word, Span(span.start + start, span.start + end), rule)


@lru_cache(maxsize=1 << 14)
def _type_in(text: str, prefix: str) -> tuple[str, int, int, str] | None:
    """Return type, start, end and rule of the first rule of that prefix that matches."""
    for rule in patterns("types"):
        found = rule.pattern.search(text) if rule.id.startswith(prefix) else None
        if found is not None:
            group = "value" if found.groupdict().get("value") else 0
            return (found.groupdict().get("value") or "military").lower(), *found.span(group), rule.id
    return None
