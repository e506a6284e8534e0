"""Two versions of a page stand side by side, the words that changed marked."""

from __future__ import annotations

from pipeline.acquire import given
from pipeline.model import Document, Span
from pipeline.read import read
from pipeline.report.pieces import Mark, pieces
from pipeline.review.compared import compared
from pipeline.review.differences import side_by_side

OLD = "Opening\n\nThe mission has 100 staff in two towns.\n\nNothing else changed here at all.\n"
NEW = (
    "Opening\n\nA new paragraph about the weather.\n\nThe mission has 120 staff in two towns.\n\n"
    "Nothing else changed here at all.\n"
)


def document(text: str) -> Document:
    return read(given(text.encode(), name="page.txt"))


def test_a_changed_paragraph_stands_beside_what_it_was() -> None:
    old, new = document(OLD), document(NEW)

    [changed] = [each for each in side_by_side(old, new) if each.gone and each.come]

    assert [OLD[start:end] for start, end in changed.gone] == ["100"]
    assert [NEW[start:end] for start, end in changed.come] == ["120"]


def test_a_new_paragraph_stands_alone() -> None:
    [alone] = [each for each in side_by_side(document(OLD), document(NEW)) if each.old is None]

    assert alone.new is not None
    assert NEW[slice(*alone.new)] == "A new paragraph about the weather."


def test_every_paragraph_is_there_once_and_in_order() -> None:
    old, new = document(OLD), document(NEW)

    pairs = side_by_side(old, new)

    assert [each.old for each in pairs if each.old] == [block.span for block in old.blocks]
    assert [each.new for each in pairs if each.new] == [block.span for block in new.blocks]


def test_paragraphs_far_from_the_evidence_are_left_out_and_counted() -> None:
    text = "\n\n".join(f"Paragraph number {n} of this page." for n in range(40)) + "\n"
    page = document(text)
    at = text.index("number 30")

    lines = compared(page, page, Span(at, at + 9), Span(at, at + 9)).lines

    assert (lines[0].skipped, len(lines)) == (28, 5)


def test_pieces_are_the_text_again_whatever_marks_lie_on_it() -> None:
    text = "one two three four"
    marks = [Mark(Span(0, 13), "a"), Mark(Span(4, 7), "b"), Mark(Span(8, 18), "c"), Mark(Span(4, 7), "d")]

    cut = pieces(text, Span(2, 16), marks)

    assert "".join(each.text for each in cut) == text[2:16]
    assert [[mark.name for mark in each.marks] for each in cut] == [
        ["a"], ["a", "b", "d"], ["a"], ["a", "c"], ["c"],
    ]  # fmt: skip
