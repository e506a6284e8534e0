"""Tells which of many patterns can match a text at all, so that most of them need not be tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

# The parser is the standard library's own and private to it; test_sieve.py asks for what is used of it.
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick

_LEAST = 3
"""Characters; shorter strings stand in nearly every sentence."""


class Sieve:
    """Patterns by the strings that each of them needs, all of which are looked for at once.

    Required strings first, then the expression, as in RE2's FilteredRE2.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        masks: dict[str, int] = defaultdict(int)
        bits: dict[frozenset[str], int] = {}
        self._required: list[int] = []
        for pattern in patterns:
            required = 0
            for strings in needed(pattern):
                bit = bits.setdefault(strings, 1 << len(bits))
                required |= bit
                for string in strings:
                    masks[string] |= bit
            self._required.append(required)
        self._masks = list(masks.values())
        self._strings = AhoCorasick(list(masks))

    def held(self, text: str) -> int:
        """Return what `text`, in lower case, holds of what the patterns need."""
        held = 0
        for string, _, _ in self._strings.find_matches_as_indexes(text, overlapping=True):
            held |= self._masks[string]
        return held

    def passing(self, held: int) -> tuple[int, ...]:
        """Return the places of the patterns that can match a text that holds `held`."""
        return tuple(i for i, required in enumerate(self._required) if held & required == required)


def needed(pattern: re.Pattern[str]) -> set[frozenset[str]]:
    """Return sets of strings in lower case; a text that `pattern` matches holds one of each of them."""
    return set(_sets(_parser.parse(pattern.pattern, pattern.flags)))


def _sets(parsed: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Yield what a match of the sequence `parsed` needs: its runs of characters, and what is inside it."""
    run = ""
    for what, detail in parsed:
        if what is _constants.LITERAL:
            run += chr(detail)
        elif what is _constants.ASSERT:
            yield from _sets(detail[1])
        elif what not in (_constants.ASSERT_NOT, _constants.AT):  # these, too, take up no room
            yield from _of_run(run)
            run = ""
            yield from _inside(what, detail)
    yield from _of_run(run)


def _of_run(run: str) -> Iterator[frozenset[str]]:
    if len(run) >= _LEAST or run.startswith("<"):
        yield frozenset({run.lower()})


def _inside(what: object, detail: Sequence[Any]) -> Iterator[frozenset[str]]:
    if what is _constants.SUBPATTERN:
        yield from _sets(detail[-1])
    elif what is _constants.BRANCH:
        ways = [min(_sets(way), key=_commonness, default=None) for way in detail[1]]
        if all(way is not None for way in ways):
            yield frozenset[str]().union(*(way for way in ways if way is not None))
    elif what in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, _, parsed = detail
        yield from _sets(parsed) if least else ()


def _commonness(strings: frozenset[str]) -> tuple[int, int, list[str]]:
    """Order sets of strings: the one that fewest texts are likely to hold is the least."""
    return len(strings), -min(map(len, strings)), sorted(strings)
