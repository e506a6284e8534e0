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
_MOST = 32
"""Strings that one place of a pattern is spelt out as."""
_RARITY = 2.0
"""How much rarer one more character makes a string."""
_DIGITS = b"0123456789"
_EMPTY = {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


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
        """Return what `text` holds of what the patterns need."""
        held = 0
        for string, _, _ in self._strings.find_matches_as_indexes(_plain(text), overlapping=True):
            held |= self._masks[string]
        return held

    def passing(self, held: int) -> tuple[int, ...]:
        """Return the places of the patterns that can match a text that holds `held`."""
        return tuple(i for i, required in enumerate(self._required) if held & required == required)


def needed(pattern: re.Pattern[str]) -> set[frozenset[str]]:
    """Return sets of strings; a text that `pattern` matches holds one of each of them.

    Strings and text are taken in lower case and without digits, so that `<M0>` and `<M1>` are the same.
    """
    return set(_sets(_parser.parse(pattern.pattern, pattern.flags)))


def _plain(text: str) -> str:
    # As bytes this takes a tenth of the time that a text with any letter beyond ASCII does.
    return text.lower().encode(errors="surrogatepass").translate(None, _DIGITS).decode(errors="surrogatepass")


def _sets(parsed: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Yield what a match of the sequence `parsed` needs: its runs of plain strings, and what is inside it."""
    run = {""}
    for what, detail in parsed:
        ways = _ways((what, detail))
        joined = _joined(run, ways)
        if joined is None:
            yield from _of_run(run)
        if ways is None or what is _constants.ASSERT:
            yield from _inside(what, detail)
        run = joined or ways or {""}
    yield from _of_run(run)


def _ways(element: tuple[Any, Any]) -> set[str] | None:
    """Return all strings that an element can match, where these are few; what takes up no room is empty."""
    what, detail = element
    if what is _constants.LITERAL:
        return {_plain(chr(detail))}
    if what is _constants.CATEGORY and detail is _constants.CATEGORY_DIGIT:
        return {""}
    if what in _EMPTY:
        return {""}
    if what is _constants.IN:
        return _union(map(_ways, detail))
    if what is _constants.SUBPATTERN:
        return _sequence(detail[-1])
    if what is _constants.BRANCH:
        return _union(map(_sequence, detail[1]))
    if what in _REPEATS and (detail[1] == 1 or _sequence(detail[2]) == {""}):
        return _union([_sequence(detail[2]), {""} if detail[0] == 0 else set()])
    return None


def _sequence(parsed: Iterable[tuple[Any, Any]]) -> set[str] | None:
    ways: set[str] | None = {""}
    for element in parsed:
        ways = _joined(ways, _ways(element))
    return ways


def _joined(left: set[str] | None, right: set[str] | None) -> set[str] | None:
    """Return each string of the left before each of the right, where that makes few."""
    if left is None or right is None or len(left) * len(right) > _MOST:
        return None
    return {first + second for first in left for second in right}


def _union(parts: Iterable[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def _of_run(run: set[str]) -> Iterator[frozenset[str]]:
    """Yield the strings but for those that hold another of them, if each is telling."""
    if all(len(string) >= _LEAST or string.startswith("<") for string in run):
        yield frozenset(s for s in run if not any(other in s for other in run - {s}))


def _inside(what: object, detail: Sequence[Any]) -> Iterator[frozenset[str]]:
    if what is _constants.SUBPATTERN:
        yield from _sets(detail[-1])
    elif what is _constants.ASSERT:
        yield from _sets(detail[1])
    elif what is _constants.BRANCH:
        ways = [min(_sets(way), key=_commonness, default=None) for way in detail[1]]
        if all(way is not None for way in ways):
            yield frozenset[str]().union(*(way for way in ways if way is not None))
    elif what in _REPEATS:
        least, _, parsed = detail
        yield from _sets(parsed) if least else ()


def _commonness(strings: frozenset[str]) -> tuple[float, list[str]]:
    """Order sets of strings: the one that fewest texts are likely to hold is the least."""
    return sum(_RARITY ** -len(string) for string in strings), sorted(strings)
