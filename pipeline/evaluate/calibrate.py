"""Compares confidences with outcomes: reliability, calibration error, Brier score, ranking, risk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.evaluate.measures import ratio

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose confidence lies in [low, high): their number, mean confidence and share right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Risk:
    """The share of rows whose confidence is at least `threshold`, and the share of these that is wrong."""

    threshold: float
    coverage: float
    risk: float


class _Row(NamedTuple):
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well confidences predict what is right.

    `ece` is the mean gap between confidence and share right over the bins, `brier` the mean squared gap of
    the rows, `skill` what that gains over always saying the share right (null where all rows are alike),
    `auroc` the probability that a right row has the higher confidence than a wrong one. `curve` says, for
    each tenth of the rows by descending confidence, what share of those taken so far is wrong.
    """

    n: int
    right: int
    bins: tuple[Bin, ...]
    ece: float | None
    brier: float | None
    skill: float | None
    auroc: float | None
    curve: tuple[Risk, ...]


def calibrate(rows: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration of confidences, each with whether its row is right; what has no rows is null."""
    judgements = [_Row(*row) for row in rows]
    n, right = len(judgements), sum(row.right for row in judgements)
    bins = tuple(_bin(rows, k) for k in range(_BINS) if (rows := [r for r in judgements if _place(r) == k]))
    brier = ratio(sum((row.confidence - row.right) ** 2 for row in judgements), n)
    return Calibration(
        n=n,
        right=right,
        bins=bins,
        ece=ratio(sum(each.n * abs(each.confidence - each.right) for each in bins), n),
        brier=brier,
        skill=_skill(brier, n, right),
        auroc=_auroc(judgements),
        curve=_curve(judgements),
    )


def highest_risk(wrong: int, n: int, level: float) -> float:
    """The share of wrong rows that is not exceeded at the confidence `level`, when `wrong` of `n` were.

    The exact one-sided bound of Clopper and Pearson (Biometrika 26, 1934): the greatest share under which
    `wrong` or fewer would still be seen with a probability of 1 - `level`.
    """
    if wrong >= n:
        return 1.0
    low, high = wrong / n, 1.0
    for _ in range(50):  # halves the interval to far below what is shown
        share = (low + high) / 2
        low, high = (share, high) if _at_most(wrong, n, share) > 1 - level else (low, share)
    return high


def _at_most(wrong: int, n: int, share: float) -> float:
    """The probability of `wrong` or fewer among `n`, each with probability `share`."""
    return math.fsum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(wrong + 1))


def _curve(judgements: Sequence[_Row]) -> tuple[Risk, ...]:
    """Take rows of equal confidence together, as no threshold parts them."""
    ordered = sorted(judgements, key=lambda row: -row.confidence)
    points = []
    for tenth in range(1, 11 if ordered else 1):
        threshold = ordered[math.ceil(len(ordered) * tenth / 10) - 1].confidence
        taken = [row for row in ordered if row.confidence >= threshold]
        wrong = sum(not row.right for row in taken)
        points.append(Risk(threshold, len(taken) / len(ordered), wrong / len(taken)))
    return tuple(dict.fromkeys(points))


def _place(row: _Row) -> int:
    return min(max(int(row.confidence * _BINS), 0), _BINS - 1)


def _bin(rows: Sequence[_Row], k: int) -> Bin:
    confidence = sum(row.confidence for row in rows) / len(rows)
    return Bin(k / _BINS, (k + 1) / _BINS, len(rows), confidence, sum(row.right for row in rows) / len(rows))


def _skill(brier: float | None, n: int, right: int) -> float | None:
    if brier is None or right in (0, n):
        return None
    share = right / n
    return 1 - brier / (share * (1 - share))


def _auroc(judgements: Sequence[_Row]) -> float | None:
    """The Mann-Whitney statistic: ranks of the right rows, ties sharing their mean rank."""
    ordered = sorted(judgements, key=lambda row: row.confidence)
    right = sum(row.right for row in ordered)
    ranks, start = 0.0, 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end].confidence == ordered[start].confidence:
            end += 1
        ranks += (start + 1 + end) / 2 * sum(row.right for row in ordered[start:end])
        start = end
    return ratio(ranks - right * (right + 1) / 2, right * (len(ordered) - right))
