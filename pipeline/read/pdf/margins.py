"""Leaves out what stands at the head and the foot of page after page, and the numbers of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.read.pdf.lines import Band

_EDGE = 0.12
"""Of the height of the page, from above and from below."""
_MOST_LINES = 3
_LEAST_SHARE = 0.4
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\[(]?\s*(\d{1,4})\s*[-–—|\])]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)

Page = tuple[float, list[Band]]
"""The height of a page in points, and its lines."""


def without_margins(pages: Sequence[Page]) -> list[list[Band]]:
    """Return the lines of the pages without running headers and footers, which two pages share at least."""
    edges = [frozenset(_at_edges(page)) for page in pages]
    seen = Counter(
        text
        for (_, bands), outer in zip(pages, edges, strict=True)
        for text in {_repeating(bands[i]) for i in outer}
    )
    least = max(2.0, _LEAST_SHARE * len(pages))
    return [
        [
            band
            for i, band in enumerate(bands)
            if i not in outer or not (seen[_repeating(band)] >= least or _is_number(band, number))
        ]
        for number, ((_, bands), outer) in enumerate(zip(pages, edges, strict=True), 1)
    ]


def _at_edges(page: Page) -> Iterator[int]:
    height, bands = page
    for i, band in enumerate(bands):
        is_outer = i < _MOST_LINES or i >= len(bands) - _MOST_LINES
        if is_outer and not _EDGE * height < band[0].base < (1 - _EDGE) * height:
            yield i


def _repeating(band: Band) -> str:
    """The words of a line, whatever the number of the page."""
    return _DIGITS.sub("#", " ".join(segment.text for segment in band))


def _is_number(band: Band, number: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(band[0].text) if len(band) == 1 else None
    return found is not None and int(found[1]) == number
