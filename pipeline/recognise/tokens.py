"""Tokens and token patterns: blank English with the classes of the rulebook as lexeme flags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from spacy.lang.en import English
from spacy.matcher import Matcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.vocab import Vocab

from pipeline.rulebook import TokenRule, token_classes

# Words that run together are cut where letters meet capitals or digits; punctuation and dashes are
# tokens of their own everywhere but inside numbers. No special cases: they are most of the time of
# the default tokenizer, and no rule needs them.
_PUNCTUATION = r"""['"“”‘’«»\*_|;:,.!?…§%=<>+~#/&–—‑()\[\]{}-]"""
_PREFIX = re.compile(rf"^(?:[€$£]|{_PUNCTUATION})")
_SUFFIX = re.compile(rf"(?:['’´][sS]|(?<=[sS])['’]|{_PUNCTUATION})$")
_INFIX = re.compile(
    r"""(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[a-z]{2})(?=[0-9])|(?<=[0-9])(?=(?!st\b|nd\b|rd\b|th\b|['’]?s\b)[A-Za-z])"""
    r"""|['’´]s(?![a-zA-Z])|["“”«»*_|!?…§%=<>+~#/&–—‑()\[\]{}-]"""
    r"""|(?<![0-9])[.,;:]|[.,;:](?![0-9])"""
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_ENTITY_CLASSES: dict[str, dict[Any, Any]] = {
    "PLACE": {"ENT_TYPE": "PLACE"},
    "NAMED": {"ENT_TYPE": {"IN": ["PLACE", "MISSION"]}},
}


@cache
def blank_english() -> English:
    """Return the one spaCy pipeline object that all recognisers share, without components."""
    nlp = English()
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        url_match=_ADDRESS.fullmatch,
    )
    return nlp


@cache
def flags(vocab: Vocab) -> dict[str, int]:
    """Return the lexeme flag of each token class with a pattern; it is computed once for a distinct word.

    spaCy has bits for 64 flags only, so classes that are word lists are compared as sets instead.
    """
    return {name: vocab.add_flag(cls.holds) for name, cls in token_classes().items() if cls.regex is not None}


def matcher(vocab: Vocab, rules: Iterable[TokenRule]) -> Matcher:
    """Compile `rules` for spaCy's Matcher, each under its id."""
    compiled = Matcher(vocab, validate=False)
    for rule in rules:
        compiled.add(rule.id, [[_token(vocab, word) for word in rule.pattern]])
    return compiled


def matches(
    compiled: Matcher, doc: Doc, windows: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, int, int]]:
    """Yield rule id, first and end token of each match that lies inside one of the windows."""
    strings = doc.vocab.strings
    for first, end in windows:
        for rule, start, stop in compiled(doc[first:end]):
            yield strings[rule], first + start, first + stop


def windows(doc: Doc, anchors: Sequence[str], *, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens around all tokens of the classes `anchors`, merged."""
    known = flags(doc.vocab)
    rows = doc.to_array([known[name] for name in anchors])
    hits = np.flatnonzero(rows if rows.ndim == 1 else rows.any(axis=1))
    first, end = 0, 0
    for hit in hits.tolist():
        if hit - before > end:
            if end:
                yield first, end
            first = hit - before
        end = min(hit + after + 1, len(doc))
    if end:
        yield max(first, 0), end


def taken(doc: Doc, rule: TokenRule, first: int, end: int) -> tuple[int, int]:
    """Return those tokens of a match that are the mention: the first run of the rule's `take` classes."""
    if not rule.take:
        return first, end
    classes = [token_classes()[name] for name in rule.take]
    for start in range(first, end - len(classes) + 1):
        if all(cls.holds(doc[start + i].text) for i, cls in enumerate(classes)):
            return start, start + len(rule.take)
    return first, end


def _token(vocab: Vocab, word: str) -> dict[Any, Any]:
    name = word.rstrip("?+*")
    if name in _ENTITY_CLASSES:
        token = _ENTITY_CLASSES[name]
    elif name in flags(vocab):
        token = {flags(vocab)[name]: True}
    elif name in token_classes():
        token = {"LOWER": {"IN": sorted(token_classes()[name].words)}}
    else:
        token = {"LOWER": name.lower()}
    return {**token, "OP": word[len(name) :]} if word != name else token


def longest(spans: Iterable[SpacySpan]) -> list[SpacySpan]:
    """Keep the longest of overlapping spans; those of false-positive rules win, then are dropped."""
    ranked = sorted(
        spans, key=lambda span: (span.kb_id_ != "none", span.start - span.end, span.start, span.id_)
    )
    used: set[int] = set()
    kept = []
    for span in ranked:
        tokens = range(span.start, span.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            kept.append(span)
    return sorted(span for span in kept if span.kb_id_ != "none")
