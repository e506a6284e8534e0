"""Each kind of wrong mention moves the figure that is meant to show it, and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.evaluate.gold import LABELS, GoldDocument
from pipeline.evaluate.measures import Share, Tally
from pipeline.evaluate.mentions import score_mentions, value_agrees
from pipeline.model import Extraction, Mention, Span


def changed(ours: Extraction, text: str, change: Callable[[Mention], Mention | None]) -> Extraction:
    """`ours` with the mentions of `text` changed, or left out where the change gives null."""
    rows = (change(row) if row.text == text else row for row in ours.mentions)
    return replace(ours, mentions=tuple(row for row in rows if row is not None))


def longer(row: Mention) -> Mention:
    return row._replace(span=Span(row.span.start, row.span.end + 1))


def test_a_missed_mention_lowers_the_recall_of_its_label(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(gold, changed(ours, "France", lambda row: None))
    assert score.tallies["mentions exact", "COUNTRY"] == Tally(right=2, spurious=0, missed=1)


def test_a_mention_that_the_gold_lacks_lowers_the_precision(gold: GoldDocument, ours: Extraction) -> None:
    extra = ours.mentions[0]._replace(label="REGION", span=Span(0, 3))
    score = score_mentions(gold, replace(ours, mentions=(*ours.mentions, extra)))
    assert score.tallies["mentions exact", "REGION"] == Tally(right=1, spurious=1, missed=0)


def test_a_repeated_mention_counts_once(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(gold, replace(ours, mentions=(*ours.mentions, ours.mentions[0])))
    assert score.tallies["mentions exact", ours.mentions[0].label].spurious == 1


def test_a_span_too_long_is_no_exact_match(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(gold, changed(ours, "18 May 2024", longer))
    assert score.tallies["mentions exact", "DATE"] == Tally(right=1, spurious=1, missed=1)


def test_a_span_too_long_is_a_match_by_overlap(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(gold, changed(ours, "18 May 2024", longer))
    assert score.tallies["mentions overlap", "DATE"] == Tally(right=2, spurious=0, missed=0)


def test_a_span_too_long_is_told_as_one_error(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_mentions(gold, changed(ours, "18 May 2024", longer)).errors
    assert (error.kind, error.what, error.gold) == ("span", "DATE", "18 May 2024")


def test_a_wrong_value_leaves_the_span_right(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(gold, changed(ours, "18 May 2024", lambda row: row._replace(value="2024")))
    assert score.tallies["mentions exact", "DATE"] == Tally(right=2, spurious=0, missed=0)
    assert score.shares["values", "DATE"] == Share(1, 2)


def test_a_wrong_value_counts_on_both_sides_of_overlap_and_value(
    gold: GoldDocument, ours: Extraction
) -> None:
    score = score_mentions(gold, changed(ours, "30 soldiers", lambda row: row._replace(value="13")))
    assert score.tallies["mentions overlap and value", "STAFF"] == Tally(right=1, spurious=1, missed=1)


def test_a_staff_span_that_only_overlaps_is_no_error(gold: GoldDocument, ours: Extraction) -> None:
    assert score_mentions(gold, changed(ours, "30 soldiers", longer)).errors == ()


def test_an_unreadable_value_is_a_wrong_one(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_mentions(gold, changed(ours, "Niger", lambda row: row._replace(value=None))).errors
    assert (error.kind, error.gold, error.ours) == ("wrong", "NER", None)


def test_what_overlaps_an_ambiguous_span_is_left_out(gold: GoldDocument, ours: Extraction) -> None:
    start = gold.ambiguous[0].span.start
    extra = ours.mentions[0]._replace(label="MISSION", span=Span(start + 2, start + 5), value="EUFOR RCA")
    score = score_mentions(gold, replace(ours, mentions=(*ours.mentions, extra)))
    assert score.tallies["mentions exact", "MISSION"].spurious == 0
    assert len(score.judgements) == len(ours.mentions)


def test_another_label_is_not_excused_by_an_ambiguous_span(gold: GoldDocument, ours: Extraction) -> None:
    extra = ours.mentions[0]._replace(label="REGION", span=gold.ambiguous[0].span)
    score = score_mentions(gold, replace(ours, mentions=(*ours.mentions, extra)))
    assert score.tallies["mentions exact", "REGION"].spurious == 1


def test_labels_that_are_not_complete_are_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    score = score_mentions(replace(gold, labels=frozenset({"DATE"})), replace(ours, mentions=()))
    assert {name for _, name in score.tallies} == {"DATE"}


def test_every_label_is_scored_where_all_are_complete(gold: GoldDocument, ours: Extraction) -> None:
    assert tuple(score_mentions(gold, ours).group("mentions exact")) == LABELS


def test_labels_that_the_gold_never_has_are_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    extra = ours.mentions[0]._replace(label="RELATIVE_DATE")
    assert score_mentions(gold, replace(ours, mentions=(*ours.mentions, extra))).errors == ()


def test_an_error_shows_its_surroundings(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_mentions(gold, changed(ours, "MINUSMA", lambda row: None)).errors
    assert error.text == "MINUSMA"
    assert error.before.endswith("France; ")
    assert len(error.after) == 40


def test_a_mention_is_judged_by_span_and_value(gold: GoldDocument, ours: Extraction) -> None:
    wrong = changed(ours, "Sahel", lambda row: row._replace(value="Asia"))
    assert [row.right for row in score_mentions(gold, wrong).judgements].count(False) == 1


@pytest.mark.parametrize("value", ["100", "200", "100/200"])
def test_either_end_of_a_staff_range_is_right(value: str) -> None:
    assert value_agrees("STAFF", "100/200", value)


@pytest.mark.parametrize("value", ["150", "1", None])
def test_any_other_number_is_wrong(value: str | None) -> None:
    assert not value_agrees("STAFF", "100/200", value)


def test_one_end_of_an_interval_of_dates_is_wrong() -> None:
    assert not value_agrees("DATE", "2018/2020", "2018")
