"""Finds counts of people with token patterns around the words for people and around names in lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.recognise.patterns import (
    Candidate,
    Letters,
    TokenPatterns,
    alphabet,
    found,
    keep,
    longest,
    read,
)
from pipeline.rulebook import bounds, token_rules

_NAMED = ("places", "missions")
_LONGEST_BOUND = 4
_BEFORE, _AFTER = 3, 6
_SENTENCE = 25


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
        counts = (
            candidate._replace(start=_with_bound(tokens, candidate.start))
            for candidate in set(self._patterns.candidates(alphabet().overwrite(doc, tokens, named)))
            if dated.isdisjoint(range(candidate.start, candidate.end))
            and _is_of_people(tokens, named, candidate)
        )
        keep(doc, "counts", longest(doc, counts))
        return doc


def _is_of_people(tokens: Letters, named: Sequence[tuple[int, int, str]], candidate: Candidate) -> bool:
    """Say whether the count is one of people deployed or employed, by what stands around it."""
    start, end, reading = candidate.start, candidate.end, candidate.reading
    if start and tokens.has("DASH", start - 1, start) and tokens.ends[start - 1] == tokens.starts[start]:
        return reading.startswith("range")  # else part of a type: 'XA-180'
    if reading == "range" and start and tokens.words(start - 1, start).lower() == "from":
        return False  # a change from one number to another
    if reading == "count-of-force":
        return tokens.has("FORCE", start - _SENTENCE, start)
    if reading == "count-in-list":
        line = tokens.text.rfind("\n", 0, tokens.starts[start]) + 1
        return any(line <= tokens.starts[first] and first < start for first, _, _ in named)
    if tokens.has("TRAINEE", start - _BEFORE, start) or tokens.has("CASUALTY", end, end + _AFTER):
        return False
    is_employed = tokens.has("EMPLOYING", start - _AFTER, end + _AFTER)
    return is_employed or not reading.endswith("of-employed")


def _with_bound(tokens: Letters, start: int) -> int:
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
