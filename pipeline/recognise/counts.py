"""Finds counts of people with token patterns around the words for people and around names in lists."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.recognise.tokens import longest, matcher, matches, taken, windows
from pipeline.rulebook import bounds, token_rules, wordlist

_ANCHORS = ("DIGITS", "NUMBERWORD")
_BEFORE, _AFTER = 4, 7
_LONGEST_BOUND = 4
_CONTEXT = 6
_SENTENCE = 25


@Language.factory("missions_counts")
def create(nlp: Language, name: str) -> Counts:
    """Make the component; it writes `doc.spans["counts"]`. Needs the dates and the named places."""
    return Counts(nlp)


class Counts:
    """The spaCy component: the rules of `counts.toml`, bounds joined; numbers of dates are left alone."""

    def __init__(self, nlp: Language) -> None:
        self._rules = {rule.id: rule for rule in token_rules("counts")}
        self._matcher = matcher(nlp.vocab, self._rules.values())

    def __call__(self, doc: Doc) -> Doc:
        dated = {token.i for span in doc.spans["dates"] for token in span}
        spans = []
        for rule_id, first, end in matches(
            self._matcher, doc, windows(doc, _ANCHORS, before=_BEFORE, after=_AFTER)
        ):
            rule = self._rules[rule_id]
            first, end = taken(doc, rule, first, end)
            if dated.isdisjoint(range(first, end)) and _is_of_people(doc, rule.reading, first, end):
                first = _with_bound(doc, first)
                spans.append(Span(doc, first, end, label="STAFF", kb_id=rule.reading, span_id=rule_id))
        doc.spans["counts"] = longest(spans)
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
        return any(token.ent_type_ for token in _line_before(doc, first))
    return not _is_of_others(doc, first, end)


def _line_before(doc: Doc, first: int) -> Span:
    start = first
    while start and "\n" not in doc[start - 1].text:
        start -= 1
    return doc[start:first]


def _with_bound(doc: Doc, first: int) -> int:
    """Return the first token of the longest bounding phrase that ends right before `first`."""
    for length in range(min(_LONGEST_BOUND, first), 0, -1):
        if tuple(doc[i].lower_ for i in range(first - length, first)) in bounds():
            return first - length
    return first


def _is_of_others(doc: Doc, first: int, end: int) -> bool:
    """Say whether the people are casualties, trainees, refugees and so on, by the words next to them."""
    before = {token.lower_ for token in doc[max(first - 3, 0) : first]}
    after = {token.lower_ for token in doc[end : end + _CONTEXT]}
    return not before.isdisjoint(wordlist("trainee_verbs")) or not after.isdisjoint(
        wordlist("casualty_verbs")
    )
