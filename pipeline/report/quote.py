"""Quote a span of a document with what stands around it in the same paragraph."""

from __future__ import annotations

from typing import Any

from pipeline.model import Document, Span

CONTEXT = 90


def quoted(document: Document, span: Span) -> dict[str, Any]:
    """Return `document` (its name), `start`, `end`, `quote`, and the text `before` and `after` it.

    At most 90 characters either side and none of another block (paragraph, heading, list item), cut
    between words; an ellipsis says that the block goes on.
    """
    first, last = _around(document, span)
    return {
        "document": document.name,
        "start": span.start,
        "end": span.end,
        "before": _before(document.text[first : span.start]),
        "quote": document.text[span.start : span.end],
        "after": _after(document.text[span.end : last]),
    }


def _around(document: Document, span: Span) -> tuple[int, int]:
    """Return the ends of the blocks that `span` touches; without any, of the document."""
    touched = [
        each.span for each in document.blocks if each.span.start < span.end and span.start < each.span.end
    ]
    if not touched:
        return 0, len(document.text)
    return min(touched[0].start, span.start), max(touched[-1].end, span.end)


def _before(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    words = text[-CONTEXT:].split(maxsplit=1)
    return "… " + text[-len(words[1]) :] if len(words) == 2 else "…" + text[-CONTEXT:]


def _after(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    words = text[:CONTEXT].rsplit(maxsplit=1)
    return text[: len(words[0])] + " …" if len(words) == 2 else text[:CONTEXT] + "…"
