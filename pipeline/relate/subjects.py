"""Says which mission a sentence speaks of, where it does not name it at the very place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.rulebook import missions

_MISSION_WORD: Final = re.compile(r"<M\d+>")
_MOST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """A mission that a fact is about, and how it was found: by name, or as the topic of what is around."""

    mission_id: str
    means: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What each frame's 'it' and 'the mission' stand for: the topic when the frame begins."""

    before: tuple[str | None, ...]
    main: str | None


def topics(frames: Sequence[Frame], mentions: Sequence[Mention]) -> Topics:
    """Follow the topic through the document: a section's mission, else the mission last named in the block."""
    counted = Counter(m.value for m in mentions if m.label == "MISSION" and _is_european(m.value))
    main = counted.most_common(1)[0] if counted else None
    chief = main[0] if main is not None and main[1] >= _MOST * counted.total() else None
    before: list[str | None] = []
    topic: str | None = None
    last: Frame | None = None
    for frame in frames:
        if last is None or frame.block is not last.block:
            topic = frame.section.mission_id
        before.append(topic or chief)
        if frame.section.mission_id is None:
            topic = next((m.value for m in frame.mentions if m.label == "MISSION"), topic)
        last = frame
    return Topics(tuple(before), chief)


def named(frame: Frame, word: str | None) -> str | None:
    """Return the mission of the first `<M3>` in `word`, if there is one."""
    found = _MISSION_WORD.search(word or "")
    return None if found is None else frame.mention(found.group()).value


def all_named(frame: Frame, start: int, end: int) -> list[str]:
    """Return the missions named between two offsets of the frame's text, each once."""
    words = _MISSION_WORD.findall(frame.text, start, end)
    return list(dict.fromkeys(v for w in words if (v := frame.mention(w).value) is not None))


def about(frame: Frame, topic: str | None, start: int, end: int) -> Subject | None:
    """Return the mission that a match without a subject is about.

    That is the one named in the match, else the last before it in the sentence, else the first after
    it, else the topic where the sentence stands in a mission's section or points back to it.
    """
    inside = all_named(frame, start, end)
    earlier = all_named(frame, 0, start)
    later = all_named(frame, end, len(frame.text))
    for found in (inside[-1:], earlier[-1:], later[:1]):
        if found:
            return Subject(found[0], "named")
    if topic is not None and (frame.section.mission_id is not None or _points_back(frame.text)):
        return Subject(topic, "topic")
    return None


def _points_back(text: str) -> bool:
    return re.search(r"\b(?:[Ii]ts?|[Tt]he [Mm]ission|[Tt]he [Oo]peration)\b", text) is not None


def _is_european(mission_id: str | None) -> bool:
    entry = missions().get(mission_id or "")
    return entry.organisation == "EU" if entry is not None else (mission_id or "").startswith(("EU", "Operation"))
