"""Scores the facts of one document: what our statements say of each mission against what the gold says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluate.align import overlap
from pipeline.evaluate.gold import APART, FACTS, GoldDocument, GoldFact, GoldMission
from pipeline.evaluate.measures import Error, ErrorKind, Judgement, Score, Tally, error, pool
from pipeline.evaluate.mentions import value_agrees
from pipeline.evaluate.missions import named, strangers
from pipeline.model import Extraction, Span, Statement

_LABELS = {
    "launched": "DATE",
    "mandate_end": "DATE",
    "host_country": "COUNTRY",
    "staff": "STAFF",
    APART: "STAFF",
}


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
        errors=tuple(_errors(gold, extraction, mission.mission_id, missed, list(spurious.values()))),
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
    gold: GoldDocument,
    extraction: Extraction,
    mission_id: str,
    missed: Sequence[GoldFact],
    spurious: Sequence[Statement],
) -> Iterator[Error]:
    """A single missed value and a single spurious one of a mission are one wrong value."""
    if len(missed) == len(spurious) == 1:
        yield _ours(gold, "wrong", spurious[0], expected=_shown(missed[0]))
        return
    for fact in missed:
        place, note = _place(gold, mission_id, fact)
        yield error(
            gold,
            "missed",
            f"{fact.property} of {mission_id}",
            span=place,
            expected=_shown(fact),
            found=None,
            note="; ".join(filter(None, (note, _instead(extraction, mission_id, fact, place)))),
        )
    for row in spurious:
        yield _ours(gold, "spurious", row, expected=None)


def _ours(gold: GoldDocument, kind: ErrorKind, row: Statement, *, expected: str | None) -> Error:
    what, note = f"{row.property} of {row.mission_id}", f"by {row.rule}"
    return error(gold, kind, what, span=row.span, expected=expected, found=_shown(row), note=note)


def _shown(side: GoldFact | Statement) -> str:
    return f"{side.unit} {side.value}" if side.property == APART else side.value


def _place(gold: GoldDocument, mission_id: str, fact: GoldFact) -> tuple[Span | None, str]:
    """Where the document says so, and a note where the gold itself does not tell.

    That is the gold's quote, else a mention of the value, else of the mission; in the mission's own sections
    if there is one, and near its name.
    """
    home = [section.span for section in gold.sections or () if section.mission_id == mission_id]
    if fact.quote:
        starts = [gold.text.find(fact.quote, *span) for span in (*home, Span(0, len(gold.text)))]
        found = next((start for start in starts if start >= 0), None)
        if found is not None:
            return Span(found, found + len(fact.quote)), ""
    names = named(gold, "MISSION", mission_id)
    values = named(gold, _LABELS.get(fact.property, ""), fact.value)
    if values:
        nearest = min(values, key=lambda span: (_outside(span, home), _distance(span, names)))
        return nearest, "the gold has no quote; the value is here"
    if names:
        return names[0], "the gold has no quote; the mission is named here"
    return None, "the gold has neither a quote nor a mention of the mission"


def _outside(span: Span, sections: Sequence[Span]) -> bool:
    return all(overlap(span, section) <= 0 for section in sections)


def _distance(span: Span, others: Sequence[Span]) -> int:
    return min((-overlap(span, other) for other in others), default=0)


def _instead(extraction: Extraction, mission_id: str, fact: GoldFact, place: Span | None) -> str:
    """What ours does say: the same value, but not as a fact that counts, or of another mission."""
    alike = [row for row in extraction.statements if row.property == fact.property and _agrees(fact, row)]
    for row in alike:
        if row.mission_id == mission_id:
            return f"ours does not count: {row.assertion}, by {row.rule}"
    for row in alike:
        if place is not None and overlap(row.span, place) > 0:
            return f"ours is of {row.mission_id}, by {row.rule}"
    return ""
