"""Says which mission a sentence speaks of, where it does not name it at the very place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.model import Mention
from pipeline.normalise.names import organisation
from pipeline.relate.frames import Frame
from pipeline.rulebook import role_hint

_MISSION_WORD: Final = re.compile(r"<M\d+>")
_HEADING_ENTRY: Final = re.compile(
    r"[^\w<]*<M\d+>(?: [–—-] <M\d+>)?(?: ?\([^()]*(?:\)|$))?(?: [–—-] [^.:;]{1,60})?(?:[.:]|$)"
)
_ENTRIES: Final = frozenset({"list_item", "paragraph"})
_MOST: Final = 0.5
_RIVAL: Final = 0.5
_NEAR: Final = 250
_NEARLY_ALL: Final = 0.7
_OFTEN: Final = 3
_AFTER: Final = 24
_SHORT_LINE: Final = 90
_TITLE: Final = 120
"""Characters in which the title of a document stands, with what goes before it."""


class Subject(NamedTuple):
    """A mission that a fact is about, and how it was found: by name, or as the topic of what is around."""

    mission_id: str
    means: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What each frame's 'it' stands for, and the one mission that the document is about, if any.

    `near` are those of the section, or named shortly before in the same block, or the document's chief
    mission where none of the UN or others is named half as often, or where the frame is a line by itself.
    `around` are the same, else the chief mission where it is named more than once.
    `own` are those of the section, or at the head of the same entry of a list ('M (since 2008). 40 men').
    `two` are those that the sentence before names, of which there can be a former and a latter.
    """

    before: tuple[str | None, ...]
    near: tuple[str | None, ...]
    around: tuple[str | None, ...]
    own: tuple[str | None, ...]
    two: tuple[tuple[str, ...], ...]
    only: str | None


def topics(frames: Sequence[Frame], mentions: Sequence[Mention]) -> Topics:
    """Follow the topic through the document: a section's mission, else the last named in the block."""
    named = Counter(m.value for m in mentions if m.label == "MISSION" and m.value is not None)
    european = Counter({mission: n for mission, n in named.items() if organisation(mission) == "EU"})
    chief, often = european.most_common(1)[0] if european else (None, 0)
    first = next((m.value for m in mentions if m.label == "MISSION" and m.value is not None), None)
    is_most = often >= _MOST * european.total() and often == max(named.values(), default=0)
    rival = max((n for mission, n in named.items() if mission not in european), default=0)
    is_titled = often > 0 and often == max(named.values()) and _is_in_title(frames[0], chief)
    is_sure = (is_most and rival < _RIVAL * often) or (is_titled and rival <= _RIVAL * often)
    is_repeated = is_most and often > 1
    chief = chief if is_most or chief == first else None
    before: list[str | None] = []
    near: list[str | None] = []
    around: list[str | None] = []
    own: list[str | None] = []
    two: list[tuple[str, ...]] = []
    topic: str | None = None
    spoken: str | None = None
    head: str | None = None
    told = 0
    last: Frame | None = None
    for frame in frames:
        if last is None or frame.block is not last.block:
            goes_on = spoken is not None and frame.section.mission_id is None and _names_again(frame)
            told = frame.span.start if goes_on else told
            topic = frame.section.mission_id or (spoken if goes_on else None)
            head = _head_of_entry(frame)
        two.append(tuple(all_named(last, 0, len(last.text))) if last is not None else ())
        own.append(frame.section.mission_id or head)
        before.append(topic or chief)
        is_near = frame.section.mission_id is not None or frame.span.start - told <= _NEAR
        near.append((topic if is_near else None) or (chief if is_sure or is_line(frame) else None))
        around.append(near[-1] or (chief if is_repeated else None))
        told = frame.span.end if "<M" in frame.text or _points_back(frame) else told
        if frame.section.mission_id is None:
            topic = head or _next_topic(frame, topic)
        spoken = topic or spoken
        last = frame
    is_alone = chief is not None and often >= _OFTEN and often >= _NEARLY_ALL * named.total()
    only = chief if is_alone else None
    return Topics(tuple(before), tuple(near), tuple(around), tuple(own), tuple(two), only)


def _is_in_title(frame: Frame, mission: str | None) -> bool:
    """Say whether the first sentence with a mention is a title that names this mission alone."""
    return frame.span.start < _TITLE and all_named(frame, 0, _TITLE) == [mission]


def is_line(frame: Frame) -> bool:
    """Say whether the sentence is a line by itself ('Start: 16 July 2012')."""
    alone = frame.span.start == frame.block.span.start and frame.span.end == frame.block.span.end
    return alone and len(frame.text) <= _SHORT_LINE and not frame.text.endswith(".")


def _head_of_entry(frame: Frame) -> str | None:
    """Return the mission that is the head of a list's entry, with no more than brackets behind it."""
    is_head = frame.block.kind in _ENTRIES and _HEADING_ENTRY.match(frame.text) is not None
    return next((m.value for m in frame.mentions if m.label == "MISSION"), None) if is_head else None


def _points_back(frame: Frame) -> bool:
    """Say whether the sentence begins with words for the mission named before."""
    return role_hint("points_back").match(frame.text) is not None


def _is_passing(frame: Frame, named: Sequence[str | None]) -> bool:
    """Say whether the sentence names a mission no more than in passing."""
    return len(named) == 1 and role_hint("in_passing").match(frame.text) is not None


def _names_again(frame: Frame) -> bool:
    """Say whether a paragraph begins with the noun for the mission of the one before ('The force has')."""
    return role_hint("names_again").match(frame.text) is not None


def _next_topic(frame: Frame, topic: str | None) -> str | None:
    """Return the topic if the sentence goes on about it or names it, else the mission that it names first."""
    named = [m.value for m in frame.mentions if m.label == "MISSION"]
    other = role_hint("counterpart").match(frame.text) if named else None
    if other is not None:
        return frame.mention(other["mission"]).value or topic
    if not named or _is_passing(frame, named) or (topic is not None and _points_back(frame)):
        return topic
    return topic if topic in named and not role_hint("begins").match(frame.text) else named[0]


def all_named(frame: Frame, start: int, end: int) -> list[str]:
    """Return the missions named between two offsets of the frame's text, each once."""
    words = _MISSION_WORD.findall(frame.text, start, end)
    return list(dict.fromkeys(v for w in words if (v := frame.mention(w).value) is not None))


def series(frame: Frame, start: int, *, described: bool) -> list[str]:
    """Return the missions of the enumeration that the word at `start` is part of, or just that one.

    In one that may be `described`, words can stand behind a mission: 'M, a police mission, and N'.
    """
    for found in role_hint("described_series" if described else "series").finditer(frame.text):
        if found.start() <= start < found.end():
            return all_named(frame, *found.span())
    return all_named(frame, start, frame.text.index(">", start) + 1)


def about(frame: Frame, topic: str | None, start: int, end: int) -> list[Subject]:
    """Return the missions that a match without a subject is about.

    Those are the ones named in the match, else the last before it in the sentence, else the topic where
    the sentence points back to it, else the first after the match, else the topic where the sentence
    stands in a mission's section, is an entry or a line by itself, or goes on after a semicolon.
    """
    words = list(_MISSION_WORD.finditer(frame.text))
    inside = [word for word in words if start <= word.start() < end]
    near = inside[-1:] or [word for word in words if word.end() <= start][-1:]
    shown = end if start > 0 else end + _AFTER
    if not near and topic is not None and role_hint("points_back").search(frame.text, 0, shown):
        return [Subject(topic, "topic")]
    if not near and topic is not None and start == 0 and _is_taken_up(frame, end):
        return [Subject(topic, "topic")]
    is_label = start == 0 and ":" in frame.text[:end]
    if not near and is_label and topic is not None and topic == frame.section.mission_id:
        return [Subject(topic, "topic")]
    near = near or [word for word in words if word.start() >= end][:1]
    if near:
        return [Subject(mission, "named") for mission in series(frame, near[0].start(), described=True)]
    is_entry = frame.block.kind in {"list_item", "row"} or is_line(frame)
    is_own = frame.section.mission_id is not None or is_entry or frame.text[:1].islower()
    return [Subject(topic, "topic")] if topic is not None and is_own else []


def _is_taken_up(frame: Frame, end: int) -> bool:
    """Say whether 'it' or 'the mission' is the subject of a sentence that words without one have opened."""
    return role_hint("taken_up").match(frame.text, end) is not None
