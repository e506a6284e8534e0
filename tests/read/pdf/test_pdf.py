"""A PDF becomes the text of its pages in the order of reading, or is refused with a reason."""

from __future__ import annotations

import zlib

import pytest

from pipeline.errors import UnreadableError
from pipeline.read.pdf import read_pdf
from pipeline.read.pdf.hyphens import joined
from pipeline.read.pdf.lines import bands_of
from pipeline.read.pdf.margins import without_margins
from pipeline.read.pdf.runs import MAX_PAGES, Run
from tests.read.drawn import BOLD, LEFT, RIGHT, Text, drawn, factsheet, lines, margins, scanned, table

FULL = "A line of this length fills the column from one edge to the other"


def blocks(*pages: list[Text]) -> list[tuple[str, str]]:
    content = read_pdf(drawn(*pages))
    return [(block.kind, content.text[block.span.start : block.span.end]) for block in content.blocks]


def test_the_same_bytes_give_the_same_content() -> None:
    assert read_pdf(factsheet()) == read_pdf(factsheet())


def test_lines_close_below_each_other_are_a_paragraph() -> None:
    assert blocks([*lines(LEFT, 700, FULL, "and ends here."), *lines(LEFT, 660, "Apart.")]) == [
        ("paragraph", f"{FULL} and ends here."),
        ("paragraph", "Apart."),
    ]


def test_sentence_that_ends_early_ends_its_paragraph() -> None:
    assert blocks(lines(LEFT, 700, FULL, "and ends here.", FULL)) == [
        ("paragraph", f"{FULL} and ends here."),
        ("paragraph", FULL),
    ]


def test_larger_letters_are_headings_by_their_size() -> None:
    page = [
        *lines(LEFT, 760, "Missions", size=20),
        *lines(LEFT, 720, "At sea", size=14),
        *lines(LEFT, 700, FULL),
    ]
    content = read_pdf(drawn(page))

    assert [(block.kind, block.level) for block in content.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_bold_line_is_a_heading_where_something_follows() -> None:
    page = [
        *lines(LEFT, 700, "Tasks", font=BOLD),
        *lines(LEFT, 688, FULL),
        *lines(LEFT, 660, "The end", font=BOLD),
    ]
    assert [kind for kind, _ in blocks(page)] == ["heading", "paragraph", "paragraph"]


def test_raised_number_is_the_mark_of_a_footnote() -> None:
    page = [*lines(LEFT, 700, "It ended in 2024"), *lines(LEFT + 75, 704, "1", size=6)]
    assert blocks(page) == [("paragraph", "It ended in 2024[1]")]


def test_marked_lines_are_items_without_their_markers() -> None:
    page = [*lines(LEFT, 700, "• to train", "• to advise"), *lines(LEFT + 9, 676, "ministers")]
    assert blocks(page) == [("list_item", "to train"), ("list_item", "to advise ministers")]


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(
        LEFT, 700, "The left column is read from its", "first line to its last one and", "then the eye goes"
    )
    right = lines(RIGHT, 700, "to the top of the right one, which", "it reads as well.")
    assert blocks([*left, *right]) == [
        (
            "paragraph",
            "The left column is read from its first line to its last one and then the eye goes to the top of"
            " the right one, which it reads as well.",
        )
    ]


def test_aligned_cells_are_rows() -> None:
    assert blocks(
        table(700, ("Mission", "Since", "Staff"), ("EUTM Mali", "2013", ""), ("KFOR", "1999", "4500"))
    ) == [
        ("row", "Mission | Since | Staff"),
        ("row", "EUTM Mali | 2013 |"),
        ("row", "KFOR | 1999 | 4500"),
    ]


def test_what_all_pages_repeat_at_their_edges_is_left_out() -> None:
    pages = [[*margins(n, 3), *lines(LEFT, 500, f"Page {n} says this.")] for n in (1, 2, 3)]
    assert [text for _, text in blocks(*pages)] == [
        "Page 1 says this.",
        "Page 2 says this.",
        "Page 3 says this.",
    ]


def test_a_page_that_has_nothing_but_edges_keeps_them() -> None:
    assert blocks(lines(LEFT, 800, "EUTM Mali")) == [("paragraph", "EUTM Mali")]


def test_text_that_stands_sideways_on_the_whole_page_is_read() -> None:
    assert read_pdf(drawn(lines(LEFT, 300, FULL), turned=True)).text == FULL


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("the man-", "date ends", "the mandate ends"),
        ("a two-", "year mandate", "a two-year mandate"),
        ("the EU-", "led force", "the EU-led force"),
        ("the cease-", "fire held", "the cease-fire held"),
        ("of 2013 -", "2024", "of 2013 - 2024"),
        ("Guinea-", "Bissau", "Guinea-Bissau"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_made_whole(above: str, below: str, text: str) -> None:
    assert joined([above, below], known={"cease-fire"})[0] == text


def test_a_paragraph_without_end_is_read_in_bounded_time() -> None:
    text, starts = joined(["a line of many that no full stop ends"] * 50_000, known=())

    assert (len(starts), text[starts[-1] :]) == (50_000, "a line of many that no full stop ends")


def test_a_page_of_many_lines_is_read_in_bounded_time() -> None:
    runs = [Run("a line", 10, n * 9.0, 40, n * 9.0 + 8, n * 9.0 + 8, 8, bold=False) for n in range(50_000)]

    [kept] = without_margins([(450_000.0, bands_of(runs))])

    assert len(kept) == 50_000


def test_encrypted_pdf_is_refused() -> None:
    with pytest.raises(UnreadableError, match="encrypted; save it without a password"):
        read_pdf(drawn(lines(LEFT, 700, FULL), password="secret"))


def test_scan_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"has no text \(is it a scan\?\)"):
        read_pdf(scanned())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", factsheet()[:400], b"%PDF-1.7 " + bytes(range(256)) * 40])
def test_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"the PDF (is damaged; save it anew|has no text)"):
        read_pdf(data)


def test_other_bytes_are_refused_as_no_pdf() -> None:
    with pytest.raises(UnreadableError, match="is no PDF"):
        read_pdf(b"<html>not found</html>")


def test_pdf_of_too_many_pages_is_refused_with_both_figures() -> None:
    with pytest.raises(UnreadableError, match="501 pages are more than the 500"):
        read_pdf(drawn(*[[] for _ in range(MAX_PAGES + 1)]))


def test_pdf_that_unfolds_to_more_than_fits_is_refused() -> None:
    packed = zlib.compressobj(1)
    stream = b"".join(packed.compress(b" " * 10_000_000) for _ in range(120)) + packed.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    )
    bodies = b"".join(b"%d 0 obj%s endobj\n" % (number, body) for number, body in enumerate(objects, 1))

    with pytest.raises(UnreadableError, match="takes more than a minute or 1 GB"):
        read_pdf(b"%PDF-1.7\n" + bodies + b"trailer<</Root 1 0 R>>")
