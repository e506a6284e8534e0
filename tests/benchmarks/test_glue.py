"""What a peer finds becomes mentions as the gold has them, and nothing that the gold has no label for."""

from __future__ import annotations

import pytest
from glue import extraction
from peers import Answer

from pipeline.model import Label, Mention, Span


def answer(text: str, quote: str, *labels: Label, value: str | None = None) -> Answer:
    """A peer's finding `quote` in `text`."""
    start = text.index(quote)
    return Answer(Span(start, start + len(quote)), labels, value)


def mentions(text: str, quote: str, *labels: Label, value: str | None = None) -> tuple[Mention, ...]:
    """The mentions that come of it."""
    return extraction(text, "page", [answer(text, quote, *labels, value=value)]).mentions


@pytest.mark.parametrize(
    ("quote", "kept"),
    [
        ("in the spring of 2022,", "spring of 2022"),
        ("since February 2013", "February 2013"),
        ("2013's", "2013"),
        ("(18 May 2024)", "18 May 2024"),
    ],
)
def test_edges_are_trimmed(quote: str, kept: str) -> None:
    assert [row.text for row in mentions(f"It ran {quote} …", quote, "DATE")] == [kept]


def test_the_value_of_the_peer_goes_before_that_of_our_rules() -> None:
    (mention,) = mentions("It opened in May 2013.", "May 2013", "DATE", value="2013-05-01")
    assert mention.value == "2013-05-01"


def test_a_span_without_a_value_gets_that_of_our_rules() -> None:
    (mention,) = mentions("It opened in May 2013.", "in May 2013", "DATE")
    assert mention.value == "2013-05"


@pytest.mark.parametrize("quote", ["today", "last year", "the coming weeks"])
def test_an_expression_without_year_or_month_is_no_date(quote: str) -> None:
    assert mentions(f"It goes on {quote}.", quote, "DATE", "DURATION") == ()


def test_a_span_takes_the_first_of_its_labels_that_fits() -> None:
    (mention,) = mentions("It lasts for two years.", "two years", "DATE", "DURATION")
    assert (mention.label, mention.value) == ("DURATION", "P2Y")


def test_a_city_is_no_country() -> None:
    assert mentions("Its office is in Brussels.", "Brussels", "COUNTRY", "REGION") == ()


def test_a_number_before_a_word_for_people_is_a_count_up_to_that_word() -> None:
    (mention,) = mentions("It has 350 international civilian staff.", "350", "STAFF")
    assert (mention.text, mention.value) == ("350 international civilian staff", "350")


def test_another_number_is_no_count_of_staff() -> None:
    assert mentions("It has 350 vehicles.", "350", "STAFF") == ()


def test_what_stands_in_a_block_is_of_the_first_mission_that_it_names() -> None:
    text = "EUTM Mali began in 2013.\n\nIn 2014 came EUAM Ukraine."
    answers = [
        answer(text, "EUTM Mali", "MISSION"),
        answer(text, "2013", "DATE"),
        answer(text, "2014", "DATE"),
        answer(text, "EUAM Ukraine", "MISSION"),
    ]
    launched = {row.mission_id: row.launched for row in extraction(text, "page", answers).missions}
    assert launched == {"EUTM Mali": "2013", "EUAM Ukraine": "2014"}
