"""Plain text is cut into blocks by its shape."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import read_text

PROSE = (
    "The mission helps the coastguard to watch over the harbours of\n"
    "the region, and it has been asked by the Council to stay there\n"
    "for two more years."
)
MARKER_OR_RULE = re.compile(r"[-*+•·▪●◦‣–—o]|\(?\w{1,5}[.)]|#{1,6}|[-+=|:]+")
LAYOUT = st.text(st.sampled_from("aZé1.|-+#*•:;,([)] \t\n\r\x0b\u2028\xa0\u200b"), max_size=200)
LINES = st.lists(
    st.sampled_from(
        [
            "EUTM Mali",
            "- a trainer",
            "1. Duties",
            "2.",
            "",
            "   deeper",
            "| a | b |",
            "+---+",
            "7",
            "EUTM logo",
            *PROSE.split("\n"),
        ]
    )
).map("\n".join)


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.span.start : block.span.end]) for block in read_text(text).blocks]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in blocks(text)]


@given(st.one_of(st.text(), LAYOUT, LINES))
def test_blocks_are_in_order_and_have_no_white_space_at_their_ends(text: str) -> None:
    spans = [block.span for block in read_text(text).blocks]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for span in spans:
        quote = text[span.start : span.end]
        assert quote
        assert quote == quote.strip()


@given(st.one_of(st.text(), LAYOUT, LINES))
def test_blocks_leave_out_nothing_but_white_space_markers_and_rules(text: str) -> None:
    rest, end = [], 0
    for block in read_text(text).blocks:
        rest.append(text[end : block.span.start])
        end = block.span.end
    rest.append(text[end:])
    assert all(MARKER_OR_RULE.fullmatch(token) for gap in rest for token in gap.split())


def test_blank_lines_part_paragraphs() -> None:
    assert blocks("It was launched in May.\n \t\nIt ended in June.") == [
        ("paragraph", "It was launched in May."),
        ("paragraph", "It ended in June."),
    ]


def test_lines_of_a_wrapped_paragraph_are_one_block() -> None:
    assert blocks(PROSE) == [("paragraph", PROSE)]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_wraps(line_end: str) -> None:
    text = PROSE.replace("\n", line_end)
    assert blocks(text + line_end * 2 + text) == [("paragraph", text), ("paragraph", text)]


def test_heading_directly_above_its_text_is_a_block_of_its_own() -> None:
    assert blocks(f"Coastguard mission\n{PROSE}")[0] == ("heading", "Coastguard mission")


def test_long_heading_directly_above_its_text_is_no_part_of_it() -> None:
    heading = "EUBAM Libya: European Union Border Mission"
    assert blocks(f"{heading}\nThe mission helps.\n{PROSE}")[0] == ("heading", heading)


def test_paragraph_that_ends_short_of_the_margin_closes_before_the_next_sentence() -> None:
    assert blocks(f"{PROSE}\n{PROSE}") == [("paragraph", PROSE), ("paragraph", PROSE)]


def test_lines_far_beyond_any_margin_are_paragraphs_each() -> None:
    long = "The mission trains sailors and " * 8 + "reports."
    assert kinds(f"{long}\n{long}") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "heading",
    [
        "EUTM Mali",
        "EUBAM Libya: European Union Border Assistance Mission in Libya - Civilian Mission",
        "The cell for the Sahel (RACC)",
        "the European Union at sea",
        "2023 in short",
        "“Proxima”",
    ],
)
def test_short_line_opened_like_a_name_is_a_heading(heading: str) -> None:
    assert kinds(f"{heading}\n\nIt trains the army.") == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "It has ended.",
        "It does the following:",
        "since 2013 it has trained soldiers",
        "Write to press@example.org",
        "Tel. 02 555 00 00",
        "Estonia: about 100 Mali (EUTM)",
        "Launched: November 2005",
        "Two soldiers have died there since 2014[7]",
        "It was short. Then it was prolonged",
        "It came in 2015. Then it was prolonged",
        "Mandate:  until 30 June 2025",
        "Sailors of two navies and the staff of the border mission stand side by side on the deck of a "
        "frigate in port",
    ],
)
def test_line_closed_like_a_sentence_or_an_address_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\n\nIt trains the army.") == ["paragraph", "paragraph"]


def test_short_question_alone_above_its_answer_is_a_heading() -> None:
    assert kinds("Who serves there?\n\nSailors of nine navies.") == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Who serves there?\nSailors of nine navies.",
        "It left. Who serves there now?\n\nSailors of nine navies.",
        "Who serves there?\n\nEUTM Mali\n\nIt trains the army.",
        "Who serves there, in the heat of the day and the cold of the night?\n\nSailors of nine navies.",
    ],
)
def test_other_question_is_no_heading(text: str) -> None:
    assert kinds(text)[0] == "paragraph"


def test_last_line_is_no_heading() -> None:
    assert kinds("It trains the army.\n\nRead more") == ["paragraph", "paragraph"]


def test_doubled_headings_are_both_headings() -> None:
    text = "EUMM Georgia\n\nEUMM Georgia: Monitoring Mission\nEUMM Georgia logo\n\nIt watches the line."
    assert kinds(text) == ["heading", "heading", "caption", "paragraph"]


def test_markdown_heading_keeps_its_level_and_leaves_its_marker_out() -> None:
    text = "## EUTM Mali\nIt trains the army."
    block = read_text(text).blocks[0]
    assert (block.kind, block.level, text[block.span.start : block.span.end]) == ("heading", 2, "EUTM Mali")


def test_numbered_line_alone_above_text_is_a_heading_with_its_number() -> None:
    assert blocks("2. Mandate\n\nIt lasts two years.")[0] == ("heading", "2. Mandate")


def test_numbered_lines_apart_are_a_list() -> None:
    assert blocks("1. Mali\n\n2. Niger\n\nBoth are in the Sahel.")[:2] == [
        ("list_item", "Mali"),
        ("list_item", "Niger"),
    ]


@pytest.mark.parametrize("line", ["EUTM Mali logo", "Logo-EUTM Mali", "Logo_EUTM Mali", "Logo: EUTM Mali"])
def test_name_of_a_logo_is_a_caption(line: str) -> None:
    assert kinds(f"{line}\n\nIt trains the army.") == ["caption", "paragraph"]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–", "o ", "(a)", "b)", "1.", "(iv)", "-   -"])
def test_marker_of_a_list_item_stays_outside(marker: str) -> None:
    assert blocks(f"{marker} KFOR, since 1999") == [("list_item", "KFOR, since 1999")]


def test_indented_line_belongs_to_the_item_above() -> None:
    assert blocks("- trains the army\n  in Koulikoro\n- advises it") == [
        ("list_item", "trains the army\n  in Koulikoro"),
        ("list_item", "advises it"),
    ]


def test_number_alone_on_its_line_opens_the_paragraph_under_it() -> None:
    assert blocks(f"Summary\n1.\n{PROSE}\n2.\n{PROSE}") == [
        ("heading", "Summary"),
        ("list_item", PROSE),
        ("list_item", PROSE),
    ]


def test_dash_within_a_wrapped_sentence_is_no_marker() -> None:
    text = (
        "The mission, which had been asked to watch over the harbours\n"
        "of the region – the small ones as well as all large ones\n"
        "– stayed there for two more years, and then for another one,\n"
        "and then it left."
    )
    assert blocks(text) == [("paragraph", text)]


def test_stack_of_short_lines_is_a_list_without_markers() -> None:
    assert kinds("Members\n\nLatvia\nFinland\nCzechia\nItaly") == ["heading"] + ["list_item"] * 4


def test_rows_of_a_ruled_table_are_blocks_and_its_rules_are_not() -> None:
    assert blocks("+----+---+\n| EU | 3 |\n+====+===+\n| UN | 1 |\n+----+---+") == [
        ("row", "| EU | 3 |"),
        ("row", "| UN | 1 |"),
    ]


@pytest.mark.parametrize("row", ["Mali | EU | 3", "Mali\tEU\t3", "Mali     EU     3"])
def test_line_with_cells_is_a_row(row: str) -> None:
    assert blocks(f"{row}\n{row}") == [("row", row), ("row", row)]


def test_cells_one_a_line_are_rows() -> None:
    assert kinds("Country\n\nNumber\n\nAustria\n\n1\n\nHungary\n\n2") == ["row"] * 6


def test_page_number_in_the_text_is_no_heading() -> None:
    assert kinds(f"{PROSE}\n\n5\n\nA/61/5\n\n{PROSE}")[1:3] == ["row", "row"]


def test_text_keeps_its_date_name_and_hash() -> None:
    document = read_text("", name="notes/mali.txt")
    assert (document.source_id, document.name, document.blocks) == ("mali", "notes/mali.txt", ())
    assert document.document_id == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_text_without_a_name_has_a_source_all_the_same() -> None:
    assert read_text("EUTM Mali").source_id == "text"


def test_the_fields_of_a_form_are_no_headings() -> None:
    form = "EUTM Mali\nLegal basis: Decision 2013/34/CFSP (17 January)\nStart: February 2013\nSeat: Bamako"
    assert kinds(f"{form}\n\n{PROSE}") == ["heading", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_a_label_alone_may_be_a_heading() -> None:
    assert kinds(f"Under way: Sahel\n\n{PROSE}") == ["heading", "paragraph"]


def test_a_row_with_a_narrow_gap_among_rows_is_a_row() -> None:
    table = "Germany          147\nSpain            129\nSouth Africa   41\nFrance            13"
    assert kinds(f"{table}\n\n{PROSE}") == ["row", "row", "row", "row", "paragraph"]
