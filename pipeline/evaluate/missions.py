"""Scores which missions one document is found to name, whatever organisation they belong to."""

from __future__ import annotations

from pipeline.evaluate.align import overlap
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Error, Score, Tally, error
from pipeline.evaluate.mentions import doubtful
from pipeline.model import Extraction, Mention, Span, Statement


def score_missions(gold: GoldDocument, extraction: Extraction) -> Score:
    """The ids of our records against the gold's missions and other missions."""
    wanted = [mission.mission_id for mission in gold.missions] + sorted(gold.others or ())
    given = {record.mission_id for record in extraction.missions}
    missed = [mission_id for mission_id in wanted if mission_id not in given]
    beyond = _beyond(gold, extraction, given)
    return Score(
        tallies={("missions", "records"): Tally(len(wanted) - len(missed), len(beyond), len(missed))},
        errors=(
            *(_missed(gold, extraction, each) for each in missed),
            *(_spurious(gold, extraction, each) for each in beyond),
        ),
    )


def strangers(gold: GoldDocument, extraction: Extraction) -> list[str]:
    """The ids of EU missions in our records of which the gold tells and names nothing, in order."""
    given = {record.mission_id for record in extraction.missions if record.organisation == "EU"}
    return _beyond(gold, extraction, given)


def _beyond(gold: GoldDocument, extraction: Extraction, given: set[str]) -> list[str]:
    return [each for each in sorted(given - _known(gold)) if not _excused(gold, extraction, each)]


def _known(gold: GoldDocument) -> set[str]:
    """The listed missions; where those only named are not listed, every mission with a mention too."""
    known = {mission.mission_id for mission in gold.missions}
    if gold.others is not None:
        return known | gold.others
    return known | {mention.value for mention in gold.mentions if mention.label == "MISSION"}


def _excused(gold: GoldDocument, extraction: Extraction, mission_id: str) -> bool:
    """Whether only spans on which readers may differ name it."""
    mentions = _mentions(extraction, mission_id)
    return bool(mentions) and all(doubtful(gold, mention) for mention in mentions)


def _mentions(extraction: Extraction, mission_id: str) -> list[Mention]:
    return [row for row in extraction.mentions if row.label == "MISSION" and row.value == mission_id]


def named(gold: GoldDocument, label: str, value: str) -> list[Span]:
    """The spans of the gold that have this label and value, in order."""
    return [row.span for row in gold.mentions if (row.label, row.value) == (label, value)]


def _missed(gold: GoldDocument, extraction: Extraction, mission_id: str) -> Error:
    """Shown where the gold names it first; the note says to what ours links that name."""
    place, note = next(iter(named(gold, "MISSION", mission_id)), None), "the gold marks no mention of it"
    if place is not None:
        there = [
            row for row in extraction.mentions if row.label == "MISSION" and overlap(row.span, place) > 0
        ]
        links = [row.value or "no mission" for row in there]
        note = f"ours links that name to {links[0]}" if links else "ours has no name there"
    return error(gold, "missed", "mission", span=place, expected=mission_id, found=None, note=note)


def _spurious(gold: GoldDocument, extraction: Extraction, mission_id: str) -> Error:
    rows: list[Mention | Statement] = [
        *_mentions(extraction, mission_id),
        *(row for row in extraction.statements if row.mission_id == mission_id),
    ]
    span, note = (rows[0].span, f"by {rows[0].rule}") if rows else (None, "")
    return error(gold, "spurious", "mission", span=span, expected=None, found=mission_id, note=note)
