"""Reads lists and tables of deployments: which mission, how many people, whose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.rulebook import missions

_LEAST_ENTRIES: Final = 2
_SHARED_BRACKET: Final = re.compile(
    r"\([^()]*(?:[,/]|\band\b)[^()]*<M\d+>|\([^()]*<M\d+>[^()]*(?:,|/|\band\b)[^()]*\)"
)
_LISTED_COUNT: Final = re.compile(r"^[|\s]*(?:<C\d+>\s?:\s)?<S|[-–—:|(]\s*<S|<S\d+>[\s|);]*$")
_CONTRIBUTION: Final = re.compile(r"(?P<country><C\d+>) ?[(:]? ?(?P<count><S\d+>)")
_LEADING_COUNTRY: Final = re.compile(r"<C(\d+)>\s?:")
_LEADING_UNION: Final = re.compile(r"(?:European Union|EU)\s?:")


@dataclass(frozen=True, slots=True)
class Entry:
    """A count of people beside a mission in a list; `country` is whose they are (null: all)."""

    mission_id: str
    count: Mention
    country: str | None
    frame: Frame


def entries(frames: Sequence[Frame]) -> Iterator[Entry]:
    """Yield the entries of deployment lists: frames of one mission with a count, under one contributor.

    The contributor leads the block ('Austria: ...') or is the country that the document is about; where
    there is none, the counts are of the whole missions.
    """
    leaders = _leaders(frames)
    candidates = [f for f in frames if _is_entry(f) and (id(f.block) in leaders or _is_listed(f))]
    if len(candidates) < _LEAST_ENTRIES:
        return
    main = _main_country(frames, candidates)
    for frame in candidates:
        leads, country = leaders.get(id(frame.block), (False, None))
        yield from _entries(frame, country if leads else main)


def contributions(frames: Sequence[Frame], only: str | None) -> Iterator[Entry]:
    """Yield the entries of a mission's list of contributors ('Poland 24 | Romania 21')."""
    for frame in frames:
        mission = frame.section.mission_id or only
        pairs = list(_CONTRIBUTION.finditer(frame.text))
        if mission is not None and pairs and not any(m.label == "MISSION" for m in frame.mentions):
            for pair in pairs:
                country, count = frame.mention(pair["country"]), frame.mention(pair["count"])
                yield Entry(mission, count, country.value, frame)


def _is_entry(frame: Frame) -> bool:
    named = {m.value for m in frame.mentions if m.label == "MISSION"}
    counts = [m for m in frame.mentions if m.label == "STAFF"]
    shared = _SHARED_BRACKET.search(frame.text) is not None
    return len(named) == 1 and bool(counts) and not shared and frame.section.mission_id is None


def _is_listed(frame: Frame) -> bool:
    """Say whether the count stands where lists have theirs: at the end, in brackets, after a dash."""
    return frame.block.kind in {"list_item", "row"} and _LISTED_COUNT.search(frame.text) is not None


def _entries(frame: Frame, country: str | None) -> Iterator[Entry]:
    mission = next(m for m in frame.mentions if m.label == "MISSION")
    for mention in frame.mentions:
        if mention.label == "STAFF" and mention.value is not None and mission.value is not None:
            yield Entry(mission.value, mention, country, frame)
            return


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


def _main_country(frames: Sequence[Frame], listed: Sequence[Frame]) -> str | None:
    """Return the country that the prose is about: the only one, or the one named most, and more than once.

    Where that is a host of the missions in the list, the page is about them, and the counts are theirs.
    """
    prose = [
        frame for frame in frames if frame.block.kind in {"paragraph", "heading"} and frame not in listed
    ]
    counted = Counter(m.value for frame in prose for m in frame.mentions if m.label == "COUNTRY" and m.value)
    country, often = counted.most_common(1)[0] if counted else (None, 0)
    ids = {m.value for frame in listed for m in frame.mentions if m.label == "MISSION" and m.value}
    hosts = {host for mission in ids if mission in missions() for host in missions()[mission].hosts}
    is_told = often >= _LEAST_ENTRIES or len(counted) == 1
    return country if is_told and country not in hosts else None
