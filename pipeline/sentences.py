"""Sentences: the stretches of a block in which a fact and its evidence stand together."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from pipeline.model import Document, Span
from pipeline.rulebook import patterns


def sentences(document: Document) -> tuple[Span, ...]:
    """Return the sentences of all blocks, in order; parts between semicolons count as sentences."""
    spans = []
    for block in document.blocks:
        start = block.span.start
        for gap in _boundary().finditer(document.text, start, block.span.end):
            spans.append(Span(start, gap.end()))
            start = gap.end()
        spans.append(Span(start, block.span.end))
    return tuple(span for span in spans if span.start < span.end)


def holding(spans: tuple[Span, ...], position: int) -> Span | None:
    """Return the one of the ordered, disjoint `spans` that holds the character `position`, if any."""
    i = bisect_right(spans, position, key=lambda span: span.start) - 1
    return spans[i] if i >= 0 and position < spans[i].end else None


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in patterns("sentences")), re.VERBOSE)
