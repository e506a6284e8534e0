"""Token patterns: rules over classes of tokens, run as regular expressions over one letter for each token.

Each distinct combination of classes is a letter of an alphabet of our own, so that a document is a
string of as many letters as it has tokens, and a rule a regular expression over them. spaCy's Matcher
does the same work some ten times slower, most of it in Python for each token and pattern.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.recognise.tokens import blank_english
from pipeline.rulebook import TokenRule, token_classes, token_rules

_FIRST_LETTER = 0x100
_ENTITIES = {"PLACE": {"PLACE"}, "NAMED": {"PLACE", "MISSION"}}
_QUANTIFIERS = "?+*"
_FALSE_POSITIVE = frozenset({"none", "mask"})
_RULE_FILES = ("missions", "dates", "counts")


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


class Letters(NamedTuple):
    """A document as letters, one a token, with its text and where in it each token starts and ends."""

    letters: str
    text: str
    orths: list[int]
    starts: list[int]
    ends: list[int]

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
        return not alphabet().of(name).isdisjoint(self.letters[max(start, 0) : end])


def read(doc: Doc) -> Letters:
    """Return the document's tokens as letters; computed once for a document.

    `doc.user_data["text"]` may hold the document's text, which spaCy else puts together from the tokens.
    """
    known: Letters | None = doc.user_data.get("letters")
    if known is None:
        rows = doc.to_array(["ORTH", "IDX", "LENGTH"])
        orths, starts = rows[:, 0].tolist(), rows[:, 1].tolist()
        ends = (rows[:, 1] + rows[:, 2]).tolist()
        known = Letters(
            alphabet().write(doc, orths), doc.user_data.get("text") or doc.text, orths, starts, ends
        )
        doc.user_data["letters"] = known
    return known


class Alphabet:
    """The letters of all combinations of classes that have been seen; it grows with the words."""

    def __init__(self) -> None:
        rules = [rule for name in _RULE_FILES for rule in token_rules(name)]
        used = {_name(word) for rule in rules for word in (*rule.pattern, *rule.take)}
        self._listed = _listed(used - set(_ENTITIES))
        self._shaped = [cls for cls in token_classes().values() if cls.regex is not None]
        self._letters: dict[frozenset[str], str] = {}
        self._words: dict[str, dict[int, str]] = {"": {}, "PLACE": {}, "MISSION": {}}
        self._of: dict[str, frozenset[str]] = {}
        for rule in rules:
            doc = blank_english().make_doc(rule.example)
            self.write(doc, doc.to_array("ORTH").tolist())

    @property
    def size(self) -> int:
        """How many letters there are; what was compiled for fewer is stale."""
        return len(self._letters)

    def write(self, doc: Doc, orths: Sequence[int]) -> str:
        """Return the letters of words, given by their hashes."""
        known = self._words[""]
        return "".join([known.get(orth) or self._letter(doc, orth, "") for orth in orths])

    def overwrite(self, doc: Doc, read: Letters, named: Iterable[tuple[int, int, str]]) -> str:
        """Return the letters with those of entities (start, end, PLACE or MISSION) marked as such."""
        letters = list(read.letters)
        for start, end, entity in named:
            known = self._words[entity]
            for i in range(start, end):
                letters[i] = known.get(read.orths[i]) or self._letter(doc, read.orths[i], entity)
        return "".join(letters)

    def of(self, atom: str) -> frozenset[str]:
        """Return the letters of a class or word."""
        found = self._of.get(atom)
        if found is None:
            found = frozenset(letter for signature, letter in self._letters.items() if atom in signature)
            self._of[atom] = found
        return found

    def _letter(self, doc: Doc, orth: int, entity: str) -> str:
        word = doc.vocab.strings[orth]
        signature = self._listed.get(word.lower(), frozenset()).union(
            (cls.name for cls in self._shaped if cls.holds(word)),
            (atom for atom, entities in _ENTITIES.items() if entity in entities),
        )
        if signature not in self._letters:
            self._letters[signature] = chr(_FIRST_LETTER + len(self._letters))
            self._of.clear()
        return self._words[entity].setdefault(orth, self._letters[signature])


@cache
def alphabet() -> Alphabet:
    """Return the one alphabet of all rule files."""
    return Alphabet()


class TokenPatterns:
    """The compiled rules of one rule file."""

    def __init__(self, rules: Iterable[TokenRule]) -> None:
        self._rules = tuple(rules)
        self._compiled: list[_Compiled] = []
        self._masks: dict[str, int] = {}
        self._size = 0

    def candidates(self, letters: str) -> Iterator[Candidate]:
        """Yield what the rules find in the letters of a document."""
        if self._size != alphabet().size:
            self._compile()
        present = 0
        for letter in set(letters):
            present |= self._masks.get(letter, 0)
        for compiled in self._compiled:
            if present & compiled.required == compiled.required:
                rule = compiled.rule
                for start, end in compiled.matches(letters):
                    yield Candidate(start, end, rule.label, rule.reading, rule.id)

    def _compile(self) -> None:
        """Compile the rules for the letters known so far; each class that a rule needs is one bit."""
        bits: dict[frozenset[str], int] = {}
        self._compiled = []
        for rule in self._rules:
            needed = {alphabet().of(_name(word)) for word in rule.pattern if word[-1] not in "?*"}
            required = sum(bits.setdefault(letters, 1 << len(bits)) for letters in needed)
            self._compiled.append(_Compiled(rule, required))
        self._masks = defaultdict(int)
        for letters, bit in bits.items():
            for letter in letters:
                self._masks[letter] |= bit
        self._size = alphabet().size


class _Compiled:
    """A rule as a regular expression over the letters known so far, with the bits of what it needs."""

    def __init__(self, rule: TokenRule, required: int) -> None:
        self.rule = rule
        self.required = required
        before, taken, after = _parts(rule)
        self._search = re.compile(
            "{}({}){}".format(*("".join(map(_piece, part)) for part in (before, taken, after)))
        ).search

    def matches(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield the tokens of each match, overlapping ones too, cut down to the rule's `take`."""
        found = self._search(letters)
        while found is not None:
            yield found.span(1)
            found = self._search(letters, found.start() + 1)


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


def _listed(used: set[str]) -> dict[str, frozenset[str]]:
    """Return for each word, in lower case, the classes that list it, and itself where a pattern uses it."""
    found: dict[str, set[str]] = defaultdict(set)
    for cls in token_classes().values():
        for word in cls.words:
            found[word].add(cls.name)
    for word in used - set(token_classes()):
        found[word.lower()].add(word)
    return {word: frozenset(atoms) for word, atoms in found.items()}


def _parts(rule: TokenRule) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the pattern before what the rule takes, that, and the rest; it takes what is so named first."""
    pattern, taken = rule.pattern, rule.take or rule.pattern
    at = next(i for i in range(len(pattern)) if pattern[i : i + len(taken)] == taken)
    return pattern[:at], taken, pattern[at + len(taken) :]


def _piece(word: str) -> str:
    """Return the regular expression of one word of a pattern; a class that no token has matches nothing."""
    name = _name(word)
    letters = "".join(sorted(alphabet().of(name)))
    return (f"[{letters}]" if letters else "(?!)") + word[len(name) :]
