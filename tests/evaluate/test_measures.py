"""Tallies give rates, and none where there is nothing."""

from __future__ import annotations

import pytest

from pipeline.evaluate.measures import Score, Share, Tally, pool


def test_precision_is_of_ours_and_recall_of_the_gold() -> None:
    tally = Tally(right=6, spurious=2, missed=4)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(2 / 3)


def test_nothing_has_no_rates() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1, Share().value) == (None, None, None, None)


def test_all_missed_is_zero_and_not_nothing() -> None:
    tally = Tally(missed=3)
    assert (tally.precision, tally.recall, tally.f1) == (None, 0.0, 0.0)


def test_scores_of_several_documents_add_up_by_name() -> None:
    first = Score(tallies={("facts", "staff"): Tally(1, 2, 3)}, shares={("values", "DATE"): Share(1, 2)})
    second = Score(tallies={("facts", "staff"): Tally(1, 0, 0), ("facts", "type"): Tally(4, 0, 0)})
    both = pool([first, second])
    assert both.tallies == {("facts", "staff"): Tally(2, 2, 3), ("facts", "type"): Tally(4, 0, 0)}
    assert both.shares == {("values", "DATE"): Share(1, 2)}
