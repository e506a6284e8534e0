"""Segments a document into mission sections, other sections and the preamble, which tile its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Block, Document, Mention, Section, SectionKind, Span
from pipeline.rulebook import wordlist


@dataclass(frozen=True, slots=True)
class _Opening:
    """A block that may open a section, the mission that it names, if it does, and how it is set apart."""

    block: Block
    mission_id: str | None
    follows_heading: bool
    is_apart: bool


def segment(document: Document, mentions: Sequence[Mention]) -> tuple[Section, ...]:
    """Return the sections in order; each begins with its heading, the first at the first character.

    A heading or logo caption that names a mission opens that mission's section; a heading that names
    none closes it, unless its level says that it stands below, or no blank line sets it apart from the
    lines above as one does the section's own. Headings of one mission that follow each other, with nothing
    but captions between them, are one heading written twice.
    """
    openings = [o for o in _openings(document, mentions) if not _is_at_end(document, o.block)]
    sections: list[Section] = []
    current: _Opening | None = None
    for opening in openings:
        if current is not None and _continues(current, opening):
            continue
        current = opening
        sections.append(_section(document, len(sections), opening))
    return _tiled(document, sections)


def _openings(document: Document, mentions: Sequence[Mention]) -> Iterator[_Opening]:
    missions = [m for m in mentions if m.label == "MISSION"]
    at, follows = 0, False
    for i, block in enumerate(document.blocks):
        while at < len(missions) and missions[at].span.start < block.span.start:
            at += 1
        mission = missions[at] if at < len(missions) else None
        is_heading = block.kind in {"heading", "caption"} or _is_numbered_heading(document, i, mission)
        if not is_heading:
            follows = False
            continue
        mission_id = (
            mission.value if mission is not None and _leads(document.text, block, mission.span) else None
        )
        if block.kind == "heading" or mission_id is not None:
            yield _Opening(block, mission_id, follows, _is_apart(document, i))
            follows = True


def _is_apart(document: Document, i: int) -> bool:
    """Say whether a blank line, or nothing, stands above the block."""
    above = document.blocks[i - 1].span.end if i else 0
    return i == 0 or document.text.count("\n", above, document.blocks[i].span.start) > 1


def _is_numbered_heading(document: Document, i: int, mission: Mention | None) -> bool:
    """Say whether a list item is but a mission's name, and what follows is no list ('1. EUTM Mali')."""
    block, following = document.blocks[i], document.blocks[i + 1 : i + 2]
    alone = mission is not None and block.kind == "list_item" and block.span == mission.span
    return alone and bool(following) and following[0].kind != "list_item"


def _leads(text: str, block: Block, span: Span) -> bool:
    """Say whether the mission's name opens the block, but for an article, a number or the word 'logo'."""
    lead = "".join(c for c in text[block.span.start : span.start].lower() if c.isalpha())
    return lead in wordlist("heading_leads") and span.end <= block.span.end


def _is_at_end(document: Document, block: Block) -> bool:
    """Say whether nothing follows the block: then it is a link or a label, and no heading."""
    return document.blocks[-1].span == block.span and len(document.blocks) > 1


def _continues(current: _Opening, opening: _Opening) -> bool:
    """Say whether the open section goes on: its heading again, a caption in it, a heading below it."""
    if opening.mission_id is not None and opening.mission_id == current.mission_id:
        return (
            opening.follows_heading
            or opening.block.kind == "caption"
            or opening.block.level > current.block.level
        )
    if opening.mission_id is not None:
        return False
    if current.block.level == opening.block.level == 0:
        return current.is_apart and not opening.is_apart
    return 0 < current.block.level < opening.block.level and current.mission_id is not None


def _section(document: Document, ordinal: int, opening: _Opening) -> Section:
    kind: SectionKind = "mission" if opening.mission_id is not None else "other"
    rule = "section.logo-caption" if opening.block.kind == "caption" else f"section.{kind}-heading"
    heading = opening.block.span
    return _made(document, ordinal, heading, kind, opening.mission_id, rule)


def _tiled(document: Document, opened: Sequence[Section]) -> tuple[Section, ...]:
    """Let each section run to the next one, and what stands first be the preamble."""
    starts = list(opened)
    first = document.blocks[0].span.start if document.blocks else 0
    if not starts or starts[0].span.start > first:
        starts.insert(0, _made(document, 0, None, "preamble", None, "section.start"))
    ends = [section.span.start for section in starts[1:]] + [len(document.text)]
    return tuple(_placed(document, i, section, ends) for i, section in enumerate(starts))


def _placed(document: Document, i: int, section: Section, ends: Sequence[int]) -> Section:
    start = 0 if i == 0 else ends[i - 1]
    kind: SectionKind = "preamble" if i == 0 and section.kind == "other" else section.kind
    return Section(
        document.document_id,
        f"{document.document_id[:16]}:s{i:04}",
        i,
        section.heading,
        kind,
        section.mission_id,
        Span(start, ends[i]),
        section.rule,
    )


def _made(
    document: Document,
    ordinal: int,
    heading: Span | None,
    kind: SectionKind,
    mission_id: str | None,
    rule: str,
) -> Section:
    span = heading or Span(0, 0)
    return Section(document.document_id, "", ordinal, heading, kind, mission_id, span, rule)
