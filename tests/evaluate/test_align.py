"""Spans are paired by the largest overlap, each once."""

from __future__ import annotations

from pipeline.evaluate.align import align
from pipeline.model import Span


def test_the_larger_overlap_goes_first() -> None:
    assert align([Span(0, 10)], [Span(0, 3), Span(2, 10)]) == [(0, 1)]


def test_the_closer_fit_goes_first_among_equal_overlaps() -> None:
    assert align([Span(5, 10)], [Span(0, 20), Span(5, 10)]) == [(0, 1)]


def test_a_span_is_paired_once() -> None:
    assert align([Span(0, 4), Span(4, 9)], [Span(0, 9)]) == [(1, 0)]


def test_spans_that_only_touch_are_not_paired() -> None:
    assert align([Span(0, 4)], [Span(4, 9)]) == []
