"""Gives the missions that no gazetteer lists their ids, in the form that the community uses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.model import Document, Found, Span
from pipeline.normalise.evidence import Link
from pipeline.normalise.names import organisation_of, place_in_name
from pipeline.rulebook import missions, name_openings

_DASHES: Final = re.compile("[-–—‑/]")
_QUOTES: Final = re.compile("[\"“”‘'’]")
_ABBREVIATION: Final = 3


def words_of(acronym: str) -> list[str]:
    """Return the words of an acronym's name, 'EU NAVFOR' as one, without 'Operation' and quotes."""
    plain = _QUOTES.sub(" ", _DASHES.sub(" ", acronym))
    words = [word for word in plain.split() if word.lower() != "operation"]
    if words[0] == "EU" and len(words) > 1:
        words = [words[0] + words[1].upper(), *words[2:]]
    return words


def provisional(family: str, countries: Sequence[str], region: str | None = None) -> str:
    """Return the id of a family's mission in some countries, or a region: 'EUTM RCA'."""
    where = " and ".join(map(place_in_name, dict.fromkeys(countries))) or region
    return f"{family} {where}" if where else family


def id_of_acronym(name: Found, places: Sequence[Found]) -> str:
    """Return the id of an acronym with a name: its country as missions call it, no place in capitals."""
    family, *rest = words_of(name.text)
    inside = [p for p in places if name.span.start <= p.span.start and p.span.end <= name.span.end]
    if len(inside) == 1 and inside[0].label == "COUNTRY" and " ".join(rest) == " ".join(_words(inside[0])):
        return provisional(family, inside[0].ids)
    loud = {w for place in inside for w in _words(place) if w.isupper() and len(w) > _ABBREVIATION}
    return " ".join([family, *(word.capitalize() if word in loud else word for word in rest)])


def id_of_operation(text: str) -> str:
    """Return the id of an operation that goes by its own name: 'Operation Steady Watch'."""
    _, *rest = _QUOTES.sub(" ", text).split()
    return " ".join(["Operation", *(word.capitalize() if word.isupper() else word for word in rest)])


def id_of_full_name(text: str) -> str:
    """Return the id of a mission that goes by its full name, which it opens with the short organisation."""
    plain = " ".join(text.split())
    short = organisation_of(plain)
    for opener, meant in name_openings("openers").items():
        if meant == short and plain.lower().startswith(f"{opener} "):
            return f"{short} {plain[len(opener) + 1 :]}"
    return plain


def one_id_each(document: Document, names: Sequence[Found], links: Mapping[Span, Link]) -> dict[Span, Link]:
    """Let the ways to write one unlisted mission's id be one: capitals, and a word left out in the middle.

    The way of running text is taken before that of headings, where capitals say nothing.
    """
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    headings = [block.span for block in document.blocks if block.kind in {"heading", "caption"}]
    for each in names:
        link = links.get(each.span)
        if link is not None and link.mission_id is not None and link.mission_id not in missions():
            is_heading = any(h.start <= each.span.start < h.end for h in headings)
            written[_ends(link.mission_id)][link.mission_id] += 1 if is_heading else len(names)
    chosen = {
        way: max(ways, key=lambda w: (len(w.split()), ways[w], w))
        for ways in written.values()
        for way in ways
        if len(ways) > 1
    }
    return {
        span: link._replace(mission_id=chosen.get(link.mission_id or "", link.mission_id))
        for span, link in links.items()
    }


def _ends(mission_id: str) -> tuple[str, str]:
    first, *rest = mission_id.lower().split()
    return (first, rest[-1] if rest and first.startswith("eu") else " ".join(rest))


def _words(place: Found) -> list[str]:
    return _DASHES.sub(" ", place.text).split()
