"""Whether a line break merely wraps: what stands below it belongs to the block that is open above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.lines import Draft, Line
from pipeline.read.shape import MONTH, looks_like_heading

_DASH_OR_LETTER = re.compile(r"(?:[–—]|[a-z]\.)\s+[a-z]")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\Z")
_CLAUSE_END = re.compile(r"[.!?:;][\"'”’)\]]{0,3}\Z")
_LONGEST_CLAUSE_END = 4
_DANGLING = re.compile(
    r"[,-]\Z|\([^()]*\Z"
    r"|\ba\Z|\b(?i:an|and|as|at|between|but|by|for|from|in|into|is|its|of|on|or|since|than|that|the|their|to"
    r"|under|was|which|with)\Z"
)
_NAME_BEGUN = re.compile(r"\b(?:African|European|United)(?:\s+(?:Nations|Union))?\Z")
_LABEL = re.compile(r"[A-Z][^\W\d_]+(?:\s+[a-z]+){0,2}:\s")

_BROKEN_DATES = (
    (re.compile(r"[a-z]\s+\d{1,2}\Z"), re.compile(rf"{MONTH}\b")),
    (re.compile(rf"\w\s+{MONTH}\Z"), re.compile(r"(?:19|20)\d\d\b")),
)
_LONGEST_DATE_BEGUN = 14

_SHORTEST_WRAPPED = 35
_NARROWEST_PAGE = 50
_WIDEST_WRAPPED = 160
# The share of the usual greatest length that a line has with the word that did not fit: at least this.
_FULL = 0.85
_FULL_IN_DOUBT = 0.92
_FULL_WITHIN_PROSE = 0.8
_FULL_IF_CUT = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a group are set: their usual greatest length, and whether sentences run on.

    `page` is the width of the page in characters, 0 if nothing on it wraps.
    """

    width: int
    runs_on: bool
    page: int


def layout_of(group: Sequence[Line], page: int) -> Layout:
    """The layout of one group, which has at least one line, on a page of that width."""
    lengths = sorted(len(line.text) for line in group)
    lower = sum(line.text[0].islower() for line in group)
    return Layout(width=lengths[len(lengths) * 3 // 4], runs_on=lower * 4 >= len(group), page=page)


def page_width(groups: Sequence[Sequence[Line]]) -> int:
    """The length of the longest line of a text, in characters; 0 if its lines are not wrapped at all."""
    lines = (line for group in groups for line in group if line.shape in ("paragraph", "list_item"))
    widest = max((len(line.text) for line in lines), default=0)
    return widest if _NARROWEST_PAGE <= widest <= _WIDEST_WRAPPED else 0


def carries_on(draft: Draft, line: Line, layout: Layout) -> bool:
    """Whether a line belongs to the block that is open above it."""
    if line.shape == "paragraph":
        deeper = draft.shape == "list_item" and line.indent > draft.first.indent
        return draft.shape == "marker" or deeper or _splits_date(draft, line) or _wraps(draft, line, layout)
    if line.shape == "marker" or _DASH_OR_LETTER.match(line.text):
        return draft.shape == "paragraph" and _wraps(draft, line, layout) and not _ends(_SENTENCE_END, draft)
    if line.shape == "list_item" and (number := _NUMBER.match(line.text)) is not None:
        counted = _may_count(draft, int(number[1]))
        return not counted and not _ends(_CLAUSE_END, draft) and _wraps(draft, line, layout)
    return False


def title_goes_on(title: Line, line: Line, page: int) -> bool:
    """Whether the line below a title is the rest of it: the next word did not fit on the page.

    `page` is the width of the page in characters, 0 if nothing on it wraps.
    """
    return _fills(page, title.text, line.text) and not _LABEL.match(line.text)


def _splits_date(draft: Draft, line: Line) -> bool:
    """Whether the break stands within a date, however short the line above: `on 1 April` / `2014`."""
    above = draft.last.text[-_LONGEST_DATE_BEGUN:]
    return draft.shape in ("paragraph", "list_item") and any(
        begun.search(above) and rest.match(line.text) for begun, rest in _BROKEN_DATES
    )


def _may_count(draft: Draft, number: int) -> bool:
    """Whether a number can be that of the next item: it opens a list, or counts on from the open item."""
    open_item = _NUMBER.match(draft.first.text)
    return number == 1 or (open_item is not None and number == int(open_item[1]) + 1)


def _wraps(draft: Draft, line: Line, layout: Layout) -> bool:
    """Whether the line break above a line merely wraps: the line above is full, and its sentence goes on."""
    above = draft.last.text
    if draft.shape not in ("paragraph", "list_item") or len(above) < _SHORTEST_WRAPPED:
        return False
    if layout.width > _WIDEST_WRAPPED or _filled(above, line.text) < layout.width * _full(
        draft, line, layout
    ):
        return False
    if not draft.single or _is_cut(above, line.text):
        return True
    if looks_like_heading(above) and _LABEL.match(line.text):
        return False
    return layout.runs_on or (_fills(layout.page, above, line.text) and not looks_like_heading(line.text))


def _fills(page: int, above: str, below: str) -> bool:
    """Whether the first word of the line below did not fit on the page."""
    return 0 < page * _FULL_IN_DOUBT <= _filled(above, below)


def _filled(above: str, below: str) -> int:
    """How long the line above would be with the first word of the line below, which did not fit."""
    return len(above) + 1 + len(below.split(maxsplit=1)[0])


def _full(draft: Draft, line: Line, layout: Layout) -> float:
    if line.shape != "paragraph" or _ends(_SENTENCE_END, draft):
        return _FULL_IN_DOUBT
    if _is_cut(draft.last.text, line.text):
        return _FULL_IF_CUT
    return _FULL_WITHIN_PROSE if layout.runs_on and not draft.single else _FULL


def _is_cut(above: str, below: str) -> bool:
    """Whether the words tell that a clause or a name is cut in two: `the Central African` / `Republic`."""
    if below[0].islower() or _DANGLING.search(above):
        return True
    return _NAME_BEGUN.search(above) is not None and not looks_like_heading(below)


def _ends(end: re.Pattern[str], draft: Draft) -> bool:
    return end.search(draft.last.text, max(len(draft.last.text) - _LONGEST_CLAUSE_END, 0)) is not None
