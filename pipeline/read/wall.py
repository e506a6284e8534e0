"""Whether what came is the page at all, or what stands before it: an error, a consent, a login, a check."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.model import Document, Snapshot
from pipeline.rulebook import WallPlace, wall_rules

_TITLE = re.compile(rb"<title\b[^<>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_MARKUP_BYTES = 1_000_000


def why_no_page(snapshot: Snapshot, document: Document) -> str | None:
    """Return why a page from the web, which a server gave as one, is none; null where nothing says so.

    `document` is what was read of `snapshot`.
    """
    words = len(document.text.split())
    seen = {place: _folded(texts) for place, texts in _places(snapshot, document)}
    for rule in wall_rules():
        if words <= rule.most_words and any(rule.pattern.search(text) for text in seen[rule.place]):
            return f"{rule.reason} ({rule.id})"
    return None


def _places(snapshot: Snapshot, document: Document) -> Iterator[tuple[WallPlace, list[str]]]:
    """Where rules look; bytes that are no ASCII matter to none of them."""
    markup = snapshot.data[:_MARKUP_BYTES] if snapshot.media_type == "text/html" else b""
    title = _TITLE.search(markup)
    headings = [
        document.text[each.span.start : each.span.end] for each in document.blocks if each.kind == "heading"
    ]
    yield "title", [html.unescape(title[1].decode("utf-8", "replace")) if title else "", *headings]
    yield "text", [document.text]
    yield "markup", [markup.decode("latin-1")]


def _folded(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]
