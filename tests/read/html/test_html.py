"""HTML becomes the text of its main content, laid out by its elements."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableError
from pipeline.read.html import declared_encoding, html_content, read_html

TAGS = (
    "h1",
    "th rowspan=2",
    "td colspan=3 rowspan=9",
    "ul class=menu",
    "div id=related",
    "a href=x",
    "p",
    "div",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "h2",
    "b",
    "dl",
    "dt",
    "dd",
    "pre",
    "main",
    "nav",
    "caption",
)
OTHERS = (
    "<br>",
    "<button>",
    "<svg>",
    "<a",
    "<!--",
    "-->",
    "&nbsp;",
    "&lt;",
    "<img alt='EUTM logo'>",
    "word",
    " ",
)
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(OTHERS),
        st.sampled_from(TAGS).map("<{}>".format),
        st.sampled_from(TAGS).map("</{}>".format),
    )
).map("".join)


def blocks(html: str) -> list[tuple[str, str]]:
    text, found, _ = html_content(html)
    return [(block.kind, text[block.span.start : block.span.end]) for block in found]


@given(st.one_of(st.text(), MARKUP))
def test_elements_of_any_markup_are_in_order_and_cover_its_blocks(html: str) -> None:
    text, found, elements = html_content(html)
    covered = {at for (start, end), _ in elements for at in range(start, end)}
    assert all(before.span.end <= after.span.start for before, after in pairwise(elements))
    assert all(text[at] in " |" for block in found for at in set(range(*block.span)) - covered)


@given(st.one_of(st.text(), MARKUP))
def test_blocks_of_any_markup_are_the_text_but_for_line_ends(html: str) -> None:
    text, found, _ = html_content(html)
    quotes = [text[block.span.start : block.span.end] for block in found]
    assert all(quote and quote == " ".join(quote.split(" ")).strip() for quote in quotes)
    assert [line for line in text.split("\n") if line] == quotes
    assert text == "" or text[-1] != "\n"


def test_elements_give_the_kinds_of_blocks() -> None:
    html = (
        "<h1>Missions</h1><p>There are two.</p><ul><li>EUTM Mali</li><li>KFOR</li></ul>"
        "<figure><img alt='x'><figcaption>Two ships</figcaption></figure><blockquote>It works</blockquote>"
    )
    assert blocks(html) == [
        ("heading", "Missions"),
        ("paragraph", "There are two."),
        ("list_item", "EUTM Mali"),
        ("list_item", "KFOR"),
        ("caption", "Two ships"),
        ("paragraph", "It works"),
    ]


def test_blocks_are_joined_by_blank_lines_and_rows_by_line_ends() -> None:
    text = html_content("<p>Staff</p><table><tr><th>EU<td>3</tr><tr><th>UN<td>1</tr></table><p>End</p>").text
    assert text == "Staff\n\nEU | 3\nUN | 1\n\nEnd"


def test_headings_keep_their_level() -> None:
    found = html_content("<h1>a</h1><h4>b</h4><div role=heading aria-level=2>c</div><p>d</p>").blocks
    assert [block.level for block in found] == [1, 4, 2, 0]


def test_white_space_is_folded_and_entities_are_decoded() -> None:
    assert blocks("<p> EU&nbsp;&amp;\n  <i>NATO</i>&shy;s </p>") == [("paragraph", "EU & NATOs")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("until May 2024.<sup><a>12</a></sup>", "until May 2024.[12]"),
        ("in 2013<sup> 1 </sup> and later", "in 2013[1] and later"),
        ("3 km<sup>2</sup>, 10<sup>6</sup> people", "3 km2, 106 people"),
        ("the 3<sup>rd</sup> of May", "the 3rd of May"),
        ("<sup>1</sup> The Council", "1 The Council"),
    ],
)
def test_raised_number_behind_a_word_is_the_mark_of_a_footnote(html: str, text: str) -> None:
    assert blocks(f"<p>{html}") == [("paragraph", text)]


def test_words_that_run_together_across_inline_elements_stay_so() -> None:
    assert blocks("<p><span>April 2025</span><span>The end</span></p>") == [
        ("paragraph", "April 2025The end")
    ]


def test_main_element_alone_is_read_where_there_is_one() -> None:
    assert blocks("<p>Before</p><main><p>Content</p></main><p>After</p>") == [("paragraph", "Content")]


def test_empty_main_element_gives_way_to_the_whole_page() -> None:
    assert blocks("<main></main><p>Content</p>") == [("paragraph", "Content")]


def test_header_with_a_heading_is_content() -> None:
    assert blocks("<header><h1>EUTM Mali</h1></header>") == [("heading", "EUTM Mali")]


def test_form_around_a_whole_page_is_transparent() -> None:
    assert blocks("<form><p>Content</p></form>") == [("paragraph", "Content")]


def test_button_of_an_accordion_is_its_heading() -> None:
    assert blocks("<h3><button>EUTM Mali</button></h3>") == [("heading", "EUTM Mali")]


def test_nested_list_gives_items_of_its_own() -> None:
    assert blocks("<ul><li>EU<ul><li>EUTM</ul></ul>") == [("list_item", "EU"), ("list_item", "EUTM")]


def test_text_of_a_card_with_a_heading_is_no_item() -> None:
    assert blocks("<ul><li><h3>EUTM</h3><p>It trains.</p></li></ul>") == [
        ("heading", "EUTM"),
        ("paragraph", "It trains."),
    ]


def test_definition_list_gives_a_row_a_term() -> None:
    assert blocks("<dl><dt>Host<dd>Mali<dt>Start<dd>2013</dl>") == [
        ("row", "Host | Mali"),
        ("row", "Start | 2013"),
    ]


def test_table_that_places_parts_of_the_page_gives_no_rows() -> None:
    assert blocks("<table><tr><td><h2>EUTM</h2><p>It trains.</p></td></tr></table>") == [
        ("heading", "EUTM"),
        ("paragraph", "It trains."),
    ]


def test_logo_gives_a_caption_and_a_described_image_a_paragraph() -> None:
    html = "<img alt='EUTM Mali logo'><img alt='a ship'><img alt='Soldiers at a river'><p>It trains.</p>"
    assert blocks(html) == [
        ("caption", "EUTM Mali logo"),
        ("paragraph", "Soldiers at a river"),
        ("paragraph", "It trains."),
    ]


def test_image_speaks_for_a_heading_or_cell_that_has_no_words() -> None:
    html = "<h1><img alt='EUTM Mali'></h1><table><tr><td><img alt='France'><td><img alt='flag'>Spain</table>"
    assert blocks(html) == [("heading", "EUTM Mali"), ("row", "France | Spain")]


def test_title_above_the_main_element_is_kept_where_the_tab_has_it_too() -> None:
    page = "<title>EUTM Mali | Site</title><h1>{}</h1><main><p>It trains.</p></main>"
    assert blocks(page.format("EUTM Mali")) == [("heading", "EUTM Mali"), ("paragraph", "It trains.")]
    assert blocks(page.format("The site")) == [("paragraph", "It trains.")]


def test_one_line_break_is_a_space_and_several_part_blocks() -> None:
    assert blocks("<p>EU<br>NATO</p><p>EU<br>UN<br>AU</p>") == [
        ("paragraph", "EU NATO"),
        ("paragraph", "EU"),
        ("paragraph", "UN"),
        ("paragraph", "AU"),
    ]


def test_bold_line_is_a_heading_where_something_follows() -> None:
    assert blocks("<p><b>EUTM Mali</b><br>It trains.</p><p><b>The end</b></p>") == [
        ("heading", "EUTM Mali"),
        ("paragraph", "It trains."),
        ("paragraph", "The end"),
    ]


def test_preformatted_text_is_read_like_plain_text() -> None:
    assert blocks("<pre>EUTM Mali\n\n- trains\n- advises</pre>") == [
        ("heading", "EUTM Mali"),
        ("list_item", "trains"),
        ("list_item", "advises"),
    ]


def test_preformatted_text_loses_nothing_but_its_invisible_characters() -> None:
    assert html_content("<pre>EUTM\u200b Ma\u00adli\n\n\u200b\n\nends in 2024</pre>").text == (
        "EUTM Mali\n\nends in 2024"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b"<meta http-equiv=content-type content='text/html; charset=iso-8859-2'>", "iso8859-2"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<meta charset=iso-8859-1>", "cp1252"),
        (b"<meta charset=nonsense>", None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_encoding_is_read_from_the_head_as_browsers_do(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


def test_page_is_decoded_as_it_declares() -> None:
    assert read_html(b"<meta charset=windows-1251><p>" + "Мисия".encode("cp1251")).text == "Мисия"


def test_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="shows no text"):
        read_html(b"<html><script>render()</script></html>")
