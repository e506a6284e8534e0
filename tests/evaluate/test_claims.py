"""A claim is found where its place overlaps and its value agrees."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluate.claims import score_claims
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Score, Tally
from pipeline.model import Extraction, Span


def test_a_claim_that_was_not_found_is_missed(gold: GoldDocument, ours: Extraction) -> None:
    assert score_claims(gold, replace(ours, claims=())).tallies["claims", "claims"] == Tally(0, 0, 1)


def test_a_claim_with_another_value_is_missed_and_spurious(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.claims[0]._replace(value="3")
    assert score_claims(gold, replace(ours, claims=(wrong,))).tallies["claims", "claims"] == Tally(0, 1, 1)


def test_a_claim_elsewhere_is_missed_and_spurious(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.claims[0]._replace(span=Span(40, 50))
    assert score_claims(gold, replace(ours, claims=(wrong,))).tallies["claims", "claims"] == Tally(0, 1, 1)


def test_a_claim_may_quote_less(gold: GoldDocument, ours: Extraction) -> None:
    shorter = ours.claims[0]._replace(span=Span(0, 3))
    assert score_claims(gold, replace(ours, claims=(shorter,))).tallies["claims", "claims"] == Tally(1, 0, 0)


def test_a_claim_made_twice_counts_once(gold: GoldDocument, ours: Extraction) -> None:
    assert score_claims(gold, replace(ours, claims=ours.claims * 2)).tallies["claims", "claims"] == Tally(
        1, 1, 0
    )


def test_claims_that_nobody_annotated_are_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    assert score_claims(replace(gold, claims=None), ours) == Score()
