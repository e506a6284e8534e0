"""What agrees with the gold in everything gets full marks in everything."""

from __future__ import annotations

from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.score import score
from pipeline.model import Extraction


def test_an_extraction_that_agrees_has_no_errors(gold: GoldDocument, ours: Extraction) -> None:
    assert score(gold, ours).errors == ()


def test_an_extraction_that_agrees_misses_nothing_and_adds_nothing(
    gold: GoldDocument, ours: Extraction
) -> None:
    assert all((tally.missed, tally.spurious) == (0, 0) for tally in score(gold, ours).tallies.values())


def test_an_extraction_that_agrees_has_every_share_in_full(gold: GoldDocument, ours: Extraction) -> None:
    assert all(share.right == share.n for share in score(gold, ours).shares.values())


def test_an_empty_extraction_misses_everything_and_adds_nothing(gold: GoldDocument, ours: Extraction) -> None:
    nothing = Extraction(ours.document, ours.sections, (), (), (), (), ())
    tallies = score(gold, nothing).tallies
    assert all(
        (tally.right, tally.spurious) == (0, 0) for key, tally in tallies.items() if key[0] != "sections"
    )
