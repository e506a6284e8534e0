"""Scores the partition of one document into sections: where they begin, their kinds, their missions."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate.gold import GoldDocument, GoldSection
from pipeline.evaluate.measures import Error, Score, Share, Tally, error
from pipeline.model import Extraction, Section


def score_sections(gold: GoldDocument, extraction: Extraction) -> Score:
    """The score of the sections; empty where the gold has none.

    A boundary is the start of a section other than the first. Kind and mission are right when a section of
    ours starts at the same character and has them.
    """
    if gold.sections is None:
        return Score()
    ours = {section.span.start: section for section in extraction.sections}
    theirs = {section.span.start for section in gold.sections}
    found, wanted = set(ours) - {0}, theirs - {0}
    exact = [section.span for section in gold.sections] == [section.span for section in extraction.sections]
    missions = [section for section in gold.sections if section.kind == "mission"]
    kinds = sum(_kind(section, ours) for section in gold.sections)
    linked = sum(_kind(section, ours) and _mission(section, ours) for section in missions)
    boundaries = Tally(len(found & wanted), len(found - wanted), len(wanted - found))
    return Score(
        tallies={("sections", "boundaries"): boundaries},
        shares={
            ("sections", "exact partition"): Share(int(exact), 1),
            ("sections", "kind"): Share(kinds, len(gold.sections)),
            ("sections", "mission linked"): Share(linked, len(missions)),
        },
        errors=tuple(_errors(gold, gold.sections, ours)),
    )


def _kind(section: GoldSection, ours: dict[int, Section]) -> bool:
    return section.span.start in ours and ours[section.span.start].kind == section.kind


def _mission(section: GoldSection, ours: dict[int, Section]) -> bool:
    return ours[section.span.start].mission_id == section.mission_id


def _errors(gold: GoldDocument, wanted: tuple[GoldSection, ...], ours: dict[int, Section]) -> Iterator[Error]:
    starts = {section.span.start for section in wanted}
    for theirs in wanted:
        found = ours.get(theirs.span.start)
        expected = theirs.mission_id or theirs.kind
        if found is None:
            yield error(gold, "missed", "section", span=theirs.span, expected=expected, found=None)
        elif (found.kind, found.mission_id) != (theirs.kind, theirs.mission_id):
            given = found.mission_id or found.kind
            yield error(gold, "wrong", "section", span=theirs.span, expected=expected, found=given)
    for start, section in ours.items():
        if start not in starts:
            given = section.mission_id or section.kind
            yield error(gold, "spurious", "section", span=section.span, expected=None, found=given)
