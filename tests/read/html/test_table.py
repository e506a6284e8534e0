"""A table is read cell by cell, each in the column and the rows that it spans."""

from __future__ import annotations

import pytest

from pipeline.read.html import html_content


def rows(html: str) -> list[str]:
    return html_content(html).text.split("\n")


def test_cell_that_spans_columns_leaves_the_others_empty() -> None:
    assert rows("<table><tr><th colspan=2>Staff<th>Seat<tr><td>3<td>4<td>Mons</table>") == [
        "Staff |  | Seat",
        "3 | 4 | Mons",
    ]


def test_cell_that_heads_the_rows_it_spans_is_repeated() -> None:
    assert rows("<table><tr><td rowspan=2>Mali<td>2013<tr><td>2014<tr><td>Iraq<td>2017</table>") == [
        "Mali | 2013",
        "Mali | 2014",
        "Iraq | 2017",
    ]


def test_figure_that_spans_rows_is_not_repeated() -> None:
    assert rows("<table><tr><td>Mali<td rowspan=2>200<td>2013<tr><td>Niger<td>2012</table>") == [
        "Mali | 200 | 2013",
        "Niger |  | 2012",
    ]


@pytest.mark.parametrize("span", ["0", "-1", "two", "", "1.5", "²", "99999999999"])
def test_spans_out_of_reason_do_no_harm(span: str) -> None:
    assert rows(f"<table><tr><td>Mali<td colspan='{span}'>200</table>")[0].startswith("Mali | 200")


def test_table_in_a_cell_is_a_part_of_the_cell() -> None:
    inner = "<table><tr><td>local<td>3<tr><td>other<td>4</table>"
    assert rows(f"<table><tr><th>Staff<td>{inner}<tr><th>Seat<td>Mons</table>") == [
        "Staff | local 3; other 4",
        "Seat | Mons",
    ]


def test_items_in_a_cell_are_set_apart() -> None:
    assert rows("<table><tr><th>Hosts<td><ul><li>Mali,<li>Niger<li>Chad</ul></table>") == [
        "Hosts | Mali, Niger; Chad"
    ]


def test_table_without_headings_around_others_only_places_them() -> None:
    inner = "<table><tr><td>Mali<td>2013</table>"
    assert rows(f"<table><tr><td>Missions<td>{inner}</table>") == ["Missions", "", "Mali | 2013"]


def test_each_cell_has_a_path_of_its_own() -> None:
    content = html_content("<table><tr><td><td>Mali<td>2013</table>")
    assert [(content.text[slice(*span)], path.split(" > ")[-1]) for span, path in content.elements] == [
        ("Mali", "td:nth-of-type(2)"),
        ("2013", "td:nth-of-type(3)"),
    ]
