"""Checks that the parts of a gold document agree with its text and with each other."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import GoldError
from pipeline.evaluate.gold import GoldDocument, GoldMention, GoldSection
from pipeline.model import Span


def check(gold: GoldDocument, place: str) -> GoldDocument:
    """`gold` itself, when its spans lie in the text, its sections tile it and its mission ids are listed.

    Raises GoldError that names `place`, the part and the mend.
    """
    for mention in (*gold.mentions, *gold.ambiguous):
        _inside(mention.span, gold.text, f"{place}: {mention.label}")
    for claim in gold.claims or ():
        _inside(claim.span, gold.text, f"{place}: claim {claim.what}")
    _apart((*gold.mentions, *gold.ambiguous), gold.text, place)
    _listed(gold, place)
    if gold.sections is not None:
        _tiled(gold.sections, gold, place)
    return gold


def _inside(span: Span, text: str, place: str) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise GoldError(
            f"{place} {span.start} to {span.end} is empty or outside 0 to {len(text)}; mend the offsets"
        )
    quote = text[span.start : span.end]
    if quote != quote.strip():
        raise GoldError(f"{place} {quote!r} at {span.start} has white space at an end; leave that outside")


def _apart(mentions: Iterable[GoldMention], text: str, place: str) -> None:
    ends: dict[str, Span] = {}
    for mention in sorted(mentions, key=lambda mention: mention.span):
        before = ends.get(mention.label)
        if before is not None and mention.span.start < before.end:
            quote = text[mention.span.start : mention.span.end]
            raise GoldError(
                f"{place}: {mention.label} {quote!r} ({mention.span.start}) overlaps one at {before.start}; "
                "keep one of them"
            )
        ends[mention.label] = mention.span


def _listed(gold: GoldDocument, place: str) -> None:
    if gold.others is None:
        return
    known = gold.others | {mission.mission_id for mission in gold.missions}
    for mention in gold.mentions:
        if mention.label == "MISSION" and mention.value not in known:
            raise GoldError(
                f"{place}: MISSION {mention.value!r} at {mention.span.start} is in neither missions nor "
                "other_missions; add it there"
            )


def _tiled(sections: tuple[GoldSection, ...], gold: GoldDocument, place: str) -> None:
    known = {mission.mission_id for mission in gold.missions}
    expected = 0
    for n, section in enumerate(sections):
        spot = f"{place}: sections[{n}]"
        if section.span.start != expected or section.span.end <= expected:
            raise GoldError(
                f"{spot} is {section.span.start} to {section.span.end}, the one before ends at {expected}; "
                "sections follow each other without gaps"
            )
        if (section.kind == "mission") != (section.mission_id is not None):
            raise GoldError(
                f"{spot}: kind {section.kind!r} with mission {section.mission_id!r}; mend one of them"
            )
        if section.mission_id is not None and section.mission_id not in known:
            raise GoldError(f"{spot}: mission {section.mission_id!r} is not in missions; add it there")
        if not gold.text[section.span.start : section.span.end].lstrip().startswith(section.heading):
            raise GoldError(f"{spot} does not begin with its heading {section.heading!r}; mend one of them")
        expected = section.span.end
    if expected != len(gold.text):
        raise GoldError(f"{place}: sections end at {expected}, the text at {len(gold.text)}; mend the last")
