"""The nouns of the gold: what a careful reader annotated in one document, whatever form it was written in."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import SectionKind, Span

LABELS = ("MISSION", "DATE", "DURATION", "COUNTRY", "REGION", "STAFF")
FACTS = ("launched", "mandate_end", "host_country", "type", "staff")
APART = "contingent"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated span; the value of a STAFF span is a number or `low/high`."""

    label: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A part of the annotated partition; `mission_id` is null unless the kind is `mission`."""

    span: Span
    heading: str
    kind: SectionKind
    mission_id: str | None


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One value that the document states of a mission; `unit` is the country of a contingent."""

    property: str
    value: str
    earliest: str | None = None
    latest: str | None = None
    unit: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class GoldMission:
    """An EU mission that the document tells something of; `unsure` names the facts not to be scored."""

    mission_id: str
    facts: tuple[GoldFact, ...]
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A total that the document states of its subject."""

    what: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document; offsets index `text`, which has no byte-order mark.

    `labels` are those whose spans are all annotated. `sections`, `claims` and `others` (the ids of
    missions that are only named) are null where nobody annotated them.
    """

    name: str
    text: str
    labels: frozenset[str]
    mentions: tuple[GoldMention, ...]
    ambiguous: tuple[GoldMention, ...]
    missions: tuple[GoldMission, ...]
    others: frozenset[str] | None = None
    sections: tuple[GoldSection, ...] | None = None
    claims: tuple[GoldClaim, ...] | None = None
    notes: tuple[str, ...] = ()
