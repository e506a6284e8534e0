"""Holds every row of one extraction to its evidence: the quote stands where the row says it does."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Score, Share, error, pool
from pipeline.model import Extraction, Span


def score_evidence(gold: GoldDocument, extraction: Extraction) -> Score:
    """How many rows of each table quote the text that was given, and whether the sections tile it."""
    return pool(
        (
            _quoted(gold, "mentions", [(row.span, row.text) for row in extraction.mentions]),
            _quoted(gold, "statements", [(row.span, row.quote) for row in extraction.statements]),
            _quoted(gold, "claims", [(row.span, row.quote) for row in extraction.claims]),
            _tiled(gold, [section.span for section in extraction.sections]),
        )
    )


def _quoted(gold: GoldDocument, table: str, rows: list[tuple[Span, str]]) -> Score:
    broken = [(span, quote) for span, quote in rows if not _stands(gold.text, span, quote)]
    return Score(
        shares={("evidence", table): Share(len(rows) - len(broken), len(rows))},
        errors=tuple(
            error(gold, "evidence", table, span=span, expected="its quote there", found=quote)
            for span, quote in broken
        ),
    )


def _stands(text: str, span: Span, quote: str) -> bool:
    return 0 <= span.start <= span.end and text[span.start : span.end] == quote


def _tiled(gold: GoldDocument, spans: Iterable[Span]) -> Score:
    end = 0
    for span in spans:
        if span.start != end:
            break
        end = span.end
    if end == len(gold.text):
        return Score(shares={("evidence", "sections tile"): Share(1, 1)})
    gap = error(gold, "evidence", "sections", span=Span(end, end), expected="a section", found=None)
    return Score(shares={("evidence", "sections tile"): Share(0, 1)}, errors=(gap,))
