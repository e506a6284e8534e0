"""Joins lines to one text, and words that were broken at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.rulebook import wordlist

_BROKEN = re.compile(r"\w[-\u00ad\u2010]\Z")
_LONGEST_WORD = 100
"""In characters: so much of the text is looked at for the word that the end of a line breaks."""

_HEAD = re.compile(r"[^\W\d_]+\Z")
_TAIL = re.compile(r"[^\W\d_]+")


def joined(lines: Sequence[str], known: Collection[str]) -> tuple[str, list[int]]:
    """Return the lines as one text, and the offset at which each of them begins.

    A hyphen at the end of a line is dropped before a small letter, unless the document has the word with
    its hyphen elsewhere (`known`, in lower case) or it is one that compounds begin with (`two-year`).
    """
    text, starts = "", []
    for line in lines:
        end = text[-_LONGEST_WORD:]
        if _BROKEN.search(end) is None:
            text += " " if text else ""
        elif _is_one_word(end[:-1], line, known):
            text = text[:-1]
        starts.append(len(text))
        text += line
    return text, starts


def _is_one_word(before: str, after: str, known: Collection[str]) -> bool:
    """Whether the hyphen between the two was put there to break a word."""
    head, tail = _HEAD.search(before), _TAIL.match(after)
    if head is None or tail is None or not tail[0].islower():
        return False
    word, compound = (f"{head[0]}{hyphen}{tail[0]}".lower() for hyphen in ("", "-"))
    if word in known or compound in known:
        return word in known
    return head[0].islower() and head[0] not in wordlist("openings_of_compounds")
