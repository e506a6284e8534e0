"""Anchors a decision's evidence: finds its words and what stands around them again in another snapshot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from pipeline.model import Decision, Document, Section, Span

CONTEXT: Final = 60
"""Characters of context that are kept on either side of a quote, fewer where its block ends before."""

_ENOUGH: Final = 5
"""Words; a block with fewer, a heading say, is known by what follows it too."""

_SAME: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_TELLING: Final = 3
"""Words; fewer are too few to tell one place from another."""

_NEXT: Final = 2
"""Words next to a quote, on both sides together, that make two places alike."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its sections, and its text as evidence is looked for in it.

    In `folded` each block is a line between line feeds, white space and the typography of quotation marks
    and dashes folded; `offsets` leads each of its characters back to the document's.
    """

    document: Document
    sections: Sequence[Section]
    folded: str
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the evidence of a decision stands now."""

    page: Page
    span: Span


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A place where the quote stands, in the folded text of a page."""

    page: Page
    start: int
    end: int


def folded_page(document: Document, sections: Sequence[Section]) -> Page:
    """Return the page of a document with these sections."""
    pieces, offsets = ["\n"], [-1]
    for block in document.blocks:
        text, places = _folded(document.text[block.span.start : block.span.end])
        pieces += (text, "\n")
        offsets += (block.span.start + at for at in places)
        offsets.append(block.span.end - 1)
    return Page(document, sections, "".join(pieces), offsets)


def context(page: Page, span: Span) -> tuple[str, str]:
    """Return what stands before and after `span` in its block, folded; a line feed is the block's end.

    After a short block, and one whose words stand elsewhere on the page too, what follows it is taken in.
    """
    start, last = bisect_right(page.offsets, span.start - 1), bisect_left(page.offsets, span.end - 1)
    end = last + (page.offsets[last] == span.end - 1)
    first = max(page.folded.rfind("\n", 0, start), start - CONTEXT)
    stop = min(page.folded.find("\n", end) + 1, end + CONTEXT)
    quote, before, after = page.folded[start:end], page.folded[first:start], page.folded[end:stop]
    around = len(before.split()) + len(after.split())
    is_repeated = around < _TELLING and page.folded.count(quote) > 1
    if is_repeated or around + len(quote.split()) < _ENOUGH:
        after = page.folded[end : end + CONTEXT]
    return before, after


def section_at(sections: Sequence[Section], start: int) -> Section:
    """Return the section that a character stands in."""
    return sections[bisect_right(sections, start, key=lambda section: section.span.start) - 1]


def anchor(decision: Decision, pages: Sequence[Page]) -> Place | str:
    """Return where the decision's evidence stands in `pages`, the documents of its source, or why not.

    It does where its quote and all of its context stand once inside the sections of the same mission, and
    the quote in no more places there than before with surroundings that are much alike: a new one could be
    that which was read then, altered. The reason begins with `orphaned` or `ambiguous`.
    """
    found, same, others = _candidates(decision, pages)
    if len(same) > 1:
        return f"ambiguous: its words stand {len(same)} times {_where(decision)}, in the same surroundings"
    if found == 0:
        return f"orphaned: its words stand nowhere {_where(decision)} any more"
    if not same:
        return f"orphaned: its words stand {_where(decision)}, but in other surroundings"
    if others > decision.alike:
        return f"ambiguous: its words stand again {_where(decision)}, in much the same surroundings"
    return Place(same[0].page, _span(same[0].page, same[0].start, same[0].end))


def alike(decision: Decision, pages: Sequence[Page]) -> int:
    """Return in how many places beside its own the decision's quote stands in much the same surroundings."""
    return _candidates(decision, pages)[2]


def _candidates(decision: Decision, pages: Sequence[Page]) -> tuple[int, list[_Occurrence], int]:
    """Return how often the quote stands there, where in the same context, and how often in one alike."""
    found = [each for page in pages for each in _occurrences(decision, page)]
    before, after = _folded_lines(decision.before), _folded_lines(decision.after)
    same = [
        each
        for each in found
        if each.page.folded.endswith(before, 0, each.start) and each.page.folded.startswith(after, each.end)
    ]
    others = (each for each in found if each not in same)
    return len(found), same, sum(_is_alike(each, before, after) for each in others)


def _occurrences(decision: Decision, page: Page) -> Iterator[_Occurrence]:
    """Yield the places of the quote inside the sections of the decision's mission, or of no mission."""
    quote, _ = _folded(decision.quote)
    at = page.folded.find(quote) if quote else -1
    while at >= 0:
        section = section_at(page.sections, page.offsets[at])
        if section.mission_id == decision.section:
            yield _Occurrence(page, at, at + len(quote))
        at = page.folded.find(quote, at + 1)


def _is_alike(other: _Occurrence, before: str, after: str) -> bool:
    """Say whether the quote may have stood there when it was read, with what was around it altered since.

    It may if it is long, if words next to it are the same, or half of those on one side or on both.
    """
    folded = other.page.folded
    there = folded[max(other.start - len(before), 0) : other.start], folded[other.end :][: len(after)]
    sides = [(one.split(), side.split()) for one, side in zip((before, after), there, strict=True)]
    if (
        len(folded[other.start : other.end].split()) >= _TELLING
        or sum(len(one) for one, _ in sides) < _TELLING
    ):
        return True
    (left, left_there), (right, right_there) = sides
    if _run(left[::-1], left_there[::-1]) + _run(right, right_there) >= _NEXT:
        return True
    shared = [((Counter(one) & Counter(side)).total(), len(one)) for one, side in sides]
    (first, first_all), (last, last_all) = shared
    counted = (*shared, (first + last, first_all + last_all))
    return any(words >= _TELLING and 2 * same >= words for same, words in counted)


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words are the same until the first that is not."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _span(page: Page, start: int, end: int) -> Span:
    return Span(page.offsets[start], page.offsets[end - 1] + 1)


def _where(decision: Decision) -> str:
    place = "outside of missions' sections" if decision.section is None else f"under {decision.section}"
    return f"{place} in {decision.source_id}"


def _folded_lines(text: str) -> str:
    """Fold a context as pages are folded: its line feeds are the ends of its block."""
    return "\n".join(_folded(line)[0] for line in text.split("\n"))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return `text` with its white space and typography folded, and the place of each character left."""
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text.translate(_SAME)):
        if character in _UNSEEN:
            continue
        if character.isspace():
            if kept and kept[-1] == " ":
                continue
            character = " "
        kept.append(character)
        places.append(at)
    return "".join(kept), places
