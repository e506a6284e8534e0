"""Wrong sections move the figures of boundaries, kinds and links, each its own."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Score, Share, Tally
from pipeline.evaluate.sections import score_sections
from pipeline.model import Extraction, Span


def merged(ours: Extraction) -> Extraction:
    """`ours` with the last two sections as one."""
    first, second, third = ours.sections
    return replace(ours, sections=(first, replace(second, span=Span(second.span.start, third.span.end))))


def split(ours: Extraction) -> Extraction:
    """`ours` with the preamble as two."""
    first, *rest = ours.sections
    halves = replace(first, span=Span(0, 4)), replace(first, span=Span(4, first.span.end))
    return replace(ours, sections=(*halves, *rest))


def test_a_section_that_was_not_opened_is_a_missed_boundary(gold: GoldDocument, ours: Extraction) -> None:
    assert score_sections(gold, merged(ours)).tallies["sections", "boundaries"] == Tally(1, 0, 1)


def test_a_missed_section_is_shown_at_its_first_line_with_what_ours_goes_on_with(
    gold: GoldDocument, ours: Extraction
) -> None:
    (error,) = score_sections(gold, merged(ours)).errors
    assert (error.text, error.note) == (
        "EUCAP",
        f"ours goes on with 'EUTM Mali' from {ours.sections[1].span.start}",
    )


def test_a_section_too_many_is_a_spurious_boundary(gold: GoldDocument, ours: Extraction) -> None:
    assert score_sections(gold, split(ours)).tallies["sections", "boundaries"] == Tally(2, 1, 0)


def test_either_fault_makes_the_partition_inexact(gold: GoldDocument, ours: Extraction) -> None:
    both = (score_sections(gold, each) for each in (merged(ours), split(ours)))
    assert [score.shares["sections", "exact partition"] for score in both] == [Share(0, 1), Share(0, 1)]


def test_a_section_of_the_wrong_kind_keeps_its_boundary(gold: GoldDocument, ours: Extraction) -> None:
    wrong = replace(ours.sections[0], kind="other")
    score = score_sections(gold, replace(ours, sections=(wrong, *ours.sections[1:])))
    assert score.shares["sections", "kind"] == Share(2, 3)
    assert score.shares["sections", "exact partition"] == Share(1, 1)


def test_a_section_with_another_mission_is_not_linked(gold: GoldDocument, ours: Extraction) -> None:
    wrong = replace(ours.sections[2], mission_id="EUCAP Sahel Mali")
    score = score_sections(gold, replace(ours, sections=(*ours.sections[:2], wrong)))
    assert score.shares["sections", "mission linked"] == Share(1, 2)
    assert [(error.gold, error.ours) for error in score.errors] == [("EUCAP Sahel Niger", "EUCAP Sahel Mali")]


def test_sections_that_nobody_annotated_are_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    assert score_sections(replace(gold, sections=None), ours) == Score()
