"""Links mission names to ids: sure ones by the gazetteer, short and unlisted ones by what stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pycountry

from pipeline.model import Document, Found, Span
from pipeline.rulebook import MissionEntry, missions
from pipeline.sentences import holding, sentences

_ORGANISATIONS: Final = {
    "european union": "EU",
    "european": "EU",
    "eu": "EU",
    "united nations": "UN",
    "un": "UN",
    "african union": "AU",
    "au": "AU",
    "nato": "NATO",
    "osce": "OSCE",
}
_HEADS: Final = ("mission", "operation", "force", "cell", "office", "initiative")
_DASHES: Final = re.compile("[-–—‑]")
_ALIKE: Final = 0.5
_ADJACENT: Final = 30
_APPOSITION: Final = 3


@dataclass(frozen=True, slots=True)
class Link:
    """The id that a mission name was given (null: it names one, but none that can be told), and the rule."""

    mission_id: str | None
    rule: str


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
        _resolve_all(_Context(document, sentences(document), names, countries, dates, links))
    return links


def _resolve_all(context: _Context) -> None:
    for i, each in enumerate(context.names):
        if each.span not in context.links:
            resolved = _resolve(context, i, each)
            if resolved is not None:
                context.links[each.span] = resolved


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    sentences: tuple[Span, ...]
    names: Sequence[Found]
    countries: Sequence[Found]
    dates: Sequence[Found]
    links: dict[Span, Link]


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
    sure = tuple(m for m in name.ids if _key(name.text) in _sure_keys(m))
    return sure or name.ids


def _full_name(name: Found, places: tuple[str, ...]) -> Link | None:
    """Link a full name by the words of its listed name, or by its kind and its country."""
    ids = _by_key().get(_key(name.text), ())
    if len(ids) == 1:
        return Link(ids[0], "link.full-name")
    candidates = [
        entry for entry in missions().values() if _is_of(entry, name.text) and set(entry.hosts) & set(places)
    ]
    words = _description(_key(name.text))
    ranked = sorted(
        candidates, key=lambda e: (-_likeness(words, e), set(e.hosts) != set(places), e.mission_id)
    )
    alike = ranked and _likeness(words, ranked[0]) >= _ALIKE
    return Link(ranked[0].mission_id, "link.kind-and-country") if alike else None


def _is_of(entry: MissionEntry, text: str) -> bool:
    return entry.organisation == _organisation(text)


def _organisation(text: str) -> str:
    lower = text.lower().replace("-", " ")
    return next((short for opener, short in _ORGANISATIONS.items() if lower.startswith(opener + " ")), "")


def _likeness(words: frozenset[str], entry: MissionEntry) -> float:
    other = _description(_key(entry.name))
    return len(words & other) / max(len(words | other), 1)


def _acronym(name: Found, places: tuple[str, ...]) -> Link:
    """Link an unlisted acronym with a place to the one listed mission of its family there, else to itself."""
    family, *_ = words = _split(name.text)
    there = [m for m in _family(family) if set(missions()[m].hosts) & set(places)]
    if len(there) == 1:
        return Link(there[0], "link.family-and-country")
    return Link(" ".join(words), name.rule)


def _split(acronym: str) -> list[str]:
    return _DASHES.sub(" ", acronym).split()


def _operation_id(text: str) -> str:
    words = text.split()
    return " ".join(["Operation", *(word.capitalize() if word.isupper() else word for word in words[1:])])


def _resolve(context: _Context, i: int, name: Found) -> Link | None:
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
    beside = _beside(context, name.span)
    if beside and not _by_country(candidates, beside):
        return Link(None, "link.country-beside")
    for rule, ids in _evidence(context, i, candidates):
        if len(ids) == 1:
            return Link(ids[0], rule)
    return Link(
        _usual(_by_period(candidates, _years(context, _block(context, name.span))) or candidates),
        "link.usual",
    )


def _short_form(context: _Context, acronym: str) -> Link | None:
    """Return the link of the document's unlisted mission whose name the acronym opens, if there is one."""
    linked = {link.mission_id for link in context.links.values() if link.mission_id not in missions()}
    longer = sorted(
        mission for mission in linked if mission is not None and mission.startswith(acronym + " ")
    )
    return Link(longer[0], "link.short-form") if len(longer) == 1 else None


def _candidates(name: Found) -> tuple[str, ...]:
    if name.ids:
        return _sure_ids(name) if name.reading == "sure" else name.ids
    if name.reading == "full-name" and len(_description(_key(name.text))) > 1:
        return _by_description().get((_organisation(name.text), _description(_key(name.text))), ())
    return _family(name.text) if name.reading == "acronym" else ()


def _apposition(context: _Context, i: int) -> str | None:
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


def _mission_place(context: _Context, name: Found) -> Link | None:
    ids = _by_key().get(_key("EU " + name.text), ()) or _by_key().get(
        _key("EU " + name.text.replace(" ", " in ", 1)), ()
    )
    linked = {link.mission_id for link in context.links.values()}
    return Link(ids[0], "link.named-elsewhere") if len(ids) == 1 and ids[0] in linked else None


def _unlisted(context: _Context, i: int, name: Found) -> Link | None:
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
        for m in _by_description().get((_organisation(name.text), _description(_key(name.text))), ())
    )
    country = pycountry.countries.get(alpha_3=places[0])
    place = getattr(country, "common_name", None) or getattr(country, "name", places[0])
    return Link(f"{families.most_common(1)[0][0]} {place}" if families else name.text, name.rule)


def _evidence(
    context: _Context, i: int, candidates: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the candidates that each kind of evidence leaves, the nearest kind first."""
    name = context.names[i]
    sentence = holding(context.sentences, name.span.start) or name.span
    block = _block(context, name.span)
    yield "link.country-beside", _by_country(candidates, _beside(context, name.span))
    yield "link.same-sentence", _named(context, candidates, sentence.start, sentence.end)
    yield "link.same-block", _last_named(context, candidates, block.start, name.span.start)
    yield "link.sentence-country", _by_country(candidates, _countries(context, sentence))
    yield "link.named-before", _last_named(context, candidates, 0, name.span.start)
    yield "link.block-country", _by_country(candidates, _countries(context, block))
    yield "link.named-after", _first_named(context, candidates, name.span.end)
    yield "link.period", _by_period(candidates, _years(context, block))
    yield (
        "link.document-country",
        _by_country(candidates, _countries(context, Span(0, len(context.document.text)))[:1]),
    )


def _block(context: _Context, span: Span) -> Span:
    blocks = context.document.blocks
    i = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    return blocks[max(i, 0)].span


def _beside(context: _Context, span: Span) -> list[str]:
    """Return the country that stands next to the name, before it in a list or after it in a phrase."""
    text = context.document.text
    before = [
        c
        for c in context.countries
        if 0 <= span.start - c.span.end <= _ADJACENT and "\n\n" not in text[c.span.end : span.start]
    ]
    clean = [c for c in before if not set(";.") & set(text[c.span.end : span.start])]
    if (
        clean
        and "(" in text[clean[-1].span.end : span.start]
        and ")" not in text[clean[-1].span.end : span.start]
    ):
        return [clean[-1].ids[0]]
    after = [c for c in context.countries if 0 <= c.span.start - span.end <= len(" in the ")]
    if after and text[span.end : after[0].span.start].strip().lower() in {
        "",
        "in",
        "in the",
        "to",
        "-",
        "–",
        "for",
    }:
        return [after[0].ids[0]]
    return (
        [clean[-1].ids[0]]
        if clean and text[clean[-1].span.end : span.start].strip() in {"", ":", "|", "’s", "'s"}
        else []
    )


def _by_country(candidates: tuple[str, ...], codes: Sequence[str]) -> tuple[str, ...]:
    """Return the candidates at work in the first of `codes` where any is."""
    for code in codes:
        there = tuple(m for m in candidates if code in missions()[m].hosts)
        if there:
            return there
    return ()


def _countries(context: _Context, span: Span) -> list[str]:
    """Return the countries of a stretch, the most frequent first."""
    counted = Counter(c.ids[0] for c in context.countries if span.start <= c.span.start < span.end)
    return [code for code, _ in counted.most_common()]


def _years(context: _Context, span: Span) -> list[int]:
    words = (word for d in context.dates if span.start <= d.span.start < span.end for word in d.text.split())
    return [int(word) for word in words if word.isdigit() and len(word) == len("2003")]


def _by_period(candidates: tuple[str, ...], years: Sequence[int]) -> tuple[str, ...]:
    """Return the candidates that had been launched by the last of `years`."""
    known = {m: int((missions()[m].launched or "9999")[:4]) for m in candidates}
    return tuple(m for m in candidates if years and known[m] <= max(years))


def _named(context: _Context, candidates: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    named = {link.mission_id for span, link in context.links.items() if start <= span.start < end}
    return tuple(m for m in candidates if m in named)


def _last_named(context: _Context, candidates: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    named = [(s, link.mission_id) for s, link in context.links.items() if start <= s.start < end]
    return tuple(m for _, m in sorted(named, reverse=True) if m is not None and m in candidates)[:1]


def _first_named(context: _Context, candidates: tuple[str, ...], start: int) -> tuple[str, ...]:
    named = [(s, link.mission_id) for s, link in context.links.items() if s.start >= start]
    return tuple(m for _, m in sorted(named) if m is not None and m in candidates)[:1]


def _usual(candidates: tuple[str, ...]) -> str:
    """Return the candidate that the bare short form usually means: the longest running one."""
    return min(candidates, key=lambda m: (missions()[m].ended is not None, missions()[m].launched or "9", m))


@cache
def _key(text: str) -> str:
    """Return the words of a name without its opener, articles, dashes, case and British spelling."""
    words = text.lower().replace("-", " ").replace("–", " ").replace("isation", "ization").split()
    plain = " ".join(word for word in words if word not in {"the", "&", "and"})
    for opener in _ORGANISATIONS:
        if plain.startswith(opener + " "):
            return plain[len(opener) + 1 :]
    return plain


@cache
def _description(key: str) -> frozenset[str]:
    """Return the words of a name's key up to its head ('border assistance mission')."""
    words = key.split()
    ends = [i for i, word in enumerate(words) if word in _HEADS]
    return frozenset(words[: ends[0] + 1] if ends else words)


@cache
def _sure_keys(mission_id: str) -> frozenset[str]:
    entry = missions()[mission_id]
    return frozenset(_key(form) for form in (entry.mission_id, entry.name, *entry.sure))


@cache
def _by_key() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mission_id in missions():
        for key in _sure_keys(mission_id):
            found[key].append(mission_id)
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def _by_description() -> dict[tuple[str, frozenset[str]], tuple[str, ...]]:
    found: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for entry in missions().values():
        found[entry.organisation, _description(_key(entry.name))].append(entry.mission_id)
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def _family(acronym: str) -> tuple[str, ...]:
    return tuple(m for m in missions() if m.split()[0] == acronym)
