"""Relation: mentions to statements about missions and to claims about the document's subject as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.model import Claim, Document, Mention, Section, Span, Statement, revised
from pipeline.relate.claims import claims
from pipeline.relate.days import days_nearby
from pipeline.relate.frames import frames
from pipeline.relate.hosts import hosts_in_names, hosts_nearby
from pipeline.relate.lists import (
    contributions,
    contributor,
    entries,
    is_on_forces,
    leading_senders,
)
from pipeline.relate.roles import DATED, Role, roles
from pipeline.relate.statements import Statements
from pipeline.relate.subjects import is_line, topics
from pipeline.relate.tables import cells, types_in_columns
from pipeline.relate.types import Typed, types_above, types_in_headings, types_in_names
from pipeline.rulebook import triggers, wordlist


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
    sender = contributor(framed)
    make = Statements(document, sections, sender, leading_senders(framed))
    spoken_of = topics(framed, mentions)
    is_of_sender = sender is not None or is_on_forces(document)
    found_cells = list(cells(document, mentions, is_of_sender=is_of_sender))
    told = [cell for cell in found_cells if cell.property != "staff"]
    counts = {cell.value.span for cell in found_cells if cell.property == "staff"}
    sent = {cell.value.span for cell in told if cell.property == "contingent"}
    listed = [
        *entries([f for f in framed if sent.isdisjoint(m.span for m in f.mentions)], counts, sender),
        *contributions(document, framed, spoken_of),
    ]
    counted = {entry.count.span for entry in listed} | {cell.value.span for cell in told}
    found = [
        role
        for role in _without(counted, roles(framed, spoken_of))
        if not (is_of_sender and spoken_of.only is None and _is_of_contingent(role))
    ]
    statements = [
        *make.names(mentions),
        *make.types(_types(document, sections, mentions)),
        *(make.host(mission, country, "host.in-name") for mission, country in hosts_in_names(framed)),
        *(make.entry(entry) for entry in listed),
        *(statement for cell in told if (statement := make.cell(cell)) is not None),
        *(statement for role in found if (statement := make.role(role)) is not None),
    ]
    statements = _without_idle_fallbacks([*statements, *make.inverses(statements)])
    hosted = {s.mission_id for s in statements if s.property == "host_country"}
    statements += [
        make.host(mission, country, "host.nearby")
        for mission, country in hosts_nearby(framed, hosted, spoken_of.only)
    ]
    dated = {(s.mission_id, s.property) for s in statements if s.property in DATED}
    statements += [make.day(*found) for found in days_nearby(framed, spoken_of, dated)]
    statements = _without_duplicates(_ranked_launches(_ranked_mandates(_without_rough(statements))))
    statements += make.types_of_gazetteer(statements)
    used = counted | {role.value.span for role in found if isinstance(role.value, Mention)}
    ordered = sorted(statements, key=lambda s: (s.span, s.mission_id, s.property, s.statement_id))
    totals = (
        claims(document, sections, framed, used) if sender is None else ()
    )  # of one country they are none
    return Relations(tuple(ordered), tuple(totals))


def _is_of_contingent(role: Role) -> bool:
    """Say whether a date stands in a line that no mission is named in or above ('Term: 1 January 2021')."""
    is_guess = role.subject.means == "topic" and role.frame.section.mission_id is None
    return role.property in DATED and is_guess and is_line(role.frame)


def _types(document: Document, sections: Sequence[Section], mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the types that headings, names and columns give."""
    yield from types_in_headings(document, sections)
    yield from types_above(document, mentions)
    yield from types_in_names(document, mentions)
    yield from types_in_columns(document, mentions)


def _without(counted: set[Span], found: Iterable[Role]) -> Iterator[Role]:
    for role in found:
        if not (
            isinstance(role.value, Mention)
            and role.value.span in counted
            and role.property in {"staff", "contingent"}
        ):
            yield role


def _without_idle_fallbacks(statements: Sequence[Statement]) -> list[Statement]:
    """Drop what fallback rules found of a property that another rule has found too."""
    fallbacks = {trigger.id for trigger in triggers() if trigger.fallback}
    told = {_told_of(s) for s in statements if s.rule not in fallbacks}
    return [s for s in statements if s.rule not in fallbacks or _told_of(s) not in told]


def _told_of(s: Statement) -> tuple[str, str, str | None]:
    """Return what a statement tells of: a mission's property, of contingents that of one country."""
    return s.mission_id, s.property, s.unit if s.property == "contingent" else None


def _without_rough(statements: Sequence[Statement]) -> list[Statement]:
    """Drop the launches and ends that another statement gives more exactly ('2027' for 31 May 2027)."""
    dated = [s for s in statements if s.property in DATED and s.assertion == "asserted"]
    told: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for s in dated:
        told[s.mission_id, s.property].add(_bounds(s))
    rough = {s.statement_id for s in dated if _is_rough(_bounds(s), told[s.mission_id, s.property])}
    return [s for s in statements if s.statement_id not in rough]


def _is_rough(bounds: tuple[str, str], told: Iterable[tuple[str, str]]) -> bool:
    """Say whether a shorter time within `bounds` is told too."""
    return any(bounds != other and bounds[0] <= other[0] and other[1] <= bounds[1] for other in told)


def _bounds(s: Statement) -> tuple[str, str]:
    return s.lower or "", s.upper or ""


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
    """Let the day on which a mission went to work be its launch, that of its founding `established`.

    A launch goes before the start of its operational phase, which then is `operational`.
    """
    kinds = {
        s.statement_id: _kind_of_launch(s)
        for s in statements
        if s.property == "launched" and s.assertion == "asserted"
    }
    told = {(s.mission_id, kinds.get(s.statement_id)) for s in statements}
    return [_ranked_launch(s, kinds.get(s.statement_id), told) for s in statements]


def _ranked_launch(statement: Statement, kind: str | None, told: set[tuple[str, str | None]]) -> Statement:
    is_launched = (statement.mission_id, "launched") in told
    if kind == "established" and (is_launched or (statement.mission_id, "operational") in told):
        return revised(statement, property=kind)
    return revised(statement, property=kind) if kind == "operational" and is_launched else statement


def _kind_of_launch(statement: Statement) -> str:
    """Say which event the evidence of a launch tells: `established`, `operational` or `launched`."""
    kinds = _kinds_of_launch()
    told = [kinds[word] for word in statement.quote.lower().split() if word in kinds]
    if told[-1:] == ["launched"] and "operational" in told:  # 'the operational phase began'
        return "operational"
    return told[-1] if told else "launched"


@cache
def _kinds_of_launch() -> dict[str, str]:
    lists = {"established": "founding_verbs", "operational": "operational", "launched": "launching_verbs"}
    return {word: kind for kind, name in lists.items() for word in wordlist(name)}


def _without_duplicates(statements: Sequence[Statement]) -> list[Statement]:
    """Keep the first of the statements that say the same of a mission by the same rule in one section."""
    kept: dict[tuple[str | None, ...], Statement] = {}
    for s in sorted(statements, key=lambda s: s.span):
        kept.setdefault(
            (s.mission_id, s.property, s.value, s.section_id, s.rule, s.unit, s.basis, s.as_of), s
        )
    return list(kept.values())
