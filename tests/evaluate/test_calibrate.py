"""Figures of calibration against values worked out by hand."""

from __future__ import annotations

import pytest

from pipeline.evaluate.calibrate import Calibration, calibrate, highest_risk


def judged(*rows: tuple[float, bool]) -> Calibration:
    return calibrate(rows)


def test_confidences_that_come_true_as_often_as_they_say_have_no_error() -> None:
    found = judged((0.75, True), (0.75, True), (0.75, True), (0.75, False))
    assert (found.ece, found.brier, found.skill) == (0.0, 0.1875, 0.0)


def test_the_error_is_the_mean_gap_of_the_bins() -> None:
    found = judged((0.95, True), (0.95, False), (0.15, False), (0.15, False))
    assert found.ece == pytest.approx((0.45 + 0.15) / 2)


def test_bins_hold_the_rows_of_their_range() -> None:
    found = judged((0.0, False), (0.1, False), (0.15, True), (1.0, True))
    assert [(each.low, each.n, each.right) for each in found.bins] == [
        (0.0, 1, 0.0),
        (0.1, 2, 0.5),
        (0.9, 1, 1.0),
    ]


def test_perfect_foresight_has_full_skill() -> None:
    found = judged((1.0, True), (0.0, False))
    assert (found.brier, found.skill, found.auroc) == (0.0, 1.0, 1.0)


def test_the_wrong_way_round_ranks_at_zero() -> None:
    assert judged((0.2, True), (0.8, False)).auroc == 0.0


def test_ties_rank_in_the_middle() -> None:
    assert judged((0.5, True), (0.5, False), (0.5, False)).auroc == 0.5


def test_ranking_counts_pairs_in_order() -> None:
    assert judged((0.9, True), (0.6, False), (0.5, True), (0.1, False)).auroc == 0.75


def test_rows_that_are_all_right_have_no_skill_and_no_ranking() -> None:
    found = judged((0.9, True), (0.8, True))
    assert (found.skill, found.auroc) == (None, None)


def test_no_rows_have_no_figures() -> None:
    assert judged() == Calibration(0, 0, (), None, None, None, None, ())


def test_the_curve_says_what_is_wrong_among_the_surest() -> None:
    found = judged((0.9, True), (0.8, True), (0.7, False), (0.6, True))
    points = [(each.coverage, each.risk) for each in found.curve]
    assert points == [(0.25, 0), (0.5, 0), (0.75, 1 / 3), (1, 0.25)]


def test_rows_of_one_confidence_are_taken_together() -> None:
    found = judged((0.9, True), (0.9, False))
    assert [(each.threshold, each.coverage, each.risk) for each in found.curve] == [(0.9, 1.0, 0.5)]


@pytest.mark.parametrize(
    ("wrong", "n", "bound"),
    [(0, 59, 0.0495), (0, 100, 0.0295), (5, 200, 0.0518), (10, 10, 1.0)],
)
def test_the_highest_risk_is_that_of_clopper_and_pearson(wrong: int, n: int, bound: float) -> None:
    assert highest_risk(wrong, n, 0.95) == pytest.approx(bound, abs=1e-4)
