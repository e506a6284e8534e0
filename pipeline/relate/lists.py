"""Reads lists and tables of deployments: which mission, how many people, whose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.model import Block, Document, Mention, Span
from pipeline.normalise.names import hosts_of, organisation
from pipeline.relate.frames import Frame
from pipeline.relate.sieve import Sieve
from pipeline.relate.subjects import Topics
from pipeline.rulebook import role_hint

_LEAST_ENTRIES: Final = 2
_LEAST_MENTIONS: Final = 3
_MOSTLY: Final = 0.5
_PROSE: Final = frozenset({"paragraph", "heading"})
_TITLE: Final = 80
"""Characters at the start of a document in which its title stands."""
_SHORT_LINE: Final = 90
"""Characters; a longer paragraph ends a list."""
_SHARED_BRACKET: Final = re.compile(
    r"\([^()]*(?:[,/]|\band\b)[^()]*<M\d+>|\([^()]*<M\d+>[^()]*(?:,|/|\band\b)[^()]*\)"
)
_LISTED_COUNT: Final = re.compile(r"^[|\s]*(?:<C\d+>\s?:\s)?<S|[-–—:|(]\s*<S|<S\d+>[\s|);]*$")
_WORD: Final = re.compile(r"<[A-Z]\d+>")
_COUNTRY_ALONE: Final = re.compile(r"<C0>")
_COUNT_ALONE: Final = re.compile(r"<S0>")
_LEADING_COUNTRY: Final = re.compile(r"<C(\d+)>\s?:")
_LEADING_UNION: Final = re.compile(r"(?:European Union|EU)\s?:")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A country and the count of its people; `has_verb` where it is said to have or to give them."""

    country: str | None
    count: Mention
    has_verb: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A count of people beside a mission in a list; `country` is whose they are (null: all)."""

    mission_id: str
    count: Mention
    country: str | None
    frame: Frame


def entries(frames: Sequence[Frame], cells: Set[Span], sender: str | None) -> Iterator[Entry]:
    """Yield the entries of deployment lists: frames of one mission with a count, under one contributor.

    The contributor leads the block ('Austria: ...') or is the `sender` that the document is about; where
    there is none, the counts are of the whole missions. Of a row of a table count the `cells` of staff.
    """
    leaders = _leaders(frames)
    candidates = [
        f for f in frames if _is_entry(f) and (id(f.block) in leaders or _is_listed(f) or _counts(f, cells))
    ]
    if len(candidates) < _LEAST_ENTRIES:
        return
    for frame in candidates:
        leads, country = leaders.get(id(frame.block), (False, None))
        yield from _entries(frame, country if leads else sender, cells)


def contributions(document: Document, frames: Sequence[Frame], topics: Topics) -> Iterator[Entry]:
    """Yield the entries of a mission's list of contributors ('Poland 24 | Romania 21').

    It is the mission of the section, the only one of the document, or the one that leads to the list: its
    sentence names it before two countries or more, or ends in a colon. In a list that words above it lead
    to, or a sentence in which several countries give people, it is the one spoken of.
    """
    leading: str | None = None
    last: tuple[Block, str] | None = None
    above: str | None = None
    found = [_pairs(frame) for frame in frames]
    are_alone = any(len(f.mentions) == 1 and _COUNTRY_ALONE.fullmatch(f.text) for f in frames)
    if not any(found) and not are_alone:
        return
    # What stands in a mission's section, or names it, asks for no words above it.
    asks_above = are_alone or any(
        pairs and frame.section.mission_id is None and "<M" not in frame.text
        for frame, pairs in zip(frames, found, strict=True)
    )
    listed = _announced(document) if asks_above else frozenset()
    for frame, near, around, pairs in zip(frames, topics.near, topics.around, found, strict=True):
        named = {m.value for m in frame.mentions if m.label == "MISSION"}
        if named:
            is_asked = len(named) == 1 and (asks_above or len(pairs) >= _LEAST_ENTRIES)
            is_leading = is_asked and role_hint("contributors").search(frame.text) is not None
            leading = next(iter(named)) if is_leading else None
            is_given = is_leading or (is_asked and role_hint("gives").search(frame.text) is not None)
            mission = next(iter(named)) if is_given and len(pairs) >= _LEAST_ENTRIES else None
            last = (frame.block, next(iter(named)) or "") if len(named) == 1 else None
        else:
            if last is not None and last[0] is frame.block and role_hint("contributors").search(frame.text):
                leading = last[1] or None
            is_given = len(pairs) >= _LEAST_ENTRIES and role_hint("gives").search(frame.text) is not None
            is_listed = id(frame.block) in listed
            spoken_of = around if is_given else near if is_listed else None
            spoken_of = spoken_of if spoken_of and organisation(spoken_of) == "EU" else None
            mission = frame.section.mission_id or topics.only or leading or spoken_of
            pairs = [pair for pair in pairs if is_given or not pair.has_verb]
            leading = leading if pairs or frame.text.endswith(":") else None
        if above is not None and mission is not None and _COUNT_ALONE.fullmatch(frame.text):
            yield Entry(mission, frame.mentions[0], above, frame)
        is_alone = id(frame.block) in listed and _COUNTRY_ALONE.fullmatch(frame.text) is not None
        above = frame.mentions[0].value if is_alone else None
        for pair in pairs if mission is not None else ():
            if mission is not None and pair.country not in hosts_of(mission):
                yield Entry(mission, pair.count, pair.country, frame)


def _announced(document: Document) -> frozenset[int]:
    """Return the ids of the rows, entries and lines under words that lead to a list of contributors."""
    found: set[int] = set()
    is_announced = False
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        is_told = _above().passing(_above().held(text))
        if is_told and role_hint("contributors_above").search(text) is not None:
            is_announced = True
        elif block.kind not in {"row", "list_item"} and (block.kind == "heading" or len(text) > _SHORT_LINE):
            is_announced = False
        if is_announced:
            found.add(id(block))
    return frozenset(found)


@cache
def _above() -> Sieve:
    return Sieve([role_hint("contributors_above")])


def contributor(frames: Sequence[Frame]) -> str | None:
    """Return the country whose people abroad the document is about, if it is.

    That is the one of a title on forces ('Polish contingents'), else the one named most by far, but for
    hosts of the missions, and said to send or to take part, or the one for which the document speaks
    ('our soldiers').
    """
    named = {m.value for frame in frames for m in frame.mentions if m.label == "MISSION" and m.value}
    hosts = {host for mission in named for host in hosts_of(mission)}
    helped = {h for mission in named if organisation(mission) != "NATO" for h in hosts_of(mission)}  # no ally
    inside = {m.value for f in frames for m in f.inner if m.label == "COUNTRY" and _is_in_name(f, m)}
    titled = _told_of([frame for frame in frames if frame.span.start < _TITLE], "forces_of")
    if len(titled - helped) == 1:
        return (titled - helped).pop()
    counted = Counter(m.value for m in _countries(frames) if m.value not in inside and m.value not in hosts)
    country, often = counted.most_common(1)[0] if counted else (None, 0)
    widely = _told_of(frames, "widely")
    if len(widely) == 1 and widely.issubset(counted):
        return widely.pop()
    if often >= _LEAST_ENTRIES and often >= _MOSTLY * counted.total():
        is_abroad = often >= _LEAST_MENTIONS and country in _told_of(frames, "abroad")
        if is_abroad or any(role_hint("own_voice").search(frame.text) for frame in frames):
            return country
    if sum(_is_entry(frame) and _is_listed(frame) for frame in frames) < _LEAST_ENTRIES:
        return None
    voices = {voice.lastgroup for f in frames if (voice := role_hint("voice_of").search(f.text)) is not None}
    if len(voices) == 1:
        return voices.pop()
    prose = Counter(m.value for m in _countries([f for f in frames if f.block.kind in _PROSE]))
    country, often = prose.most_common(1)[0] if prose else (None, 0)
    is_most = often >= _LEAST_ENTRIES and often >= _MOSTLY * prose.total()
    is_told = is_most or country in _told_of(frames, "abroad")
    return country if is_told and country not in helped else None


def is_on_forces(document: Document) -> bool:
    """Say whether the title of the document is on what a country's forces do."""
    return role_hint("forces").search(document.text, 0, _TITLE) is not None


def leading_senders(frames: Sequence[Frame]) -> dict[int, str | None]:
    """Return, for each block that a country opens before a colon ('Swedish soldiers: ...'), the country."""
    found: dict[int, str | None] = {}
    for frame in frames:
        opening = role_hint("opens").match(frame.text) if id(frame.block) not in found else None
        found.setdefault(
            id(frame.block), frame.mention(opening["country"]).value if opening is not None else None
        )
    return found


def _pairs(frame: Frame) -> list[_Pair]:
    """Return the countries of the frame with the counts beside them, or that they share out."""
    if "<S" not in frame.text or "<C" not in frame.text:
        return []
    shared = list(_shared_out(frame))
    told = {pair.count for pair in shared}
    beside = [_beside(frame, found) for found in role_hint("contribution").finditer(frame.text)]
    return [*shared, *(pair for pair in beside if pair.count not in told)]


def _beside(frame: Frame, found: re.Match[str]) -> _Pair:
    country = frame.mention(found["country"] or found["country_behind"])
    count = frame.mention(found["count"] or found["count_before"])
    return _Pair(country.value, count, has_verb=found["verb"] is not None)


def _shared_out(frame: Frame) -> Iterator[_Pair]:
    """Yield the countries of which each gives the same, or each its own in their order."""
    found = (
        role_hint("shared_out").search(frame.text)
        if " each" in frame.text or "respec" in frame.text
        else None
    )
    if found is not None:
        countries = [frame.mention(word) for word in _WORD.findall(found["countries"])]
        counts = [frame.mention(word) for word in _WORD.findall(found["counts"])]
        counts = counts * len(countries) if found["how"] == "each" and len(counts) == 1 else counts
        if len(counts) == len(countries):
            yield from (
                _Pair(country.value, count, has_verb=True)
                for country, count in zip(countries, counts, strict=True)
            )


def _is_in_name(frame: Frame, country: Mention) -> bool:
    """Say whether a country stands in the name of a mission."""
    span = country.span
    return any(
        m.label == "MISSION" and m.span.start <= span.start and span.end <= m.span.end for m in frame.mentions
    )


def _told_of(frames: Sequence[Frame], hint: str) -> set[str | None]:
    found = ((frame, role_hint(hint).finditer(frame.text)) for frame in frames if "<C" in frame.text)
    return {frame.mention(each["country"]).value for frame, matches in found for each in matches}


def _countries(frames: Sequence[Frame]) -> list[Mention]:
    return [m for f in frames for m in (*f.mentions, *f.inner) if m.label == "COUNTRY" and m.value]


def _is_entry(frame: Frame) -> bool:
    named = {m.value for m in frame.mentions if m.label == "MISSION"}
    counts = [m for m in frame.mentions if m.label == "STAFF"]
    shared = _SHARED_BRACKET.search(frame.text) is not None
    return len(named) == 1 and bool(counts) and not shared and frame.section.mission_id is None


def _is_listed(frame: Frame) -> bool:
    """Say whether the count stands where lists have theirs: at the end, in brackets, after a dash."""
    return frame.block.kind in {"list_item", "row"} and _LISTED_COUNT.search(frame.text) is not None


def _entries(frame: Frame, country: str | None, cells: Set[Span]) -> Iterator[Entry]:
    mission = next(m for m in frame.mentions if m.label == "MISSION")
    if mission.value is not None:
        for count in _counts(frame, cells) or _counts(frame)[:1]:
            yield Entry(mission.value, count, country, frame)


def _counts(frame: Frame, cells: Set[Span] | None = None) -> list[Mention]:
    """Return the counts of people in a frame, or those of them that are such cells."""
    return [
        m
        for m in frame.mentions
        if m.label == "STAFF" and m.value is not None and (cells is None or m.span in cells)
    ]


def _leaders(frames: Sequence[Frame]) -> dict[int, tuple[bool, str | None]]:
    """Return, for each block that begins with a contributor and a colon, its country (null: the Union)."""
    leaders: dict[int, tuple[bool, str | None]] = {}
    seen: set[int] = set()
    for frame in frames:
        if id(frame.block) in seen:
            continue
        seen.add(id(frame.block))
        country = _LEADING_COUNTRY.match(frame.text)
        if country is not None and _has_count_next(frame.text[country.end() :]):
            leaders[id(frame.block)] = True, frame.mentions[int(country[1])].value
        elif _LEADING_UNION.match(frame.text):
            leaders[id(frame.block)] = True, None
    return leaders


def _has_count_next(text: str) -> bool:
    return text.lstrip().startswith("<S")
