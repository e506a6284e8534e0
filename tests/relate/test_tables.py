"""Tables of missions: a cell is a fact of its row's mission, by the heading of its column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement
from pipeline.rulebook import columns

Statements = Callable[[str, str], list[Statement]]

BARS = (
    "Abroad\n\n| Mission | Launched | Ended |\n|---|---|---|\n| EUTM Mali | 18 February 2013 | May 2024 |\n"
)
TABS = "Abroad\n\nMission\tLaunched\tEnded\nEUTM Mali\t18 February 2013\tMay 2024\n"


def values(found: list[Statement]) -> list[tuple[str, str]]:
    return [(each.mission_id, each.value) for each in found]


@pytest.mark.parametrize("text", [BARS, TABS])
def test_a_date_is_what_its_column_says(statements: Statements, text: str) -> None:
    assert values(statements(text, "launched")) == [("EUTM Mali", "2013-02-18")]
    assert values(statements(text, "mandate_end")) == [("EUTM Mali", "2024-05")]


def test_an_empty_cell_moves_no_value_to_another_column(statements: Statements) -> None:
    text = "Abroad\n\n| Mission | Launched | Ended |\n|---|---|---|\n| EUTM Mali | | May 2024 |\n"

    assert statements(text, "launched") == []
    assert values(statements(text, "mandate_end")) == [("EUTM Mali", "2024-05")]


def test_the_corner_of_a_table_may_be_empty(statements: Statements) -> None:
    text = "Abroad\n\n | Launched | Ended\nEUTM Mali | 18 February 2013 | May 2024\nKFOR | June 1999 | -\n"

    assert values(statements(text, "launched")) == [("EUTM Mali", "2013-02-18"), ("KFOR", "1999-06")]


def test_each_column_of_staff_counts(statements: Statements) -> None:
    text = (
        "Abroad\n\n| Mission | International staff | Local staff |\n|---|---|---|\n"
        "| EUTM Mali | 600 | 70 |\n| EUCAP Sahel Mali | 140 | 75 |\n"
    )

    assert values(statements(text, "staff")) == [
        ("EUTM Mali", "600"),
        ("EUTM Mali", "70"),
        ("EUCAP Sahel Mali", "140"),
        ("EUCAP Sahel Mali", "75"),
    ]


def test_a_row_of_two_missions_is_nobodys(statements: Statements) -> None:
    text = (
        "Abroad\n\n| Mission | Launched |\n|---|---|\n| EUTM Mali, EUTM Somalia | 2013 |\n| KFOR | 1999 |\n"
    )

    assert values(statements(text, "launched")) == [("KFOR", "1999")]


def test_a_heading_stands_for_one_column() -> None:
    headings = [heading for column in columns().values() for heading in column.headings]

    assert len(headings) == len(set(headings))
    assert headings == [heading.lower() for heading in headings]


def test_columns_of_other_things_say_nothing(statements: Statements) -> None:
    text = "Abroad\n\n| Mission | Last visit |\n|---|---|\n| EUTM Mali | 18 February 2013 |\n"

    assert statements(text, "launched") == []


@pytest.mark.parametrize(
    ("cell", "launched", "ended"),
    [
        ("2013–2024", ["2013"], ["2024"]),
        ("since 2013", ["2013"], []),
        ("2013 – present", ["2013"], []),
        ("ended in 2024", [], ["2024"]),
        ("2013", [], []),
    ],
)
def test_a_column_of_terms_gives_launch_and_end(
    statements: Statements, cell: str, launched: list[str], ended: list[str]
) -> None:
    text = f"Abroad\n\n| Mission | Country | Period |\n|---|---|---|\n| EUTM Mali | Mali | {cell} |\n"

    assert {each.value for each in statements(text, "launched")} == set(launched)
    assert {each.value for each in statements(text, "mandate_end")} == set(ended)


def test_terms_on_a_page_of_a_countrys_forces_are_not_the_missions(statements: Statements) -> None:
    text = "The Army abroad\n\n| Mission | Years |\n|---|---|\n| EUTM Mali | 2013–2016 |\n"

    assert statements(text, "mandate_end") == []


def test_a_column_of_starts_on_a_page_of_a_countrys_forces_is_of_its_contingents(
    statements: Statements,
) -> None:
    table = "| Operation | Since |\n|---|---|\n| EUTM Mali | 2013 |\n"

    assert values(statements(f"Soldiers abroad\n\n{table}", "launched")) == []
    assert values(statements(f"Operations\n\n{table}", "launched")) == [("EUTM Mali", "2013")]


def test_countries_may_head_the_columns_of_contingents(statements: Statements) -> None:
    rows = "|  | Italy | Spain |\n|---|---|---|\n| EUTM Mali | 12 | 530 |\n| KFOR | 600 | 0 |\n"
    text = f"Who sends whom\n\n{rows}"

    assert {(s.mission_id, s.value, s.unit) for s in statements(text, "contingent")} == {
        ("EUTM Mali", "12", "ITA"),
        ("EUTM Mali", "530", "ESP"),
        ("KFOR", "600", "ITA"),
    }


def test_the_first_cell_of_the_headings_may_be_empty(statements: Statements) -> None:
    text = "Posts\n\n\tAuthorised\tFilled\nEUCAP Sahel Mali\t194\t139\nEUCAP Sahel Niger\t128\t111\n"

    assert [(s.mission_id, s.value) for s in statements(text, "staff")] == [
        ("EUCAP Sahel Mali", "194"),
        ("EUCAP Sahel Mali", "139"),
        ("EUCAP Sahel Niger", "128"),
        ("EUCAP Sahel Niger", "111"),
    ]


def test_a_column_for_all_nations_is_of_the_whole_mission(statements: Statements) -> None:
    text = (
        "British soldiers abroad\n\n| Mission | Soldiers | All nations |\n|---|---|---|\n"
        "| EUTM Mali | 38 | 580 |\n| EUFOR Althea | 14 | 600 |\n"
    )

    assert [(s.mission_id, s.value) for s in statements(text, "staff")] == [
        ("EUTM Mali", "580"),
        ("EUFOR Althea", "600"),
    ]


def test_rows_of_years_are_of_the_mission_spoken_of(statements: Statements) -> None:
    text = (
        "EULEX Kosovo\n\nThe mission is old.\n\n| Year | International | Local |\n|---|---|---|\n"
        "| 2009 | 1,569 | 1,002 |\n| 2013 | 1,130 | 1,020 |\n"
    )

    assert {s.value for s in statements(text, "staff")} == {"1569", "1002", "1130", "1020"}
