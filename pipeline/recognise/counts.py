"""Finds counts of people with token patterns around the words for people and around names in lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.recognise.patterns import (
    Candidate,
    TokenPatterns,
    Tokens,
    found,
    keep,
    longest,
    read,
)
from pipeline.rulebook import bounds, token_rules, wordlist

_NAMED = ("places", "missions")
_LONGEST_BOUND = 4
_BEFORE, _AFTER = 3, 6
_SENTENCE = 25
_TELLING = frozenset(
    {
        "count",
        "count-of-employed",
        "count-of-mission",
        "count-of-force",
        "count-of-body",
        "count-of-contingent",
        "count-of-sent",
        "count-of-those",
    }
)
_NEXT = 3
_MOST_ROWS = 50
_HEADING = re.compile(r"\D*[A-Za-z]\D*")
_HEADS = ("PEOPLE", "STRENGTH", "STAFFKIND", "COLUMNHEAD")


@Language.factory("missions_counts")
def create(nlp: Language, name: str) -> Counts:
    """Make the component; it finds "counts". Needs the dates, places and missions."""
    return Counts()


class Counts:
    """The spaCy component: the rules of `counts.toml`, bounds joined; numbers of dates are left alone."""

    def __init__(self) -> None:
        self._patterns = TokenPatterns(token_rules("counts"))

    def __call__(self, doc: Doc) -> Doc:
        dated = {i for date in found(doc, "dates") for i in range(date.start, date.end)}
        named = [(name.start, name.end, name.label) for key in _NAMED for name in found(doc, key)]
        tokens = read(doc)
        candidates = sorted(
            (
                candidate
                for candidate in set(self._patterns.candidates(tokens.marked(named)))
                if dated.isdisjoint(range(candidate.start, candidate.end))
            ),
            key=lambda each: (each.start, -each.end, each),  # what bars a count bars the shorter ones in it
        )
        keep(doc, "counts", longest(doc, _of_people(tokens, named, candidates)))
        return doc


def _of_people(
    tokens: Tokens, named: Sequence[tuple[int, int, str]], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the counts of people deployed or employed, with the words that bound them."""
    refused = told = counted = -_SENTENCE - 1
    for candidate in candidates:
        start = _with_bound(tokens, candidate.start)
        if candidate.reading == "none":
            yield candidate
        elif _is_of_others(tokens, candidate, start) or _goes_on(tokens, candidate, refused, told, start):
            refused = max(refused, candidate.end)
        elif _is_in_context(tokens, named, candidate, start, told, counted):
            told = candidate.end if candidate.reading in _TELLING else told
            counted = candidate.end
            yield candidate._replace(start=start)


def _is_of_others(tokens: Tokens, candidate: Candidate, start: int) -> bool:
    """Say whether the people counted were trained, killed or the like: none of the mission's own."""
    if tokens.has("TRAINEE", start - _BEFORE, start) and any(
        tokens.has("TRAINEE", i, i + 1) and not tokens.has("BODY", i + 1, i + 2)  # 'training mission'
        for i in range(max(start - _BEFORE, 0), start)
    ):
        return True
    last = min(candidate.end + _AFTER, len(tokens.starts))
    for i in range(candidate.end, last if tokens.has("CASUALTY", candidate.end, last) else candidate.end):
        if tokens.has("DOT", i, i + 1):
            return False
        if tokens.has("CASUALTY", i, i + 1) and not (
            tokens.has("TRAINEE", i, i + 1) and _is_active(tokens, i)
        ):
            return True
    return False


def _is_active(tokens: Tokens, verb: int) -> bool:
    """Say whether those counted before the verb did it to others ('have trained', 'trained 300 men')."""
    return tokens.has("HAVE", verb - 1, verb) or (
        tokens.has("COUNTED", verb + 1, verb + 2)
        or (tokens.has("BOUNDWORD", verb + 1, verb + 2) and tokens.has("COUNTED", verb + 2, verb + 4))
    )


def _goes_on(tokens: Tokens, candidate: Candidate, refused: int, told: int, start: int) -> bool:
    """Say whether the count is part of a refused one, or goes on from it ('trained 30 men, 2 officers')."""
    end = candidate.end
    of_them = tokens.has("THEM", start - 1, start) or tokens.has("THEM", end + 1, end + 2)
    is_part = candidate.reading == "count-of-those" or of_them
    if is_part and told < refused and start - refused <= _SENTENCE:
        return True
    return start - refused <= _NEXT and all(
        tokens.words(i, i + 1).lower() in wordlist("row") for i in range(refused, start)
    )


def _is_in_context(
    tokens: Tokens,
    named: Sequence[tuple[int, int, str]],
    candidate: Candidate,
    bounded: int,
    told: int,
    counted: int,
) -> bool:
    """Say whether the reading's context is there.

    With the words that bound it, the count starts at `bounded`. The last count before it ended at `counted`,
    the last one with its unit at `told`.
    """
    start, end, reading = candidate.start, candidate.end, candidate.reading
    if start and tokens.has("DASH", start - 1, start) and tokens.ends[start - 1] == tokens.starts[start]:
        return reading.startswith("range")  # else part of a type: 'XA-180'
    if reading == "range" and start and tokens.words(start - 1, start).lower() == "from":
        return False  # a change from one number to another
    line = tokens.text.rfind("\n", 0, tokens.starts[start]) + 1
    if reading == "count-of-force":
        return _speaks_of_force(tokens, start, told)
    if reading == "count-of-body":
        return _speaks_of_force(tokens, start, told) or _is_mission_last(tokens, named, start)
    if reading == "count-of-total":
        return counted > 0 and tokens.starts[counted - 1] >= tokens.text.rfind("\n", 0, max(line - 1, 0))
    if reading == "count-in-column":
        return _is_headed(tokens, line, start)
    if reading == "count-of-those":
        return _counts_those(tokens, start, told)
    if reading == "count-of-mission":
        return _is_mission_within(named, bounded - _NEXT, bounded)
    if reading == "count-of-sent":
        is_near = _is_mission_within(named, start - _SENTENCE, end + _AFTER)
        return is_near or _speaks_of_force(tokens, start, told)
    if reading in {"count-of-contributor", "count-of-contingent"}:
        earlier = bisect_left(tokens.starts, tokens.text.rfind("\n", 0, max(line - 1, 0)) + 1)
        is_of_force = reading == "count-of-contingent" and (
            _speaks_of_force(tokens, start, told) or _is_mission_within(named, start - _SENTENCE, start)
        )
        return is_of_force or tokens.has("CONTRIBUTING", earlier, start)
    if reading == "count-in-list":
        return any(line <= tokens.starts[first] and first < start for first, _, _ in named)
    is_employed = 0 <= start - told <= _AFTER or tokens.has("EMPLOYING", start - _AFTER, end + _AFTER)
    return is_employed or not reading.endswith("of-employed")


def _is_mission_within(named: Sequence[tuple[int, int, str]], start: int, end: int) -> bool:
    """Say whether a mission's name ends, or begins, between two tokens."""
    return any(label == "MISSION" and start < last and first < end for first, last, label in named)


def _is_mission_last(tokens: Tokens, named: Sequence[tuple[int, int, str]], start: int) -> bool:
    """Say whether a mission is named shortly before `start`, and no things after it."""
    ends = [end for _, end, label in named if label == "MISSION" and start - _SENTENCE <= end <= start]
    return bool(ends) and not tokens.has("THINGS", ends[-1], start)


def _is_headed(tokens: Tokens, line: int, start: int) -> bool:
    """Say whether the column of the cell at `start`, in the row that begins at `line`, is one of people."""
    column = tokens.text.count("\t", line, tokens.starts[start])
    for _ in range(_MOST_ROWS if column else 0):
        below, line = line, tokens.text.rfind("\n", 0, max(line - 1, 0)) + 1
        cells = tokens.text[line : max(below - 1, line)].split("\t")
        if len(cells) <= column:
            return False
        if _HEADING.fullmatch(cells[column]):
            first = line + sum(len(cell) + 1 for cell in cells[:column])
            inside = [bisect_left(tokens.starts, at) for at in (first, first + len(cells[column]))]
            return any(tokens.has(name, *inside) for name in _HEADS)
    return False


def _speaks_of_force(tokens: Tokens, start: int, told: int) -> bool:
    """Say whether the words before `start` speak of people of a force, or count them."""
    return 0 <= start - told <= _SENTENCE or tokens.has("FORCE", start - _SENTENCE, start)


def _counts_those(tokens: Tokens, start: int, told: int) -> bool:
    """Say whether the last spoken of before `start` are people of a force, or counted, and no things."""
    for i in range(start - 1, max(start - _SENTENCE, 0) - 1, -1):
        if i < told or tokens.has("FORCE", i, i + 1):
            return True
        is_thing = tokens.has("THINGS", i, i + 1) and not tokens.has("DEPLOYMENTS", i, i + 1)
        if is_thing or tokens.has("STATES", i, i + 1) or tokens.words(i, i + 1) == "\n":
            return False
    return False


def _with_bound(tokens: Tokens, start: int) -> int:
    """Return the first token of the longest bounding phrase that ends right before `start`."""
    if not start or tokens.words(start - 1, start).lower() not in _last_words():
        return start
    for length in range(min(_LONGEST_BOUND, start), 0, -1):
        words = tuple(tokens.words(i, i + 1).lower() for i in range(start - length, start))
        if words in bounds():
            return start - length
    return start


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in bounds())
