"""Plain text to blocks: paragraphs, headings, list items, table rows and captions, by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.model import Block, BlockKind, Span
from pipeline.read.lines import NUMBERED, Draft, Line, groups
from pipeline.read.shape import looks_like_heading, looks_like_question
from pipeline.read.wrap import carries_on, layout_of, page_width, title_goes_on

_FIGURE = re.compile(r"(?=.*\d)(?!.*[^\W\d_]{2})")
_LABELLED = re.compile(r"[A-Z][^:;.\d]{1,30}:\s+\S")
_GAP = re.compile(r"\S {3,}\S")

_MOST_HEADINGS_IN_A_ROW = 4
_LEAST_LINES_OF_A_LIST = 4
_LEAST_FIGURES_OF_A_TABLE = 2
_LEAST_FIELDS_OF_A_FORM = 3


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, with spans that have no white space at their ends.

    The spans hold every character but white space, the markers of list items and headings (`-`, `1.`,
    `##`) and the ruled lines of tables.
    """
    found = list(groups(text))
    page = page_width(found)
    drafts = [draft for group in found for draft in _drafts(group, page)]
    return tuple(_block(draft) for draft in _settled(drafts))


def _drafts(group: Sequence[Line], page: int) -> list[Draft]:
    """The blocks of one group, before the other groups have a say."""
    if len(group) == 1 and _heads_alone(group[0].text):
        return [Draft("heading", group[0].start, [group[0]])]
    layout = layout_of(group, page)
    drafts: list[Draft] = []
    for line in group:
        if drafts and carries_on(drafts[-1], line, layout):
            _join(drafts[-1], line)
        else:
            drafts.append(Draft(line.shape, line.start + line.skip, [line]))
    return _form_seen(_stacks_seen([_shaped(draft) for draft in drafts if draft.shape != "rule"], page))


def _heads_alone(text: str) -> bool:
    """Whether a line that blank lines set apart may be a heading though it has a number or asks."""
    return looks_like_question(text) or (NUMBERED.match(text) is not None and looks_like_heading(text))


def _join(draft: Draft, line: Line) -> None:
    if draft.shape == "marker":
        draft.shape, draft.start = "list_item", line.start
    draft.lines.append(line)


def _shaped(draft: Draft) -> Draft:
    """A block with the shape of its text, where its first line alone did not tell."""
    if draft.shape == "paragraph":
        if draft.single and _FIGURE.match(draft.first.text):
            draft.shape = "row"
        elif looks_like_heading(draft.text):
            draft.shape = "heading"
    return draft


def _stacks_seen(drafts: Sequence[Draft], page: int) -> list[Draft]:
    """A stack of short lines is a list without markers; in a lower one, a title may go on."""
    seen: list[Draft] = []
    for candidate, stack in groupby(drafts, key=_is_candidate):
        lines = list(stack)
        if candidate and len(lines) < _LEAST_LINES_OF_A_LIST:
            lines = _titles(lines, page)
        elif candidate:
            for draft in lines:
                draft.shape = "list_item"
        seen += lines
    return seen


def _titles(lines: Sequence[Draft], page: int) -> list[Draft]:
    """The headings of a stack, each with the lines over which it runs."""
    titles = [lines[0]]
    for draft in lines[1:]:
        if title_goes_on(titles[-1].last, draft.first, page):
            titles[-1].lines += draft.lines
        else:
            titles.append(draft)
    for title in titles:
        title.shape = "heading" if looks_like_heading(title.text) else "paragraph"
    return titles


def _form_seen(drafts: list[Draft]) -> list[Draft]:
    """In a form, a run of labels with what each tells, no field is a heading; its first line may be one."""
    fields = [draft for draft in drafts if draft.shape == "row" or _is_field(draft)]
    for field in fields if len(fields) >= _LEAST_FIELDS_OF_A_FORM else ():
        if _is_candidate(field) and field is not drafts[0]:
            field.shape = "row" if _GAP.search(field.text) else "paragraph"
    return drafts


def _is_field(draft: Draft) -> bool:
    return draft.single and (_LABELLED.match(draft.text) is not None or _GAP.search(draft.text) is not None)


def _settled(drafts: list[Draft]) -> list[Draft]:
    """The blocks, with only those candidates left as headings that have something under them."""
    for loose, run in groupby(drafts, key=lambda draft: _is_candidate(draft) or _is_figure(draft)):
        if loose:
            _settle(list(run))
    if drafts and _is_candidate(drafts[-1]):
        _demote(drafts[-1])
    for draft, below in pairwise(drafts):
        if _is_candidate(draft) and below.shape == "heading" and looks_like_question(draft.text):
            _demote(draft)
    return drafts


def _settle(run: list[Draft]) -> None:
    """Tells cells and list items from headings among short lines that follow each other."""
    figures = [draft for draft in run if not _is_candidate(draft)]
    if len(figures) >= _LEAST_FIGURES_OF_A_TABLE:
        for cell in run[: run.index(figures[-1])]:
            cell.shape = "row"
    headings = [draft for draft in run if _is_candidate(draft)]
    numbered = [draft for draft in headings if NUMBERED.match(draft.first.text)]
    for item in numbered if len(numbered) > 1 else headings[:-_MOST_HEADINGS_IN_A_ROW]:
        _demote(item)


def _demote(draft: Draft) -> None:
    """Turns a candidate into what it is if it is no heading."""
    if (marker := NUMBERED.match(draft.first.text)) is None:
        draft.shape = "paragraph"
    else:
        draft.shape, draft.start = "list_item", draft.first.start + marker.end()


def _is_candidate(draft: Draft) -> bool:
    return draft.shape == "heading" and draft.first.level == 0


def _is_figure(draft: Draft) -> bool:
    return draft.shape == "row" and draft.single and _FIGURE.match(draft.first.text) is not None


def _block(draft: Draft) -> Block:
    kind: BlockKind = "paragraph" if draft.shape == "rule" or draft.shape == "marker" else draft.shape
    return Block(kind, Span(draft.start, draft.last.end), draft.first.level)
