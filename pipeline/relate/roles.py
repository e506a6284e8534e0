"""Gives dates, countries, counts and words their roles by the triggers of the rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from pipeline.model import Assertion, Mention, Span
from pipeline.relate.frames import Frame
from pipeline.relate.sieve import Sieve
from pipeline.relate.subjects import Subject, Topics, about, all_named, series
from pipeline.rulebook import Trigger, patterns, role_hint, triggers

_VALUE_WORD: Final = re.compile(r"<[A-Z]\d+>")
_COUNT_WORD: Final = re.compile(r"<S\d+>")
_COUNTRY_WORD: Final = re.compile(r"<C\d+>")
_MISSION_HERE: Final = re.compile(r"(?P<mission><M\d+>)")
_NEXT_WORD: Final = re.compile(r"(?: \(<M\d+>\))* (?!\()")
DATED: Final = frozenset({"launched", "mandate_end"})
"""Properties whose value is one moment of a mission's life."""
_PEOPLE: Final = frozenset({"staff", "contingent"})
_LEAD: Final = 60


class Role(NamedTuple):
    """A fact as a trigger found it: what of which mission, by which mention or word, on what evidence.

    `length` is the time after the date `value` at which the fact is, where it says that ('for two years').
    """

    subject: Subject
    property: str
    value: Mention | str
    frame: Frame
    evidence: Span
    trigger: Trigger
    assertion: Assertion
    unit: str | None = None
    length: Mention | None = None


def roles(frames: Sequence[Frame], topics: Topics) -> Iterator[Role]:
    """Yield what the triggers find in each frame; a value has one role of a property, its first."""
    for i, (frame, topic) in enumerate(zip(frames, topics.before, strict=True)):
        if topic is not None or topics.only is not None or "<M" in frame.text:
            yield from _in_frame(frame, topics, i)


def _in_frame(frame: Frame, topics: Topics, i: int) -> Iterator[Role]:
    used: set[tuple[str, int]] = set()
    worth_trying = _worth_trying(frame)
    leads = [found.start() for found in role_hint("lead").finditer(frame.text)] if worth_trying else []
    for trigger in worth_trying:
        key = "people" if trigger.property in _PEOPLE else trigger.property
        for match in trigger.matches(frame.text, leads):
            free = [(at, word) for at, word in _values(match) if (key, at) not in used]
            if not free or not trigger.is_met(match):
                continue
            subjects = _meant_by(frame, match, trigger, topics, i)
            for start, word in free if subjects else ():
                if key == "people" and _is_shared(frame, subjects, start):
                    continue
                if (key, start) not in used and _is_fit(frame, trigger, word):
                    words = _respective(frame, start, len(subjects)) or [(start, word)] * len(subjects)
                    used.update((key, at) for at, _ in words)
                    found = [
                        _role(frame, subject, trigger, match, each)
                        for subject, (_, each) in zip(subjects, words, strict=True)
                    ]
                    yield from found
                    yield from _series(frame, found, match, used)


def _meant_by(
    frame: Frame, match: re.Match[str], trigger: Trigger, topics: Topics, i: int
) -> Sequence[Subject]:
    """Return the missions that a match is about, by its own words for them, else by what is spoken of."""
    word = (match["subject"] or "") if "subject" in match.re.groupindex else ""
    if role_hint("of_two").match(word):
        return _of_two(frame, match, topics.two[i])
    return (
        _subjects(frame, _topic(word, trigger, topics, i), match, trigger)
        or _of_other(frame, match, word, topics.two[i])
        or _of_page(frame, trigger, topics)
    )


def _topic(word: str, trigger: Trigger, topics: Topics, i: int) -> str | None:
    """Return the mission that the trigger may take a sentence to be about that names none before."""
    if trigger.own:
        return topics.own[i] or topics.only
    if trigger.property in _PEOPLE and not role_hint("pronoun").match(word):
        return (topics.around if trigger.fallback else topics.near)[i] or topics.only
    return topics.before[i]


def _of_two(frame: Frame, match: re.Match[str], before: Sequence[str]) -> list[Subject]:
    """Return 'the former' or 'the latter' of the two missions named before, else in the sentence before."""
    which = role_hint("of_two").match(match["subject"])
    two = all_named(frame, 0, match.start("subject")) or before
    if which is None or len(two) != len(("former", "latter")):
        return []
    return [Subject(two[0] if which["former"] else two[1], "named")]


def _of_other(frame: Frame, match: re.Match[str], word: str, before: Sequence[str]) -> list[Subject]:
    """Return, of the two missions of the sentence before, the one that 'it' is where it acts on the other."""
    if not role_hint("pronoun").match(word):
        return []
    inside = all_named(frame, *match.span())
    others = [mission for mission in before if mission not in inside]
    is_one = len(before) - len(others) == len(others) == 1
    return [Subject(others[0], "topic")] if is_one else []


def _of_page(frame: Frame, trigger: Trigger, topics: Topics) -> list[Subject]:
    """Return the one mission that the page is about for a date that stands without any."""
    is_alone = trigger.property in DATED and "<M" not in frame.text
    return [Subject(topics.only, "topic")] if is_alone and topics.only is not None else []


def _worth_trying(frame: Frame) -> tuple[Trigger, ...]:
    """Return the triggers that can match the frame, by the strings and mentions that it holds."""
    has_subject = "<M" in frame.text or role_hint("subject").search(frame.text) is not None
    has_interval = any(m.label == "DATE" and "/" in (m.value or "") for m in frame.mentions)
    return _passing(_sieve().held(frame.text), has_subject, has_interval)


@cache
def _sieve() -> Sieve:
    return Sieve(trigger.pattern for trigger in triggers())


@lru_cache(maxsize=1 << 14)
def _passing(held: int, has_subject: bool, has_interval: bool) -> tuple[Trigger, ...]:
    passing = (triggers()[i] for i in _sieve().passing(held))
    return tuple(
        t for t in passing if (has_subject or t.begins != "subject") and (has_interval or not t.interval)
    )


def _is_fit(frame: Frame, trigger: Trigger, word: str) -> bool:
    return not trigger.interval or "/" in (frame.mention(word).value or "")


def _respective(frame: Frame, start: int, count: int) -> list[tuple[int, str]]:
    """Return the values of as many missions ('in 2013 and 2010 respectively'), if they are given so.

    Dates need not be said to be: no mission has two.
    """
    run = role_hint("respective").match(frame.text, start)
    is_each = run is not None and (run["said"] is not None or run[1] == "D")
    found = _VALUE_WORD.finditer(frame.text, *run.span()) if run is not None and is_each else ()
    words = [(word.start(), word.group()) for word in found]
    return words if len(words) == count else []


def _is_shared(frame: Frame, subjects: Sequence[Subject], start: int) -> bool:
    """Say whether a count is one of several missions together, and not of each."""
    if len(subjects) <= 1 or role_hint("of_each").search(frame.text) is not None:
        return False
    return not _respective(frame, start, len(subjects))


def _values(match: re.Match[str]) -> list[tuple[int, str]]:
    """Return where the values of a match stand, and the words that they are."""
    groups = match.groupdict()
    if groups.get("values") is not None:
        return [(w.start(), w.group()) for w in _COUNTRY_WORD.finditer(match.string, *match.span("values"))]
    name = "value2" if groups.get("value2") is not None else "value"
    return [(match.start(name), match[name])]


def _series(
    frame: Frame, found: Sequence[Role], match: re.Match[str], used: set[tuple[str, int]]
) -> Iterator[Role]:
    """Yield the same role for the counts that go on the enumeration ('1,642 and 722 local staff')."""
    if found[0].property != "staff" or found[0].trigger.own:
        return
    run = role_hint("counts").match(frame.text, match.start("value"))
    for word in _COUNT_WORD.finditer(frame.text, match.end("value"), run.end()) if run is not None else ():
        if ("people", word.start()) in used or role_hint("comes_from").match(frame.text, word.end()):
            continue
        used.add(("people", word.start()))
        value = frame.mention(word.group())
        yield from (
            role._replace(value=value, evidence=frame.evidence(match.start(), word.end())) for role in found
        )


def _role(frame: Frame, subject: Subject, trigger: Trigger, match: re.Match[str], word: str) -> Role:
    unit, length = match.groupdict().get("unit"), match.groupdict().get("length")
    return Role(
        subject,
        trigger.property,
        frame.mention(word) if _VALUE_WORD.fullmatch(word) else _said(trigger, word),
        frame,
        frame.evidence(*_trimmed(match)),
        trigger,
        _assertion(frame, match, trigger),
        frame.mention(unit).value if unit is not None else None,
        frame.mention(length) if length is not None else None,
    )


def _said(trigger: Trigger, word: str) -> str:
    """Return the value that a word is, where no mention is."""
    plain = " ".join(word.split())
    if trigger.property == "type":
        plain = plain.lower().replace("civil-", "civilian-")
    return plain if trigger.constant is None else trigger.constant.format(value=plain)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Return the match without the comma or 'and' that it begins with, and without what follows a series."""
    lead = role_hint("leading").match(match.group())
    is_series = match.groupdict().get("subjects") is not None
    end = match.end()
    if is_series:
        end = max(match.string.rindex(">", match.start(), end) + 1, match.end("value"))
    return match.start() + (lead.end() if lead is not None else 0), end


def _subjects(frame: Frame, topic: str | None, match: re.Match[str], trigger: Trigger) -> list[Subject]:
    groups = match.groupdict()
    if groups.get("subjects") is not None:
        return [Subject(mission, "named") for mission in all_named(frame, *match.span("subjects"))]
    group = "subject" if groups.get("subject") is not None else "object"
    word = groups.get(group)
    if trigger.own:
        return (
            [Subject(topic, "topic")] if topic is not None and not all_named(frame, 0, match.start()) else []
        )
    if word is None:
        told = about(frame, topic, *match.span())
        goes_on = trigger.follows and topic is not None and "<M" not in frame.text
        return told or ([Subject(topic, "topic")] if goes_on and topic is not None else [])
    named = _MISSION_HERE.search(word) or role_hint("apposed").match(
        frame.text, match.end(group), match.end()
    )
    if named is not None and named.string is word:
        goes_by = role_hint("goes_by").match(frame.text, match.end(group), match.end())
        if goes_by is not None and _is_behind_another(frame, match.start(group)):
            named = goes_by
    if named is not None and named.string is word and _is_dependent(frame, match, group, trigger):
        return []
    if named is not None:
        start = named.start("mission") + (match.start(group) if named.string is word else 0)
        described = trigger.property in DATED  # else the description is one mission's, and the fact with it
        return [Subject(mission, "named") for mission in series(frame, start, described=described)]
    earlier = all_named(frame, 0, match.start())
    if earlier:
        return [Subject(earlier[0], "named")]
    is_other = topic is not None and topic not in all_named(frame, *match.span())
    return [Subject(topic, "topic")] if topic is not None and is_other else []


def _is_dependent(frame: Frame, match: re.Match[str], group: str, trigger: Trigger) -> bool:
    """Say whether the name only belongs to the subject of the verb after it ('the head of M began')."""
    is_verb_next = _NEXT_WORD.match(frame.text, match.end(group)) is not None
    is_verb = trigger.property in DATED and group == "subject"
    return is_verb and is_verb_next and _is_behind_another(frame, match.start(group))


def _is_behind_another(frame: Frame, start: int) -> bool:
    """Say whether the name at `start` only says more of words before it ('the head of M')."""
    return role_hint("dependent").search(frame.text[max(start - _LEAD, 0) : start]) is not None


def _assertion(frame: Frame, match: re.Match[str], trigger: Trigger) -> Assertion:
    """Say whether the words before the value plan, deny or report the fact rather than assert it."""
    lead = max(match.start() - _LEAD, 0)
    value = next((match.start(name) for name in ("value", "value2") if match.groupdict().get(name)), lead)
    breaks = (
        *role_hint("clause").finditer(frame.text, lead, match.start()),
        *role_hint("turn").finditer(frame.text, match.start(), value),
    )
    clause = frame.text[max((found.end() for found in breaks), default=lead) : match.end()]
    for i in _clauses().passing(_clauses().held(clause)):
        pattern = patterns("assertions")[i]
        if pattern.pattern.search(clause):
            return _assertions()[pattern.id]
    return trigger.assertion


@cache
def _clauses() -> Sieve:
    return Sieve(pattern.pattern for pattern in patterns("assertions"))


@cache
def _assertions() -> dict[str, Assertion]:
    return {"assertion.negated": "negated", "assertion.planned": "planned", "assertion.reported": "reported"}
