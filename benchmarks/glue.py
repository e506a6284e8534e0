"""Turns what a peer found into the nouns of this project, by the same steps for every peer.

They are in the peers' favour where they can be: edges are trimmed as the gold has them, a span without a
value gets the one that our own rules read in it, numbers count as staff only before a word for people, and
what no label of the gold is for is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from peers import Answer

from pipeline import extract
from pipeline.model import Confidence, Document, Extraction, Label, Mention, Section, Span, Statement
from pipeline.normalise.numbers import read_count
from pipeline.read import read_text
from pipeline.reconcile import records
from pipeline.rulebook import unit_singulars

_CERTAIN = Confidence(1.0)
_ARTICLES = {"a", "an", "the"}
_PREPOSITIONS = {"after", "at", "before", "between", "by", "during", "for", "from", "in", "of", "on", "since"}
_LEADING = _ARTICLES | _PREPOSITIONS | {"and", "till", "to", "until", "with"}
_EDGE = " \t\n\r\u00a0.,;:!?()[]\"'“”‘’–—-•*"
_POSSESSIVE = re.compile(r"['’]s?$")
_MONTHS = "|".join(name for name in (*calendar.month_name, *calendar.month_abbr) if name)
_CALENDAR = re.compile(rf"(?<!\d)\d{{4}}(?!\d)|\b(?:{_MONTHS})\b")
_UNIT_WITHIN = 4
_FACTS: tuple[tuple[str, Label, int | None], ...] = (
    ("name", "MISSION", 1),
    ("launched", "DATE", 1),
    ("host_country", "COUNTRY", None),
    ("staff", "STAFF", 1),
)


def extraction(text: str, name: str, answers: Iterable[Answer]) -> Extraction:
    """What a peer says of a document, as an extraction of one section."""
    document = read_text(text, name=name)
    whole = Section(document.document_id, "s", 0, None, "preamble", None, Span(0, len(text)), "peer")
    mentions = tuple(_mentions(document, answers))
    missions, statements = records(_statements(document, mentions), [whole])
    return Extraction(document, (whole,), mentions, statements, (), (), missions)


def _mentions(document: Document, answers: Iterable[Answer]) -> Iterator[Mention]:
    for answer in answers:
        span = _trimmed(document.text, answer.span)
        for label in answer.labels:
            made = _mention(document, label, span, answer.value)
            if made is not None:
                yield made
                break


def _trimmed(text: str, span: Span) -> Span:
    """Leave articles, prepositions, punctuation and the possessive outside, as the gold does."""
    start, end = span
    while True:
        quote = text[start:end]
        start += len(quote) - len(quote.lstrip(_EDGE))
        word = re.match(r"\w+(?=\s)", text[start:end])
        if word is None or word[0].lower() not in _LEADING:
            break
        start += word.end()
    kept = text[start:end].rstrip(_EDGE)
    return Span(start, start + len(_POSSESSIVE.sub("", kept)))


def _mention(document: Document, label: Label, span: Span, value: str | None) -> Mention | None:
    """The span under that label; null where it is none of what the label is for."""
    value = value or _value(label, document.text[span.start : span.end])
    if label == "STAFF":
        unit = _unit_after(document.text, span.end)
        if unit is None:
            return None
        span = Span(span.start, unit)
    elif not (_CALENDAR.search(document.text, *span) if label == "DATE" else value):
        return None
    quote = document.text[span.start : span.end]
    return Mention(document.document_id, "s", f"{label} {span}", label, span, quote, value, "peer", _CERTAIN)


def _unit_after(text: str, end: int) -> int | None:
    """The end of the first word for people among the next few of the paragraph, null where there is none."""
    for n, word in enumerate(re.compile(r"\w+").finditer(text, end)):
        if n == _UNIT_WITHIN or "\n\n" in text[end : word.start()]:
            return None
        if word[0].lower() in unit_singulars():
            return word.end()
    return None


@lru_cache(maxsize=1 << 14)
def _value(label: Label, quote: str) -> str | None:
    """What our own rules read in the quote when it stands alone: the value of the longest mention."""
    if label == "STAFF":
        count = read_count("count", quote)
        return None if count is None else count.value
    found = [each for each in extract(quote).mentions if each.label == label]
    return max(found, key=lambda each: len(each.text)).value if found else None


def _statements(document: Document, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """The facts of an hour of glue: what stands in a block is of the first mission that it names."""
    for block in document.blocks:
        inside = [each for each in mentions if block.span.start <= each.span.start < block.span.end]
        mission = next((each.value for each in inside if each.label == "MISSION"), None)
        if mission is None:
            continue
        for name, label, most in _FACTS:
            of_label = [each for each in inside if each.label == label]
            yield from (_statement(mission, name, each) for each in of_label[:most] if each.value)


def _statement(mission: str, name: str, mention: Mention) -> Statement:
    return Statement(
        statement_id=f"{mission} {name} {mention.span.start}",
        mission_id=mission,
        property=name,
        value=mention.value or "",
        document_id=mention.document_id,
        section_id=mention.section_id,
        span=mention.span,
        quote=mention.text,
        rule="peer",
        confidence=_CERTAIN,
    )
