"""JSON Lines: an object a line, with the values of the table."""

from __future__ import annotations

import json

import pytest

from pipeline.export.jsonlines import jsonlines
from pipeline.export.sheet import Sheet


def written(value: object) -> bytes:
    return b"".join(jsonlines(Sheet("any", ("cell",), [{"cell": value}])))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -5,
        0.9731,
        "",
        "2013-02-18",
        "=1+1",
        "a\r\nb",
        [],
        ["MLI", None],
        [{"part": "p", "value": 1.5}],
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert json.loads(written(value)) == {"cell": value}


def test_letters_are_written_as_they_are() -> None:
    assert written("Sécurité – “Sahel”") == '{"cell": "Sécurité – “Sahel”"}\n'.encode()


@pytest.mark.parametrize("character", ["\n", "\r", "\x0b", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_character_ends_a_line_but_the_last(character: str) -> None:
    text = f"a{character}b"

    [line] = written(text).decode().splitlines()

    assert json.loads(line) == {"cell": text}


def test_the_columns_keep_their_order() -> None:
    sheet = Sheet("any", ("b", "a"), [{"a": 1, "b": 2}])

    assert list(jsonlines(sheet)) == [b'{"b": 2, "a": 1}\n']


def test_a_table_without_rows_has_no_lines() -> None:
    assert list(jsonlines(Sheet("any", ("a",), []))) == []
