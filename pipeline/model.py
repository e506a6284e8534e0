"""The nouns of the pipeline: frozen values that the stages hand to each other, from left to right.

Those that a page has by the hundred are named tuples, which are made and changed several times as fast
as frozen dataclasses.

Offsets are Python string indices into `Document.text`, half-open, everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar, cast

Label = Literal["MISSION", "DATE", "RELATIVE_DATE", "DURATION", "COUNTRY", "REGION", "STAFF", "ORG"]
Kind = Label | Literal["NUMBER"]
BlockKind = Literal["heading", "paragraph", "list_item", "row", "caption"]
SectionKind = Literal["mission", "preamble", "other"]
MissionKind = Literal["mission", "operation", "cell"]
MissionType = Literal["civilian", "military", "civilian-military"]
Assertion = Literal["asserted", "planned", "former", "negated", "reported"]
Status = Literal["accepted", "review", "rejected", "corrected"]
RunningStatus = Literal["running", "ended", "planned", "unknown"]
Origin = Literal["file", "import", "fetch"]
Outcome = Literal["holds", "conflict", "unknown"]
Verdict = Literal["accept", "reject", "correct", "note", "withdraw"]
Effect = Literal["applied", "overruled", "expired", "ambiguous", "orphaned", "invalid"]
VisitOutcome = Literal["changed", "unchanged", "no page", "refused", "failed"]
Level = Literal["statement", "record"]
ChangeKind = Literal["added", "removed", "changed"]
Relation = Literal[
    "appeared", "vanished", "refined", "coarsened", "superseded", "contradicted", "reworded", "asserted anew"
]
Reason = Literal["in a name", "no kind", "no mission", "no role", "ruled out", "said before", "unread"]

Row = TypeVar("Row", bound="Mention | Statement | Claim")


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of one source at one moment, as they were received.

    `document_id` is the SHA-256 of `data` in hex. `url` and `retrieved_at` (UTC) are known only
    where a sidecar or a fetch says them.
    """

    document_id: str
    source_id: str
    name: str
    media_type: str
    data: bytes
    url: str | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """That a source had certain bytes at a moment; `file` holds them, in the source's folder of the store.

    `seen_at` is when they were taken in, `retrieved_at` when they were fetched from their publisher, both
    UTC; the latter is null for a local file of which nothing is known.
    """

    source_id: str
    document_id: str
    file: str
    name: str
    media_type: str
    length: int
    origin: Origin
    seen_at: datetime
    url: str | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """That a source was asked for its page at a moment (UTC), and what came of it.

    `reason` says why there is no page; else `document_id` is what came, from `url`, whose state the server
    named by `etag` and `last_modified`.
    """

    source_id: str
    at: datetime
    outcome: VisitOutcome
    reason: str | None
    document_id: str | None = None
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of layout: a heading, a paragraph, a list item, a table row or a caption.

    Blocks are in order, do not overlap, and leave out nothing but white space (and, in a
    paragraph, the marker of a list item). Soft line breaks inside a block only wrap the line.
    `level` is 1 to 6 for a heading that the source marks as one, else 0.
    """

    kind: BlockKind
    span: Span
    level: int = 0


class Element(NamedTuple):
    """The element of the source that a stretch of the text comes from.

    `path` leads to it: of HTML a CSS path, of a PDF the fragment of an address that opens it there
    (RFC 8118), in points from the upper left corner of the page: `page=2&viewrect=72,96,451,28`.
    """

    span: Span
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a snapshot, to which every offset refers, with its layout.

    `elements` are in order and cover the blocks; a plain text, which is its own source, has none.
    """

    document_id: str
    source_id: str
    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    retrieved_at: datetime | None = None
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A snapshot that could not be read, with the reason in one line."""

    document_id: str
    source_id: str
    name: str
    media_type: str
    reason: str
    url: str | None = None
    retrieved_at: datetime | None = None


class Found(NamedTuple):
    """A span that a rule has found and that has no value yet.

    `text` is what `normalise` reads: white space folded, run-together words of dates and counts set
    apart, blanks inside numbers turned to commas.

    `reading` says how the span is to be normalised. `ids` are the values that the gazetteer allows
    (of a MISSION the candidates, where it knows any). The label "NONE" says that it is nothing, by a
    false-positive rule.
    """

    label: Label | Literal["NONE"]
    span: Span
    text: str
    rule: str
    reading: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """An estimated probability that a row is right, and the named parts whose product are the odds of it."""

    value: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the document with one subject; the sections of a document tile its text."""

    document_id: str
    section_id: str
    ordinal: int
    heading: Span | None
    kind: SectionKind
    mission_id: str | None
    span: Span
    rule: str


class Mention(NamedTuple):
    """A stretch of text that names a mission, date, duration, country, region or count of staff.

    `value` is null where the text could not be normalised. `lower` and `upper` bound it: first
    and last day (ISO 8601) of a DATE, least and greatest number of a STAFF count; null is unbounded.
    `unit` is what a STAFF count counts, in the singular. `completed_from` is the span that supplied a
    DATE's missing year.
    """

    document_id: str
    section_id: str
    mention_id: str
    label: Label
    span: Span
    text: str
    value: str | None
    rule: str
    confidence: Confidence
    lower: str | None = None
    upper: str | None = None
    unit: str | None = None
    completed_from: Span | None = None


class Statement(NamedTuple):
    """One fact about one mission, as one stretch of one document says it."""

    statement_id: str
    mission_id: str
    property: str
    value: str
    document_id: str
    section_id: str
    span: Span
    quote: str
    rule: str
    confidence: Confidence
    lower: str | None = None
    upper: str | None = None
    unit: str | None = None
    basis: str | None = None
    as_of: str | None = None
    assertion: Assertion = "asserted"
    status: Status = "review"
    selected: bool = False


class Claim(NamedTuple):
    """A total that a document states of its subject as a whole."""

    document_id: str
    what: str
    value: str
    span: Span
    quote: str
    rule: str
    confidence: Confidence
    lower: str | None = None
    upper: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A question of consistency that a document or record was asked, and the outcome."""

    check_id: str
    document_id: str | None
    mission_id: str | None
    kind: str
    outcome: Outcome
    expected: str | None
    found: str | None
    explanation: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of a mention, or of a number that is no mention.

    `statements` are the ids of the statements that rest on it, as their value, their subject or the time
    at which they hold; `claim` is what the claim says that it is part of; `reason` says why neither is
    so, and is null where one is. `rule` found the mention, or ruled the number out.
    """

    document_id: str
    section_id: str
    kind: Kind
    span: Span
    text: str
    rule: str | None
    statements: tuple[str, ...] = ()
    claim: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer holds of one statement of a source, with the evidence as it was read.

    `section` is the mission of the section in which the evidence stands (null: of none). `key` tells the
    statement from others of its mission and property; `expected` is its value when it was decided.
    `before` and `after` are what stands around `quote` in its block, the block's ends as line feeds,
    white space folded; `alike` is in how many other places of such sections the quote stands in much the
    same surroundings. `value` is what a correction puts for it, else null.
    """

    decision_id: str
    reviewer: str
    decided_at: datetime
    source_id: str
    section: str | None
    mission_id: str
    property: str
    key: tuple[str, ...]
    expected: str
    quote: str
    before: str
    after: str
    alike: int
    verdict: Verdict
    value: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """What became of a decision in a release, and why in one sentence.

    `document_id` and `statement_id` say what it was found to be about; null where that cannot be told.
    """

    decision: Decision
    outcome: Effect
    explanation: str
    document_id: str | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One mission, as the selected statements describe it.

    `confidence` is the least of the confidences of the selected statements.
    """

    mission_id: str
    name: str
    acronym: str | None
    organisation: str
    kind: MissionKind
    provisional: bool
    type: MissionType | None
    status: RunningStatus
    host_countries: tuple[str, ...]
    launched: str | None
    launched_earliest: str | None
    launched_latest: str | None
    mandate_end: str | None
    mandate_end_earliest: str | None
    mandate_end_latest: str | None
    staff: str | None
    staff_lower: str | None
    staff_upper: str | None
    predecessor: str | None
    successor: str | None
    wikidata_id: str | None
    confidence: float
    needs_review: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the outcome of the stages from segment to score.

    `ruled_out` is what false-positive rules took for nothing.
    """

    document: Document
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]
    missions: tuple[Record, ...]
    ruled_out: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """All rows of a release, each table in its published order."""

    documents: tuple[Document | Quarantined, ...]
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    missions: tuple[Record, ...]
    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]
    ledger: tuple[LedgerEntry, ...] = ()
    decisions: tuple[DecisionOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two releases in what they say of one mission, with its cause.

    `key` is what tells the statement from others of its property, as one text. `level` says whether a
    statement differs, or only what the record makes of all of them. `severity` ranks changes for review,
    0 to 100; `explanation` says in a sentence why `cause` is the cause.
    """

    change_id: str
    mission_id: str
    property: str
    key: str
    level: Level
    kind: ChangeKind
    relation: Relation
    old: str | None
    new: str | None
    cause: str
    severity: int
    explanation: str
    old_evidence: Statement | None = None
    new_evidence: Statement | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """That a release became the latest, at a moment in UTC; `accepted_gates` are the breaches let through."""

    release_id: str
    published_at: datetime
    accepted_gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A published release: its id, its folder, and whether this publication made it new."""

    release_id: str
    path: str
    new: bool


def quarantined(taken: Snapshot | Sighting, reason: str) -> Quarantined:
    """Return that `taken` is not read, and why; the reason is put into one line."""
    return Quarantined(
        document_id=taken.document_id,
        source_id=taken.source_id,
        name=taken.name,
        media_type=taken.media_type,
        reason=" ".join(reason.split()),
        url=taken.url,
        retrieved_at=taken.retrieved_at,
    )


def fields_of(noun: object) -> tuple[str, ...]:
    """Return the names of the fields of a noun, in their order."""
    named: tuple[str, ...] | None = getattr(noun, "_fields", None)
    return named or tuple(field.name for field in fields(cast(Any, noun)))


def revised(row: Row, **changes: object) -> Row:
    """Return `row` with some fields changed, in half of the time that `_replace` takes."""
    old = cast(Any, row)  # each row has fields of its own
    made = old._make(map(changes.pop, old._fields, old))
    if changes:
        raise TypeError(f"{type(row).__name__} has no {', '.join(changes)}")
    return cast(Row, made)
