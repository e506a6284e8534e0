"""Evidence is found again by its words and what stands around them, or not at all."""

from __future__ import annotations

from textwrap import fill

import pytest

from pipeline import extract
from pipeline.decide.anchor import anchor, context, folded_page
from pipeline.model import Decision, Extraction, Span
from tests.decide.conftest import PAGE, Deciding

QUOTE = "mandate ended on 18 May 2024"


@pytest.fixture
def decision(page: Extraction, deciding: Deciding) -> Decision:
    return deciding(page, "EUTM Mali", "mandate_end", "reject")


def found(decision: Decision, text: str) -> str:
    """Return the words that the decision is on in another text, or the reason why on none."""
    now = extract(text, name="page.txt")
    place = anchor(decision, [folded_page(now.document, now.sections)])
    return place if isinstance(place, str) else text[place.span.start : place.span.end]


def around(text: str, quote: str) -> tuple[str, str]:
    now = extract(text)
    start = text.index(quote)
    return context(folded_page(now.document, now.sections), Span(start, start + len(quote)))


def test_context_is_sixty_characters_on_either_side() -> None:
    assert tuple(map(len, around(PAGE, "request of the government"))) == (60, 60)


def test_context_ends_with_the_block() -> None:
    before, after = around(PAGE, "The European Union launched")

    assert before == "\n"
    assert len(after) == 60


def test_the_context_of_a_short_block_goes_on_after_it() -> None:
    before, after = around(PAGE, "EULEX Kosovo")

    assert before == "\n"
    assert after.startswith("\nEULEX Kosovo has been deployed")


def test_the_context_of_words_that_stand_alone_and_again_goes_on_after_them() -> None:
    term = "- Mandate: until 30 June 2025"
    page = f"EUTM Mali\n\n{term}\n- Staff: 20\n\nEUAM Iraq\n\n{term}\n"

    assert around(page, "Mandate: until 30 June 2025")[1].startswith("\nStaff: 20\nEUAM Iraq")


@pytest.mark.parametrize(
    "other",
    [
        "\n\n".join(fill(paragraph, 50) for paragraph in PAGE.split("\n\n")),
        PAGE.replace("18 May 2024", "18\u00a0May\u00a02024"),
        PAGE.replace("18 May 2024", "18 May\u200b 2024"),
        "A page of the Union.\n\n" + PAGE,
        PAGE + "\nMore of this elsewhere: its mandate ended on 18 May 2024.\n",
    ],
    ids=[
        "other line breaks",
        "spaces that do not break",
        "unseen characters",
        "text before",
        "in no section",
    ],
)
def test_words_are_found_again(decision: Decision, other: str) -> None:
    assert " ".join(found(decision, other).replace("\u200b", "").split()) == decision.quote


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (PAGE.replace("18 May 2024", "19 May 2024"), "orphaned: its words stand nowhere"),
        (
            PAGE.replace("Council let", "ministers let"),
            "orphaned: its words stand under EUTM Mali in page, but",
        ),
        (PAGE.replace("EUTM Mali", "EUTM Somalia"), "orphaned: its words stand nowhere under EUTM Mali"),
        (
            PAGE.replace("EULEX", f"{PAGE.split(chr(10))[2]}\n\nEULEX", 1),
            "ambiguous: its words stand 2 times",
        ),
        (
            PAGE.replace("EULEX", f"By then its {QUOTE} when asked.\n\nEULEX", 1),
            "ambiguous: its words stand again under EUTM Mali",
        ),
    ],
    ids=["other words", "other surroundings", "another mission's section", "twice", "again, much alike"],
)
def test_words_are_not_taken_for_others(decision: Decision, other: str, reason: str) -> None:
    assert found(decision, other).startswith(reason)


def test_quotation_marks_and_dashes_are_the_same_in_any_typography() -> None:
    assert around('It is the "first" one - so far, in 2024', "one") == around(
        "It is the “first” one – so far, in 2024", "one"
    )
