"""Tells which listed mission a name means that has a slip of the pen in its last word."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from pipeline.rulebook import missions

_GAP: Final = re.compile(r"[\s\-–—‑]+")
_SHORT: Final = 3
_TELLING: Final = 5
_LONG: Final = 6


def misspelt(name: str) -> str | None:
    """Return the one mission whose id differs by one slip, of its family ('EUBAM Lybia') or alone ('UMAMET').

    A slip is a letter too many, too few or wrong, or two letters that have changed places. Short words
    are too near to others for that, and a word of another mission's id is no slip.
    """
    family, *words = _GAP.split(name.lower())
    if not words:
        family, words = "", [family]
    if len(words) != 1 or len(words[0]) <= _SHORT or words[0] in _known_words():
        return None
    meant = [mission for place, mission in _families()[family] if _is_slip(words[0], place)]
    return meant[0] if len(meant) == 1 else None


def _is_slip(word: str, meant: str) -> bool:
    if len(word) == len(meant):
        wrong = [pair for pair in zip(word, meant, strict=True) if pair[0] != pair[1]]
        is_swapped = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
        return is_swapped or (len(wrong) == 1 and len(meant) >= _TELLING)
    shorter, longer = sorted((word, meant), key=len)
    cut = (longer[:i] + longer[i + 1 :] for i in range(len(longer)))
    return len(shorter) + 1 == len(longer) >= _TELLING and shorter in cut


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for mission in missions() for word in _GAP.split(mission.lower()))


@cache
def _families() -> dict[str, list[tuple[str, str]]]:
    """Return the last word and the id of the missions of each family, where the id is of two words.

    Acronyms that are long enough to be told from others have no family.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mission in missions():
        words = mission.lower().split()
        if len(words) == 2:
            found[words[0]].append((words[1], mission))
        elif len(words) == 1 and len(mission) >= _LONG and mission.isupper():
            found[""].append((words[0], mission))
    return found
