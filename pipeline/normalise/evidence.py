"""What stands around a short name and tells which of several missions it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.model import Document, Found, Span
from pipeline.normalise.dates import read_date
from pipeline.rulebook import missions, wordlist
from pipeline.sentences import holding

_ADJACENT: Final = 30
# In brackets between a country and a name: 'Austria (all of EUFOR' is no 'Mali (MINUSMA and EUTM'.
_ASIDE: Final = re.compile(r"\b(?!and\b)[a-z]{2,}")


class Link(NamedTuple):
    """The id that a mission name was given (null: it names one, but none that can be told), and the rule."""

    mission_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says around its mission names, and the links made so far; these grow.

    `places` are countries and regions; `unlisted` are the countries in the names of the
    missions that the gazetteer does not list.
    """

    document: Document
    sentences: tuple[Span, ...]
    names: Sequence[Found]
    countries: Sequence[Found]
    places: Sequence[Found]
    dates: Sequence[Found]
    links: dict[Span, Link]
    unlisted: dict[str, tuple[str, ...]]

    def hosts(self, mission_id: str) -> tuple[str, ...]:
        """Return where a mission is at work: by the gazetteer, else by its name."""
        entry = missions().get(mission_id)
        return entry.hosts if entry is not None else self.unlisted.get(mission_id, ())


def evidence(context: Context, i: int, candidates: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the candidates that each kind of evidence leaves, the nearest kind first."""
    name = context.names[i]
    sentence = holding(context.sentences, name.span.start) or name.span
    block = block_of(context, name.span)
    yield "link.country-beside", at_work_in(context, candidates, country_beside(context, name.span))
    yield "link.same-sentence", _named(context, candidates, sentence.start, name.span.start)
    yield "link.term", _of_term(context, candidates, sentence)
    yield "link.same-block", _last_named(context, candidates, block.start, name.span.start)
    yield "link.sentence-country", at_work_in(context, candidates, _countries(context, sentence))
    yield "link.block-country", at_work_in(context, candidates, _countries(context, block))
    yield (
        "link.heading-country",
        at_work_in(context, candidates, _countries(context, _above(context, name.span))),
    )
    yield "link.named-before", _last_named(context, candidates, 0, name.span.start)
    yield "link.same-sentence", _named(context, candidates, name.span.end, sentence.end)
    yield "link.named-after", _first_named(context, candidates, name.span.end)
    yield "link.period", launched_by(candidates, years_in(context, block))
    yield (
        "link.document-country",
        at_work_in(context, candidates, _countries(context, Span(0, len(context.document.text)))[:1]),
    )


def block_of(context: Context, span: Span) -> Span:
    """Return the block that a span stands in, a heading with the text under it."""
    blocks = context.document.blocks
    i = max(bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1, 0)
    under = next((block for block in blocks[i:] if block.kind != "heading"), blocks[i])
    return Span(blocks[i].span.start, under.span.end)


def _above(context: Context, span: Span) -> Span:
    """Return the heading above a span, or its own block where there is none."""
    blocks = context.document.blocks
    own = max(bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1, 0)
    return next((block for block in reversed(blocks[:own]) if block.kind == "heading"), blocks[own]).span


def country_beside(context: Context, span: Span) -> list[str]:
    """Return the country that stands next to the name, before it in a list or after it in a phrase."""
    text = context.document.text
    before = [
        c
        for c in context.countries
        if 0 <= span.start - c.span.end <= _ADJACENT and "\n\n" not in text[c.span.end : span.start]
    ]
    clean = [c for c in before if not set(";.") & set(text[c.span.end : span.start])]
    if (
        clean
        and "(" in text[clean[-1].span.end : span.start]
        and ")" not in text[clean[-1].span.end : span.start]
        and not _ASIDE.search(text, clean[-1].span.end, span.start)
    ):
        return [clean[-1].ids[0]]
    after = [c for c in context.countries if 0 <= c.span.start - span.end <= len(" in the ")]
    if after and text[span.end : after[0].span.start].strip().lower() in wordlist("before_country"):
        return [after[0].ids[0]]
    return (
        [clean[-1].ids[0]]
        if clean and text[clean[-1].span.end : span.start].strip() in {"", ":", "|", "’s", "'s"}
        else []
    )


def at_work_in(context: Context, candidates: tuple[str, ...], codes: Sequence[str]) -> tuple[str, ...]:
    """Return the candidates at work in the first of `codes` where any is; those of all `codes` go first."""
    for code in codes:
        there = tuple(m for m in candidates if code in context.hosts(m))
        if there:
            return tuple(m for m in there if set(context.hosts(m)) == set(codes)) or there
    return ()


def _countries(context: Context, span: Span) -> list[str]:
    """Return the countries of a stretch, the most frequent first."""
    counted = Counter(c.ids[0] for c in context.countries if span.start <= c.span.start < span.end)
    return [code for code, _ in counted.most_common()]


def years_in(context: Context, span: Span) -> list[int]:
    """Return the years written in the dates of a stretch."""
    words = (word for d in context.dates if span.start <= d.span.start < span.end for word in d.text.split())
    return [int(word) for word in words if word.isdigit() and len(word) == len("2003")]


def launched_by(candidates: tuple[str, ...], years: Sequence[int]) -> tuple[str, ...]:
    """Return the candidates that had been launched by the last of `years`."""
    known = {m: int((missions()[m].launched or "9999")[:4]) for m in candidates if m in missions()}
    return tuple(m for m in candidates if years and m in known and known[m] <= max(years))


def _of_term(context: Context, candidates: tuple[str, ...], span: Span) -> tuple[str, ...]:
    """Return the candidates that began or ended in a month, or on a day, that a stretch names."""
    read = (read_date(d.reading, d.text) for d in context.dates if span.start <= d.span.start < span.end)
    told = [edtf.value for edtf in read if edtf is not None and edtf.value[5:7].isdigit()]
    ends = {
        m: (missions()[m].launched or "", missions()[m].ended or "") for m in candidates if m in missions()
    }
    return tuple(m for m in ends if any(_is_same(end, date) for end in ends[m] for date in told))


def _is_same(end: str, date: str) -> bool:
    """Say whether two dates are the same as far as both are written, the month at least."""
    exact = min(len(end), len(date))
    return exact >= len("2013-02") and end[:exact] == date[:exact]


def _named(context: Context, candidates: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    named = {link.mission_id for span, link in context.links.items() if start <= span.start < end}
    return tuple(m for m in candidates if m in named)


def _last_named(context: Context, candidates: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    named = [(s, link.mission_id) for s, link in context.links.items() if start <= s.start < end]
    return tuple(m for _, m in sorted(named, reverse=True) if m is not None and m in candidates)[:1]


def _first_named(context: Context, candidates: tuple[str, ...], start: int) -> tuple[str, ...]:
    named = [(s, link.mission_id) for s, link in context.links.items() if s.start >= start]
    return tuple(m for _, m in sorted(named) if m is not None and m in candidates)[:1]
