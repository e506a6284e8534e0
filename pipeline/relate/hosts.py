"""Finds host countries: in the names of missions, and beside them where the gazetteer bears it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.rulebook import missions, role_hint


def hosts_in_names(frames: Sequence[Frame]) -> Iterator[tuple[str, Mention]]:
    """Yield mission id and country mention for each country that stands inside a mission's name."""
    for frame in frames:
        names = [m for m in frame.mentions if m.label == "MISSION" and m.value is not None]
        for country in frame.inner:
            for name in names if country.label == "COUNTRY" else ():
                if name.span.start <= country.span.start and country.span.end <= name.span.end:
                    yield name.value or "", country


def hosts_nearby(frames: Sequence[Frame], told: set[str], only: str | None) -> Iterator[tuple[str, Mention]]:
    """Yield, for missions not in `told`, the countries beside them that the gazetteer lists as hosts.

    Beside is in the same sentence, or, where there is none in any, in the same block, under a heading that is
    a country, in the section of the mission, or in the document that is about `only` one. The host of a
    mission that has one alone may stand anywhere in the document but in the section of another.
    """
    found: dict[str, dict[str | None, Mention]] = {}
    for named, mentions in _stretches(frames, only) if _is_one_lacking(frames, told, only) else ():
        for entry in [missions()[name] for name in named if name in missions()]:
            hosts = [m for m in mentions if m.label == "COUNTRY" and m.value in entry.hosts]
            if hosts and entry.mission_id not in told and entry.mission_id not in found:
                found[entry.mission_id] = {m.value: m for m in reversed(hosts)}
    for mission_id, countries in found.items():
        yield from ((mission_id, country) for country in countries.values())


def _stretches(frames: Sequence[Frame], only: str | None) -> Iterator[tuple[list[str], list[Mention]]]:
    """Yield missions with the mentions beside them, the nearest first."""
    alone = ([frame] for frame in frames if "<M" in frame.text)
    for stretch in (*alone, *_by_block(frames), *_under_countries(frames)):
        mentions = _mentions(stretch)
        yield _named(mentions), mentions
    for mission_id in dict.fromkeys((*(frame.section.mission_id for frame in frames), only)):
        if mission_id is not None:
            yield [mission_id], _mentions(f for f in frames if mission_id in (only, f.section.mission_id))
    apart = [frame for frame in frames if frame.section.mission_id is None]
    mentions = [mention for frame in apart for mention in (*frame.mentions, *frame.inner)]
    yield [m for m in _named(mentions) if m in missions() and len(missions()[m].hosts) == 1], mentions


def _mentions(frames: Iterable[Frame]) -> list[Mention]:
    return [mention for frame in frames for mention in frame.mentions]


def _named(mentions: Sequence[Mention]) -> list[str]:
    return list(dict.fromkeys(m.value for m in mentions if m.label == "MISSION" and m.value is not None))


def _under_countries(frames: Sequence[Frame]) -> Iterator[list[Frame]]:
    """Yield the frames of each section that has no more than a country as its heading."""
    for _, section in groupby(frames, key=lambda frame: frame.section.section_id):
        group = list(section)
        if role_hint("country_alone").fullmatch(group[0].text):
            yield group


def _is_one_lacking(frames: Sequence[Frame], told: set[str], only: str | None) -> bool:
    """Say whether a mission is spoken of that has no host yet, though the gazetteer knows one."""
    named = {m.value for frame in frames for m in frame.mentions if m.label == "MISSION"}
    return not ({*named, *(frame.section.mission_id for frame in frames), only} & _hosted()) <= told


@cache
def _hosted() -> frozenset[str]:
    """Return the missions of which the gazetteer knows the host."""
    return frozenset(entry.mission_id for entry in missions().values() if entry.hosts)


def _by_block(frames: Sequence[Frame]) -> Iterator[list[Frame]]:
    group: list[Frame] = []
    for frame in frames:
        if group and frame.block is not group[-1].block:
            yield group
            group = []
        group.append(frame)
    if group:
        yield group
