"""Looks a mission up by its id; for one that is not there, those that come close are named."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.errors import InputError


def known_as(mission: str, ids: Iterable[str], *, where: str) -> str:
    """Return the one of `ids` that is `mission` in any case.

    Raises InputError, that suggests others, where there is none; `where` says of what the ids are.
    """
    by_name = {each.casefold(): each for each in sorted(ids)}
    if mission.casefold() in by_name:
        return by_name[mission.casefold()]
    close = [by_name[each] for each in get_close_matches(mission.casefold(), by_name, n=5, cutoff=0.4)]
    mend = f"did you mean {', '.join(close)}?" if close else "`missions run` lists those that there are"
    raise InputError(f"{mission}: no such mission in {where}; {mend}")
