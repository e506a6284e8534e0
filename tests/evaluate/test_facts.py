"""Each kind of wrong, missing or unasked statement moves the tally of its property."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.evaluate.facts import score_facts
from pipeline.evaluate.gold import APART, FACTS, GoldDocument, GoldMission
from pipeline.evaluate.measures import Tally
from pipeline.model import Extraction, MissionType, Span


def tally(gold: GoldDocument, ours: Extraction, name: str) -> Tally:
    return score_facts(gold, ours).tallies["apart" if name == APART else "facts", name]


def without(ours: Extraction, name: str) -> Extraction:
    return replace(ours, statements=tuple(row for row in ours.statements if row.property != name))


def altered(ours: Extraction, name: str, **fields: Any) -> Extraction:  # noqa: ANN401 (fields of any statement)
    """`ours` with the statements of a property altered."""
    rows = (row._replace(**fields) if row.property == name else row for row in ours.statements)
    return replace(ours, statements=tuple(rows))


def added(ours: Extraction, name: str, **fields: Any) -> Extraction:  # noqa: ANN401 (fields of any statement)
    """`ours` with one more statement, like the first of the property but for some fields."""
    like = next(row for row in ours.statements if row.property == name)
    return replace(ours, statements=(*ours.statements, like._replace(**fields)))


def typed(ours: Extraction, value: MissionType) -> Extraction:
    """`ours` with a type in every record."""
    return replace(ours, missions=tuple(replace(record, type=value) for record in ours.missions))


@pytest.mark.parametrize("name", [*FACTS, APART])
def test_what_no_statement_says_is_missed(gold: GoldDocument, ours: Extraction, name: str) -> None:
    wanted = tally(gold, ours, name).right
    assert tally(gold, without(ours, name), name) == Tally(right=0, spurious=0, missed=wanted)


@pytest.mark.parametrize(
    ("name", "value"), [("launched", "2014"), ("mandate_end", "2025"), ("type", "civilian"), ("staff", "7")]
)
def test_a_wrong_value_is_missed_and_spurious(
    gold: GoldDocument, ours: Extraction, name: str, value: str
) -> None:
    wrong = altered(ours, name, value=value, lower=None, upper=None)
    assert tally(gold, wrong, name) == Tally(right=0, spurious=1, missed=1)


def test_a_wrong_value_is_told_as_one_error(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_facts(gold, altered(ours, "launched", value="2014", lower=None)).errors
    assert (error.kind, error.what, error.gold, error.ours) == (
        "wrong",
        "launched of EUTM Mali",
        "2013-02",
        "2014",
    )


def test_a_missed_fact_is_shown_where_its_quote_stands(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_facts(gold, without(ours, "staff")).errors
    assert error.text == "100 to 200 trainers"


def test_a_date_written_otherwise_with_the_same_days_is_right(gold: GoldDocument, ours: Extraction) -> None:
    same = altered(ours, "launched", value="2013-02-01/2013-02-28")
    assert tally(gold, same, "launched") == Tally(right=1, spurious=0, missed=0)


def test_a_date_with_one_day_in_common_is_wrong(gold: GoldDocument, ours: Extraction) -> None:
    wrong = altered(ours, "launched", value="2013-02-01", upper="2013-02-01")
    assert tally(gold, wrong, "launched") == Tally(right=0, spurious=1, missed=1)


def test_only_the_latest_mandate_end_counts(gold: GoldDocument, ours: Extraction) -> None:
    earlier = added(ours, "mandate_end", value="2020", lower="2020-01-01", upper="2020-12-31")
    assert tally(gold, earlier, "mandate_end") == Tally(right=1, spurious=0, missed=0)


def test_a_later_mandate_end_makes_the_right_one_wrong(gold: GoldDocument, ours: Extraction) -> None:
    later = added(ours, "mandate_end", value="2030", lower="2030-01-01", upper="2030-12-31")
    assert tally(gold, later, "mandate_end") == Tally(right=0, spurious=1, missed=1)


def test_a_host_country_too_many_is_spurious(gold: GoldDocument, ours: Extraction) -> None:
    assert tally(gold, added(ours, "host_country", value="SEN"), "host_country") == Tally(2, 1, 0)


def test_a_value_said_twice_counts_once(gold: GoldDocument, ours: Extraction) -> None:
    twice = added(added(ours, "staff", value="7"), "staff", value="7")
    assert tally(gold, twice, "staff") == Tally(right=1, spurious=1, missed=0)


@pytest.mark.parametrize("assertion", ["planned", "former", "negated", "reported"])
def test_a_launch_that_is_not_asserted_does_not_count(
    gold: GoldDocument, ours: Extraction, assertion: str
) -> None:
    assert tally(gold, altered(ours, "launched", assertion=assertion), "launched") == Tally(0, 0, 1)


def test_staff_that_is_planned_counts(gold: GoldDocument, ours: Extraction) -> None:
    assert tally(gold, altered(ours, "staff", assertion="planned"), "staff").right == 1


def test_staff_that_is_denied_does_not_count(gold: GoldDocument, ours: Extraction) -> None:
    assert tally(gold, altered(ours, "staff", assertion="negated"), "staff") == Tally(0, 0, 1)


@pytest.mark.parametrize("fields", [{"unit": "DEU"}, {"value": "31"}])
def test_a_contingent_needs_its_country_and_number(
    gold: GoldDocument, ours: Extraction, fields: dict[str, str]
) -> None:
    assert tally(gold, altered(ours, APART, **fields), APART) == Tally(right=0, spurious=1, missed=1)


@pytest.mark.parametrize("name", ["launched", "host_country"])
def test_what_the_gazetteer_says_is_left_out(gold: GoldDocument, ours: Extraction, name: str) -> None:
    assert tally(gold, altered(ours, name, rule="gazetteer:EUTM Mali"), name).right == 0


def test_a_type_from_the_gazetteer_counts_where_the_gold_has_one(
    gold: GoldDocument, ours: Extraction
) -> None:
    assert tally(gold, altered(ours, "type", rule="gazetteer:EUTM Mali"), "type") == Tally(1, 0, 0)


def test_a_type_in_the_record_alone_counts_where_the_gold_has_one(
    gold: GoldDocument, ours: Extraction
) -> None:
    assert tally(gold, typed(without(ours, "type"), "military"), "type") == Tally(
        right=1, spurious=0, missed=0
    )


def test_a_type_that_the_gold_does_not_give_is_spurious(gold: GoldDocument, ours: Extraction) -> None:
    assert tally(gold, added(ours, "type", mission_id="EUCAP Sahel Niger"), "type") == Tally(1, 1, 0)


def test_a_type_from_the_gazetteer_is_not_spurious(gold: GoldDocument, ours: Extraction) -> None:
    known = added(ours, "type", mission_id="EUCAP Sahel Niger", rule="gazetteer:EUCAP Sahel Niger")
    assert tally(gold, typed(known, "military"), "type") == Tally(right=1, spurious=0, missed=0)


def test_an_unsure_fact_is_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    extra = added(ours, "staff", mission_id="EUCAP Sahel Niger", value="9")
    assert tally(gold, extra, "staff") == Tally(right=1, spurious=0, missed=0)
    unsure = GoldMission("EUTM Mali", gold.missions[0].facts, frozenset({"staff"}))
    doubtful = replace(gold, missions=(unsure, gold.missions[1]))
    assert ("facts", "staff") not in score_facts(doubtful, without(ours, "staff")).tallies


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_of_a_stranger_of_the_eu_is_spurious(gold: GoldDocument, ours: Extraction, name: str) -> None:
    stranger = replace(ours.missions[0], mission_id="EUFOR RCA")
    found = added(replace(ours, missions=(*ours.missions, stranger)), name, mission_id="EUFOR RCA")
    assert tally(gold, found, name).spurious == 1


def test_a_fact_of_a_mission_that_is_only_named_is_not_scored(gold: GoldDocument, ours: Extraction) -> None:
    assert score_facts(gold, added(ours, "launched", mission_id="MINUSMA")).errors == ()


def test_statements_are_judged_by_their_value(gold: GoldDocument, ours: Extraction) -> None:
    judgements = score_facts(gold, altered(ours, "launched", value="2014", lower=None)).judgements
    assert [row.right for row in judgements].count(False) == 1


def test_a_missed_fact_without_a_quote_is_shown_where_its_value_stands(
    gold: GoldDocument, ours: Extraction
) -> None:
    (error, _) = score_facts(gold, without(ours, "host_country")).errors
    assert (error.text, error.note) == ("Mali", "the gold has no quote; the value is here")


def test_a_missed_fact_without_a_place_of_its_value_is_shown_at_the_name(
    gold: GoldDocument, ours: Extraction
) -> None:
    (error,) = score_facts(gold, without(ours, "type")).errors
    assert (error.text, error.note) == ("EUTM Mali", "the gold has no quote; the mission is named here")


def test_a_missed_fact_says_that_ours_has_it_as_planned(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_facts(gold, altered(ours, "launched", assertion="planned")).errors
    assert error.note.endswith("ours does not count: planned, by r")


def test_a_missed_fact_says_of_which_mission_ours_has_it(gold: GoldDocument, ours: Extraction) -> None:
    place = gold.text.index("100 to 200")
    moved = altered(ours, "staff", mission_id="MINUSMA", span=Span(place, place + 10))
    (error,) = score_facts(gold, moved).errors
    assert error.note == "ours is of MINUSMA, by r"


def test_a_spurious_fact_names_its_rule(gold: GoldDocument, ours: Extraction) -> None:
    (error,) = score_facts(gold, added(ours, "launched", value="2014", lower=None, rule="launched.in")).errors
    assert error.note == "by launched.in"
