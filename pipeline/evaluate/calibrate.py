"""Compares confidences with outcomes: reliability by bins, calibration error, Brier score, ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluate.measures import Judgement, ratio

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
class Calibration:
    """How well confidences predict what is right.

    `ece` is the mean gap between confidence and share right over the bins, `brier` the mean squared gap of
    the rows, `skill` what that gains over always saying the share right (null where all rows are alike),
    `auroc` the probability that a right row has the higher confidence than a wrong one.
    """

    n: int
    right: int
    bins: tuple[Bin, ...]
    ece: float | None
    brier: float | None
    skill: float | None
    auroc: float | None


def calibrate(judgements: Sequence[Judgement]) -> Calibration:
    """The calibration of the judged rows; every figure is null where there are none."""
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
    )


def _place(row: Judgement) -> int:
    return min(max(int(row.confidence * _BINS), 0), _BINS - 1)


def _bin(rows: Sequence[Judgement], k: int) -> Bin:
    confidence = sum(row.confidence for row in rows) / len(rows)
    return Bin(k / _BINS, (k + 1) / _BINS, len(rows), confidence, sum(row.right for row in rows) / len(rows))


def _skill(brier: float | None, n: int, right: int) -> float | None:
    if brier is None or right in (0, n):
        return None
    share = right / n
    return 1 - brier / (share * (1 - share))


def _auroc(judgements: Sequence[Judgement]) -> float | None:
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
