"""Workbook: what another library reads out of it."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import ExportError
from pipeline.export.sheet import Sheet
from pipeline.export.workbook import CHARACTERS, workbook

MODULE = sys.modules[workbook.__module__]


def written(*sheets: Sheet) -> bytes:
    return b"".join(workbook(sheets))


def page(*values: object, column: str = "cell") -> Worksheet:
    """Return the sheet of one column that holds `values`, as it is read back."""
    sheet = Sheet("any", (column,), [{column: value} for value in values])
    read = load_workbook(io.BytesIO(written(sheet)))["any"]
    assert isinstance(read, Worksheet)
    return read


def cell(value: object, column: str = "cell") -> Cell:
    read = page(value, column=column)["A2"]
    assert isinstance(read, Cell)
    return read


def values(*given: object) -> Sequence[object]:
    return [row[0] for row in page(*given).iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize(
    "text", ["Sécurité – “Sahel”", "Ελλάδα 🇪🇺", "a\nb", "a;b", " a ", "<b>&", "'a'", "2008"]
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert (cell(text).value, cell(text).data_type) == (text, "s")


def test_null_numbers_and_flags_keep_their_types() -> None:
    assert values(12, -5, 0.9731, None, True, False) == [12, -5, 0.9731, None, True, False]


@pytest.mark.parametrize("date", ["2013-02-18", "2017-10", "2008", "2019~", "XXXX-08-12", "2018/2020"])
def test_a_date_stays_text(date: str) -> None:
    assert (cell(date, "launched").value, cell(date, "launched").data_type) == (date, "s")


@pytest.mark.parametrize("column", ["staff", "staff_lower", "staff_upper"])
def test_a_count_is_a_number(column: str) -> None:
    assert cell("1100", column).value == 1100


def test_a_range_of_counts_stays_text() -> None:
    assert cell("100/200", "staff").value == "100/200"


def test_a_list_is_joined_and_one_number_alone_is_a_number() -> None:
    assert values(["MLI", "NER"], ["MLI"], [0.5], [0.5, 0.25], [], [None], 1) == [
        "MLI; NER", "MLI", 0.5, "0.5; 0.25", None, None, 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hostile", ['=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "\t=1", "{=1}"]
)
def test_a_text_is_never_a_formula(hostile: str) -> None:
    assert (cell(hostile).value, cell(hostile).data_type) == (hostile, "s")


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@x"])
def test_a_text_that_could_be_a_formula_stays_text_when_it_is_edited(hostile: str) -> None:
    assert cell(hostile).quotePrefix
    assert not cell("plain").quotePrefix


@pytest.mark.parametrize("hostile", ["<r><t>x</t></r>", "<r></sheetData></r>", "</t></is></c>", "]]>"])
def test_markup_in_a_text_is_text(hostile: str) -> None:
    assert str(cell(hostile).value).rstrip() == hostile


def test_a_character_that_the_format_cannot_hold_does_no_harm() -> None:
    assert cell("a\uffffb\ud800c").value == "a\ufffdb\ufffdc"
    assert cell("a\x00b\x1bc").value is not None


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    text = str(cell("x" * (CHARACTERS + 1)).value)

    assert len(text) == CHARACTERS
    assert text.endswith("x…")


@pytest.mark.parametrize("column", ["url", "launched_url"])
def test_an_address_on_the_web_is_a_link(column: str) -> None:
    link = cell("https://example.org/a?b=1", column)

    assert link.value == "https://example.org/a?b=1"
    assert link.hyperlink is not None
    assert link.hyperlink.target == "https://example.org/a?b=1"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("url", "file:///etc/passwd"),
        ("url", "javascript:alert(1)"),
        ("url", "internal:any!A1"),
        ("url", "external:other.xlsx"),
        ("url", "mailto:office@example.org"),
        ("url", f"https://example.org/{'x' * 3000}"),
        ("quote", "https://example.org/"),
    ],
)
def test_nothing_else_is_a_link(column: str, text: str) -> None:
    assert (cell(text, column).value, cell(text, column).hyperlink) == (text, None)


def test_addresses_beyond_what_a_sheet_holds_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "LINKS", 2)

    read = page(*[f"https://example.org/{number}" for number in range(3)], column="url")

    assert [read[place].hyperlink is None for place in ("A2", "A3", "A4")] == [False, False, True]


def test_the_header_stays_in_sight_and_has_filters() -> None:
    sheet = Sheet("any", ("a", "b"), [{"a": 1, "b": 2}])

    read = load_workbook(io.BytesIO(written(sheet)))["any"]

    assert [each.value for each in read[1]] == ["a", "b"]
    assert read["A1"].font.bold
    assert read.freeze_panes == "B2"
    assert read.auto_filter.ref == "A1:B2"


def test_columns_are_as_wide_as_they_need_within_bounds() -> None:
    row = {"short": 1, "middle": "x" * 30, "long": "x" * 500}
    read = load_workbook(io.BytesIO(written(Sheet("any", tuple(row), [row]))))["any"]

    widths = [round(read.column_dimensions[letter].width) for letter in "ABC"]

    assert widths == sorted(widths)
    assert widths[0] < 12
    assert 55 < widths[2] < 65


def test_a_sheet_each_in_the_order_given() -> None:
    book = load_workbook(io.BytesIO(written(Sheet("b", ("x",), []), Sheet("a", ("x",), []))))

    assert book.sheetnames == ["b", "a"]


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "ROWS", 2)

    with pytest.raises(ExportError, match="any: more rows than the 2 that a sheet holds"):
        written(Sheet("any", ("x",), [{"x": 1}] * 3))


def test_the_bytes_say_nothing_of_when_they_were_made() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(Sheet("any", ("x",), [{"x": "="}]))))

    assert {each.date_time[0] for each in archive.infolist()} == {1980}
    assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2
