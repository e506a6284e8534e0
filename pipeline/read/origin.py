"""Leads an offset of a document's text back to the element of the source that it comes from."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.model import Document


def element_at(document: Document, offset: int) -> str | None:
    """Return the element that the character at `offset` comes from; what parts blocks and cells goes with
    the one before.

    Of HTML a CSS path, of a PDF the fragment of an address that opens it there (RFC 8118), with the place
    in points from the page's upper left corner: `page=2&viewrect=72,96,451,28`. None for plain text.
    """
    at = bisect_right(document.origins, offset, key=lambda origin: origin.span.start)
    return document.origins[max(at - 1, 0)].element if document.origins else None
