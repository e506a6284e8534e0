"""Links mission names to ids: sure ones by the gazetteer, short and unlisted ones by what stands around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import pycountry

from pipeline.model import Document, Found, Span
from pipeline.normalise.evidence import (
    Context,
    Link,
    at_work_in,
    block_of,
    country_beside,
    evidence,
    launched_by,
    years_in,
)
from pipeline.normalise.names import (
    description_of,
    family_of,
    ids_by_description,
    ids_by_key,
    key_of,
    organisation_of,
    sure_keys,
)
from pipeline.rulebook import MissionEntry, missions
from pipeline.sentences import sentences

_DASHES: Final = re.compile("[-–—‑]")
_ALIKE: Final = 0.5
_APPOSITION: Final = 3


def link(document: Document, found: Sequence[Found]) -> dict[Span, Link]:
    """Return the link of each MISSION span of `found` that names a mission; the others name none.

    Sure names come first; then each ambiguous one takes, of the missions that it can mean, the one
    that its brackets, its sentence, the country beside it, or the text before it names.
    """
    names = [each for each in found if each.label == "MISSION"]
    countries = [each for each in found if each.label == "COUNTRY"]
    links: dict[Span, Link] = {}
    for each in names:
        sure = _sure(each, countries)
        if sure is not None:
            links[each.span] = sure
    if len(links) < len(names):
        dates = [each for each in found if each.label == "DATE"]
        _resolve_all(Context(document, sentences(document), names, countries, dates, links))
    return links


def _resolve_all(context: Context) -> None:
    for i, each in enumerate(context.names):
        if each.span not in context.links:
            resolved = _resolve(context, i, each)
            if resolved is not None:
                context.links[each.span] = resolved


def _inside(span: Span, countries: Iterable[Found]) -> tuple[str, ...]:
    return tuple(c.ids[0] for c in countries if span.start <= c.span.start and c.span.end <= span.end)


def _sure(name: Found, countries: Sequence[Found]) -> Link | None:
    if name.reading == "sure":
        ids = name.ids if len(name.ids) == 1 else _sure_ids(name)
        return Link(ids[0], name.rule) if len(ids) == 1 else None
    if name.reading == "misspelt":
        return Link(name.ids[0], "link.misspelt")
    if name.reading == "full-name":
        return _full_name(name, _inside(name.span, countries))
    if name.reading == "acronym" and len(_split(name.text)) > 1:
        return _acronym(name, _inside(name.span, countries))
    if name.reading == "operation":
        return Link(_operation_id(name.text), name.rule)
    return None


def _sure_ids(name: Found) -> tuple[str, ...]:
    """Return the ids for which the name is listed as sure, or all where it is joined from parts."""
    sure = tuple(m for m in name.ids if key_of(name.text) in sure_keys(m))
    return sure or name.ids


def _full_name(name: Found, places: tuple[str, ...]) -> Link | None:
    """Link a full name by the words of its listed name, or by its kind and its country."""
    ids = ids_by_key().get(key_of(name.text), ())
    if len(ids) == 1:
        return Link(ids[0], "link.full-name")
    candidates = [
        entry for entry in missions().values() if _is_of(entry, name.text) and set(entry.hosts) & set(places)
    ]
    words = description_of(key_of(name.text))
    ranked = sorted(
        candidates, key=lambda e: (-_likeness(words, e), set(e.hosts) != set(places), e.mission_id)
    )
    alike = ranked and _likeness(words, ranked[0]) >= _ALIKE
    return Link(ranked[0].mission_id, "link.kind-and-country") if alike else None


def _is_of(entry: MissionEntry, text: str) -> bool:
    return entry.organisation == organisation_of(text)


def _likeness(words: frozenset[str], entry: MissionEntry) -> float:
    other = description_of(key_of(entry.name))
    return len(words & other) / max(len(words | other), 1)


def _acronym(name: Found, places: tuple[str, ...]) -> Link:
    """Link an unlisted acronym with a place to the one listed mission of its family there, else to itself."""
    family, *_ = words = _split(name.text)
    there = [m for m in family_of(family) if set(missions()[m].hosts) & set(places)]
    if len(there) == 1:
        return Link(there[0], "link.family-and-country")
    return Link(" ".join(words), name.rule)


def _split(acronym: str) -> list[str]:
    return _DASHES.sub(" ", acronym).split()


def _operation_id(text: str) -> str:
    words = text.split()
    return " ".join(["Operation", *(word.capitalize() if word.isupper() else word for word in words[1:])])


def _resolve(context: Context, i: int, name: Found) -> Link | None:
    """Link an ambiguous or unlisted name by its context, nearest evidence first."""
    apposed = _apposition(context, i)
    if name.reading in {"acronym", "bare-acronym"}:
        short = _short_form(context, name.text)
        if short is not None or name.reading == "bare-acronym":
            return short
    candidates = _candidates(name)
    if apposed is not None and (apposed in candidates or not candidates or name.reading == "acronym"):
        return Link(apposed, "link.apposition")
    if name.reading == "mission-place":
        return _mission_place(context, name)
    if not candidates:
        return _unlisted(context, i, name)
    if len(candidates) == 1:
        return Link(candidates[0], "link.only-candidate")
    beside = country_beside(context, name.span)
    if beside and not at_work_in(candidates, beside):
        return Link(None, "link.country-beside")
    for rule, ids in evidence(context, i, candidates):
        if len(ids) == 1:
            return Link(ids[0], rule)
    return Link(
        _usual(launched_by(candidates, years_in(context, block_of(context, name.span))) or candidates),
        "link.usual",
    )


def _short_form(context: Context, acronym: str) -> Link | None:
    """Return the link of the document's unlisted mission whose name the acronym opens, if there is one."""
    linked = {link.mission_id for link in context.links.values() if link.mission_id not in missions()}
    longer = sorted(
        mission for mission in linked if mission is not None and mission.startswith(acronym + " ")
    )
    return Link(longer[0], "link.short-form") if len(longer) == 1 else None


def _candidates(name: Found) -> tuple[str, ...]:
    if name.ids:
        return _sure_ids(name) if name.reading == "sure" else name.ids
    if name.reading == "full-name" and len(description_of(key_of(name.text))) > 1:
        return ids_by_description().get((organisation_of(name.text), description_of(key_of(name.text))), ())
    return family_of(name.text) if name.reading == "acronym" else ()


def _apposition(context: Context, i: int) -> str | None:
    """Return the mission whose name stands right before '(', or right after, in brackets or commas."""
    name, text = context.names[i], context.document.text
    if i and context.names[i - 1].span in context.links:
        before = context.names[i - 1].span
        gap = text[before.end : name.span.start]
        if (
            len(gap) <= _APPOSITION
            and gap.strip() in {"(", "–", "-", "[", ", the", "/"}
            and text[name.span.end : name.span.end + 1] in {")", "]"}
        ):
            return context.links[before].mission_id
    return None


def _mission_place(context: Context, name: Found) -> Link | None:
    ids = ids_by_key().get(key_of("EU " + name.text), ()) or ids_by_key().get(
        key_of("EU " + name.text.replace(" ", " in ", 1)), ()
    )
    linked = {link.mission_id for link in context.links.values()}
    return Link(ids[0], "link.named-elsewhere") if len(ids) == 1 and ids[0] in linked else None


def _unlisted(context: Context, i: int, name: Found) -> Link | None:
    """Give an unlisted mission a provisional id: the acronym beside its name, or its kind and country."""
    following = context.names[i + 1] if i + 1 < len(context.names) else None
    if name.reading == "acronym":
        return Link(name.text, name.rule)
    if i and context.names[i - 1].reading == "acronym" and context.names[i - 1].span in context.links:
        before = context.names[i - 1].span
        if context.document.text[before.end : name.span.start].strip() in {":", "–", "-", "("}:
            return Link(context.links[before].mission_id, "link.apposition")
    if following is not None and following.reading == "acronym":
        gap = context.document.text[name.span.end : following.span.start]
        if gap.strip() in {"(", "–", "-"} and len(gap) <= _APPOSITION:
            other = context.links.get(following.span)
            return Link(other.mission_id if other is not None else following.text, "link.apposition")
    places = _inside(name.span, context.countries)
    if not places:
        return None
    families = Counter(
        m.split()[0]
        for m in ids_by_description().get((organisation_of(name.text), description_of(key_of(name.text))), ())
    )
    country = pycountry.countries.get(alpha_3=places[0])
    place = getattr(country, "common_name", None) or getattr(country, "name", places[0])
    return Link(f"{families.most_common(1)[0][0]} {place}" if families else name.text, name.rule)


def _usual(candidates: tuple[str, ...]) -> str:
    """Return the candidate that the bare short form usually means: the longest running one."""
    return min(candidates, key=lambda m: (missions()[m].ended is not None, missions()[m].launched or "9", m))
