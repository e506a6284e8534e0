"""Token patterns: rules over classes of tokens, run as regular expressions over one letter for each token.

Each distinct combination of classes is a letter of an alphabet of our own, so that a document is a
string of as many letters as it has tokens, and a rule a regular expression over them. spaCy's Matcher
does the same work some ten times slower, most of it in Python for each token and pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from pipeline.recognise.tokens import blank_english
from pipeline.rulebook import TokenRule, token_classes

_FIRST_LETTER = 0x100
_ENTITIES = {"PLACE": {"PLACE"}, "NAMED": {"PLACE", "MISSION"}}
_QUANTIFIERS = "?+*"


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


class TokenPatterns:
    """The compiled rules of one rule file; the alphabet grows with the words that are seen."""

    def __init__(self, rules: Iterable[TokenRule]) -> None:
        self._rules = tuple(rules)
        self._atoms = sorted({_name(word) for rule in self._rules for word in (*rule.pattern, *rule.take)})
        self._letters: dict[frozenset[str], str] = {}
        self._words: dict[str, dict[int, str]] = {"": {}, "PLACE": {}, "MISSION": {}}
        self._compiled: list[_Compiled] | None = None
        for rule in self._rules:
            self.letters(blank_english().make_doc(rule.example), ())

    def candidates(self, doc: Doc, named: Sequence[tuple[int, int, str]] = ()) -> Iterator[Candidate]:
        """Yield what the rules find; `named` are the tokens of entities: start, end, PLACE or MISSION."""
        text = self.letters(doc, named)
        present = set(text)
        for compiled in self._rules_compiled():
            if compiled.needs_none_but(present):
                rule = compiled.rule
                for start, end in compiled.matches(text):
                    yield Candidate(start, end, rule.label, rule.reading, rule.id)

    def letters(self, doc: Doc, named: Sequence[tuple[int, int, str]]) -> str:
        """Return the document's tokens as letters."""
        orths = doc.to_array("ORTH").tolist()
        known = self._words[""]
        letters = [known.get(orth) or self._letter(doc, orth, "") for orth in orths]
        for start, end, entity in named:
            for i in range(start, end):
                letters[i] = self._words[entity].get(orths[i]) or self._letter(doc, orths[i], entity)
        return "".join(letters)

    def _letter(self, doc: Doc, orth: int, entity: str) -> str:
        word = doc.vocab.strings[orth]
        signature = frozenset(atom for atom in self._atoms if _holds(atom, word, entity))
        if signature not in self._letters:
            self._letters[signature] = chr(_FIRST_LETTER + len(self._letters))
            self._compiled = None
        return self._words[entity].setdefault(orth, self._letters[signature])

    def _rules_compiled(self) -> list[_Compiled]:
        if self._compiled is None:
            of_atom = {
                atom: frozenset(letter for signature, letter in self._letters.items() if atom in signature)
                for atom in self._atoms
            }
            self._compiled = [_Compiled(rule, of_atom) for rule in self._rules]
        return self._compiled


class _Compiled:
    """A rule as a regular expression over the letters known so far."""

    def __init__(self, rule: TokenRule, of_atom: dict[str, frozenset[str]]) -> None:
        self.rule = rule
        self._needed = [of_atom[_name(word)] for word in rule.pattern if word[-1] not in "?*"]
        self._search = re.compile("".join(_piece(word, of_atom) for word in rule.pattern)).search
        self._take = re.compile("".join(_piece(word, of_atom) for word in rule.take)) if rule.take else None

    def needs_none_but(self, present: set[str]) -> bool:
        """Say whether each token that the rule needs is among `present`."""
        return not any(needed.isdisjoint(present) for needed in self._needed)

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the tokens of each match, overlapping ones too, cut down to the rule's `take`."""
        found = self._search(text)
        while found is not None:
            taken = self._take.search(text, *found.span()) if self._take is not None else None
            yield (taken or found).span()
            found = self._search(text, found.start() + 1)


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the longest of overlapping candidates; those of false-positive rules win, then are dropped."""
    ranked = sorted(candidates, key=lambda c: (c.reading != "none", c.start - c.end, c.start, c.rule))
    used: set[int] = set()
    kept = []
    for candidate in ranked:
        tokens = range(candidate.start, candidate.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            kept.append(candidate)
    return sorted(candidate for candidate in kept if candidate.reading != "none")


def spans(doc: Doc, candidates: Iterable[Candidate]) -> list[SpacySpan]:
    """Return the candidates as spaCy spans: the reading as the span's kb_id, the rule as its id."""
    return [SpacySpan(doc, c.start, c.end, c.label, kb_id=c.reading, span_id=c.rule) for c in candidates]


def _name(word: str) -> str:
    return word.rstrip(_QUANTIFIERS) or word


def _holds(atom: str, word: str, entity: str) -> bool:
    if atom in _ENTITIES:
        return entity in _ENTITIES[atom]
    known = token_classes().get(atom)
    return known.holds(word) if known is not None else word.lower() == atom.lower()


def _piece(word: str, of_atom: dict[str, frozenset[str]]) -> str:
    """Return the regular expression of one word of a pattern; a class that no token has matches nothing."""
    name = _name(word)
    letters = "".join(sorted(of_atom[name]))
    return (f"[{letters}]" if letters else "(?!)") + word[len(name) :]
