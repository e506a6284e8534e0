"""Scores which missions one document is found to name, whatever organisation they belong to."""

from __future__ import annotations

from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Error, Score, Tally, error
from pipeline.evaluate.mentions import doubtful
from pipeline.model import Extraction, Mention


def score_missions(gold: GoldDocument, extraction: Extraction) -> Score:
    """The ids of our records against the gold's missions and other missions."""
    wanted = [mission.mission_id for mission in gold.missions] + sorted(gold.others or ())
    given = {record.mission_id for record in extraction.missions}
    missed = [mission_id for mission_id in wanted if mission_id not in given]
    beyond = _beyond(gold, extraction, given)
    return Score(
        tallies={("missions", "records"): Tally(len(wanted) - len(missed), len(beyond), len(missed))},
        errors=(
            *(error(gold, "missed", "mission", span=None, expected=each, found=None) for each in missed),
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


def _spurious(gold: GoldDocument, extraction: Extraction, mission_id: str) -> Error:
    first = next(iter(_mentions(extraction, mission_id)), None)
    span = first.span if first is not None else None
    return error(gold, "spurious", "mission", span=span, expected=None, found=mission_id)
