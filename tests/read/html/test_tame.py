"""Markup that costs a parser much is read in bounded time and memory, or refused; nothing crashes."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.errors import UnreadableError
from pipeline.read.html import html_content, read_html
from pipeline.read.html.tame import MAX_ELEMENTS, tamed

MEGA = 1_000_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "end" + "</div>" * 10_000,
        "<b>" * 100_000 + "end",
        "<table><tr><td>" * 20_000 + "end",
        "<ul><li>" * 20_000 + "end",
        "<div><table></div>" * 20_000 + "end",
        "<span><div></span>" * 20_000 + "end",
        "<form><div></form>" * 20_000 + "end",
        "<p title='" + "x" * 19 * MEGA + "'>end",
        "<p title='" + "<div>" * 3 * MEGA + "'>end",
        "<p " + " ".join(f"a{n}" for n in range(MEGA)) + ">end",
        "<p " + "= " * 5 * MEGA + ">end",
        "<p>end<!--" + "<p>x" * 3 * MEGA,
        "<p>end<script>" + "<p>x" * 3 * MEGA,
        "<p>end<a href='" + "<p>x" * 3 * MEGA,
        "<p>end" + " " * 15 * MEGA,
        "<p>e<!-->n<!--->d",
        "<title>x</title><main>end</main>" + "<h1>a</h1>" * 10_000,
    ],
    ids=[
        *("blocks", "inline", "tables", "lists", "walled", "special", "forms"),
        *("attribute", "tags in an attribute", "attributes", "signs"),
        *("comment", "script", "torn tag", "blanks", "empty comments", "titles"),
    ],
)
def test_extreme_markup_still_gives_its_text(html: str) -> None:
    assert html_content(html).text == "end"


@pytest.mark.parametrize(
    "html",
    [
        "<p>x" * (MAX_ELEMENTS + 1),
        "<p></p>" * (MAX_ELEMENTS + 1),
        "<table>" + "<tr><td>1<td>2" * (MAX_ELEMENTS // 3 + 1),
        "".join(f"<p><b id={n}>x</p></p>" for n in range(100_000)),
    ],
    ids=["paragraphs", "empty ones", "cells", "formats that are opened again"],
)
def test_millions_of_elements_are_refused_with_their_figure(html: str) -> None:
    with pytest.raises(UnreadableError, match="more than 500,000 elements; split the document"):
        html_content(html)


def test_huge_table_is_read_row_by_row() -> None:
    found = html_content("<table>" + "<tr><td>EUTM<td>2013" * 20_000 + "</table>")
    assert [found.text[slice(*block.span)] for block in found.blocks] == ["EUTM | 2013"] * 20_000


def test_very_long_tag_keeps_what_its_text_needs() -> None:
    picture = "data:image/png;base64," + "A" * 10_000
    assert html_content(f"<img src='{picture}' alt='EUTM Mali logo'><p>x").text == "EUTM Mali logo\n\nx"


@pytest.mark.parametrize(
    "unclosed", ["<p>x", "<li>x", "<a name=x>", "<div><span></div>", "<tr><td><b>x</td>"]
)
def test_what_pages_leave_open_is_not_taken_for_depth(unclosed: str) -> None:
    html = f"<table>{unclosed * 300}<tr><td><h2>Mandate</h2></table>"
    assert LexborHTMLParser(tamed(html)).css_first("h2") is not None


def test_stray_zeros_are_passed_over() -> None:
    assert read_html(b"<p>" + b"EUTM " * 50 + b"Ma\0li</p>").text.endswith("EUTM Mali")


def test_many_zeros_are_no_text() -> None:
    with pytest.raises(UnreadableError, match="NUL byte"):
        read_html(b"<p>E\0U\0TM\0")


@pytest.mark.parametrize(
    "declared", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "shift_jis", "x-unknown"]
)
def test_bytes_in_utf_8_are_read_so_whatever_the_page_declares(declared: str) -> None:
    assert read_html(f"<meta charset={declared}><p>Août – “né”".encode()).text == "Août – “né”"


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "iso-8859-1", "x-unknown"])
def test_bytes_in_windows_1252_are_read_so_whatever_the_page_declares(declared: str) -> None:
    assert read_html(f"<meta charset={declared}><p>Août – “né”".encode("cp1252")).text == "Août – “né”"
