"""Says of what kind a count of staff is, and at what time it holds."""

from __future__ import annotations

from typing import Final

from pipeline.model import Mention
from pipeline.relate.frames import Frame
from pipeline.rulebook import wordlist

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


def basis(frame: Frame, count: Mention) -> str | None:
    """Return the kind of people counted ('international'), or 'authorised' or 'deployed', if said."""
    words = f"{count.text} {_word_after(frame, count)}".lower().split()
    kinds = [word for word in _BASES if word in words]
    if kinds:
        return "-".join(kinds)
    before = frame.text[: frame.text.index(_word_of(frame, count))].lower().split()[-8:]
    if not wordlist("authorised").isdisjoint(before):
        return "authorised"
    return "deployed" if "deployed" in frame.text.lower() else None


def as_of(frame: Frame, count: Mention) -> str | None:
    """Return the date at which the count holds: one after 'as of', 'by', 'on' or 'in' in its sentence."""
    for i, mention in enumerate(frame.mentions):
        if mention.label == "DATE" and mention.span.start < count.span.start and mention.value is not None:
            before = frame.text[: frame.text.index(f"<D{i}>")].lower().split()[-3:]
            if not wordlist("as_of").isdisjoint(before) or not before:
                return mention.value
    return None


def _word_of(frame: Frame, count: Mention) -> str:
    return f"<S{frame.mentions.index(count)}>"


def _word_after(frame: Frame, count: Mention) -> str:
    rest = frame.text.partition(_word_of(frame, count))[2].split()
    return rest[0] if rest else ""
