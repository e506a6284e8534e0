"""Plain text to lines in groups, each with what its shape says, and to the drafts of blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.read.shape import looks_like_logo_caption

Shape = Literal["paragraph", "list_item", "row", "caption", "heading", "rule", "marker"]

NUMBERED = re.compile(r"(\d{1,3})[.)]\s+")

_BREAKS = r"\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"\S[^{_BREAKS}]*")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")

_NUMBER = r"\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]"
_MARKER = re.compile(rf"(?:(?:[-*+•·▪●◦‣–—]|{_NUMBER})\s+|o(?:\t|\s\s+|\s(?=[A-Z])))+(?=\S)")
_LONE_MARKER = re.compile(rf"(?:[•·▪●◦‣]|{_NUMBER})\Z")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r":?[-+=|][-+=|:\s]*\Z")
_WIDE_GAP = 4
_GAP_BETWEEN_CELLS = re.compile(r"(?<=\S) {3,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends, what its shape says, and where its own text starts."""

    start: int
    text: str
    indent: int
    shape: Shape
    skip: int = 0
    level: int = 0

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Draft:
    """A block in the making; a heading of level 0 is a candidate until its neighbours are known."""

    shape: Shape
    start: int
    lines: list[Line]

    @property
    def first(self) -> Line:
        """The line that opened it."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line that it has reached."""
        return self.lines[-1]

    @property
    def single(self) -> bool:
        """Whether it has one line."""
        return len(self.lines) == 1

    @property
    def text(self) -> str:
        """Its lines as one, with their markers."""
        return " ".join(line.text for line in self.lines)


def groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them; `Line.start` is an offset into `text`."""
    group: list[Line] = []
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


def _line(start: int, text: str, indent: int) -> Line:
    if _RULE.match(text):
        return Line(start, text, indent, "rule")
    if (hashes := _HASHES.match(text)) is not None:
        return Line(start, text, indent, "heading", hashes.end(), len(hashes[1]))
    if (marker := _MARKER.match(text)) is not None:
        return Line(start, text, indent, "list_item", marker.end())
    if _LONE_MARKER.match(text):
        return Line(start, text, indent, "marker")
    if _has_cells(text):
        return Line(start, text, indent, "row")
    if looks_like_logo_caption(text):
        return Line(start, text, indent, "caption")
    return Line(start, text, indent, "paragraph")


def _has_cells(text: str) -> bool:
    if text[0] == "|" or "\t" in text or " | " in text:
        return True
    gaps = _GAP_BETWEEN_CELLS.findall(text) if "   " in text else []
    return len(gaps) > 1 or any(len(gap) >= _WIDE_GAP for gap in gaps)
