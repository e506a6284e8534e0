"""The document as the recognisers see it: one space for each white space, one line for each block.

A blank between the thousands and the hundreds of a number is seen as the comma that others write there, the
mark of a footnote as a blank.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.model import Block, Document, Span

# Behind a blank or bracket (so that a search can skip to these) is asked for what stands before it too.
# Thousands set apart by a blank are one number; in a row, a plain blank may stand between two.
_THOUSANDS = r"(?<=\d.)(?<!\d{4}.)(?=\d{3}(?:[ \u00a0\u2009\u202f]\d{3})*(?![ \u00a0\u2009\u202f]?\d))"
_GROUPING = re.compile(rf"[ \u00a0\u2009\u202f]{_THOUSANDS}")
# '[4]' after a word or full stop would be part of it.
_FOOTNOTE = r"(?<=[\w.,;:!?)”’\"]\[)(?:\d{1,3}|[a-z])\](?:\[(?:\d{1,3}|[a-z])\])*\s*"
_UNEVEN = re.compile(rf"[\s\[](?:(?<=\s)\s+|(?<=[^\S ])|{_FOOTNOTE}|(?<= ){_THOUSANDS})")
_CELLS = re.compile(rf"(?P<gap>\s*[\t|]\s*| {{3,}})|[^\S ]|\[{_FOOTNOTE}")


@dataclass(frozen=True, slots=True)
class View:
    """The folded text, with the places where its offsets and the document's part ways.

    From `view_starts[i]` on, up to the next of them, the document's offset is
    `document_starts[i]` plus the distance; both lists ascend.
    """

    text: str
    view_starts: tuple[int, ...]
    document_starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the document for the characters `start` to `end` of the view."""
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def _offset(self, position: int) -> int:
        i = bisect_right(self.view_starts, position) - 1
        return self.document_starts[i] + position - self.view_starts[i]


def view(document: Document) -> View:
    """Fold the document's blocks into lines; the cells of a row are kept apart by tabs."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = [(0, 0)]
    length = 0
    for block in document.blocks:
        length = _fold(document.text, block, pieces, marks, length)
    starts, origins = zip(*marks, strict=True)
    return View("".join(pieces), starts, origins)


def _fold(text: str, block: Block, pieces: list[str], marks: list[tuple[int, int]], length: int) -> int:
    uneven = _CELLS if block.kind == "row" else _UNEVEN
    marks.append((length, block.span.start))
    at = block.span.start
    for found in uneven.finditer(text, block.span.start, block.span.end):
        is_grouping = _GROUPING.match(text, found.start()) is not None
        pieces += (text[at : found.start()], "," if is_grouping else "\t" if found.lastgroup else " ")
        length += found.start() - at + 1
        at = found.end()
        marks.append((length, at))
    pieces += (text[at : block.span.end], "\n")
    return length + block.span.end - at + 1
