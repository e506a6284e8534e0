"""Links mission names to ids: sure ones by the gazetteer, short and unlisted ones by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

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
    families_of,
    family_of,
    ids_by_description,
    ids_by_key,
    key_of,
    organisation_of,
    sure_keys,
)
from pipeline.normalise.provisional import (
    id_of_acronym,
    id_of_full_name,
    id_of_operation,
    one_id_each,
    provisional,
    words_of,
)
from pipeline.rulebook import MissionEntry, families, missions, name_words, wordlist
from pipeline.sentences import sentences

_ALIKE: Final = 0.5
_APPOSITION: Final = 3
_TELLING: Final = 2
_GOES_ON: Final = re.compile(r"\s+(?:in|to|for|at)\s+(?:the\s+)?[A-Z]")


def link(document: Document, found: Sequence[Found]) -> dict[Span, Link]:
    """Return the link of each MISSION span of `found` that names a mission; the others name none.

    Sure names come first; then each ambiguous one takes, of the missions that it can mean, the one
    that its brackets, its sentence, the country beside it, or the text before it names.
    """
    names = [each for each in found if each.label == "MISSION"]
    places = [each for each in found if each.label in {"COUNTRY", "REGION"}]
    countries = [each for each in places if each.label == "COUNTRY"]
    links: dict[Span, Link] = {}
    unlisted: dict[str, tuple[str, ...]] = {}
    for i, each in enumerate(names):
        sure = _sure(each, places, names[i + 1] if i + 1 < len(names) else None)
        if sure is not None:
            links[each.span] = sure
            if sure.mission_id is not None and sure.mission_id not in missions():
                unlisted.setdefault(sure.mission_id, _inside(each.span, countries))
    if len(links) < len(names):
        dates = [each for each in found if each.label == "DATE"]
        _resolve_all(Context(document, sentences(document), names, countries, places, dates, links, unlisted))
    return one_id_each(document, names, links) if unlisted else links


def _resolve_all(context: Context) -> None:
    """Resolve what is not sure, in order; what is introduced further on comes last, at a second try."""
    for is_introduced in (False, True, True):
        for i, each in enumerate(context.names):
            if each.span not in context.links and (is_introduced or each.reading != "introduced"):
                resolved = _resolve(context, i, each)
                if resolved is not None:
                    context.links[each.span] = resolved


def _inside(span: Span, places: Iterable[Found]) -> tuple[str, ...]:
    return tuple(p.ids[0] for p in places if p.label == "COUNTRY" and _is_inside(p.span, span))


def _sure(name: Found, places: Sequence[Found], following: Found | None) -> Link | None:
    if name.reading == "sure":
        ids = name.ids if len(name.ids) == 1 else _sure_ids(name)
        return Link(ids[0], name.rule) if len(ids) == 1 else None
    if name.reading == "misspelt":
        return Link(name.ids[0], "link.misspelt")
    if name.reading == "full-name":
        return _full_name(name, _inside(name.span, places), following)
    if name.reading == "named" or (name.reading == "acronym" and len(words_of(name.text)) > 1):
        return _acronym(name, places)
    return None


def _sure_ids(name: Found) -> tuple[str, ...]:
    """Return the ids for which the name is listed as sure, or all where it is joined from parts."""
    sure = tuple(m for m in name.ids if key_of(name.text) in sure_keys(m))
    return sure or name.ids


def _full_name(name: Found, places: tuple[str, ...], following: Found | None) -> Link | None:
    """Link a full name by the words of its listed name, or by its kind and its country.

    Where an acronym of its own is introduced behind it, kind and country are not enough.
    """
    ids = tuple(m for m in ids_by_key().get(key_of(name.text), ()) if _is_of(missions()[m], name.text))
    if len(ids) == 1:
        return Link(ids[0], "link.full-name")
    there = [
        entry for entry in missions().values() if _is_of(entry, name.text) and set(entry.hosts) & set(places)
    ]
    words = description_of(key_of(name.text))
    described = families_of(words) if _is_european(name) else ()
    if following is not None and _is_behind(
        following.span, name.span
    ):  # 'EU Police Mission in Ghana (EUPOL)'
        described = tuple(each for each in described if each == words_of(following.text)[0]) or described
    if described:
        there = [entry for entry in there if entry.mission_id.split()[0] in described]
        near = sorted(there, key=lambda e: (set(e.hosts) != set(places), e.mission_id))
        if near:
            return Link(near[0].mission_id, "link.family-and-country")
        named = places and not _is_embassy(name)
        return Link(provisional(described[0], places), name.rule) if named else None
    if following is not None and following.reading == "introduced" and _is_behind(following.span, name.span):
        return None
    ranked = sorted(there, key=lambda e: (-_likeness(words, e), set(e.hosts) != set(places), e.mission_id))
    alike = ranked and _likeness(words, ranked[0]) >= _ALIKE
    return Link(ranked[0].mission_id, "link.kind-and-country") if alike else None


def _is_of(entry: MissionEntry, text: str) -> bool:
    return entry.organisation == organisation_of(text)


def _likeness(words: frozenset[str], entry: MissionEntry) -> float:
    other = description_of(key_of(entry.name))
    return len(words & other) / max(len(words | other), 1)


def _acronym(name: Found, places: Sequence[Found]) -> Link:
    """Link an unlisted acronym with a place to the one listed mission of its family there, else to itself."""
    family, *_ = words_of(name.text)
    there = [m for m in family_of(family) if set(missions()[m].hosts) & set(_inside(name.span, places))]
    if len(there) == 1 and name.reading == "acronym":
        return Link(there[0], "link.family-and-country")
    return Link(id_of_acronym(name, places), name.rule)


def _resolve(context: Context, i: int, name: Found) -> Link | None:
    """Link an ambiguous or unlisted name by its context, nearest evidence first."""
    if name.reading == "operation":
        return _operation(context, name)
    apposed = _apposition(context, i)
    if name.reading == "introduced":
        return Link(apposed, "link.apposition") if apposed is not None else _introduced(context, name)
    if name.reading == "full-name" and not _is_opened_in_full(name):
        return None
    candidates = _candidates(context, name)
    if apposed is not None and (apposed in candidates or not candidates or name.reading == "acronym"):
        return Link(apposed, "link.apposition")
    if name.reading == "mission-place":
        return _mission_place(context, name)
    if not candidates:
        return _unlisted(context, i, name) if name.reading != "bare-acronym" else None
    if len(candidates) == 1:
        is_listed = candidates[0] in missions()
        return Link(candidates[0], "link.only-candidate" if is_listed else "link.short-form")
    beside = country_beside(context, name.span)
    if beside and not at_work_in(context, candidates, beside):
        return Link(None, "link.country-beside")
    for rule, ids in evidence(context, i, candidates):
        if len(ids) == 1:
            return Link(ids[0], rule)
    stretches = block_of(context, name.span), Span(0, len(context.document.text))
    there = (launched_by(candidates, years_in(context, stretch)) for stretch in stretches)
    return Link(_usual(next(filter(None, there), candidates)), "link.usual")


def _operation(context: Context, name: Found) -> Link:
    """Link 'Operation Pontos' to the EUNAVFOR Pontos of the text, else to its own name."""
    own = id_of_operation(name.text)
    named = _ending_in(context, own.split()[-1])
    return Link(named, "link.short-form") if named is not None else Link(own, name.rule)


def _introduced(context: Context, name: Found) -> Link | None:
    """Link a short name to what the text introduced it for, or to the one mission that it ends."""
    for each in context.names:
        if each.text == name.text and each.span in context.links:
            return Link(context.links[each.span].mission_id, "link.short-form")
    named = _ending_in(context, name.text)
    return Link(named, "link.short-form") if named is not None else None


def _ending_in(context: Context, word: str) -> str | None:
    """Return the one unlisted mission of the text whose name ends in a word."""
    named = {m for m in context.unlisted if m.lower().endswith(f" {word.lower()}")}
    return named.pop() if len(named) == 1 else None


def _candidates(context: Context, name: Found) -> tuple[str, ...]:
    if name.ids:
        return _sure_ids(name) if name.reading == "sure" else (*name.ids, *_own(context, name))
    if name.reading == "full-name":
        return _described(context, name)
    if name.reading in {"acronym", "bare-acronym"}:
        own = _own(context, name)
        return own if name.reading == "bare-acronym" else (*family_of(name.text), *own)
    return ()


def _own(context: Context, name: Found) -> tuple[str, ...]:
    """Return the text's unlisted missions of the family that a short name stands for."""
    said = {name.text, *families_of(description_of(key_of(name.text)))}
    return tuple(sorted(m for m in context.unlisted if m.split()[0] in said and " " in m))


def _described(context: Context, name: Found) -> tuple[str, ...]:
    """Return the missions whose names say what a full name says before its place, at work in that place."""
    words = description_of(key_of(name.text))
    if len(words) < _TELLING:
        return ()
    places = set(_inside(name.span, context.countries))
    listed = ids_by_description().get((organisation_of(name.text), words), ())
    if not places and _GOES_ON.match(context.document.text, name.span.end):
        return ()
    own = tuple(m for m in context.unlisted if m.split()[0] in families_of(words))
    alike = (*listed, *own)
    return tuple(m for m in alike if places & set(context.hosts(m))) if places else alike


def _apposition(context: Context, i: int) -> str | None:
    """Return the mission whose name stands right before '(', or right after, in brackets or commas."""
    name, text = context.names[i], context.document.text
    if i and context.names[i - 1].span in context.links:
        before = context.names[i - 1].span
        gap = text[before.end : name.span.start]
        if (
            len(gap) <= _APPOSITION
            and gap.strip() in wordlist("before_short_form")
            and text[name.span.end : name.span.end + 1] in {")", "]"}
        ):
            return context.links[before].mission_id
    return None


def _mission_place(context: Context, name: Found) -> Link | None:
    ids = ids_by_key().get(key_of("EU " + name.text), ()) or ids_by_key().get(
        key_of("EU " + name.text.replace(" ", " in ", 1)), ()
    )
    linked = {link.mission_id for link in context.links.values()}
    if len(ids) == 1 and ids[0] in linked:
        return Link(ids[0], "link.named-elsewhere")
    unlisted = _ending_in(context, name.text.partition(" ")[2])
    return Link(unlisted, "link.named-elsewhere") if unlisted is not None else None


def _unlisted(context: Context, i: int, name: Found) -> Link | None:
    """Give an unlisted mission a provisional id: the acronym beside its name, or its kind and country."""
    following = context.names[i + 1] if i + 1 < len(context.names) else None
    if name.reading == "acronym":
        beside = country_beside(context, name.span)[:1] if name.text in families() else []
        return Link(provisional(name.text, beside), "link.country-beside" if beside else name.rule)
    if i and context.names[i - 1].reading == "acronym" and context.names[i - 1].span in context.links:
        before = context.names[i - 1].span
        if context.document.text[before.end : name.span.start].strip() in {":", "–", "-", "("}:
            return Link(context.links[before].mission_id, "link.apposition")
    countries = _inside(name.span, context.countries)
    region = next((p.ids[0] for p in context.places if _is_inside(p.span, name.span)), None)
    if following is not None and following.reading in {"acronym", "introduced"}:
        gap = context.document.text[name.span.end : following.span.start]
        if gap.strip() in wordlist("before_acronym") and len(gap) <= _APPOSITION + 1:
            other = context.links.get(following.span)
            own = provisional(following.text, countries, region) if _is_european(name) else following.text
            return Link(other.mission_id if other is not None else own, "link.apposition")
    return Link(id_of_full_name(name.text), name.rule) if countries and not _is_embassy(name) else None


def _is_embassy(name: Found) -> bool:
    """Say whether a name says 'Mission to' a country and no more; that of the OSCE is none."""
    is_plain = len(description_of(key_of(name.text))) == 1 and " in " not in " ".join(name.text.split())
    return is_plain and organisation_of(name.text) not in name_words("works_there")


def _is_opened_in_full(name: Found) -> bool:
    """Say whether a full name begins with its organisation: much is 'European' or 'United'."""
    return organisation_of(name.text) not in {"", "EU"} or name.text.lower().startswith(
        ("eu ", "european union")
    )


def _is_behind(later: Span, earlier: Span) -> bool:
    return 0 < later.start - earlier.end <= _APPOSITION + 1


def _is_inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_european(name: Found) -> bool:
    return organisation_of(name.text) == "EU"


def _usual(candidates: tuple[str, ...]) -> str:
    """Return the candidate that the bare short form usually means: the longest running one."""
    return min(candidates, key=_age)


def _age(mission_id: str) -> tuple[bool, str, str]:
    entry = missions().get(mission_id)
    if entry is None:
        return (False, "9", mission_id)
    return (entry.ended is not None, entry.launched or "9", mission_id)
