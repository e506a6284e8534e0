"""Missions are found, missed, or beyond the gold; what only doubtful spans name is neither."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Tally
from pipeline.evaluate.missions import score_missions, strangers
from pipeline.model import Extraction, Span


def with_stranger(ours: Extraction, organisation: str = "EU") -> Extraction:
    stranger = replace(ours.missions[0], mission_id="EUFOR RCA", organisation=organisation)
    return replace(ours, missions=(*ours.missions, stranger))


def test_a_mission_without_a_record_is_missed(gold: GoldDocument, ours: Extraction) -> None:
    score = score_missions(gold, replace(ours, missions=ours.missions[1:]))
    assert score.tallies["missions", "records"] == Tally(right=2, spurious=0, missed=1)


def test_a_mission_that_is_only_named_has_to_be_found_too(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_missions(gold, replace(ours, missions=ours.missions[:2])).errors
    assert (error.kind, error.gold) == ("missed", "MINUSMA")


def test_a_missed_mission_is_shown_where_it_is_named_with_what_ours_takes_it_for(
    gold: GoldDocument, ours: Extraction
) -> None:
    mentions = tuple(row._replace(value="SFOR") if row.value == "MINUSMA" else row for row in ours.mentions)
    (error,) = score_missions(gold, replace(ours, missions=ours.missions[:2], mentions=mentions)).errors
    assert (error.text, error.note) == ("MINUSMA", "ours links that name to SFOR")


def test_a_missed_mission_that_is_nowhere_named_says_so(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_missions(replace(gold, mentions=()), replace(ours, missions=ours.missions[:2])).errors
    assert (error.span, error.note) == (None, "the gold marks no mention of it")


def test_a_record_beyond_the_gold_is_spurious(gold: GoldDocument, ours: Extraction) -> None:
    assert score_missions(gold, with_stranger(ours)).tallies["missions", "records"] == Tally(3, 1, 0)


def test_a_record_that_only_an_ambiguous_span_names_is_left_out(gold: GoldDocument, ours: Extraction) -> None:
    doubtful = ours.mentions[0]._replace(label="MISSION", span=gold.ambiguous[0].span, value="EUFOR RCA")
    found = replace(with_stranger(ours), mentions=(*ours.mentions, doubtful))
    assert score_missions(gold, found).tallies["missions", "records"] == Tally(3, 0, 0)


def test_a_record_that_a_plain_span_names_too_is_spurious(gold: GoldDocument, ours: Extraction) -> None:
    doubtful = ours.mentions[0]._replace(label="MISSION", span=gold.ambiguous[0].span, value="EUFOR RCA")
    plain = doubtful._replace(span=Span(0, 3))
    found = replace(with_stranger(ours), mentions=(*ours.mentions, doubtful, plain))
    assert score_missions(gold, found).tallies["missions", "records"] == Tally(3, 1, 0)


def test_where_named_missions_are_not_listed_their_mentions_do(gold: GoldDocument, ours: Extraction) -> None:
    assert score_missions(replace(gold, others=None), ours).tallies["missions", "records"] == Tally(2, 0, 0)


def test_only_missions_of_the_eu_are_strangers(gold: GoldDocument, ours: Extraction) -> None:
    assert strangers(gold, with_stranger(ours)) == ["EUFOR RCA"]
    assert strangers(gold, with_stranger(ours, "UN")) == []
