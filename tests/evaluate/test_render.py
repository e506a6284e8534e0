"""The tables fit a terminal of 80 columns and show what the figures are of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from pipeline.evaluate import Evaluation, evaluate
from pipeline.evaluate.gold import LABELS, GoldDocument
from pipeline.evaluate.measures import Error, Score
from pipeline.evaluate.render import render_errors, render_summary
from pipeline.model import Extraction, Span

Shown = Callable[[RenderableType], list[str]]


@pytest.fixture
def evaluation(tmp_path: Path, gold: GoldDocument, ours: Extraction) -> Evaluation:
    """An evaluation with one missed date and one wrong launch."""
    mentions = tuple(row for row in ours.mentions if row.text != "18 May 2024")
    first, *rest = ours.statements
    statements = (first._replace(value="2014", lower=None), *rest)
    return evaluate(
        tmp_path, extract=lambda text, name: replace(ours, mentions=mentions, statements=statements)
    )


@pytest.fixture
def shown() -> Shown:
    def lines(what: RenderableType) -> list[str]:
        written = StringIO()
        Console(width=80, file=written, color_system=None).print(what)
        return written.getvalue().splitlines()

    return lines


def line(lines: list[str], start: str) -> list[str]:
    return next(each.split() for each in lines if each.startswith(start))


def test_no_line_is_cut_or_wrapped(evaluation: Evaluation, shown: Shown) -> None:
    lines = shown(render_summary(evaluation))
    assert max(len(each.rstrip()) for each in lines) <= 80
    assert not any("…" in each for each in lines)


def test_a_long_name_of_a_document_makes_room_for_its_figures(shown: Shown) -> None:
    lines = shown(render_summary(Evaluation({"page" * 20: Score()})))
    assert line(lines, "pagepage")[1:] == ["n/a", "n/a", "n/a", "0/0", "0", "0"]


def test_a_label_has_its_counts_and_rates(evaluation: Evaluation, shown: Shown) -> None:
    dates = line(shown(render_summary(evaluation)), "DATE")
    assert dates == ["DATE", "2", "1", "1.000", "0.500", "0.667", "0.667", "0.667", "1/1"]


def test_facts_are_shown_one_by_one_and_pooled(evaluation: Evaluation, shown: Shown) -> None:
    lines = shown(render_summary(evaluation))
    assert line(lines, "launched") == ["launched", "1", "1", "0.000", "0.000", "0.000"]
    assert line(lines, "pooled") == ["pooled", "6", "6", "0.833", "0.833", "0.833"]


def test_a_kind_of_text_has_its_rates(evaluation: Evaluation, shown: Shown) -> None:
    twice = Evaluation({"un-one": evaluation.pooled, "un-two": evaluation.pooled})
    *rates, precision, recall = line(shown(render_summary(twice)), "un ")[1:]
    assert dict(zip(LABELS, rates, strict=True))["DATE"] == "0.667"
    assert (precision, recall) == ("0.833", "0.833")


def test_a_long_text_is_shown_by_both_its_ends(shown: Shown) -> None:
    error = Error(
        "page", "spurious", "staff", None, "180", Span(0, 208), f"sent {'far ' * 50}180", note="by r"
    )
    lines = "".join(shown(render_errors(Evaluation({"page": Score(errors=(error,))}))))
    assert "[sent far" in lines
    assert "far 180]" in lines


def test_an_error_is_shown_with_its_note(shown: Shown) -> None:
    error = Error("page", "missed", "mission", "SFOR", None, note="ours has no name there")
    (shown_line,) = shown(render_errors(Evaluation({"page": Score(errors=(error,))})))
    assert shown_line == "page: missed mission: gold 'SFOR', ours nothing (ours has no name there)"


def test_where_there_is_nothing_the_table_says_so(shown: Shown) -> None:
    lines = shown(render_summary(Evaluation({"page": Score()})))
    assert line(lines, "pooled") == ["pooled", "0", "0", "n/a", "n/a", "n/a"]


def test_an_error_is_shown_with_its_place(evaluation: Evaluation, shown: Shown) -> None:
    lines = shown(render_errors(evaluation))
    at = lines.index("page: missed DATE: gold '2024-05-18', ours nothing")
    assert "[18 May 2024]" in "".join(lines[at + 1 : at + 3])
