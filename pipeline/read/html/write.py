"""Writes down the text of an element, block by block, each with the path to where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from selectolax.lexbor import LexborNode

from pipeline.model import BlockKind
from pipeline.read.html.path import around, children_of, steps_to
from pipeline.read.html.table import Cell, Rows
from pipeline.read.html.tags import BLOCKS
from pipeline.read.layout import Piece, piece, settled
from pipeline.read.plain import plain_blocks
from pipeline.read.shape import is_footnote, looks_like_heading, looks_like_logo_caption

_SPACES = re.compile(r"\s+")
_HEADINGS = {"summary": 0} | {f"h{level}": level for level in range(1, 7)}
_LEVELS = ("1", "2", "3", "4", "5", "6")
_BOLD = ("b", "strong")
_CELLS = ("td", "th", "dt", "dd")
_FRAMES: dict[str, Literal["caption", "pre", "item"]] = {
    "caption": "caption",
    "figcaption": "caption",
    "pre": "pre",
    "li": "item",
}
_PARTS_OF_A_PAGE = "h1, h2, h3, h4, h5, h6, article, section"
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_PARTS_OF_A_CELL = ("li", "tr")
_MARKS = (".", ",", ";", ":", "!", "?")
_LEAST_BREAKS_OF_LINES = 2
_PARTS_BEFORE = 4
_LEAST_WORDS_OF_AN_IMAGE = 3

_Folding = Literal["heading", "caption", "cell", "pre"]


@dataclass(slots=True)
class _Frame:
    """An open element that decides what the text in it becomes."""

    owner: int
    kind: _Folding | Literal["item"]
    level: int = 0
    headed: bool = False
    images: list[str] = field(default_factory=list)


def write(root: LexborNode, left_out: frozenset[int]) -> list[Piece]:
    """Return the text of `root` without the elements (`mem_id`) that are left out, white space folded."""
    return settled(_Writer(left_out, _layout_tables(root)).write(root))


def _layout_tables(root: LexborNode) -> frozenset[int]:
    """The tables and definition lists that only place other content on the page: they hold whole parts of it,
    or, without a heading of their own, other tables."""
    tables = root.css("table, dl")
    parts = around(root.css(_PARTS_OF_A_PAGE))
    nesting = {_holder(table) for table in tables}
    headed = {_holder(cell) for cell in root.css("th, caption")}
    return frozenset(
        table.mem_id
        for table in tables
        if table.mem_id in parts
        or (table.mem_id in nesting and table.mem_id not in headed)
        or table.attributes.get("role") in ("presentation", "none")
    )


def _holder(node: LexborNode) -> int | None:
    """The table or definition list that holds an element, the innermost one."""
    parent = node.parent
    while parent is not None and parent.tag not in ("table", "dl"):
        parent = parent.parent
    return None if parent is None else parent.mem_id


class _Writer:
    """Walks one element and writes down its text."""

    def __init__(self, left_out: frozenset[int], layout_tables: frozenset[int]) -> None:
        self.left_out = left_out
        self.layout_tables = layout_tables
        self.pieces: list[Piece] = []
        self.frames: list[_Frame] = []
        self.inline: list[tuple[str, bool]] = []  # text and whether it is bold; "\n" is a line break
        self.logos: list[Piece] = []  # captions that wait for the end of their block
        self.rows = Rows()
        self.table: int | None = None
        self.bold = 0
        self.raised: list[int] = []  # where in `inline` what is raised begins
        self.steps: list[str] = []  # to the element that is being written
        self.places: list[str] = []  # the paths of the open block elements

    def write(self, root: LexborNode) -> list[Piece]:
        *self.steps, last = steps_to(root)
        self.places.append(" > ".join([*self.steps, last]))
        stack: list[tuple[LexborNode, str | None]] = [(root, last)]
        while stack:
            node, step = stack.pop()
            if step is None:
                self._leave(node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and node.mem_id not in self.left_out:
                self._enter(node, step)
                stack.append((node, None))
                stack.extend(reversed(children_of(node)))
        self._flush()
        return self.pieces

    def _text(self, text: str) -> None:
        self.inline.append((text if self._folding == "pre" else _SPACES.sub(" ", text), self.bold > 0))

    def _enter(self, node: LexborNode, step: str) -> None:
        tag = node.tag or ""
        self.steps.append(step)
        if tag == "br":
            self.inline.append(("\n", False))
        elif tag == "img":
            self._image(" ".join((node.attributes.get("alt") or "").split()))
        elif tag in _BOLD:
            self.bold += 1
        elif tag == "sup":
            self.raised.append(len(self.inline))
        elif tag in BLOCKS or _is_heading(node):
            self._break()
            if self._folding == "cell" and tag in _PARTS_OF_A_CELL:
                _part(self.inline)
            self.places.append(self._path)
            self._open(node)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        self.steps.pop()
        if tag in _BOLD:
            self.bold -= 1
        elif tag == "sup":
            self._mark(self.raised.pop())
        elif tag in BLOCKS or _is_heading(node):
            if self.frames and self.frames[-1].owner == node.mem_id:
                self._close(node)
            else:
                self._break()
            self.places.pop()
        if tag in ("tr", "dl", "table"):
            self._end_row()
        if tag in ("dl", "table") and node.mem_id == self.table:
            self.table = None

    @property
    def _path(self) -> str:
        return " > ".join(self.steps)

    def _image(self, alt: str) -> None:
        """What an image shows: the caption of a logo, above the text of its block where it comes first; a
        paragraph, as a caption might open a section; or the text of a heading or cell that has no other."""
        if self._folding is not None:
            self.frames[-1].images.append(alt)
        stands_apart = self._folding is None and not any(text.strip() for text, _ in self.inline)
        if looks_like_logo_caption(alt):
            self.logos.append(piece("caption", alt, self._path))
            if stands_apart:
                self._flush()
        elif stands_apart and len(alt.split()) >= _LEAST_WORDS_OF_AN_IMAGE:
            self.pieces.append(piece("paragraph", _folded(alt), self._path))

    def _mark(self, start: int) -> None:
        """A raised number is the mark of a footnote, which brackets keep apart from the word before it."""
        text = "".join(text for text, _ in self.inline[start:])
        before = "".join(text for text, _ in self.inline[max(start - _PARTS_BEFORE, 0) : start])
        if is_footnote(text, before):
            self.inline[start:] = [(f"[{text.strip()}]", self.bold > 0)]

    def _break(self) -> None:
        """The edge of a block element: a new block, or white space where everything becomes one."""
        if self._folding is None:
            self._flush()
        else:
            self.inline.append((" ", False))

    def _open(self, node: LexborNode) -> None:
        """Opens the frame of an element that decides what becomes of its text."""
        tag = node.tag or ""
        if self._folding is not None:
            return
        if tag in ("table", "dl"):
            self.table = None if node.mem_id in self.layout_tables else node.mem_id
            self.rows = Rows()
        if tag == "dt":
            self._end_row()
        if _is_heading(node):
            self.frames.append(_Frame(node.mem_id, "heading", _level(node)))
        elif tag in _CELLS and self.table is not None:
            self.frames.append(_Frame(node.mem_id, "cell"))
        elif tag in _FRAMES:
            self.frames.append(_Frame(node.mem_id, _FRAMES[tag]))

    def _close(self, node: LexborNode) -> None:
        frame = self.frames[-1]
        if frame.kind == "item":
            self._flush()
            self.frames.pop()
            return
        self.frames.pop()
        text = "".join(text for text, _ in self.inline)
        self.inline.clear()
        shown = _folded(text) or _folded(" ".join(frame.images))
        if frame.kind == "cell":
            self.rows.add(Cell.of(node, shown, self.places[-1]))
        elif frame.kind == "pre":
            self.pieces += _preformatted(text, self.places[-1])
        else:
            self._add(frame.kind, shown, frame.level)
            self._mark_headed()
        self._flush()

    def _mark_headed(self) -> None:
        """A list item with a heading of its own is a card: its text is no item."""
        if self.frames:
            self.frames[-1].headed = True

    def _end_row(self) -> None:
        if self._folding is None and (row := self.rows.end(self.table)) is not None:
            self.pieces.append(row)

    def _flush(self) -> None:
        """Ends the block that is being written outside of headings, captions and cells."""
        item = bool(self.frames) and not self.frames[-1].headed
        for text, bold in self.inline and _lines(self.inline, item=item):
            if item:
                self._add("list_item", text)
            elif looks_like_logo_caption(text):
                self._add("caption", text)
            else:
                self._add("heading" if bold and looks_like_heading(text) else "paragraph", text)
        self.inline.clear()
        self.pieces += self.logos
        self.logos.clear()

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if text:
            self.pieces.append(piece(kind, text, self.places[-1], level))

    @property
    def _folding(self) -> _Folding | None:
        """The frame whose text becomes one block whatever elements it has, if one is open."""
        kind = self.frames[-1].kind if self.frames else "item"
        return None if kind == "item" else kind


def _part(inline: list[tuple[str, bool]]) -> None:
    """Put a semicolon between the parts of a cell, unless a mark is there."""
    while inline and not inline[-1][0].strip():
        inline.pop()
    if inline:
        inline.append((" " if inline[-1][0].rstrip().endswith(_MARKS) else "; ", False))


def _is_heading(node: LexborNode) -> bool:
    return node.tag in _HEADINGS or node.attributes.get("role") == "heading"


def _level(node: LexborNode) -> int:
    """The level of a heading, 1 to 6; 0 where the page does not say it."""
    said = node.attributes.get("aria-level") or ""
    return _HEADINGS.get(node.tag or "") or (int(said) if said in _LEVELS else 0)


def _folded(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


def _preformatted(text: str, element: str) -> list[Piece]:
    visible = text.translate(_INVISIBLE)
    return [
        piece(block.kind, _folded(visible[block.span.start : block.span.end]), element, block.level)
        for block in plain_blocks(visible)
    ]


def _lines(inline: list[tuple[str, bool]], *, item: bool) -> list[tuple[str, bool]]:
    """The lines of a block and whether each is bold: one, unless its line breaks make it several."""
    lines: list[tuple[str, bool]] = []
    for is_break, run in groupby(inline, key=lambda part: part[0] == "\n"):
        parts = list(run)
        if not is_break and (text := _folded("".join(text for text, _ in parts))):
            lines.append((text, all(bold for text, bold in parts if text.strip())))
    breaks = sum(text == "\n" for text, _ in inline)
    titled = bool(lines) and lines[0][1] and looks_like_heading(lines[0][0])
    if len(lines) < 2 or (not item and (titled or breaks >= _LEAST_BREAKS_OF_LINES)):
        return lines
    return [(" ".join(text for text, _ in lines), all(bold for _, bold in lines))]
