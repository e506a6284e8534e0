"""The names of the gazetteer's missions by their words, so that other ways to write them are known again."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import cast

import pycountry

from pipeline.model import MissionKind
from pipeline.rulebook import families, missions, name_openings, name_words


def organisation_of(text: str) -> str:
    """Return the organisation whose name opens a full name, or ""."""
    lower = text.lower().replace("-", " ")
    return next(
        (short for opener, short in name_openings("openers").items() if lower.startswith(opener + " ")), ""
    )


def organisation(mission_id: str) -> str:
    """Return the organisation of a mission: by the gazetteer, else by how its id begins, else "unknown"."""
    if mission_id in missions():
        return missions()[mission_id].organisation
    by_acronym = (who for opening, who in name_openings("acronyms").items() if mission_id.startswith(opening))
    return organisation_of(mission_id) or next(by_acronym, "unknown")


def kind(mission_id: str) -> MissionKind:
    """Return whether a mission is a mission, an operation or a cell: by the gazetteer, else by its id."""
    if mission_id in missions():
        return missions()[mission_id].kind
    words = mission_id.split()
    found = (
        what for opening, what in name_openings("kinds").items() if any(w.startswith(opening) for w in words)
    )
    return cast(MissionKind, next(found, "mission"))


@cache
def key_of(text: str) -> str:
    """Return the words of a name without its opener, articles, dashes, case and British spelling."""
    words = text.lower().replace("-", " ").replace("–", " ").replace("isation", "ization").split()
    plain = " ".join(word for word in words if word not in name_words("fillers"))
    for opener in name_openings("openers"):
        if plain.startswith(opener + " "):
            return plain[len(opener) + 1 :]
    return plain


@cache
def description_of(key: str) -> frozenset[str]:
    """Return the words of a name's key up to its head ('border assistance mission')."""
    words = key.split()
    ends = [i for i, word in enumerate(words) if word in name_words("heads")]
    return frozenset(words[: ends[0] + 1] if ends else words)


@cache
def sure_keys(mission_id: str) -> frozenset[str]:
    """Return the keys of all names that are sure to mean a mission."""
    entry = missions()[mission_id]
    return frozenset(key_of(form) for form in (entry.mission_id, entry.name, *entry.sure))


@cache
def ids_by_key() -> dict[str, tuple[str, ...]]:
    """Return the missions that each key surely means."""
    found: dict[str, list[str]] = defaultdict(list)
    for mission_id in missions():
        for key in sure_keys(mission_id):
            found[key].append(mission_id)
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def ids_by_description() -> dict[tuple[str, frozenset[str]], tuple[str, ...]]:
    """Return the missions by organisation and description ('EU', 'training mission')."""
    found: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for entry in missions().values():
        found[entry.organisation, description_of(key_of(entry.name))].append(entry.mission_id)
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def family_of(acronym: str) -> tuple[str, ...]:
    """Return the missions whose ids open with an acronym ('EUTM')."""
    return tuple(m for m in missions() if m.split()[0] == acronym)


@cache
def families_of(description: frozenset[str]) -> tuple[str, ...]:
    """Return the acronyms whose missions are described so ('training mission': EUTM)."""
    return tuple(
        acronym
        for acronym, said in families().items()
        if any(frozenset(words.split()) == description for words in said)
    )


def place_in_name(code: str) -> str:
    """Return how the names of missions call a country."""
    country = pycountry.countries.get(alpha_3=code)
    usual = cast(str, getattr(country, "common_name", None) or getattr(country, "name", code))
    return name_openings("places").get(code, usual)


@cache
def hosts_of(mission_id: str) -> tuple[str, ...]:
    """Return where a mission is at work: by the gazetteer, else by the countries that its id ends with."""
    if mission_id in missions():
        return missions()[mission_id].hosts
    where = mission_id.partition(" ")[2].split(" and ")
    return tuple(code for name in where if (code := _codes().get(name)) is not None)


@cache
def _codes() -> dict[str, str]:
    codes = (*(country.alpha_3 for country in pycountry.countries), *name_openings("places"))
    return {place_in_name(code): code for code in codes}
