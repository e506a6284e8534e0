"""Bounds what a page can cost the parser, whose time and memory some markup makes grow with the square."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.errors import UnreadableError
from pipeline.read.html.tags import FORMATS, SPECIAL, UNCOUNTED, WALLS

MAX_ELEMENTS = 500_000
"""The greatest number of elements of a page that is read."""

_DEEPEST = 100
_LONGEST_TAG = 5_000
_MOST_OPEN_FORMATS = 20

_MARKUP = re.compile(
    r"""
    <!--(?: -?> | .*?(?: --!?> | \Z ) )
    | <(?P<raw> script | style | textarea | xmp | iframe | noembed | noframes )(?=[\s/>])
      .*? (?: </(?P=raw)(?=[\s/>]) [^>]* > | \Z )
    | <(?P<close>/?)(?P<tag> [a-z][^\s/>]* )
      (?P<attributes> (?: [^>=]++ | =\s*+(?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) )? )*+ ) (?: > | (?P<torn>\Z) )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NEEDED = re.compile(
    r"""\s(?:alt|aria-hidden|aria-level|class|colspan|hidden|id|role|rowspan|scope)"""
    r"""(?:\s*=\s*(?:"[^"]{0,500}"|'[^']{0,500}'|[^\s"'>]{1,500}))?(?=[\s/]|\Z)""",
    re.I,
)
_MOST_NEEDED = 12


def tamed(html: str) -> str:
    """Return `html` without comments and scripts, with what its text and layout need of very long tags, and
    without the tags of elements that lie in more than a hundred others.

    Raises UnreadableError where the parser would make more than MAX_ELEMENTS of it.
    """
    return _MARKUP.sub(_Tamer().kept, html)


class _Tamer:
    """Counts, never too low, how deep the parser is and how many elements it has made."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.formats = 0
        self.formats_around: list[int] = []  # around each open table
        self.elements = 0

    def kept(self, markup: re.Match[str]) -> str:
        """Return what is kept of a comment, a script or a tag."""
        if markup["tag"] is None or markup["torn"] is not None:
            return ""
        tag = markup["tag"].lower()
        self._count(tag, is_closed=markup["close"] != "")
        if not (self._closes(tag) if markup["close"] else self._opens(tag)):
            return ""
        if len(markup[0]) <= _LONGEST_TAG:
            return markup[0]
        return f"<{markup['close']}{tag[:_LONGEST_TAG]}{_needed(markup['attributes'])}>"

    def _count(self, tag: str, *, is_closed: bool) -> None:
        """Add what a tag may make: itself, and again what was left open. An end tag alone can make a `p`."""
        self.elements += (not is_closed or tag == "p") + (0 if tag in FORMATS else self.formats)
        if self.elements > MAX_ELEMENTS:
            raise UnreadableError(f"the HTML has more than {MAX_ELEMENTS:,} elements; split the document")

    def _opens(self, tag: str) -> bool:
        """Note a start tag, and say whether it is kept."""
        if tag in FORMATS:
            is_kept = self.formats < _MOST_OPEN_FORMATS
            self.formats += is_kept
            return is_kept
        if tag in ("td", "th") and self.open[-1:] == ["table"]:
            self.formats = 0
        if tag == "table":
            self.formats_around.append(self.formats)
        if tag not in UNCOUNTED:
            self.open.append(tag)
        return len(self.open) <= _DEEPEST

    def _closes(self, tag: str) -> bool:
        """Note an end tag, and say whether it is kept."""
        if tag in FORMATS:
            self.formats -= self.formats > 0
        elif tag not in UNCOUNTED and (depth := self._depth(tag)) is not None:
            del self.open[depth:]
            if tag == "table":
                self.formats = self.formats_around.pop()
            return depth < _DEEPEST
        return True

    def _depth(self, tag: str) -> int | None:
        """Return how many elements lie around the one that an end tag closes, if it closes one."""
        walls = WALLS if tag in SPECIAL else SPECIAL
        for depth in range(len(self.open) - 1, max(len(self.open) - _DEEPEST, 0) - 1, -1):
            if self.open[depth] == tag:
                return depth
            if self.open[depth] in walls:
                return None
        return None


def _needed(attributes: str) -> str:
    """Return the attributes of a very long tag that say what becomes of its text."""
    return "".join(each[0] for each in islice(_NEEDED.finditer(attributes), _MOST_NEEDED))
