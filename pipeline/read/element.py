"""Leads an offset of a document's text back to the element of the source that it comes from."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.model import Document


def element_at(document: Document, offset: int) -> str | None:
    """Return the path to the element that the character at `offset` comes from; None for plain text.

    What parts blocks and cells goes with the one before.
    """
    at = bisect_right(document.elements, offset, key=lambda element: element.span.start)
    return document.elements[max(at - 1, 0)].path if document.elements else None
