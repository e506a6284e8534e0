"""Joins the lines of a PDF to headings, paragraphs, items of lists and rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor

from pipeline.model import BlockKind, Element, Span
from pipeline.read.layout import Piece, row
from pipeline.read.pdf.hyphens import joined
from pipeline.read.pdf.lines import Segment
from pipeline.read.pdf.order import Column, Table
from pipeline.read.shape import looks_like_heading

_MARKER = re.compile(
    r"(?:[•◦‣⁃∙●○■□▪▫➢➤✓\uf000-\uf0ff*–—-]|o(?=\s)|\d{1,2}[.)](?=\s)|\([a-z]{1,3}\)(?=\s))\s*(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_LARGER = 1.12
"""Times the size of the body: a heading."""
_LONGEST_HEADING = 160
_LEADING = 1.6
"""Times the size of the letters: lines of a paragraph stand no farther below each other."""
_INDENT = 0.8
_LAST_LEVEL = 6

Part = tuple[int, Column | Table]
"""A part of a page, with the page's number."""


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, each with its page; `edge` is the right edge of their column, in points."""

    lines: list[tuple[int, Segment]]
    edge: float


def pieces_of(parts: Sequence[Part]) -> Iterator[Piece]:
    """Yield the blocks of a document from what stands on its pages, in the order of reading.

    Letters larger than most make a heading, the largest one of level 1; bold ones may make one.
    """
    lines = [line for _, part in parts for line in _lines(part)]
    body = _usual_size(lines)
    sizes = sorted({size for size in map(_size, lines) if size >= _LARGER * body}, reverse=True)
    levels = {size: min(level, _LAST_LEVEL) for level, size in enumerate(sizes, 1)}
    known = frozenset(word for line in lines for word in _WORD.findall(line.text.lower()))
    tables = 0
    for is_table, group in groupby(parts, key=lambda part: isinstance(part[1], Table)):
        if not is_table:
            yield from (_piece(paragraph, levels, known) for paragraph in _paragraphs(group))
            continue
        for page, part in group:
            tables += 1
            yield from _rows(page, part, tables, known)


def _lines(part: Column | Table) -> Iterable[Segment]:
    if isinstance(part, Column):
        return part.lines
    return [segment for cells in part.rows for cell in cells for segment in cell]


def _usual_size(lines: Iterable[Segment]) -> float:
    """The size in which most is written, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_size(line)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _size(line: Segment) -> float:
    """The size of a line's letters, to half a point."""
    return round(2 * line.largest.size) / 2


def _rows(page: int, part: Column | Table, table: int, known: Collection[str]) -> Iterator[Piece]:
    for cells in part.rows if isinstance(part, Table) else ():
        texts = [joined([segment.text for segment in cell], known)[0] for cell in cells]
        places = [_place(page, cell) if cell else "" for cell in cells]
        yield row(zip(texts, places, strict=True), table)


def _paragraphs(parts: Iterable[Part]) -> Iterator[_Paragraph]:
    now: _Paragraph | None = None
    for page, part in parts:
        edge = max(line.right for line in _lines(part))
        for line in _lines(part):
            if now is not None and _goes_on(now, page, line):
                now.lines.append((page, line))
                now.edge = edge
            else:
                if now is not None:
                    yield now
                now = _Paragraph([(page, line)], edge)
    if now is not None:
        yield now


def _goes_on(paragraph: _Paragraph, page: int, line: Segment) -> bool:
    """Whether a line belongs to the paragraph before it."""
    page_before, last = paragraph.lines[-1]
    size = last.largest.size
    if (
        abs(line.largest.size - size) > 1
        or line.largest.bold != last.largest.bold
        or _MARKER.match(line.text)
    ):
        return False
    ends = _SENTENCE_END.search(last.text) is not None
    if page != page_before or line.base <= last.base:
        return not ends and (line.text[0].islower() or last.text.endswith("-"))
    if line.base - last.base > _LEADING * size:
        return False
    is_item = _MARKER.match(paragraph.lines[0][1].text) is not None
    if is_item and line.left < paragraph.lines[0][1].left + _INDENT * size / 2 and ends:
        return False
    if not is_item and ends and line.left - last.left > _INDENT * size:
        return False
    has_room = last.right + _first_word(line) < paragraph.edge
    return not has_room or line.text[0].islower()


def _first_word(line: Segment) -> float:
    """The width of a line's first word with the blank before it, in points, as far as it can be told."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return word * (line.right - line.left) / len(line.text)


def _piece(paragraph: _Paragraph, levels: dict[float, int], known: Collection[str]) -> Piece:
    lines = [line for _, line in paragraph.lines]
    texts = [line.text for line in lines]
    text = joined(texts, known)[0]
    level = levels.get(_size(lines[0]), 0)
    marker = _MARKER.match(texts[0])
    kind: BlockKind = "paragraph"
    if level > 0 and len(text) <= _LONGEST_HEADING:
        kind = "heading"
    elif all(line.largest.bold for line in lines) and looks_like_heading(text):
        kind, level = "heading", 0
    else:
        level = 0
        if marker is not None:
            kind, texts[0] = "list_item", texts[0][marker.end() :]
    text, starts = joined(texts, known)
    return Piece(kind, text, tuple(_elements(paragraph, [*starts, len(text)])), level)


def _elements(paragraph: _Paragraph, starts: Sequence[int]) -> Iterator[Element]:
    """One element for the lines of each column or page that the paragraph runs over."""
    cuts = [0]
    for i, ((page_before, before), (page, line)) in enumerate(pairwise(paragraph.lines), 1):
        if page != page_before or line.base <= before.base:
            cuts.append(i)
    for first, end in pairwise([*cuts, len(paragraph.lines)]):
        lines = paragraph.lines[first:end]
        yield Element(Span(starts[first], starts[end]), _place(lines[0][0], [line for _, line in lines]))


def _place(page: int, lines: Sequence[Segment]) -> str:
    """The fragment of an address that opens a PDF where these lines stand (RFC 8118)."""
    left, top = floor(min(line.left for line in lines)), floor(min(line.top for line in lines))
    right, bottom = ceil(max(line.right for line in lines)), ceil(max(line.bottom for line in lines))
    return f"page={page}&viewrect={left},{top},{right - left},{bottom - top}"
