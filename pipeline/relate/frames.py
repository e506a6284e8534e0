"""Frames: sentences in which each mention is one typed word, so that a role is a pattern over few words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from pipeline.model import Block, Document, Mention, Section, Span
from pipeline.normalise.dateline import dateline
from pipeline.rulebook import role_hint, wordlist
from pipeline.sentences import sentences

LETTERS: Final = {
    "MISSION": "M",
    "DATE": "D",
    "COUNTRY": "C",
    "REGION": "R",
    "STAFF": "S",
    "DURATION": "T",
    "RELATIVE_DATE": "V",
}
_WEEKDAYS: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
# White space that is more or other than one blank; a search skips to any, which all ways begin with.
_UNEVEN = re.compile(r"\s(?:\s+|(?<=[^\S ]))")
_PROSE: Final = frozenset({"paragraph", "list_item"})
_CLOSES_A_DATE: Final = frozenset({"", ".", ":"})
_RANK: Final = {
    "MISSION": 0,
    "DATE": 1,
    "STAFF": 2,
    "DURATION": 3,
    "RELATIVE_DATE": 4,
    "REGION": 5,
    "COUNTRY": 6,
}


class Frame(NamedTuple):
    """A sentence with its mentions.

    `text` is the sentence with white space folded, in which the outermost mention number 3, say a
    date, is the word `<D3>`; `mentions` are those mentions, `inner` the ones inside them. `marks`
    pairs offsets of `text` with offsets of the document, ascending.
    """

    span: Span
    text: str
    mentions: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    section: Section
    block: Block
    marks: tuple[tuple[int, int], ...]

    def mention(self, word: str) -> Mention:
        """Return the mention that the word `<D3>` stands for."""
        return self.mentions[int(word[2:-1])]

    def evidence(self, start: int, end: int) -> Span:
        """Return the document's span for the characters `start` to `end` of the frame's text."""
        return Span(self._offset(start), max(self._offset(end), self._offset(start) + 1))

    def _offset(self, position: int) -> int:
        i = bisect_right(self.marks, position, key=lambda mark: mark[0]) - 1
        return min(self.marks[i][1] + position - self.marks[i][0], self.span.end)


def frames(document: Document, sections: Sequence[Section], mentions: Sequence[Mention]) -> tuple[Frame, ...]:
    """Return a frame for each sentence with a mention, or with words that can tell without one, in order."""
    return tuple(_frames(document, sections, mentions))


def _frames(document: Document, sections: Sequence[Section], mentions: Sequence[Mention]) -> Iterator[Frame]:
    section, block, at = 0, 0, 0
    day = _day_of_page(document, mentions)
    points_back = role_hint("that_day").search(document.text) is not None
    for sentence in _with_dates_above(document, mentions, day):
        while sections[section].span.end <= sentence.start:
            section += 1
        while document.blocks[block].span.end < sentence.end:
            block += 1
        end = at
        while end < len(mentions) and mentions[end].span.start < sentence.end:
            end += 1
        inside = [
            *mentions[at:end],
            *(_pointing_back(document, sentence, document.blocks[block], mentions) if points_back else ()),
            *(_pointing_up(document, sentence, day) if day is not None else ()),
        ]
        if inside or _is_telling(document.text[sentence.start : sentence.end]):
            place = sections[section], document.blocks[block]
            yield _frame(document.text, sentence, inside, place)
        at = end


def _with_dates_above(document: Document, mentions: Sequence[Mention], day: Mention | None) -> Iterator[Span]:
    """Yield the sentences, those under or behind a date that stands alone ('1 March 2017') with that date.

    Neither the date that the page gives itself nor an interval is one; a heading or a row has none above.
    """
    dates = {m.span.start: m.span.end for m in mentions if _may_stand_above(m) and m is not day}
    apart = {block.span.start for block in document.blocks if block.kind not in _PROSE}
    above: Span | None = None
    for sentence in sentences(document):
        end = dates.get(sentence.start)
        if end is None and above is None:
            yield sentence
            continue
        is_date = end is not None and document.text[end : sentence.end].strip() in _CLOSES_A_DATE
        is_under = above is not None and not is_date and sentence.start not in apart
        if above is not None and is_under and not document.text[above.end : sentence.start].strip():
            yield Span(above.start, sentence.end)
        else:
            yield from (each for each in (above, None if is_date else sentence) if each is not None)
        above = sentence if is_date else None
    if above is not None:
        yield above


def _may_stand_above(mention: Mention) -> bool:
    return mention.label == "DATE" and mention.value is not None and "/" not in mention.value


def _pointing_back(
    document: Document, sentence: Span, block: Block, mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the date that the block gave last, where 'that day' stands for it in the sentence."""
    for found in role_hint("that_day").finditer(document.text, sentence.start, sentence.end):
        before = (m for m in reversed(mentions) if m.label == "DATE" and m.span.end <= found.start())
        last = next(before, None)
        if last is not None and last.span.start >= block.span.start:
            yield last._replace(span=Span(*found.span()), text=found.group(), completed_from=last.span)


def _day_of_page(document: Document, mentions: Sequence[Mention]) -> Mention | None:
    """Return the date that the page gives itself."""
    days = {m.span: m for m in mentions if m.label == "DATE" and m.lower is not None and m.lower == m.value}
    found = dateline(document.text, days)
    return days[found] if found is not None else None


def _pointing_up(document: Document, sentence: Span, day: Mention) -> Iterator[Mention]:
    """Yield the day of the page where 'today' stands for it, and the one before it that is 'on Monday'."""
    for found in role_hint("today").finditer(document.text, sentence.start, sentence.end):
        meant = date.fromisoformat(day.value or "")
        if found["weekday"] is not None:
            meant -= timedelta(days=(meant.weekday() - _WEEKDAYS.index(found["weekday"])) % len(_WEEKDAYS))
        said = meant.isoformat()
        yield day._replace(
            span=Span(*found.span()),
            text=found.group(),
            value=said,
            lower=said,
            upper=said,
            completed_from=day.span,
        )


def _is_telling(sentence: str) -> bool:
    """Say whether a sentence without any mention holds words of totals, types or acts."""
    return bool(_telling().find_matches_as_indexes(sentence.lower()))


@cache
def _telling() -> AhoCorasick:
    return AhoCorasick(sorted(wordlist("telling")))


def _frame(text: str, sentence: Span, mentions: Sequence[Mention], place: tuple[Section, Block]) -> Frame:
    outer, inner = _outermost([m for m in mentions if m.span.end <= sentence.end])
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length, at = 0, sentence.start
    for i, mention in enumerate(outer):
        length = _copy(text, Span(at, mention.span.start), pieces, marks, length)
        word = f"<{LETTERS[mention.label]}{i}>"
        marks += ((length, mention.span.start), (length + len(word), mention.span.end))
        pieces.append(word)
        length, at = length + len(word), mention.span.end
    _copy(text, Span(at, sentence.end), pieces, marks, length)
    return Frame(sentence, "".join(pieces).rstrip(), tuple(outer), tuple(inner), *place, tuple(marks))


def _copy(text: str, span: Span, pieces: list[str], marks: list[tuple[int, int]], length: int) -> int:
    marks.append((length, span.start))
    at = span.start
    is_uneven = _UNEVEN.search(text, span.start, span.end) is not None
    for space in _UNEVEN.finditer(text, span.start, span.end) if is_uneven else ():
        pieces += (_plain(text[at : space.start()]), " ")
        length += space.start() - at + 1
        at = space.end()
        marks.append((length, at))
    pieces.append(_plain(text[at : span.end]))
    return length + span.end - at


def _plain(text: str) -> str:
    """Return `text` without the character that begins the word of a mention; its length stays."""
    return text.replace("<", "‹")


def _outermost(mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    outer: list[Mention] = []
    inner: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, _RANK[m.label])):
        free = not outer or mention.span.start >= outer[-1].span.end
        (outer if free else inner).append(mention)
    return outer, inner
