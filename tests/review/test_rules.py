"""A rule without an example is told in words."""

from __future__ import annotations

import pytest

from pipeline.review.rules import about


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("gazetteer:EUTM Mali", "The row of EUTM Mali in missions.csv"),
        ("gazetteer.country", "The name is listed"),
        ("decision:0123456789abcdef", "A reviewer corrected"),
        ("table.column", "A cell of a table"),
        ("host.nearby", "A part of the program"),
    ],
)
def test_what_found_a_value_is_told_by_its_kind(rule: str, words: str) -> None:
    assert about(rule).startswith(words)
