"""Releases of as many rows as wanted, generated in our own words, for the benchmark of the review pages."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from pipeline.acquire.snapshots import file_of, folder_of
from pipeline.comparison import compare_and_publish
from pipeline.fingerprint import fingerprint
from pipeline.model import (
    Confidence,
    Dataset,
    Document,
    LedgerEntry,
    Mention,
    Record,
    Section,
    Span,
    Statement,
)
from pipeline.places import store_of
from pipeline.publish import publish
from pipeline.read import read_text

ON_A_PAGE = 100
"""Statements of a document, a paragraph each."""
MISSIONS = 500
FIELDS = ("launched", "mandate_end", "established", "mandate_extension")
START = date(2000, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def two_releases(out: Path, *, statements: int, changes: int) -> None:
    """Publish two releases with so many statements in `out`, and so many changes between them."""
    step = max(statements // changes, 1)
    for day, altered in enumerate((0, step)):
        dataset = _dataset(statements, altered, store_of(out))
        publish(dataset, out, by=fingerprint(), published_at=MOMENT + timedelta(days=day))
    ids = sorted(path.name for path in (out / "releases").iterdir())
    latest = (out / "latest").resolve().name
    compare_and_publish(*sorted(ids, key=lambda name: name == latest), out=out)


def _dataset(n: int, altered: int, store: Path) -> Dataset:
    """Return the rows of a release; every statement whose number `altered` divides has a later date."""
    pages = [_page(range(first, min(first + ON_A_PAGE, n)), altered) for first in range(0, n, ON_A_PAGE)]
    for document, _ in pages:
        folder = folder_of(store, document.source_id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_of(document.document_id, document.media_type)).write_text(document.text)
    found = [statement for _, said in pages for statement in said]
    return Dataset(
        documents=tuple(document for document, _ in pages),
        sections=tuple(_section(document) for document, _ in pages),
        mentions=tuple(_mention(statement) for statement in found),
        statements=tuple(found),
        missions=tuple(_record(number) for number in range(MISSIONS)),
        claims=(),
        checks=(),
        ledger=tuple(_entry(statement) for statement in found),
    )


def _page(numbers: range, altered: int) -> tuple[Document, list[Statement]]:
    sentences = [_sentence(number, altered) for number in numbers]
    text = "\n\n".join(sentences) + "\n"
    name = f"page-{numbers.start}.txt"
    document = read_text(text, name=name)
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 2)
    spans = [Span(start, end - 2) for start, end in pairwise(starts)]
    return document, [
        _statement(document, number, span, altered) for number, span in zip(numbers, spans, strict=True)
    ]


def _sentence(number: int, altered: int) -> str:
    return f"Mission {number % MISSIONS} went to work in place {number} on {_day(number, altered)}."


def _day(number: int, altered: int) -> str:
    later = 400 if altered and number % altered == 0 else 0
    return (START + timedelta(days=number % 7000 + later)).isoformat()


def _statement(document: Document, number: int, span: Span, altered: int) -> Statement:
    value = _day(number, altered)
    return Statement(
        statement_id=hashlib.sha256(f"{number} {value}".encode()).hexdigest()[:24],
        mission_id=f"Mission {number % MISSIONS}",
        property=FIELDS[number // MISSIONS % len(FIELDS)],
        value=value,
        document_id=document.document_id,
        section_id="s0",
        span=span,
        quote=document.text[span.start : span.end],
        rule=f"generated.{number % 300}",
        confidence=Confidence(0.5 + number % 500 / 1000, (("base", 10.0), ("rule", 0.9))),
        lower=value,
        upper=value,
        status="review" if number % 3 == 0 else "accepted",
        selected=number // MISSIONS < len(FIELDS) or number % 5 == 0,
    )


def _section(document: Document) -> Section:
    span = Span(0, len(document.text))
    return Section(document.document_id, "s0", 0, None, "preamble", None, span, "whole")


def _mention(s: Statement) -> Mention:
    span = Span(s.span.end - 11, s.span.end - 1)
    return Mention(
        s.document_id, "s0", f"m{s.statement_id}", "DATE", span, s.value, s.value, s.rule, s.confidence
    )


def _entry(s: Statement) -> LedgerEntry:
    span = Span(s.span.end - 11, s.span.end - 1)
    return LedgerEntry(s.document_id, "s0", "DATE", span, s.value, s.rule, statements=(s.statement_id,))


def _record(number: int) -> Record:
    begun, ended = START + timedelta(days=number * 10), START + timedelta(days=number * 10 + 1500)
    return Record(
        mission_id=f"Mission {number}",
        name=f"Mission {number}",
        acronym=None,
        organisation="EU",
        kind="mission",
        provisional=False,
        type="civilian",
        status="ended",
        host_countries=(("MLI", "SOM", "XKX", "UKR", "LBY")[number % 5],),
        launched=begun.isoformat(),
        launched_earliest=begun.isoformat(),
        launched_latest=begun.isoformat(),
        mandate_end=ended.isoformat(),
        mandate_end_earliest=ended.isoformat(),
        mandate_end_latest=ended.isoformat(),
        staff=None,
        staff_lower=None,
        staff_upper=None,
        predecessor=None,
        successor=None,
        wikidata_id=None,
        confidence=0.9,
        needs_review=True,
    )
