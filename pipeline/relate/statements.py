"""Makes the statements of a document, each with its evidence and the section that it stands in."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pipeline.model import Assertion, Confidence, Document, Mention, Section, Span, Statement
from pipeline.normalise.dates import Edtf, ends_of
from pipeline.relate.lists import Entry
from pipeline.relate.roles import Role
from pipeline.relate.staff import (
    as_of,
    assertion,
    basis,
    is_of_one_country,
    is_of_others,
    own_country,
    sender,
)
from pipeline.relate.tables import Cell
from pipeline.relate.terms import end_of_term
from pipeline.relate.types import Typed
from pipeline.rulebook import missions

_UNSCORED: Final = Confidence(0.0)
_INVERSE: Final = {"predecessor": "successor", "successor": "predecessor"}


class Statements:
    """Makes statements of one document, with the section that each stands in."""

    def __init__(
        self,
        document: Document,
        sections: Sequence[Section],
        contributor: str | None = None,
        senders: Mapping[int, str | None] | None = None,
    ) -> None:
        self._document = document
        self._contributor = contributor
        self._senders = senders or {}
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

    def day(self, mission_id: str, what: str, date: Mention) -> Statement:
        rule = "launched.nearby" if what == "launched" else "mandate.nearby"
        return self._made(
            mission_id, what, date.value or "", date.span, rule, lower=date.lower, upper=date.upper
        )

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

    def cell(self, cell: Cell) -> Statement | None:
        """Make the statement of a table's cell, or none where the value cannot be read."""
        value = cell.value
        if value.value is None or (value.label == "DATE" and value.lower is None):
            return None
        lower, upper, said = value.lower, value.upper, value.value
        if "/" in said and value.label == "DATE":
            end = ends_of(said)[cell.property == "mandate_end"]
            if end.lower is None or end.upper is None:
                return None
            lower, upper, said = end.lower.isoformat(), end.upper.isoformat(), end.value
        return self._made(
            cell.mission_id,
            "staff" if cell.property == "whole" else cell.property,
            said,
            cell.row,
            "table.column",
            lower=lower,
            upper=upper,
            unit=cell.unit,
        )

    def role(self, role: Role) -> Statement | None:
        """Make the statement of a role, or none where its value cannot bear it."""
        mission_id, rule, value = role.subject.mission_id, role.trigger.id, role.value
        if isinstance(value, str):
            return self._made(mission_id, role.property, value, role.evidence, rule, assertion=role.assertion)
        if value.value is None or not _bears(role, value) or is_of_others(role, value):
            return None
        if role.length is not None:
            end = end_of_term(value, role.length)
            return None if end is None else self._dated(role, end)
        if "/" in value.value and role.property in {"launched", "mandate_end"}:
            return self._dated(role, ends_of(value.value)[role.property == "mandate_end"])
        is_staff = role.property == "staff"
        contributor = self._senders.get(id(role.frame.block)) or self._contributor
        country = (own_country(role, value) or sender(role, value, contributor)) if is_staff else None
        if is_staff and country is None and is_of_one_country(role, value):
            return None
        return self._made(
            mission_id,
            role.property if country is None else "contingent",
            value.value,
            role.evidence,
            rule,
            assertion=assertion(role, value) if is_staff else role.assertion,
            lower=value.lower,
            upper=value.upper,
            unit=country or role.unit or value.unit,
            basis=basis(role.frame, value) if is_staff and country is None else None,
            as_of=as_of(role.frame, value) if is_staff and country is None else None,
        )

    def _dated(self, role: Role, date: Edtf) -> Statement:
        """Make the statement of a role whose date is one end of what is written, or is counted from it."""
        return self._made(
            role.subject.mission_id,
            role.property,
            date.value,
            role.evidence,
            role.trigger.id,
            assertion=role.assertion,
            lower=date.lower.isoformat() if date.lower is not None else None,
            upper=date.upper.isoformat() if date.upper is not None else None,
        )

    def inverses(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield for each predecessor that mission's successor, and the other way round."""
        for s in statements:
            if s.property in _INVERSE:
                yield self._made(
                    s.value, _INVERSE[s.property], s.mission_id, s.span, s.rule, assertion=s.assertion
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
    host is not ruled out by the gazetteer, a term has two ends, no mission follows itself."""
    if role.property == "launched":
        return value.lower is not None and role.trigger.interval == ("/" in (value.value or ""))
    if role.property == "mandate_end":
        return value.lower is not None
    if value.label == "MISSION":
        return value.value != role.subject.mission_id
    entry = missions().get(role.subject.mission_id)
    if role.property == "host_country" and role.trigger.fallback:
        return entry is None or value.value in entry.hosts
    if role.trigger.listed:
        return entry is None or not entry.hosts or value.value in entry.hosts
    return True
