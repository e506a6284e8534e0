"""Supplies the year that a date leaves out, from another date of the same text and from nowhere else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Document, Found, Span
from pipeline.normalise.dateline import dateline
from pipeline.normalise.dates import Edtf, read_date, year_of
from pipeline.rulebook import wordlist
from pipeline.sentences import holding, sentences

_LOOK_BACK = 12
_FULL_DAY = len("2013-02-18")


@dataclass(frozen=True, slots=True)
class Completed:
    """A year, with the month where that is missing too, and the span of the date that supplied them."""

    year: int | None
    source: Span
    month: int | None = None


@dataclass(frozen=True, slots=True)
class _Dated:
    span: Span
    edtf: Edtf
    is_term: bool


def missing_years(document: Document, found: Sequence[Found]) -> dict[Span, Completed]:
    """Return the completion of each DATE span that is written without a year and can have one.

    A date takes the year of the last full date before it, else of the next one in its own sentence, else
    the only year that the text speaks of; the source is a date that has its year written,
    though dates completed from it may stand between.
    Terms ('until 14 June 2016', 'from 1 January 2003') say nothing of when the text plays and are
    passed over; a date after 'since' does not come after the date that it takes its year from.
    """
    dates = [each for each in found if each.label == "DATE"]
    years = _of_dates(document, dates) if any(_is_yearless(each) for each in dates) else {}
    return years | _of_days(dates, years)


def _of_days(dates: Sequence[Found], years: dict[Span, Completed]) -> dict[Span, Completed]:
    """Return month and year for each day that stands alone ('3 and 4 May 2021'), from the next full date."""
    completed: dict[Span, Completed] = {}
    full: Found | None = None
    for each in reversed(dates):
        if each.reading != "day":
            full = each
            continue
        edtf = read_date(full.reading, full.text) if full is not None else None
        if full is not None and edtf is not None and edtf.value[5:7].isdigit():
            known = years.get(full.span)
            year = year_of(edtf.value) if known is None else known.year
            completed[each.span] = Completed(year, full.span, int(edtf.value[5:7]))
    return completed


def _of_dates(document: Document, dates: Sequence[Found]) -> dict[Span, Completed]:
    spans, years = sentences(document), dict[Span, Completed]()
    known: list[_Dated] = []
    only = _only_year(dates)
    page = _of_page(document, dates)
    for i, each in enumerate(dates):
        edtf = read_date(each.reading, each.text)
        if edtf is None:
            continue
        word, origin = _word_before(document.text, each.span.start), each.span
        if edtf.lower is None:
            source = (
                _source(document, spans, dates[i + 1 :], _at_hand(document, known, page, each), each) or only
            )
            if source is None:
                continue
            origin = source.span
            years[each.span] = Completed(_year(edtf, source, word), origin)
            edtf = read_date(each.reading, each.text, years[each.span].year) or edtf
        is_past = origin != each.span and word in wordlist("past_prepositions")
        if year_of(edtf.value) is not None and not is_past:
            is_term = word in wordlist("term_prepositions") and "/" not in edtf.value
            known.append(_Dated(origin, edtf, is_term))
    return years


def _of_page(document: Document, dates: Sequence[Found]) -> _Dated | None:
    """Return the date that the page gives itself."""
    read = {each.span: edtf for each in dates if (edtf := read_date(each.reading, each.text)) is not None}
    day = dateline(
        document.text, (span for span, edtf in read.items() if edtf.lower and edtf.lower == edtf.upper)
    )
    return _Dated(day, read[day], is_term=False) if day is not None else None


def _at_hand(
    document: Document, known: Sequence[_Dated], page: _Dated | None, each: Found
) -> Sequence[_Dated]:
    """Return the dates that may supply a year: those before, or, where the page is dated, in its block."""
    if page is None or each.span.start < page.span.end:
        return known
    after = bisect_right(document.blocks, each.span.start, key=lambda block: block.span.start)
    start = document.blocks[after - 1].span.start
    return [page, *(dated for dated in known if dated.span.start >= start)]


def _only_year(dates: Sequence[Found]) -> _Dated | None:
    """Return the first date of a text that speaks of one year alone, in a full day or more than once."""
    read = ((each.span, read_date(each.reading, each.text)) for each in dates)
    dated = [_Dated(span, edtf, is_term=False) for span, edtf in read if edtf is not None and edtf.lower]
    years = {day.year for each in dated for day in (each.edtf.lower, each.edtf.upper) if day is not None}
    is_told = len(dated) > 1 or any(len(each.edtf.value) == _FULL_DAY for each in dated)
    return dated[0] if is_told and len(years) == 1 else None


def _is_yearless(found: Found) -> bool:
    edtf = read_date(found.reading, found.text)
    return edtf is not None and edtf.lower is None


def _word_before(text: str, start: int) -> str:
    words = text[max(start - _LOOK_BACK, 0) : start].lower().split()
    while words and words[-1] in {"the", "of", "end"}:
        words.pop()
    return words[-1] if words else ""


def _source(
    document: Document,
    spans: tuple[Span, ...],
    following: Sequence[Found],
    known: Sequence[_Dated],
    each: Found,
) -> _Dated | None:
    coordinate = _coordinate(document.text, each, following)
    if coordinate is not None:
        return coordinate
    before = next((dated for dated in reversed(known) if not dated.is_term), None)
    if before is not None:
        return before
    sentence = holding(spans, each.span.start)
    for other in following:
        edtf = read_date(other.reading, other.text)
        if sentence is None or other.span.start >= sentence.end:
            break
        is_past = _word_before(document.text, other.span.start) in wordlist("past_prepositions")
        if edtf is not None and year_of(edtf.value) is not None and not is_past:
            return _Dated(other.span, edtf, is_term=False)
    return known[-1] if known else None


def _coordinate(text: str, each: Found, following: Sequence[Found]) -> _Dated | None:
    """Return the full date that closes an enumeration ('July and October 2006') that `each` is part of."""
    if not following or text[each.span.end : following[0].span.start].strip() not in {
        "and",
        "or",
        "to",
        ",",
        "and in",
    }:
        return None
    edtf = read_date(following[0].reading, following[0].text)
    return (
        _Dated(following[0].span, edtf, is_term=False)
        if edtf is not None and year_of(edtf.value) is not None
        else None
    )


def _year(edtf: Edtf, source: _Dated, word: str) -> int:
    """Return the last year of the source, or the one before where 'since' would else point past it."""
    year = year_of(source.edtf.value.split("/")[-1]) or 0
    month = int(edtf.value[5:7])
    is_after = source.edtf.upper is not None and month > source.edtf.upper.month
    return year - 1 if word in wordlist("past_prepositions") and is_after else year
