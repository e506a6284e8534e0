"""Relation: mentions to statements about missions and to claims about the document's subject as a whole."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Assertion, Claim, Confidence, Document, Mention, Section, Span, Statement, revised
from pipeline.relate.claims import claims
from pipeline.relate.frames import frames
from pipeline.relate.hosts import hosts_in_names, hosts_nearby
from pipeline.relate.lists import Entry, contributions, entries
from pipeline.relate.roles import Role, roles
from pipeline.relate.staff import as_of, basis
from pipeline.relate.subjects import topics
from pipeline.relate.types import Typed, types_in_headings, types_in_names
from pipeline.rulebook import missions, triggers, wordlist

_UNSCORED: Final = Confidence(0.0)


@dataclass(frozen=True, slots=True)
class Relations:
    """What a document says: statements about missions, and claims about its subject as a whole."""

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def relate(document: Document, sections: Sequence[Section], mentions: Sequence[Mention]) -> Relations:
    """Return the statements and claims of a document; their confidence is left to `score`.

    A fact goes to the mission that its clause names, in whatever section it stands.
    """
    framed = frames(document, sections, mentions)
    make = _Maker(document, sections)
    spoken_of = topics(framed, mentions)
    listed = [*entries(framed), *contributions(framed, spoken_of.only)]
    counted = {entry.count.span for entry in listed}
    found = list(_without(counted, roles(framed, spoken_of)))
    statements = [
        *make.names(mentions),
        *make.types([*types_in_headings(document, sections), *types_in_names(document, mentions)]),
        *(make.host(mission, country, "host.in-name") for mission, country in hosts_in_names(framed)),
        *(make.entry(entry) for entry in listed),
        *(statement for role in found if (statement := make.role(role)) is not None),
    ]
    statements = _without_idle_fallbacks(statements)
    hosted = {s.mission_id for s in statements if s.property == "host_country"}
    statements += [
        make.host(mission, country, "host.nearby") for mission, country in hosts_nearby(framed, hosted)
    ]
    statements = _without_duplicates(_ranked_launches(_ranked_mandates(statements)))
    statements += make.types_of_gazetteer(statements)
    used = counted | {role.value.span for role in found if isinstance(role.value, Mention)}
    ordered = sorted(statements, key=lambda s: (s.span, s.mission_id, s.property, s.statement_id))
    return Relations(tuple(ordered), tuple(claims(document, sections, framed, used)))


def _without(counted: set[Span], found: Iterable[Role]) -> Iterator[Role]:
    for role in found:
        if not (
            isinstance(role.value, Mention)
            and role.value.span in counted
            and role.property in {"staff", "contingent"}
        ):
            yield role


class _Maker:
    """Makes statements of one document, with the section that each stands in."""

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self._document = document
        self._sections = sections
        self._starts = [section.span.start for section in sections]

    def names(self, mentions: Sequence[Mention]) -> Iterator[Statement]:
        """Yield the first name of each mission."""
        seen: set[str] = set()
        for mention in mentions:
            if mention.label == "MISSION" and mention.value is not None and mention.value not in seen:
                seen.add(mention.value)
                yield self._made(
                    mention.value, "name", " ".join(mention.text.split()), mention.span, mention.rule
                )

    def types(self, found: Iterable[Typed]) -> Iterator[Statement]:
        for typed in found:
            yield self._made(typed.mission_id, "type", typed.type, typed.span, typed.rule)

    def host(self, mission_id: str, country: Mention, rule: str) -> Statement:
        return self._made(mission_id, "host_country", country.value or "", country.span, rule)

    def entry(self, entry: Entry) -> Statement:
        named = [m.span for m in entry.frame.mentions if m.label == "MISSION" or m.value == entry.country]
        ends = [entry.count.span, *named]
        what = "staff" if entry.country is None else "contingent"
        return self._made(
            entry.mission_id,
            what,
            entry.count.value or "",
            Span(min(span.start for span in ends), max(span.end for span in ends)),
            f"{what}.listed",
            lower=entry.count.lower,
            upper=entry.count.upper,
            unit=entry.country or entry.count.unit or "person",
        )

    def role(self, role: Role) -> Statement | None:
        """Make the statement of a role, or none where its value cannot bear it."""
        mission_id, rule, value = role.subject.mission_id, role.trigger.id, role.value
        if isinstance(value, str):
            return self._made(mission_id, role.property, value, role.evidence, rule, assertion=role.assertion)
        if value.value is None or not _bears(role, value):
            return None
        is_term = role.property == "mandate_end" and "/" in value.value
        is_staff = role.property == "staff"
        return self._made(
            mission_id,
            role.property,
            value.value.split("/")[1] if is_term else value.value,
            role.evidence,
            rule,
            assertion=role.assertion,
            lower=value.upper if is_term else value.lower,
            upper=value.upper,
            unit=role.unit or value.unit,
            basis=basis(role.frame, value) if is_staff else None,
            as_of=as_of(role.frame, value) if is_staff else None,
        )

    def types_of_gazetteer(self, statements: Sequence[Statement]) -> list[Statement]:
        """Let the gazetteer give the type of the missions whose text gives none, on the name's span."""
        typed = {s.mission_id for s in statements if s.property == "type"}
        names = [s for s in statements if s.property == "name" and s.mission_id not in typed]
        known = ((s, missions().get(s.mission_id)) for s in names)
        return [
            self._made(s.mission_id, "type", entry.type, s.span, f"gazetteer:{s.mission_id}")
            for s, entry in known
            if entry is not None and entry.type is not None
        ]

    def _made(
        self,
        mission_id: str,
        what: str,
        value: str,
        span: Span,
        rule: str,
        *,
        assertion: Assertion = "asserted",
        lower: str | None = None,
        upper: str | None = None,
        unit: str | None = None,
        basis: str | None = None,
        as_of: str | None = None,
    ) -> Statement:
        document = self._document.document_id
        key = "\0".join((document, mission_id, what, value, str(span.start), str(span.end), rule))
        return Statement(
            hashlib.sha256(key.encode()).hexdigest()[:24],
            mission_id,
            what,
            value,
            document,
            self._sections[bisect_right(self._starts, span.start) - 1].section_id,
            span,
            self._document.text[span.start : span.end],
            rule,
            _UNSCORED,
            lower,
            upper,
            unit,
            basis,
            as_of,
            assertion,
        )


def _bears(role: Role, value: Mention) -> bool:
    """Say whether the value can stand in the role: a launch is a point in time, a listed
    host is not ruled out by the gazetteer, a term has two ends."""
    if role.property == "launched":
        return value.lower is not None and "/" not in (value.value or "")
    if role.property == "mandate_end":
        return value.lower is not None and (role.trigger.id != "mandate.term" or "/" in (value.value or ""))
    entry = missions().get(role.subject.mission_id)
    if role.property == "host_country" and role.trigger.fallback:
        return entry is None or value.value in entry.hosts
    if role.trigger.listed:
        return entry is None or not entry.hosts or value.value in entry.hosts
    return True


def _without_idle_fallbacks(statements: Sequence[Statement]) -> list[Statement]:
    """Drop what fallback rules found of a property that another rule has found too."""
    fallbacks = {trigger.id for trigger in triggers() if trigger.fallback}
    told = {(s.mission_id, s.property) for s in statements if s.rule not in fallbacks}
    return [s for s in statements if s.rule not in fallbacks or (s.mission_id, s.property) not in told]


def _ranked_mandates(statements: Sequence[Statement]) -> list[Statement]:
    """Let the latest asserted end of a mission's mandate be its `mandate_end`, earlier ones extensions."""
    latest: dict[str, str] = {}
    for s in statements:
        if s.property == "mandate_end" and s.assertion == "asserted":
            latest[s.mission_id] = max(latest.get(s.mission_id, ""), s.upper or "")
    return [
        revised(s, property="mandate_extension")
        if s.property == "mandate_end" and (s.upper or "") < latest.get(s.mission_id, "")
        else s
        for s in statements
    ]


def _ranked_launches(statements: Sequence[Statement]) -> list[Statement]:
    """Let the day on which a mission went to work be its launch, that of its founding `established`."""
    worked = {s.mission_id for s in statements if s.property == "launched" and not _is_founding(s)}
    return [
        revised(s, property="established")
        if s.property == "launched" and s.mission_id in worked and _is_founding(s)
        else s
        for s in statements
    ]


def _is_founding(statement: Statement) -> bool:
    return not wordlist("founding_verbs").isdisjoint(statement.quote.lower().split())


def _without_duplicates(statements: Sequence[Statement]) -> list[Statement]:
    """Keep the first of the statements that say the same of a mission by the same rule in one section."""
    kept: dict[tuple[str | None, ...], Statement] = {}
    for s in sorted(statements, key=lambda s: s.span):
        kept.setdefault(
            (s.mission_id, s.property, s.value, s.section_id, s.rule, s.unit, s.basis, s.as_of), s
        )
    return list(kept.values())
