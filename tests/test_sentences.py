"""Sentences end where one thought ends, and not at the stop of an abbreviation."""

from __future__ import annotations

import pytest

from pipeline.model import Span
from pipeline.read import read_text
from pipeline.sentences import holding, sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in sentences(read_text(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is over. The next one begins.", ["It is over.", "The next one begins."]),
        ("Is it over? Yes! It is.", ["Is it over?", "Yes!", "It is."]),
        ("It is over.The next one begins.", ["It is over.", "The next one begins."]),
        ("“It is over.” The next one begins.", ["“It is over.”", "The next one begins."]),
        ("It is over.[12] The next one begins.", ["It is over.[12]", "The next one begins."]),
        ("It closed in 2012. In 2013 it opened.", ["It closed in 2012.", "In 2013 it opened."]),
        ("One stays; another leaves.", ["One stays;", "another leaves."]),
        ("One stays ++ another leaves", ["One stays ++", "another leaves"]),
    ],
)
def test_a_sentence_ends(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "It has approx. 100 staff.",
        "Mr. Smith and Dr. Jones met on 4 Aug. 2012 in town.",
        "J. Smith came.",
        "It grew by 2.5 per cent.",
        "See www.example.org for more.",
        "No. 4 is the last.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_block_ends_a_sentence() -> None:
    text = "What is new\n\nIts people train the army in the capital and in the north of it.\n"

    assert split(text) == ["What is new", "Its people train the army in the capital and in the north of it."]


def test_sentences_leave_out_only_what_lies_between_blocks() -> None:
    text = "One. Two; three. Four."

    assert "".join(text[span.start : span.end] for span in sentences(read_text(text))) == text


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences(read_text("")) == ()


def test_the_holder_of_a_position() -> None:
    spans = (Span(0, 5), Span(7, 9))

    assert [holding(spans, position) for position in (0, 4, 5, 7, 9)] == [
        spans[0],
        spans[0],
        None,
        spans[1],
        None,
    ]


def test_nothing_holds_a_position_before_the_first() -> None:
    assert holding((Span(3, 5),), 1) is None
    assert holding((), 0) is None
