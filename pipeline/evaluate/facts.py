"""Scores the facts of one document: what our statements say of each mission against what the gold says."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluate.gold import APART, FACTS, GoldDocument, GoldFact, GoldMission
from pipeline.evaluate.measures import Error, Judgement, Score, Tally, error, pool
from pipeline.evaluate.mentions import value_agrees
from pipeline.evaluate.missions import strangers
from pipeline.model import Extraction, Span, Statement


def score_facts(gold: GoldDocument, extraction: Extraction) -> Score:
    """The score of the facts that count together, and apart from them that of contingents.

    Only asserted statements count, of staff and contingents any that is not negated, and of mandate ends the
    latest. What the gazetteer says counts for a type that the gold gives, and nowhere else. Statements about
    an EU mission that the gold neither tells of nor names are spurious; facts it calls unsure are left out.
    """
    told = [
        _property(gold, extraction, mission, name)
        for mission in gold.missions
        for name in (*FACTS, APART)
        if name not in mission.unsure
    ]
    strange = [
        _property(gold, extraction, GoldMission(mission_id, ()), name)
        for mission_id in strangers(gold, extraction)
        for name in (*FACTS, APART)
    ]
    return pool((*told, *strange))


def _property(gold: GoldDocument, extraction: Extraction, mission: GoldMission, name: str) -> Score:
    wanted = [fact for fact in mission.facts if fact.property == name]
    given = _given(extraction, mission.mission_id, name, gazetteer=name == "type" and bool(wanted))
    right = [row for row in given if any(_agrees(fact, row) for fact in wanted)]
    wrong = [row for row in given if row not in right]
    missed = [fact for fact in wanted if not any(_agrees(fact, row) for row in given)]
    if name == "type" and not given:
        recorded = _recorded_types(extraction, mission.mission_id)
        missed = [fact for fact in missed if fact.value not in recorded]
    spurious = {(row.value, row.unit if name == APART else None): row for row in reversed(wrong)}
    tally = Tally(len(wanted) - len(missed), len(spurious), len(missed))
    return Score(
        tallies={("apart" if name == APART else "facts", name): tally},
        judgements=tuple(
            Judgement("statements", name, row.rule, row.confidence, row in right) for row in given
        ),
        errors=tuple(_errors(gold, mission.mission_id, missed, list(spurious.values()))),
    )


def _given(extraction: Extraction, mission_id: str, name: str, *, gazetteer: bool) -> list[Statement]:
    rows = [row for row in extraction.statements if (row.mission_id, row.property) == (mission_id, name)]
    if name in ("staff", APART):
        rows = [row for row in rows if row.assertion != "negated"]
    else:
        rows = [row for row in rows if row.assertion == "asserted"]
    stated = [row for row in rows if not row.rule.startswith("gazetteer")]
    if name == "mandate_end" and stated:
        latest = max(_end(row) for row in stated)
        return [row for row in stated if _end(row) == latest]
    return stated or rows if gazetteer else stated


def _end(row: Statement) -> str:
    return row.upper or row.value


def _agrees(fact: GoldFact, row: Statement) -> bool:
    if fact.property == "staff":
        return value_agrees("STAFF", fact.value, row.value)
    if fact.property == APART:
        return fact.unit == row.unit and value_agrees("STAFF", fact.value, row.value)
    bounds = (fact.earliest, fact.latest)
    return row.value == fact.value or (None not in bounds and bounds == (row.lower, row.upper))


def _recorded_types(extraction: Extraction, mission_id: str) -> list[str | None]:
    return [record.type for record in extraction.missions if record.mission_id == mission_id]


def _errors(
    gold: GoldDocument, mission_id: str, missed: Sequence[GoldFact], spurious: Sequence[Statement]
) -> list[Error]:
    """A single missed value and a single spurious one of a mission are one wrong value."""
    if len(missed) == len(spurious) == 1:
        fact, row = missed[0], spurious[0]
        what = f"{row.property} of {mission_id}"
        return [error(gold, "wrong", what, span=row.span, expected=_shown(fact), found=_shown(row))]
    return [
        *(
            error(
                gold,
                "missed",
                f"{fact.property} of {mission_id}",
                span=_place(gold, fact),
                expected=_shown(fact),
                found=None,
            )
            for fact in missed
        ),
        *(
            error(
                gold,
                "spurious",
                f"{row.property} of {mission_id}",
                span=row.span,
                expected=None,
                found=_shown(row),
            )
            for row in spurious
        ),
    ]


def _shown(side: GoldFact | Statement) -> str:
    return f"{side.unit} {side.value}" if side.property == APART else side.value


def _place(gold: GoldDocument, fact: GoldFact) -> Span | None:
    start = gold.text.find(fact.quote) if fact.quote else -1
    return Span(start, start + len(fact.quote)) if fact.quote and start >= 0 else None
