"""Finds the date that a page gives itself at its head, in a line of its own or behind a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.model import Span
from pipeline.rulebook import role_hint

_HEAD: Final = 500
"""Characters at the start of a text in which its date stands."""


def dateline(text: str, days: Iterable[Span]) -> Span | None:
    """Return the first of `days`, spans of full dates in order, that is the date of the page itself."""
    first = role_hint("sentence_above").search(text, 0, _HEAD)
    head = first.end() if first is not None else _HEAD
    return next((day for day in days if day.end <= head and _is_at_head(text, day)), None)


def _is_at_head(text: str, day: Span) -> bool:
    """Say whether no more than a place stands before the date in its line, and a mark or nothing behind."""
    start, end = text.rfind("\n", 0, day.start) + 1, text.find("\n", day.end)
    before, behind = text[start : day.start], text[day.end : end if end != -1 else len(text)]
    return bool(role_hint("dateline_before").search(before) and role_hint("dateline_behind").search(behind))
