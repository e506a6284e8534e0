"""What a new value is to the old one, by the bounds of both."""

from __future__ import annotations

import pytest

from pipeline.compare.relation import closest, relation
from pipeline.compare.worlds import Said


def date(value: str, lower: str, upper: str, assertion: str = "asserted") -> Said:
    return Said(value, assertion, lower, upper)


def count(value: str, lower: str | None, upper: str | None) -> Said:
    return Said(value, "asserted", lower, upper)


def text(value: str) -> Said:
    return Said(value, "asserted", None, None)


YEAR = date("2022", "2022-01-01", "2022-12-31")
MONTH = date("2022-03", "2022-03-01", "2022-03-31")
DAY = date("2022-03-14", "2022-03-14", "2022-03-14")
LATER = date("2024-03-14", "2024-03-14", "2024-03-14")


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("launched", MONTH, DAY, "refined"),
        ("launched", YEAR, DAY, "refined"),
        ("launched", DAY, MONTH, "coarsened"),
        ("launched", DAY, LATER, "contradicted"),
        ("mandate_end", DAY, LATER, "superseded"),
        ("mandate_end", YEAR, DAY, "refined"),
        ("mandate_end", LATER, DAY, "contradicted"),
        ("launched", DAY, DAY._replace(assertion="planned"), "asserted anew"),
        ("staff", count("100", None, "100"), count("90", "90", "90"), "refined"),
        ("staff", count("100", "100", "100"), count("100", None, "100"), "coarsened"),
        ("staff", count("90", "90", "90"), count("110", "110", "110"), "contradicted"),
        ("type", text("civilian"), text("military"), "contradicted"),
        ("name", text("EUTM"), text("EUTM Mali"), "reworded"),
    ],
)
def test_relation_of_two_values(name: str, old: Said, new: Said, expected: str) -> None:
    assert relation(name, old, new, by_source=False) == expected


def test_a_number_that_a_changed_page_gives_takes_the_place_of_the_old_one() -> None:
    old, new = count("90", "90", "90"), count("110", "110", "110")

    assert relation("staff", old, new, by_source=True) == "superseded"


def test_numbers_are_compared_as_numbers() -> None:
    old, new = count("1000", None, "1000"), count("90", "90", "90")

    assert relation("staff", old, new, by_source=False) == "refined"


def test_a_value_becomes_rather_what_lies_within_it() -> None:
    assert closest(YEAR, [LATER, DAY]) == DAY


def test_a_value_becomes_rather_what_is_asserted_as_it_was() -> None:
    planned = DAY._replace(assertion="planned")

    assert closest(YEAR, [planned, LATER]) == LATER
