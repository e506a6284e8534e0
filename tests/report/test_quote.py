from __future__ import annotations

from pipeline.model import Block, Document, Span
from pipeline.report.quote import CONTEXT, quoted

WORDS = "word " * 60


def document(text: str, *blocks: Block) -> Document:
    return Document("a" * 64, "page", "page.txt", "text/plain", text, blocks)


def test_quote_in_a_short_text_has_all_of_it_around() -> None:
    assert quoted(document("It began in May."), Span(12, 15)) == {
        "document": "page.txt",
        "start": 12,
        "end": 15,
        "before": "It began in ",
        "quote": "May",
        "after": ".",
    }


def test_long_context_is_cut_between_words() -> None:
    place = quoted(document(WORDS + "May " + WORDS), Span(300, 303))
    assert place["before"].startswith("… word ")
    assert place["after"].endswith(" word …")
    assert max(len(place["before"]), len(place["after"])) <= CONTEXT + 2


def test_context_without_any_space_is_cut_anyway() -> None:
    place = quoted(document("x" * 200 + "May" + "x" * 200), Span(200, 203))
    assert place["before"] == "…" + "x" * CONTEXT
    assert place["after"] == "x" * CONTEXT + "…"


def test_context_ends_where_the_block_ends() -> None:
    text = "Heading\nIt began in May.\nNext"
    blocks = (Block("heading", Span(0, 7)), Block("paragraph", Span(8, 24)), Block("paragraph", Span(25, 29)))
    place = quoted(document(text, *blocks), Span(20, 23))
    assert (place["before"], place["after"]) == ("It began in ", ".")


def test_quote_over_two_blocks_has_both_around() -> None:
    text = "EUTM Mali\nbegan in May"
    blocks = (Block("heading", Span(0, 9)), Block("paragraph", Span(10, 22)))
    place = quoted(document(text, *blocks), Span(5, 15))
    assert (place["before"], place["quote"], place["after"]) == ("EUTM ", "Mali\nbegan", " in May")
