"""Token patterns: rules over classes of tokens, run at all places of a document at once.

A class is a number, whose bit 3 says whether token 3 of the document belongs to it. A few operations on
such numbers, from the last word of a pattern to the first, tell all tokens from which on it matches. spaCy's
Matcher does the same work many times slower, most of it in Python for each token and pattern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, count
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.rulebook import TokenRule, token_classes, token_rules

_ENTITIES = {"PLACE": {"PLACE"}, "NAMED": {"PLACE", "MISSION"}}
_QUANTIFIERS = "?+*"
_FALSE_POSITIVE = frozenset({"none", "mask"})
_RULE_FILES = ("missions", "dates", "counts")
_BITS = tuple(1 << i for i in range(5_000))
"""The bits of the tokens of a piece of text; longer pieces, which are rare, have theirs made each time."""


class Candidate(NamedTuple):
    """Tokens `start` to `end` that a rule has found, before overlaps are resolved.

    `ids` are the values that a gazetteer allows, where it knows any.
    """

    start: int
    end: int
    label: str
    reading: str
    rule: str
    ids: tuple[str, ...] = ()


class Tokens(NamedTuple):
    """A document's text, where in it each token starts and ends, and of each class which tokens it holds.

    Bit `i` of `classes[name]` is set where token `i` belongs to the class; a class without any is left out.
    """

    text: str
    starts: list[int]
    ends: list[int]
    classes: Mapping[str, int]

    def words(self, start: int, end: int) -> str:
        """Return the text of the tokens `start` to `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def apart(self, start: int, end: int) -> str:
        """Return the same text with a blank where two words run together ('6months': '6 months')."""
        words = self.words(start, end)
        for i in range(end - 1, start, -1):
            at = self.starts[i]
            if at == self.ends[i - 1] and self.text[at - 1].isalnum() and self.text[at].isalnum():
                cut = at - self.starts[start]
                words = f"{words[:cut]} {words[cut:]}"
        return words

    def has(self, name: str, start: int, end: int) -> bool:
        """Say whether a token from `start` to `end` belongs to the class `name`."""
        start = max(start, 0)
        return self.classes.get(name, 0) >> start & ~(-1 << (end - start)) != 0

    def marked(self, named: Iterable[tuple[int, int, str]]) -> Tokens:
        """Return the same tokens, with the classes of the entities (start, end, PLACE or MISSION)."""
        marks: dict[str, int] = {}
        for start, end, entity in named:
            for name, entities in _ENTITIES.items():
                if entity in entities:
                    marks[name] = marks.get(name, 0) | (1 << end) - (1 << start)
        return self._replace(classes={**self.classes, **marks})


def read(doc: Doc) -> Tokens:
    """Return the document's tokens with their classes; computed once for a document.

    `doc.user_data["text"]` may hold the document's text, which spaCy else puts together from the tokens.
    """
    known: Tokens | None = doc.user_data.get("tokens")
    if known is None:
        rows = doc.to_array(["ORTH", "IDX", "LENGTH"])
        starts, ends = rows[:, 1].tolist(), (rows[:, 1] + rows[:, 2]).tolist()
        text = doc.user_data.get("text") or doc.text
        known = Tokens(text, starts, ends, _vocabulary().classes(doc, rows[:, 0].tolist()))
        doc.user_data["tokens"] = known
    return known


class _Vocabulary:
    """The classes of all words that have been seen; it grows with the words."""

    def __init__(self) -> None:
        rules = [rule for name in _RULE_FILES for rule in token_rules(name)]
        used = {_name(word) for rule in rules for word in rule.pattern}
        self._listed = _listed(used - set(_ENTITIES))
        shaped = ((cls.name, cls.regex) for cls in token_classes().values())
        self._shaped = [(name, regex.fullmatch) for name, regex in shaped if regex is not None]
        self._words: dict[int, frozenset[str]] = {}
        self._combinations: dict[frozenset[str], frozenset[str]] = {}

    def classes(self, doc: Doc, orths: Sequence[int]) -> dict[str, int]:
        """Return which of the words, given by their hashes, belong to each class."""
        places: dict[frozenset[str], int] = defaultdict(int)
        bits_of_all = chain(_BITS, (1 << i for i in count(len(_BITS))))
        for orth, bit, names in zip(orths, bits_of_all, map(self._words.get, orths), strict=False):
            if names is None:
                names = self._learn(orth, doc.vocab.strings[orth])
            if names:
                places[names] |= bit
        classes: dict[str, int] = defaultdict(int)
        for names, bits in places.items():
            for name in names:
                classes[name] |= bits
        return dict(classes)

    def _learn(self, orth: int, word: str) -> frozenset[str]:
        """Return the classes of a word, as the one object of all words that have the same."""
        listed = self._listed.get(word.lower(), frozenset())
        names = listed.union([name for name, fits in self._shaped if fits(word)])
        return self._words.setdefault(orth, self._combinations.setdefault(names, names))


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


class TokenPatterns:
    """The rules of one rule file, made ready to be run."""

    def __init__(self, rules: Iterable[TokenRule]) -> None:
        self._patterns = [_Pattern(rule) for rule in rules]

    def candidates(self, tokens: Tokens) -> Iterator[Candidate]:
        """Yield what the rules find in the tokens of a document."""
        present = set(tokens.classes)
        for pattern in self._patterns:
            if pattern.needed <= present:
                rule = pattern.rule
                for start, end in pattern.matches(tokens.classes):
                    yield Candidate(start, end, rule.label, rule.reading, rule.id)


class _Pattern:
    """A rule with the classes that it needs, and those of its words that it takes."""

    def __init__(self, rule: TokenRule) -> None:
        self.rule = rule
        self.needed = {_name(word) for word in rule.pattern if word[-1] not in "?*"}
        before, taken = _parts(rule)
        words = _words(rule.pattern)
        self._words = words[::-1]
        self._taken = slice(len(_words(before)), len(_words((*before, *taken))))

    def matches(self, classes: Mapping[str, int]) -> Iterable[tuple[int, int]]:
        """Return the tokens of each match, overlapping ones too, cut down to the rule's `take`.

        A word that may stand often, or not at all, takes as many tokens as it can.
        """
        found = -1  # the tokens from which on the rest of the pattern matches: any for an empty rest
        steps: list[tuple[int, bool]] = []
        for name, quantifier in self._words:
            held = classes.get(name, 0)
            taking = held & found >> 1
            if quantifier == "*":
                while taking & ~found:
                    found |= taking
                    taking = held & found >> 1
            found = found | taking if quantifier else taking
            if not found:
                return ()
            steps.append((taking, quantifier == "*"))
        steps.reverse()
        return self._spans(found, steps)

    def _spans(self, found: int, steps: list[tuple[int, bool]]) -> Iterator[tuple[int, int]]:
        while found:
            yield self._span((found & -found).bit_length() - 1, steps)
            found &= found - 1

    def _span(self, at: int, steps: list[tuple[int, bool]]) -> tuple[int, int]:
        """Return what the pattern takes where it matches from the token `at` on."""
        ends = [at]
        for taking, is_repeated in steps:
            at += taking >> at & 1
            while is_repeated and taking >> at & 1:
                at += 1
            ends.append(at)
        return ends[self._taken.start], ends[self._taken.stop]


def longest(doc: Doc, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the longest of overlapping candidates; those of false-positive rules win.

    The latter are no finds: they are kept apart, under "ruled out".
    """
    ranked = _longest(candidates)
    ruled_out = doc.user_data.setdefault("ruled out", [])
    ruled_out += [each for each in ranked if each.reading in _FALSE_POSITIVE]
    return [each for each in ranked if each.reading not in _FALSE_POSITIVE]


def ruled_out(doc: Doc) -> list[Candidate]:
    """Return what false-positive rules have found to be nothing, so far."""
    kept: list[Candidate] = doc.user_data.get("ruled out", [])
    return kept


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(candidates):
        if group and candidate.start >= end:
            kept += _longest_of(group)
            group = []
        end = max(end, candidate.end) if group else candidate.end
        group.append(candidate)
    return kept + _longest_of(group)


def _longest_of(group: list[Candidate]) -> list[Candidate]:
    """Return what is kept of a run of candidates that overlap."""
    if len(group) > 1:
        ranked = sorted(group, key=lambda c: (c.reading != "none", c.start - c.end, c.start, c.rule))
        group = []
        for candidate in ranked:
            if all(candidate.end <= other.start or other.end <= candidate.start for other in group):
                group.append(candidate)
        group.sort()
    return group


def keep(doc: Doc, key: str, candidates: Iterable[Candidate]) -> None:
    """Keep what a component has found under its key, for the components after it."""
    doc.user_data.setdefault("found", {})[key] = list(candidates)


def found(doc: Doc, key: str) -> list[Candidate]:
    """Return what the component of `key` has found: "places", "missions", "dates" or "counts"."""
    kept: list[Candidate] = doc.user_data["found"][key]
    return kept


def _name(word: str) -> str:
    return word.rstrip(_QUANTIFIERS) or word


def _words(pattern: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names of a pattern's words, each with '', '?' or '*' ('X+' is 'X X*')."""
    words: list[tuple[str, str]] = []
    for word in pattern:
        name = _name(word)
        quantifier = word[len(name) :]
        words += [(name, ""), (name, "*")] if quantifier == "+" else [(name, quantifier)]
    return words


def _listed(used: set[str]) -> dict[str, frozenset[str]]:
    """Return for each word, in lower case, the classes that list it, and itself where a pattern uses it."""
    found: dict[str, set[str]] = defaultdict(set)
    for cls in token_classes().values():
        for word in cls.words:
            found[word].add(cls.name)
    for word in used - set(token_classes()):
        found[word.lower()].add(word)
    return {word: frozenset(atoms) for word, atoms in found.items()}


def _parts(rule: TokenRule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the pattern before what the rule takes, and that; it takes what is so named first."""
    pattern, taken = rule.pattern, rule.take or rule.pattern
    at = next(i for i in range(len(pattern)) if pattern[i : i + len(taken)] == taken)
    return pattern[:at], taken
