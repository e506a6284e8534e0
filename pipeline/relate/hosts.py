"""Finds host countries in the names of missions: the country inside a name is where the mission works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Mention
from pipeline.relate.frames import Frame


def hosts_in_names(frames: Sequence[Frame]) -> Iterator[tuple[str, Mention, Frame]]:
    """Yield mission id, country mention and frame for each country that stands inside a mission's name."""
    for frame in frames:
        names = [m for m in frame.mentions if m.label == "MISSION"]
        for country in frame.inner:
            if country.label != "COUNTRY":
                continue
            name = next((n for n in names if n.span.start <= country.span.start and country.span.end <= n.span.end), None)
            if name is not None and name.value is not None:
                yield name.value, country, frame
