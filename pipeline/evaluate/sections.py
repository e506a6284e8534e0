"""Scores the partition of one document into sections: where they begin, their kinds, their missions."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate.gold import GoldDocument, GoldSection
from pipeline.evaluate.measures import Error, Score, Share, Tally, error
from pipeline.model import Extraction, Section, Span


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
    """Each is shown at the line that opens the section, as the whole would show little of what is amiss."""
    starts = {section.span.start for section in wanted}
    for theirs in wanted:
        found, place = ours.get(theirs.span.start), _first_line(gold.text, theirs.span)
        if found is None:
            note = _around(ours, theirs.span.start)
            yield error(
                gold, "missed", "section", span=place, expected=_subject(theirs), found=None, note=note
            )
        elif (found.kind, found.mission_id) != (theirs.kind, theirs.mission_id):
            yield error(
                gold,
                "wrong",
                "section",
                span=place,
                expected=_subject(theirs),
                found=_subject(found),
                note=f"by {found.rule}",
            )
    for start, section in ours.items():
        if start not in starts:
            place, note = _first_line(gold.text, section.span), f"by {section.rule}"
            yield error(
                gold, "spurious", "section", span=place, expected=None, found=_subject(section), note=note
            )


def _subject(section: GoldSection | Section) -> str:
    return section.mission_id or section.kind


def _first_line(text: str, span: Span) -> Span:
    lines = text[span.start : span.end].lstrip()
    start = span.end - len(lines)
    return Span(start, start + len(lines.split("\n", 1)[0].rstrip()))


def _around(ours: dict[int, Section], place: int) -> str:
    """What the section of ours is on that runs on there."""
    before = [section for start, section in ours.items() if start < place]
    return f"ours goes on with {_subject(before[-1])!r} from {before[-1].span.start}" if before else ""
