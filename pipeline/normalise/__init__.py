"""Normalisation: the spans that were found to mentions with values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from pipeline.model import Confidence, Document, Found, Label, Mention, Span
from pipeline.normalise.dates import read_date, read_duration, read_relative
from pipeline.normalise.evidence import Link
from pipeline.normalise.missions import link
from pipeline.normalise.numbers import read_count
from pipeline.normalise.years import Completed, missing_years

_UNSCORED: Final = Confidence(0.0)


def normalise(document: Document, found: Sequence[Found]) -> tuple[Mention, ...]:
    """Return a mention for each span, in order; section and confidence are left to later stages.

    A MISSION span that names no mission (a description, an office) is no mention. What cannot be
    read is kept with a null value.
    """
    links = link(document, found)
    years = missing_years(document, found)
    mentions = (_mention(document, each, links, years) for each in found if each.label != "NONE")
    return tuple(mention for mention in mentions if mention is not None)


def _mention(
    document: Document, found: Found, links: dict[Span, Link], years: dict[Span, Completed]
) -> Mention | None:
    if found.label == "MISSION":
        linked = links.get(found.span)
        return None if linked is None else _made(document, found, linked.mission_id, rule=linked.rule)
    if found.label == "DATE":
        return _date(document, found, years.get(found.span))
    if found.label == "STAFF":
        return _staff(document, found)
    if found.label == "DURATION":
        return _made(document, found, read_duration(found.text))
    if found.label == "RELATIVE_DATE":
        today = document.retrieved_at
        return _made(document, found, read_relative(found.text, today.date()) if today is not None else None)
    return _made(document, found, found.ids[0])


def _date(document: Document, found: Found, completed: Completed | None) -> Mention:
    missing = () if completed is None else (completed.year, completed.month)
    edtf = read_date(found.reading, found.text, *missing)
    if edtf is None:
        return _made(document, found, None)
    lower = edtf.lower.isoformat() if edtf.lower is not None else None
    upper = edtf.upper.isoformat() if edtf.upper is not None else None
    source = completed.source if completed is not None else None
    return _made(document, found, edtf.value, lower=lower, upper=upper, completed_from=source)


def _staff(document: Document, found: Found) -> Mention:
    count = read_count(found.reading, found.text)
    if count is None:
        return _made(document, found, None)
    return _made(document, found, count.value, lower=count.lower, upper=count.upper, unit=count.unit)


def _made(
    document: Document,
    found: Found,
    value: str | None,
    *,
    rule: str | None = None,
    lower: str | None = None,
    upper: str | None = None,
    unit: str | None = None,
    completed_from: Span | None = None,
) -> Mention:
    return Mention(
        document.document_id,
        "",
        f"{document.document_id[:16]}:{found.label}:{found.span.start}-{found.span.end}",
        cast(Label, found.label),
        found.span,
        document.text[found.span.start : found.span.end],
        value,
        rule or found.rule,
        _UNSCORED,
        lower,
        upper,
        unit,
        completed_from,
    )
