"""Says whose people a count of staff counts, of what kind they are, and at what time the count holds."""

from __future__ import annotations

import re
from typing import Final

from pipeline.model import Assertion, Mention
from pipeline.normalise.names import hosts_of, organisation
from pipeline.relate.frames import Frame
from pipeline.relate.roles import Role
from pipeline.rulebook import role_hint, wordlist

_ARMY: Final = 50_000
"""People; no mission of the Union has had nearly as many."""
_LEAD: Final = 60
_TAIL: Final = 25
_BASES: Final = (
    "international",
    "local",
    "seconded",
    "contracted",
    "civilian",
    "military",
    "police",
    "national",
)
_WHOLE: Final = (frozenset({"civilian", "military"}), frozenset({"international", "local"}))
_WORD: Final = re.compile(r"[\w-]+")


def basis(frame: Frame, count: Mention) -> str | None:
    """Return the kind of people counted ('international'), or 'authorised' or 'deployed', if said.

    Kinds that are all there are ('military and civilian') are none.
    """
    behind = frame.text.partition(_word_of(frame, count))[2]
    goes_on = role_hint("other_kinds").match(behind)
    said = f"{count.text} {goes_on.group() if goes_on is not None else ''}".lower()
    words = {word.removesuffix("s") for word in _WORD.findall(said)}
    kinds = [word for word in _BASES if word in words]
    if kinds and not any(whole.issubset(kinds) for whole in _WHOLE):
        return "-".join(kinds)
    before = frame.text[: frame.text.index(_word_of(frame, count))].lower().split()[-8:]
    if not wordlist("authorised").isdisjoint(before):
        return "authorised"
    return "deployed" if "deployed" in frame.text.lower() else None


def as_of(frame: Frame, count: Mention) -> str | None:
    """Return the date at which the count holds: one that opens its clause, or one told as such ('as of')."""
    before, _, behind = frame.text.partition(_word_of(frame, count))
    told = [
        *role_hint("holds_behind").finditer(behind),
        *reversed([*role_hint("holds_before").finditer(before)]),
    ]
    dates = (frame.mention(each["date"]).value for each in told)
    return next((date for date in dates if date is not None), None)


def assertion(role: Role, count: Mention) -> Assertion:
    """Return how the count is asserted: as the role is, or as a former one, if said ('at its height')."""
    before, _, behind = role.frame.text.partition(_word_of(role.frame, count))
    clause = before.rpartition(",")[2] if "," in before[-_LEAD:] else before
    is_former = any(role_hint("former").search(text) for text in (clause, behind[:_TAIL].partition(",")[0]))
    return "former" if is_former and role.assertion == "asserted" else role.assertion


def own_country(role: Role, count: Mention) -> str | None:
    """Return the country that a count names inside it ('45 Portuguese instructors') or right behind it ('45
    soldiers of the Portuguese army'), unless it is a host."""
    behind = role.frame.text.partition(_word_of(role.frame, count))[2]
    owner = role_hint("of_country").match(behind)
    inside = _inside(role, count)
    told = [
        *(inside if len(set(inside)) == 1 else []),  # '105 Polish and Italian officers' are of neither alone
        *([role.frame.mention(owner["country"]).value] if owner is not None else []),
    ]
    return next((country for country in told if country not in _hosts(role)), None)


def sender(role: Role, count: Mention, contributor: str | None) -> str | None:
    """Return the country whose people are counted, or none where the sentence counts those of all countries.

    It is one said before the count to send them, else the one whose people the document is about, or whose
    parliament or army is named.
    """
    text = role.frame.text
    if role.trigger.id == "staff.owned" or contributor in _hosts(role):
        contributor = None
    if role_hint("whole").search(text) is not None:
        return None
    before = text[: text.index(_word_of(role.frame, count))]
    if role_hint("mission_has").search(before) is not None:
        contributor = None
    senders = [role.frame.mention(found["country"]).value for found in role_hint("sends").finditer(before)]
    voice = role_hint("voice_of").search(before)
    return next(
        (country for country in senders if country not in _hosts(role)),
        contributor or (voice.lastgroup if voice is not None else None),
    )


def is_of_one_country(role: Role, count: Mention) -> bool:
    """Say whether the sentence speaks for a country that it does not name ('our soldiers')."""
    text = role.frame.text
    before = text.partition(_word_of(role.frame, count))[0]
    return role_hint("own_voice").search(before) is not None and role_hint("whole").search(text) is None


def is_of_others(role: Role, count: Mention) -> bool:
    """Say whether the people counted are the host's own, or of a force that the sentence does not name."""
    if role.property == "contingent":
        return role.unit in _hosts(role)
    if role.property != "staff":
        return False
    if organisation(role.subject.mission_id) == "EU" and _most(count) >= _ARMY:
        return True
    before, _, behind = role.frame.text.partition(_word_of(role.frame, count))
    if role_hint("others_before").search(before) or role_hint("others_behind").match(behind):
        return True
    place = role_hint("placed").match(behind) if role.subject.means == "topic" else None
    if place is not None and _hosts(role) and role.frame.mention(place["country"]).value not in _hosts(role):
        return True
    if role.trigger.fallback and role.subject.means == "topic" and _inside(role, count):
        return True  # '1,000 Russian soldiers', where no mission is named, are more often there on their own
    is_hosts_own = any(country in _hosts(role) for country in _inside(role, count))
    return is_hosts_own and count.unit not in wordlist("units_of_locals")


def _most(count: Mention) -> int:
    """Return the number that is counted, the greater one of a range."""
    return int((count.value or "0").rpartition("/")[2])


def _inside(role: Role, count: Mention) -> list[str | None]:
    start, end = count.span.start, count.span.end
    return [m.value for m in role.frame.inner if m.label == "COUNTRY" and start <= m.span.start < end]


def _hosts(role: Role) -> tuple[str, ...]:
    return hosts_of(role.subject.mission_id)


def _word_of(frame: Frame, count: Mention) -> str:
    return f"<S{frame.mentions.index(count)}>"
