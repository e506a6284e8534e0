"""Quote a span of a document with what stands around it."""

from __future__ import annotations

from typing import Any

from pipeline.model import Document, Span

CONTEXT = 90


def quoted(document: Document, span: Span) -> dict[str, Any]:
    """Return `document` (its name), `start`, `end`, `quote`, and the text `before` and `after` it.

    At most 90 characters either side, cut between words; an ellipsis says that the text goes on.
    """
    text = document.text
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return {
        "document": document.name,
        "start": span.start,
        "end": span.end,
        "before": before if span.start <= CONTEXT else _from_next_word(before),
        "quote": text[span.start : span.end],
        "after": after if span.end + CONTEXT >= len(text) else _to_last_word(after),
    }


def _from_next_word(text: str) -> str:
    """Return `text` without its first word, which may be the end of one."""
    words = text.split(maxsplit=1)
    return f"… {text[text.index(words[0]) + len(words[0]) :].lstrip()}" if len(words) == 2 else text


def _to_last_word(text: str) -> str:
    """Return `text` without its last word, which may be the beginning of one."""
    words = text.rsplit(maxsplit=1)
    return f"{text[: text.rindex(words[1])].rstrip()} …" if len(words) == 2 else text
