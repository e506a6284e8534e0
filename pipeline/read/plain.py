"""Plain text to blocks: paragraphs, headings, list items, table rows and captions, by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pipeline.model import Block, BlockKind, Span
from pipeline.read.shape import looks_like_heading, looks_like_logo_caption

_BREAKS = r"\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"\S[^{_BREAKS}]*")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")

_NUMBER = r"\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]"
_MARKER = re.compile(rf"(?:(?:[-*+•·▪●◦‣–—]|{_NUMBER})\s+|o(?:\t|\s\s+|\s(?=[A-Z])))+(?=\S)")
_LONE_MARKER = re.compile(rf"(?:[•·▪●◦‣]|{_NUMBER})\Z")
_DASH_OR_LETTER = re.compile(r"(?:[–—]|[a-z]\.)\s+[a-z]")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r":?[-+=|][-+=|:\s]*\Z")
_GAP_BETWEEN_CELLS = re.compile(r"(?<=\S) {3,}(?=\S)")
_FIGURE = re.compile(r"(?=.*\d)(?!.*[^\W\d_]{2})")

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\Z")
_DANGLING = re.compile(r"[,(-]\Z|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)\Z")

_MOST_HEADINGS_IN_A_ROW = 4
_LEAST_LINES_OF_A_LIST = 4
_LEAST_FIGURES_OF_A_TABLE = 2
_SHORTEST_WRAPPED = 35
_WIDEST_WRAPPED = 160
# The share of the usual greatest length that a line has with the word that did not fit: at least this.
_FULL = 0.85
_FULL_IN_DOUBT = 0.92
_FULL_IF_LOWER_CASE = 0.6


_Shape = Literal["paragraph", "list_item", "row", "caption", "heading", "rule", "marker"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space at its ends, what its shape says, and where its own text starts."""

    start: int
    text: str
    indent: int
    shape: _Shape
    skip: int = 0
    level: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a group are set: their usual greatest length, and whether sentences run on."""

    width: int
    runs_on: bool


@dataclass(slots=True)
class _Draft:
    """A block in the making; a heading of level 0 is a candidate until its neighbours are known."""

    shape: _Shape
    start: int
    first: _Line
    last: _Line

    @property
    def single(self) -> bool:
        return self.first is self.last


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, with spans that have no white space at their ends.

    The spans hold every character but white space, the markers of list items and headings (`-`, `1.`,
    `##`) and the ruled lines of tables.
    """
    drafts = [draft for group in _groups(text) for draft in _drafts(group)]
    return tuple(_block(draft) for draft in _settled(drafts))


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line between them."""
    group: list[_Line] = []
    before = 0
    for match in _LINE.finditer(text):
        gap = text[before : match.start()]
        if group and gap != "\n" and len(_BREAK.findall(gap)) > 1:
            yield group
            group = []
        indent = len(gap) - len(gap.rstrip(" \t"))
        group.append(_line(match.start(), match.group().rstrip(), indent))
        before = match.end()
    if group:
        yield group


def _line(start: int, text: str, indent: int) -> _Line:
    if _RULE.match(text):
        return _Line(start, text, indent, "rule")
    if (hashes := _HASHES.match(text)) is not None:
        return _Line(start, text, indent, "heading", hashes.end(), len(hashes[1]))
    if (marker := _MARKER.match(text)) is not None:
        return _Line(start, text, indent, "list_item", marker.end())
    if _LONE_MARKER.match(text):
        return _Line(start, text, indent, "marker")
    if _has_cells(text):
        return _Line(start, text, indent, "row")
    if looks_like_logo_caption(text):
        return _Line(start, text, indent, "caption")
    return _Line(start, text, indent, "paragraph")


def _has_cells(text: str) -> bool:
    if text[0] == "|" or "\t" in text or " | " in text:
        return True
    return "   " in text and len(_GAP_BETWEEN_CELLS.findall(text)) > 1


def _drafts(group: Sequence[_Line]) -> list[_Draft]:
    """The blocks of one group, before the other groups have a say."""
    if len(group) == 1 and _NUMBERED.match(group[0].text) and looks_like_heading(group[0].text):
        return [_Draft("heading", group[0].start, group[0], group[0])]
    layout = _layout(group)
    drafts: list[_Draft] = []
    for line in group:
        if drafts and _carries_on(drafts[-1], line, layout):
            _join(drafts[-1], line)
        else:
            drafts.append(_Draft(line.shape, line.start + line.skip, line, line))
    return _lists_seen([_shaped(draft) for draft in drafts if draft.shape != "rule"])


def _layout(group: Sequence[_Line]) -> _Layout:
    lengths = sorted(len(line.text) for line in group)
    lower = sum(line.text[0].islower() for line in group)
    return _Layout(width=lengths[len(lengths) * 3 // 4], runs_on=lower * 4 >= len(group))


def _carries_on(draft: _Draft, line: _Line, layout: _Layout) -> bool:
    """Whether a line belongs to the block that is open above it."""
    if line.shape == "paragraph":
        deeper = draft.shape == "list_item" and line.indent > draft.first.indent
        return draft.shape == "marker" or deeper or _wraps(draft, line, layout)
    if line.shape == "marker" or _DASH_OR_LETTER.match(line.text):
        return draft.shape == "paragraph" and _wraps(draft, line, layout) and not _ends_sentence(draft.last)
    return False


def _wraps(draft: _Draft, line: _Line, layout: _Layout) -> bool:
    """Whether the line break above a line merely wraps: the line above is full, and its sentence goes on."""
    above = draft.last.text
    if draft.shape not in ("paragraph", "list_item") or len(above) < _SHORTEST_WRAPPED:
        return False
    if layout.width > _WIDEST_WRAPPED or _filled(above, line.text) < layout.width * _full(draft, line):
        return False
    goes_on = line.text[0].islower() or _DANGLING.search(above) is not None
    return goes_on or layout.runs_on or not draft.single


def _filled(above: str, below: str) -> int:
    """How long the line above would be with the first word of the line below, which did not fit."""
    word = below.find(" ")
    return len(above) + 1 + (len(below) if word < 0 else word)


def _full(draft: _Draft, line: _Line) -> float:
    if line.shape != "paragraph" or _ends_sentence(draft.last):
        return _FULL_IN_DOUBT
    return _FULL_IF_LOWER_CASE if line.text[0].islower() else _FULL


def _ends_sentence(line: _Line) -> bool:
    return _SENTENCE_END.search(line.text, max(len(line.text) - 4, 0)) is not None


def _join(draft: _Draft, line: _Line) -> None:
    if draft.shape == "marker":
        draft.shape, draft.start = "list_item", line.start
    draft.last = line


def _shaped(draft: _Draft) -> _Draft:
    """A block with the shape of its text, where its line alone did not tell."""
    if draft.shape == "paragraph" and draft.single:
        text = draft.last.text
        if _FIGURE.match(text):
            draft.shape = "row"
        elif looks_like_heading(text):
            draft.shape = "heading"
    return draft


def _lists_seen(drafts: list[_Draft]) -> list[_Draft]:
    """A stack of short lines is a list without markers, not headings of each other."""
    for candidate, stack in groupby(drafts, key=_is_candidate):
        lines = list(stack)
        if candidate and len(lines) >= _LEAST_LINES_OF_A_LIST:
            for draft in lines:
                draft.shape = "list_item"
    return drafts


def _settled(drafts: list[_Draft]) -> list[_Draft]:
    """The blocks, with only those candidates left as headings that have something under them."""
    for loose, run in groupby(drafts, key=lambda draft: _is_candidate(draft) or _is_figure(draft)):
        if loose:
            _settle(list(run))
    if drafts and _is_candidate(drafts[-1]):
        _demote(drafts[-1])
    return drafts


def _settle(run: list[_Draft]) -> None:
    """Tells cells and list items from headings among short lines that follow each other."""
    figures = [draft for draft in run if not _is_candidate(draft)]
    if len(figures) >= _LEAST_FIGURES_OF_A_TABLE:
        for cell in run[: run.index(figures[-1])]:
            cell.shape = "row"
    headings = [draft for draft in run if _is_candidate(draft)]
    numbered = [draft for draft in headings if _NUMBERED.match(draft.last.text)]
    for item in numbered if len(numbered) > 1 else headings[:-_MOST_HEADINGS_IN_A_ROW]:
        _demote(item)


def _demote(draft: _Draft) -> None:
    """Turns a candidate into what it is if it is no heading."""
    if (marker := _NUMBERED.match(draft.last.text)) is None:
        draft.shape = "paragraph"
    else:
        draft.shape, draft.start = "list_item", draft.first.start + marker.end()


def _is_candidate(draft: _Draft) -> bool:
    return draft.shape == "heading" and draft.first.level == 0


def _is_figure(draft: _Draft) -> bool:
    return draft.shape == "row" and _FIGURE.match(draft.last.text) is not None


def _block(draft: _Draft) -> Block:
    kind: BlockKind = "paragraph" if draft.shape == "rule" or draft.shape == "marker" else draft.shape
    return Block(kind, Span(draft.start, draft.last.end), draft.first.level)
