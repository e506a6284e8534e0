"""Supplies the year that a date leaves out, from another date of the same text and from nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Document, Found, Span
from pipeline.normalise.dateline import dateline
from pipeline.normalise.dates import Edtf, read_date, year_of
from pipeline.rulebook import role_hint, wordlist
from pipeline.sentences import holding, sentences

_LOOK_BACK = 12
_MONTHS = 12
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

    A date takes the year that the words behind it tell ('March of that year'), else that of the last full
    date before it, else of the next one in its own sentence, else the only year that the text speaks of; the
    source is a date that has its year written, though dates completed from it may stand between.
    Terms ('until 14 June 2016', 'since 2003') say nothing of when the text plays and are passed over; a date
    after 'since' does not come after the date that it takes its year from.
    Where the page is dated, that date is the source, unless the sentence or the block gives a nearer one.
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
        if edtf.lower is None and word not in wordlist("yearly"):
            sentence = holding(spans, each.span.start) or each.span
            said = role_hint("which_year").match(document.text, each.span.end)
            told = (
                _of_said(said, known, page)
                if said is not None and (page is not None or said["this"] is None)
                else _of_another(document, sentence, dates[i:], (known, page, only))
            )
            if told is None or told.year is None:
                continue
            origin = told.source
            years[each.span] = told
            edtf = read_date(each.reading, each.text, told.year) or edtf
        is_past = word in wordlist("past_prepositions")
        if year_of(edtf.value) is not None and not (is_past and origin != each.span):
            is_term = (is_past or word in wordlist("term_prepositions")) and "/" not in edtf.value
            known.append(_Dated(origin, edtf, is_term))
    return years


def _of_said(said: re.Match[str], known: Sequence[_Dated], page: _Dated | None) -> Completed | None:
    """Return the year that the words behind a date tell: this or last year's of the page, or 'that year'."""
    if said["that"] is None:
        step = 0 if said["this"] is not None else -1
        return Completed((year_of(page.edtf.value) or 0) + step, page.span) if page is not None else None
    meant = next((dated for dated in reversed(known) if not dated.is_term), known[-1] if known else None)
    return Completed(year_of(meant.edtf.value.split("/")[-1]), meant.span) if meant is not None else None


def _of_another(
    document: Document,
    sentence: Span,
    dates: Sequence[Found],
    others: tuple[Sequence[_Dated], _Dated | None, _Dated | None],
) -> Completed | None:
    """Return the year that another date supplies to the first of `dates`."""
    each, (known, page, only) = dates[0], others
    edtf = read_date(each.reading, each.text)
    word = _word_before(document.text, each.span.start)
    is_ahead = role_hint("ahead").search(document.text, sentence.start, each.span.start) is not None
    if page is not None and each.span.start >= page.span.end:
        is_of_page = is_ahead or word in wordlist("end_prepositions") or word in wordlist("past_prepositions")
        stretch = sentence if is_of_page else _block(document, each)
        known = [page, *(dated for dated in known if _is_near(dated, page, sentence, stretch))]
    source = _source(document, sentence, dates[1:], known, each) or only
    if source is None or edtf is None:
        return None
    year = _year(edtf, source, word, is_page=page is not None and source.span == page.span, is_ahead=is_ahead)
    return Completed(year, source.span)


def _of_page(document: Document, dates: Sequence[Found]) -> _Dated | None:
    """Return the date that the page gives itself."""
    read = {each.span: edtf for each in dates if (edtf := read_date(each.reading, each.text)) is not None}
    day = dateline(
        document.text, (span for span, edtf in read.items() if edtf.lower and edtf.lower == edtf.upper)
    )
    return _Dated(day, read[day], is_term=False) if day is not None else None


def _is_near(dated: _Dated, page: _Dated, sentence: Span, stretch: Span) -> bool:
    """Say whether a date of the sentence, or of the stretch, tells of the same time as what stands there."""
    if dated.span.start >= sentence.start:
        return True
    is_exact = len(dated.edtf.value) > len("2013")
    return dated.span.start >= stretch.start and is_exact and dated.edtf.value <= page.edtf.value


def _block(document: Document, each: Found) -> Span:
    after = bisect_right(document.blocks, each.span.start, key=lambda block: block.span.start)
    return document.blocks[after - 1].span


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
    while words and words[-1] in wordlist("date_leads"):
        words.pop()
    return words[-1] if words else ""


def _source(
    document: Document,
    sentence: Span,
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
    for other in following:
        edtf = read_date(other.reading, other.text)
        if other.span.start >= sentence.end:
            break
        is_past = _word_before(document.text, other.span.start) in wordlist("past_prepositions")
        if edtf is not None and year_of(edtf.value) is not None and not is_past:
            return _Dated(other.span, edtf, is_term=False)
    return known[-1] if known else None


def _coordinate(text: str, each: Found, following: Sequence[Found]) -> _Dated | None:
    """Return the full date that closes an enumeration ('July and October 2006') that `each` is part of."""
    if not following:
        return None
    if text[each.span.end : following[0].span.start].strip() not in wordlist("row_of_dates"):
        return None
    edtf = read_date(following[0].reading, following[0].text)
    return (
        _Dated(following[0].span, edtf, is_term=False)
        if edtf is not None and year_of(edtf.value) is not None
        else None
    )


def _year(edtf: Edtf, source: _Dated, word: str, *, is_page: bool = False, is_ahead: bool = False) -> int:
    """Return the last year of the source, or the one beside it where that lies on the wrong side of it.

    After 'since' a date is not later than its source. Where that is the page's own, a date after 'until' is
    not earlier, and one more than half a year later is of the year before, unless it is told as ahead.
    """
    year = year_of(source.edtf.value.split("/")[-1]) or 0
    months = int(edtf.value[5:7]) - (source.edtf.upper.month if source.edtf.upper is not None else _MONTHS)
    if word in wordlist("past_prepositions"):
        return year - (months > 0)
    if not is_page:
        return year
    if word in wordlist("end_prepositions"):
        return year + (months < 0)
    return year - (months > _MONTHS // 2 and not is_ahead)
