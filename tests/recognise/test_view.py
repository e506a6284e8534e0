"""The folded text keeps the way back: what is found in it stands at its place in the document."""

from __future__ import annotations

import pytest

from pipeline.model import Block, Document, Span
from pipeline.read import read_text
from pipeline.recognise.view import view

WRAPPED = (
    "Since the spring of that year the ships and the boats of the mission EUTM\n"
    "  Mali have stayed in the port of the capital, and so have all the others of\n"
    "the small fleet that the ministers once sent.\n"
)


def place(document: Document, wanted: str) -> Span:
    """Return the document's span of the first `wanted` in its folded text."""
    folded = view(document)
    start = folded.text.index(wanted)
    return folded.span(start, start + len(wanted))


def quote(text: str, wanted: str) -> str:
    span = place(read_text(text), wanted)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The ships of  EUTM   Mali stayed.", "EUTM   Mali"),
        ("The ships of EUTM\u00a0Mali stayed.", "EUTM\u00a0Mali"),
        ("The ships of EUTM\u202fMali stayed.", "EUTM\u202fMali"),
        ("The ships of EUTM \u00a0 Mali stayed.", "EUTM \u00a0 Mali"),
    ],
    ids=["spaces", "no-break space", "narrow space", "mixed"],
)
def test_any_white_space_folds_to_one_space_and_is_found_again(text: str, written: str) -> None:
    assert quote(text, "EUTM Mali") == written


def test_a_line_break_inside_a_block_folds_to_one_space_and_is_found_again() -> None:
    assert quote(WRAPPED, "EUTM Mali") == "EUTM\n  Mali"


def test_a_tab_inside_a_paragraph_folds_to_one_space() -> None:
    text = "EUTM\tMali"
    block = Block("paragraph", Span(0, len(text)))
    document = Document("0" * 64, "text", "", "text/plain", text, (block,))

    assert view(document).text == "EUTM Mali\n"


def test_what_stands_after_several_folds_is_at_its_place() -> None:
    text = "One  two\n three \u00a0four. The   end."

    assert quote(text, "end") == "end"


def test_even_text_is_left_as_it_is() -> None:
    assert (
        view(read_text("Nothing to fold here, nothing at all.")).text
        == "Nothing to fold here, nothing at all.\n"
    )


def test_a_block_is_a_line() -> None:
    text = "Ships\n\nOne of them came home after a long voyage.\n\nThe other one stayed where it was.\n"

    assert view(read_text(text)).text.splitlines() == [
        "Ships",
        "One of them came home after a long voyage.",
        "The other one stayed where it was.",
    ]


def test_the_cells_of_a_row_are_kept_apart() -> None:
    text = "| Mission | Country | Years |\n|---|---|---|\n| EUTM Mali | Mali | 2013 |\n"

    assert "EUTM Mali\tMali\t2013" in view(read_text(text)).text


def test_an_empty_document_folds_to_nothing() -> None:
    assert view(read_text("")).text == ""


def test_a_space_that_does_not_break_inside_a_number_folds_to_a_comma_and_is_found_again() -> None:
    assert quote("Some 1\u202f200 troops stayed.", "1,200 troops") == "1\u202f200 troops"


def test_a_plain_blank_inside_a_number_folds_to_a_comma_and_is_found_again() -> None:
    assert quote("Some 1 200 troops stayed.", "1,200 troops") == "1 200 troops"


@pytest.mark.parametrize(
    "text", ["Call +32 2 281 0000 now.", "In 2012 350 troops stayed.", "Room 22 510 00 00."]
)
def test_numbers_that_only_stand_side_by_side_stay_apart(text: str) -> None:
    assert view(read_text(text)).text == f"{text}\n"


def test_a_blank_that_does_not_break_parts_no_cells() -> None:
    assert "EUTM Mali\t18 May 2024" in view(read_text("| EUTM\u00a0Mali | 18\u00a0May\u00a02024 |\n")).text
