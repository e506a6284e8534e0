"""Finds the days on which missions began and ended where no words tell, but the gazetteer bears them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.relate.subjects import Topics
from pipeline.rulebook import missions

_DAY: Final = len("2004-12-02")
"""A month or a year is too many things' to be borne out."""


def days_nearby(
    frames: Sequence[Frame], topics: Topics, told: AbstractSet[tuple[str, str]]
) -> Iterator[tuple[str, str, Mention]]:
    """Yield mission, property and date for each day of a mission's life that the gazetteer knows.

    The date stands in a sentence that names the mission, or that names none and is about it. `told` are the
    missions with the properties that the words of the document give.
    """
    for frame, topic in zip(frames, topics.before, strict=True):
        # What the dates of a row are is for the headings of its columns to say.
        if "<D" not in frame.text or frame.block.kind == "row":
            continue
        for mission_id in _spoken_of(frame, topic):
            for name, known in _known(mission_id):
                if (mission_id, name) not in told:
                    days = (m for m in frame.mentions if m.label == "DATE" and m.value == known)
                    yield from ((mission_id, name, day) for day in days)


def _spoken_of(frame: Frame, topic: str | None) -> list[str]:
    named = [m.value for m in frame.mentions if m.label == "MISSION"]
    return [mission for mission in dict.fromkeys(named or [topic]) if mission is not None]


@lru_cache(maxsize=1 << 12)
def _known(mission_id: str) -> tuple[tuple[str, str], ...]:
    """Return the first and the last day of a mission, as far as the gazetteer has them to the day."""
    entry = missions().get(mission_id)
    known = (("launched", entry.launched), ("mandate_end", entry.ended)) if entry is not None else ()
    return tuple((name, value) for name, value in known if value is not None and len(value) == _DAY)
