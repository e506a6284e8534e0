"""Finds host countries: in the names of missions, and beside them where the gazetteer bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.rulebook import missions


def hosts_in_names(frames: Sequence[Frame]) -> Iterator[tuple[str, Mention]]:
    """Yield mission id and country mention for each country that stands inside a mission's name."""
    for frame in frames:
        names = [m for m in frame.mentions if m.label == "MISSION" and m.value is not None]
        for country in frame.inner:
            for name in names if country.label == "COUNTRY" else ():
                if name.span.start <= country.span.start and country.span.end <= name.span.end:
                    yield name.value or "", country


def hosts_nearby(frames: Sequence[Frame], told: set[str]) -> Iterator[tuple[str, Mention]]:
    """Yield, for missions that are not in `told`, the countries of their block that the gazetteer lists as hosts.

    The page names the country beside the mission, the gazetteer says that it is the host.
    """
    seen: set[tuple[str, str | None]] = set()
    for block in _by_block(frames):
        mentions = [m for frame in block for m in frame.mentions]
        for name in mentions:
            entry = missions().get(name.value or "") if name.label == "MISSION" else None
            if entry is None or entry.mission_id in told:
                continue
            for country in mentions:
                key = entry.mission_id, country.value
                if country.label == "COUNTRY" and country.value in entry.hosts and key not in seen:
                    seen.add(key)
                    yield entry.mission_id, country


def _by_block(frames: Sequence[Frame]) -> Iterator[list[Frame]]:
    group: list[Frame] = []
    for frame in frames:
        if group and frame.block is not group[-1].block:
            yield group
            group = []
        group.append(frame)
    if group:
        yield group
