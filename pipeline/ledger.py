"""The ledger: each mention and number of a text, with the statements that rest on it, or why none does."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.model import (
    Claim,
    Document,
    Extraction,
    Found,
    Kind,
    LedgerEntry,
    Mention,
    Reason,
    Section,
    Span,
    Statement,
)
from pipeline.rulebook import token_classes


class _Item(NamedTuple):
    """A mention, or a number outside of all mentions, whose value is then its text."""

    span: Span
    kind: Kind
    text: str
    value: str | None
    rule: str | None
    is_inside: bool


def ledger(extraction: Extraction) -> tuple[LedgerEntry, ...]:
    """Return an entry for each mention, and for each number that lies in none, in the order of the text."""
    document, sections = extraction.document, extraction.sections
    items = _items(document.text, extraction.mentions, extraction.ruled_out)
    uses = _uses(items, extraction.statements, sections)
    claimed = _claimed(items, extraction.claims)
    reasons = _reasons(document, items, sections, uses)
    starts = [section.span.start for section in sections]
    return tuple(
        LedgerEntry(
            document.document_id,
            sections[bisect_right(starts, item.span.start) - 1].section_id,
            item.kind,
            item.span,
            item.text,
            item.rule,
            tuple(uses.get(i, ())),
            claimed.get(i),
            None if i in uses or i in claimed else reasons[i],
        )
        for i, item in enumerate(items)
    )


def _items(text: str, mentions: Sequence[Mention], ruled_out: Sequence[Found]) -> list[_Item]:
    items: list[_Item] = []
    end = 0
    for m in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        items.append(_Item(m.span, m.label, m.text, m.value, m.rule, m.span.end <= end))
        end = max(end, m.span.end)
    items += _numbers(text, items, ruled_out)
    return sorted(items, key=lambda item: (item.span, item.kind))


def _numbers(text: str, taken: Sequence[_Item], ruled_out: Sequence[Found]) -> Iterator[_Item]:
    """Yield the numbers that lie in no mention, with the false-positive rule that says what they are not."""
    starts = [item.span.start for item in taken]
    ends = [0]
    for item in taken:
        ends.append(max(ends[-1], item.span.end))
    for number in _number().finditer(text):
        span = Span(*number.span())
        if ends[bisect_left(starts, span.end)] <= span.start:
            rule = next(
                (f.rule for f in ruled_out if f.span.start < span.end and span.start < f.span.end), None
            )
            yield _Item(span, "NUMBER", number.group(), number.group(), rule, False)


@cache
def _number() -> re.Pattern[str]:
    """Return what a number looks like: digits with their separators, or a word for two and more."""
    word = token_classes()["NUMBERWORD"].regex
    words = "" if word is None else rf"|\b{word.pattern}\b"
    return re.compile(rf"\d+(?:[.,]\d+)*{words}")


def _uses(
    items: Sequence[_Item], statements: Sequence[Statement], sections: Sequence[Section]
) -> dict[int, list[str]]:
    """Return the ids of the statements that rest on each item, by its place in `items`."""
    uses: dict[int, list[str]] = defaultdict(list)
    starts = [item.span.start for item in items]
    headings = _headings(items, sections)
    for s in statements:
        inside = range(bisect_left(starts, s.span.start), bisect_left(starts, s.span.end))
        used = [i for i in inside if items[i].span.end <= s.span.end and _bears(items[i], s)]
        if not any(items[i].kind == "MISSION" for i in used):
            used += headings.get((s.section_id, s.mission_id), [])
        for i in used:
            uses[i].append(s.statement_id)
    return uses


def _bears(item: _Item, s: Statement) -> bool:
    """Say whether an item in the evidence is the statement's subject, its value or a part of that."""
    match item.kind:
        case "MISSION":
            return item.value in {s.mission_id, s.value}
        case "NUMBER":
            return item.text in s.value
        case "DURATION" if s.property == "mandate_end":
            return True
        case _:
            parts = () if item.value is None else item.value.split("/")
            return item.value in {s.value, s.unit, s.as_of} or s.value in parts


def _headings(items: Sequence[_Item], sections: Sequence[Section]) -> dict[tuple[str, str | None], list[int]]:
    """Return the names in the heading of each mission's section: the subject of what names none."""
    starts = [item.span.start for item in items]
    return {
        (section.section_id, section.mission_id): [
            i
            for i in range(
                bisect_left(starts, section.heading.start), bisect_left(starts, section.heading.end)
            )
            if items[i].kind == "MISSION" and items[i].value == section.mission_id
        ]
        for section in sections
        if section.mission_id is not None and section.heading is not None
    }


def _claimed(items: Sequence[_Item], claims: Sequence[Claim]) -> dict[int, str]:
    """Return what the claim says that each item is part of, by its place in `items`."""
    starts = [item.span.start for item in items]
    return {
        i: claim.what
        for claim in claims
        for i in range(bisect_left(starts, claim.span.start), bisect_left(starts, claim.span.end))
        if items[i].span.end <= claim.span.end
    }


def _reasons(
    document: Document, items: Sequence[_Item], sections: Sequence[Section], uses: Mapping[int, object]
) -> list[Reason]:
    """Return why nothing would rest on each item, if nothing does."""
    blocks = [block.span.start for block in document.blocks]
    starts = [section.span.start for section in sections]
    naming = {bisect_right(blocks, item.span.start) for item in items if item.kind == "MISSION"}
    told = {(items[i].kind, items[i].value) for i in uses}

    def reason(item: _Item) -> Reason:
        if item.kind == "NUMBER":
            return "no kind" if item.rule is None else "ruled out"
        if item.value is None:
            return "unread"
        if (item.kind, item.value) in told:
            return "said before"
        if item.is_inside:
            return "in a name"
        section = sections[bisect_right(starts, item.span.start) - 1]
        is_told_of = section.mission_id is not None or bisect_right(blocks, item.span.start) in naming
        return "no role" if is_told_of else "no mission"

    return [reason(item) for item in items]
