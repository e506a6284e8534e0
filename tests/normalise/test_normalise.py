"""Normalisation as a whole: every span keeps its text, and what cannot be read is kept without value."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.model import Label, Mention
from pipeline.normalise import normalise
from pipeline.read import read_text
from pipeline.recognise import recognise

TEXT = "EUTM Mali was launched on 18 February 2013 for two years with up to 300 staff in the Sahel."


def mentions(text: str, *, date: datetime | None = None) -> list[Mention]:
    document = read_text(text, date=date)
    return list(normalise(document, recognise(document)))


def first(text: str, label: Label, *, date: datetime | None = None) -> Mention:
    return next(each for each in mentions(text, date=date) if each.label == label)


def test_each_label_has_its_value() -> None:
    assert {(each.label, each.value) for each in mentions(TEXT)} == {
        ("MISSION", "EUTM Mali"),
        ("COUNTRY", "MLI"),
        ("DATE", "2013-02-18"),
        ("DURATION", "P2Y"),
        ("STAFF", "300"),
        ("REGION", "Sahel"),
    }


def test_the_text_of_a_mention_is_its_span() -> None:
    assert all(TEXT[each.span.start : each.span.end] == each.text for each in mentions(TEXT))


def test_mentions_have_ids_of_their_own() -> None:
    ids = [each.mention_id for each in mentions(TEXT)]

    assert len(set(ids)) == len(ids)


def test_a_date_carries_its_first_and_last_day() -> None:
    found = first("It opened in December 2014.", "DATE")

    assert (found.lower, found.upper) == ("2014-12-01", "2014-12-31")


def test_a_count_carries_bounds_and_unit() -> None:
    found = first(TEXT, "STAFF")

    assert (found.lower, found.upper, found.unit) == (None, "300", "staff")


def test_an_impossible_day_is_kept_without_value() -> None:
    found = first("It closed on 31 February 2012.", "DATE")

    assert (found.text, found.value, found.lower) == ("31 February 2012", None, None)


def test_a_relative_date_without_a_date_of_the_document_stays_unread() -> None:
    assert first("It was widened last year.", "RELATIVE_DATE").value is None


def test_a_relative_date_is_read_against_the_date_of_the_document() -> None:
    dated = datetime(2020, 5, 1, tzinfo=UTC)

    assert first("It was widened last year.", "RELATIVE_DATE", date=dated).value == "2019"
