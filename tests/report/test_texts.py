"""The texts on the report have every mention marked, and fit on a page."""

from __future__ import annotations

from pipeline import extract
from pipeline.model import Dataset
from pipeline.reconcile import assemble
from pipeline.report import marked_texts
from pipeline.report.texts import MOST

TEXT = "EUTM Mali\n\nEUTM Mali was launched on 18 February 2013 in Mali.\n"


def dataset(*texts: str) -> Dataset:
    return assemble([extract(text, name=f"{at}.txt") for at, text in enumerate(texts)], [])


def test_a_date_that_a_statement_rests_on_is_marked_as_used() -> None:
    [text] = marked_texts(dataset(TEXT))

    marks = {
        piece.text: piece.marks[-1].name
        for each in text["sections"]
        for piece in each["pieces"]
        if piece.marks
    }
    assert marks["18 February 2013"] == "date used"


def test_the_pieces_are_the_text() -> None:
    [text] = marked_texts(dataset(TEXT))

    assert "".join(piece.text for each in text["sections"] for piece in each["pieces"]) == TEXT


def test_the_longest_are_left_out_where_there_is_too_much() -> None:
    long = TEXT + "Nothing else is said here.\n" * (MOST // 20)

    assert [each["document"] for each in marked_texts(dataset(long, TEXT))] == ["1.txt"]
