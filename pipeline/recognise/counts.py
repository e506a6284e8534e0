"""Finds counts of people with token patterns around the words for people and around names in lists."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.recognise.patterns import TokenPatterns, longest, spans
from pipeline.rulebook import bounds, token_rules, wordlist

_NAMED = ("places", "missions")
_LONGEST_BOUND = 4
_CONTEXT = 6
_SENTENCE = 25


@Language.factory("missions_counts")
def create(nlp: Language, name: str) -> Counts:
    """Make the component; it writes `doc.spans["counts"]`. Needs the dates, places and missions."""
    return Counts()


class Counts:
    """The spaCy component: the rules of `counts.toml`, bounds joined; numbers of dates are left alone."""

    def __init__(self) -> None:
        self._patterns = TokenPatterns(token_rules("counts"))

    def __call__(self, doc: Doc) -> Doc:
        dated = {i for span in doc.spans["dates"] for i in range(span.start, span.end)}
        named = [(span.start, span.end, span.label_) for key in _NAMED for span in doc.spans[key]]
        found = (
            candidate._replace(start=_with_bound(doc, candidate.start))
            for candidate in set(self._patterns.candidates(doc, named))
            if dated.isdisjoint(range(candidate.start, candidate.end))
            and _is_of_people(doc, candidate.reading, candidate.start, candidate.end)
        )
        doc.spans["counts"] = spans(doc, longest(found))
        return doc


def _is_of_people(doc: Doc, reading: str, first: int, end: int) -> bool:
    """Say whether the count is one of people deployed or employed, by what stands around it."""
    if first and doc[first - 1].text == "-" and not doc[first - 1].whitespace_:  # part of a type: 'XA-180'
        return False
    if reading == "count-of-force":
        before = {token.lower_ for token in doc[max(first - _SENTENCE, 0) : first]}
        return not wordlist("force_words").isdisjoint(before)
    if reading.endswith("of-employed"):
        near = {token.lower_ for token in doc[max(first - _CONTEXT, 0) : end + _CONTEXT]}
        return not wordlist("employing_words").isdisjoint(near) and not _is_of_others(doc, first, end)
    if reading == "count-in-list":
        line = _line_before(doc, first)
        return any(line.start <= span.start < first for key in _NAMED for span in doc.spans[key])
    return not _is_of_others(doc, first, end)


def _line_before(doc: Doc, first: int) -> Span:
    start = first
    while start and "\n" not in doc[start - 1].text:
        start -= 1
    return doc[start:first]


def _with_bound(doc: Doc, first: int) -> int:
    """Return the first token of the longest bounding phrase that ends right before `first`."""
    if not first or doc[first - 1].lower_ not in _last_words():
        return first
    for length in range(min(_LONGEST_BOUND, first), 0, -1):
        if tuple(doc[i].lower_ for i in range(first - length, first)) in bounds():
            return first - length
    return first


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in bounds())


def _is_of_others(doc: Doc, first: int, end: int) -> bool:
    """Say whether the people are casualties, trainees, refugees and so on, by the words next to them."""
    before = {token.lower_ for token in doc[max(first - 3, 0) : first]}
    after = {token.lower_ for token in doc[end : end + _CONTEXT]}
    return not before.isdisjoint(wordlist("trainee_verbs")) or not after.isdisjoint(
        wordlist("casualty_verbs")
    )
