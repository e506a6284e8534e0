"""A line break that merely wraps is told from one that ends a block, by lengths and words."""

from __future__ import annotations

import pytest

from pipeline.read import read_text

OPENING = (
    "The harbour police of the two islands asked the European Union\n"
    "for help with their boats, and the Council agreed to it within\n"
)
TITLE = "Boats and crews of the harbour police at the disposal of the United"


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.span.start : block.span.end]) for block in read_text(text).blocks]


@pytest.mark.parametrize(
    "rest",
    [
        "the same year, so that the first boats could leave port on 31\nDecember 2002. They came back.",
        "the year, as it had told both governments in a letter of 12\nJune (no. 354). They were glad.",
        "a few weeks, so that the mission reached the islands in May\n2014. The Council was glad of it.",
        "weeks. The number of the boats rose, and the islands counted\n72. The mission was glad of it.",
        "weeks. Crews were lent by Malta (some 80) and also by Cyprus\n(44) and Greece. They came in May.",
    ],
)
def test_number_that_goes_on_with_the_sentence_above_is_no_marker(rest: str) -> None:
    assert blocks(OPENING + rest) == [("paragraph", OPENING + rest)]


@pytest.mark.parametrize(
    "break_",
    [
        "on 1 April\n2014. The",
        "on 1\nApril 2014. The",
        "on 1\u00a0April\n2014. The",
        "on  1\nApril  2014. The",
    ],
)
def test_date_is_whole_however_short_the_line_above(break_: str) -> None:
    text = f"17.  The boats left {break_} crews were glad of it, and those of the European\nUnion followed."
    assert blocks(text) == [("list_item", text[5:])]


def test_number_that_counts_on_is_the_next_item() -> None:
    text = f"{OPENING}its usual bounds\n2. The second boat".replace("The harbour", "1. The harbour", 1)
    assert [kind for kind, _ in blocks(text)] == ["list_item", "list_item"]


def test_number_after_the_end_of_a_sentence_is_an_item() -> None:
    assert blocks(f"{OPENING}a year. The boats of the islands then went out to sea again.\n40. They left.")[
        1
    ] == (
        "list_item",
        "They left.",
    )


@pytest.mark.parametrize("end", ["the Central African\nRepublic", "a police force (the\nHarbour Guard)"])
def test_name_is_whole_where_it_is_cut(end: str) -> None:
    text = f"Boats were lent to the neighbours in {end}, but they came back in May."
    assert blocks(text) == [("paragraph", text)]


def test_title_that_fills_the_page_goes_on_in_the_next_line() -> None:
    text = f"Annex II\n{TITLE}\nNations Mission on the Islands\n(May 2014)\n\n{OPENING}a year."
    assert blocks(text)[:3] == [
        ("heading", "Annex II"),
        ("heading", f"{TITLE}\nNations Mission on the Islands"),
        ("paragraph", "(May 2014)"),
    ]


def test_title_cut_after_a_small_word_is_a_heading() -> None:
    text = f"IV. What is left to do for the harbour police\nof the islands\n{OPENING}a year."
    assert blocks(text)[0] == ("heading", "IV. What is left to do for the harbour police\nof the islands")


@pytest.mark.parametrize("below", ["Launched: May 2014", "Launched: 15 May 2014"])
def test_label_below_a_title_is_no_part_of_it(below: str) -> None:
    title = "Naval Mission of the Union for the Harbour Police of the Islands"
    assert blocks(f"{title}\n{below}\n{OPENING}a year.")[0] == ("heading", title)


def test_title_is_one_line_where_lines_are_not_wrapped() -> None:
    prose = "The mission trains the harbour police, " * 6 + "and lends it boats."
    assert blocks(f"{TITLE}\nNations Mission\n\n{prose}")[:2] == [
        ("heading", TITLE),
        ("heading", "Nations Mission"),
    ]


def test_long_names_in_a_stack_are_a_list() -> None:
    names = [f"Naval Mission of the Union for the Harbour Police of {island}" for island in "ABCD"]
    assert blocks("\n".join(names) + f"\n\n{OPENING}a year.")[:4] == [("list_item", name) for name in names]


def test_full_line_opened_like_a_name_goes_on_where_the_page_is_wrapped() -> None:
    text = (
        "The harbour police of the two islands asked the European Union for help now,\n"
        "and the Council agreed to it within the same year.\n\n"
        "The decision is told from those on the harbours of Malta and of the Mission\n"
        "Boats and Crews. It came late.\n"
    )

    assert [kind for kind, _ in blocks(text)] == ["paragraph", "paragraph"]
