"""A small dataset as real pages give it: an overview that contradicts itself, a page without missions."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from pipeline.model import (
    Block,
    Check,
    Claim,
    Confidence,
    Dataset,
    Decision,
    DecisionOutcome,
    Document,
    Effect,
    Label,
    LedgerEntry,
    Mention,
    MissionType,
    Quarantined,
    Record,
    Section,
    SectionKind,
    Span,
    Statement,
    Verdict,
)

OVERVIEW = """The Union runs five missions abroad, two of them civilian and three military.

EUTM Mali
Logo of EUTM Mali
The training mission in Mali began on 18 February 2013 and its mandate ended on 18 May 2024. Up to 1,100 \
troops from 25 states served in it.

EUAM Iraq: advisory mission – Civilian Mission
Set up in October 2017, EUAM Iraq advises the interior ministry in Baghdad with some 100 staff.

EUMM Georgia
Since 1 October 2008 more than 200 monitors have watched the lines between Georgia and the two regions. \
Its mandate runs until 14 December 2026.

EUFOR Althea
The military operation in Bosnia and Herzegovina took over from NATO in December 2004.

EUNAVFOR Aspides
The naval operation in the Red Sea was launched in early 2024.

All in all, four military operations are under way.
"""
MINUTES = "The committee met twice in spring 2025. It agreed on next year's budget.\n"
MOMENT = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)


@pytest.fixture
def dataset() -> Dataset:
    """Return rows of every table, of two documents that were read and one that was not."""
    return Dataset(
        documents=(overview(), minutes(), scan()),
        sections=sections(),
        mentions=mentions(),
        statements=statements(),
        missions=records(),
        claims=claims(),
        checks=checks(),
        ledger=ledger(),
        decisions=decisions(),
    )


def overview() -> Document:
    return Document(
        "a" * 64, "overview", "overview.txt", "text/plain", OVERVIEW, lines(OVERVIEW),
        url="https://example.org/missions", retrieved_at=MOMENT,
    )  # fmt: skip


def lines(text: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", Span(*line.span())) for line in re.finditer(".+", text))


def minutes() -> Document:
    return Document("b" * 64, "minutes", "minutes.txt", "text/plain", MINUTES, lines(MINUTES))


def scan() -> Quarantined:
    return Quarantined("c" * 64, "scan", "scan.pdf", "application/pdf", "no text in it: scanned pages?")


def sections() -> tuple[Section, ...]:
    headings = [
        ("EUTM Mali\nLogo", "EUTM Mali"),
        ("EUAM Iraq: advisory", "EUAM Iraq"),
        ("EUMM Georgia\n", "EUMM Georgia"),
        ("EUFOR Althea\n", "EUFOR Althea"),
        ("EUNAVFOR Aspides\n", "EUNAVFOR Aspides"),
        ("All in all", None),
    ]
    starts = [OVERVIEW.index(heading) for heading, _ in headings]
    ends = [*starts[1:], len(OVERVIEW)]
    found = [Section("a" * 64, "a-0", 0, None, "preamble", None, Span(0, starts[0]), "preamble")]
    for number, ((_, mission), start, end) in enumerate(zip(headings, starts, ends, strict=True), 1):
        heading = Span(start, OVERVIEW.index("\n", start))
        kind: SectionKind = "other" if mission is None else "mission"
        found.append(
            Section("a" * 64, f"a-{number}", number, heading, kind, mission, Span(start, end), "acronym")
        )
    return (*found, Section("b" * 64, "b-0", 0, None, "other", None, Span(0, len(MINUTES)), "whole-document"))


def mentions() -> tuple[Mention, ...]:
    return (
        mention("MISSION", "EUTM Mali", "EUTM Mali", 0.99),
        mention("MISSION", "EUAM Iraq", "EUAM Iraq", 0.99),
        mention("DATE", "18 February 2013", "2013-02-18", 0.98),
        mention("DATE", "early 2024", "2024~", 0.83),
        mention("COUNTRY", "Mali", "MLI", 0.93),
        mention("COUNTRY", "Bosnia and Herzegovina", "BIH", 0.99),
        mention("STAFF", "Up to 1,100 troops", "1100", 0.91),
        mention("REGION", "the two regions", None, 0.31),
    )


def mention(label: Label, quote: str, value: str | None, confidence: float) -> Mention:
    span = where(quote)
    return Mention(
        "a" * 64, "a-1", f"m-{label}-{span.start}", label, span, quote, value, f"{label.lower()}.form",
        Confidence(confidence, (("form", confidence), ("place", 1.0))),
    )  # fmt: skip


def statements() -> tuple[Statement, ...]:
    return (
        statement("EUTM Mali", "name", "EUTM Mali", "EUTM Mali", 0.99),
        statement("EUTM Mali", "launched", "2013-02-18", "began on 18 February 2013", 0.94),
        statement("EUTM Mali", "mandate_end", "2024-05-18", "mandate ended on 18 May 2024", 0.92),
        statement("EUTM Mali", "host_country", "MLI", "mission in Mali", 0.95),
        statement("EUTM Mali", "staff", "1100", "Up to 1,100 troops", 0.86),
        statement("EUAM Iraq", "name", "EUAM Iraq", "EUAM Iraq", 0.99),
        statement("EUAM Iraq", "type", "civilian", "Civilian Mission", 0.97),
        statement("EUAM Iraq", "launched", "2017-10", "Set up in October 2017", 0.91),
        statement("EUAM Iraq", "host_country", "IRQ", "Iraq", 0.74),
        statement("EUAM Iraq", "staff", "100", "some 100 staff", 0.88),
        statement("EUMM Georgia", "name", "EUMM Georgia", "EUMM Georgia", 0.99),
        statement("EUMM Georgia", "launched", "2008-10-01", "Since 1 October 2008", 0.58),
        statement("EUMM Georgia", "mandate_end", "2026-12-14", "until 14 December 2026", 0.93),
        statement("EUMM Georgia", "host_country", "GEO", "Georgia", 0.81),
        statement("EUMM Georgia", "staff", "200", "more than 200 monitors", 0.66),
        statement("EUFOR Althea", "name", "EUFOR Althea", "EUFOR Althea", 0.99),
        statement("EUFOR Althea", "type", "military", "military operation", 0.96),
        statement("EUFOR Althea", "launched", "2004-12", "took over from NATO in December 2004", 0.49),
        statement("EUFOR Althea", "host_country", "BIH", "Bosnia and Herzegovina", 0.97),
        statement("EUNAVFOR Aspides", "name", "EUNAVFOR Aspides", "EUNAVFOR Aspides", 0.99),
        statement("EUNAVFOR Aspides", "launched", "2024~", "launched in early 2024", 0.84),
    )


def statement(mission: str, name: str, value: str, quote: str, confidence: float) -> Statement:
    span = where(quote)
    return Statement(
        f"s-{mission}-{name}", mission, name, value, "a" * 64, "a-1", span, quote, f"{name}.same-clause",
        Confidence(confidence, (("mention", 0.99), ("attachment", confidence / 0.99))), selected=True,
    )  # fmt: skip


def records() -> tuple[Record, ...]:
    return (
        record("EUTM Mali", "military", ("MLI",), "2013-02-18", "2024-05-18", (None, "1100"), 0.86),
        record("EUAM Iraq", "civilian", ("IRQ",), "2017-10", None, ("100", "100"), 0.74),
        record("EUMM Georgia", "civilian", ("GEO",), "2008-10-01", "2026-12-14", ("200", None), 0.58),
        record("EUFOR Althea", "military", ("BIH",), "2004-12", None, (None, None), 0.49),
        record("EUNAVFOR Aspides", "military", (), "2024~", None, (None, None), 0.84),
        record("MINUSMA", None, (), None, None, (None, None), 0.97, organisation="UN"),
    )


def record(
    mission: str,
    kind: MissionType | None,
    hosts: tuple[str, ...],
    launched: str | None,
    mandate_end: str | None,
    staff: tuple[str | None, str | None],
    confidence: float,
    organisation: str = "EU",
) -> Record:
    lower, upper = staff
    return Record(
        mission_id=mission,
        name=f"The long name of {mission}",
        acronym=mission,
        organisation=organisation,
        kind="operation" if mission.startswith(("EUFOR", "EUNAVFOR")) else "mission",
        provisional=False,
        type=kind,
        status="ended" if mission == "EUTM Mali" else "running" if organisation == "EU" else "unknown",
        host_countries=hosts,
        launched=launched,
        launched_earliest=launched and launched[:4] + "-01-01",
        launched_latest=launched and launched[:4] + ("-04-30" if "~" in launched else "-12-31"),
        mandate_end=mandate_end,
        mandate_end_earliest=mandate_end,
        mandate_end_latest=mandate_end,
        staff=lower or upper,
        staff_lower=lower,
        staff_upper=upper,
        predecessor=None,
        successor=None,
        wikidata_id=None,
        confidence=confidence,
        needs_review=confidence < 0.7,
    )


def claims() -> tuple[Claim, ...]:
    return (
        claim("missions_ongoing", "5", "five missions abroad", 0.93),
        claim("missions_civilian", "2", "two of them civilian", 0.95),
        claim("missions_military", "3", "three military", 0.95),
        claim("missions_military", "4", "four military operations are under way", 0.9),
    )


def claim(what: str, value: str, quote: str, confidence: float) -> Claim:
    return Claim("a" * 64, what, value, where(quote), quote, "total.number-word", Confidence(confidence))


def checks() -> tuple[Check, ...]:
    return (
        Check(
            "c-1", "a" * 64, None, "missions_civilian", "holds", "2", "2",
            "2 civilian missions are stated and 2 are listed, one of them civilian by the gazetteer alone",
        ),
        Check(
            "c-2", "a" * 64, None, "missions_military against missions_military", "conflict", "3", "4",
            "the document states 3 military missions in one place and 4 in another",
        ),
        Check(
            "c-3", "a" * 64, "EUTM Mali", "mandate_end_after_launch", "holds", "2013-02-18", "2024-05-18",
            "the mandate ends after the launch",
        ),
        Check(
            "c-4", "a" * 64, "EUNAVFOR Aspides", "heading_and_text_agree", "unknown", None, None,
            "the heading says no type",
        ),
    )  # fmt: skip


def ledger() -> tuple[LedgerEntry, ...]:
    return (
        LedgerEntry("a" * 64, "a-1", "DATE", where("18 May 2024"), "18 May 2024", "date.form", ("s-1",)),
        LedgerEntry(
            "a" * 64, "a-1", "DATE", where("early 2024"), "early 2024", "date.form", reason="no role"
        ),
        LedgerEntry("a" * 64, "a-1", "NUMBER", where("three"), "three", None, claim="missions_military"),
        LedgerEntry("a" * 64, "a-1", "NUMBER", where("25"), "25", None, reason="no kind"),
    )


def decisions() -> tuple[DecisionOutcome, ...]:
    return (
        decided("EUTM Mali", "launched", "accept", "applied", "its words stand once"),
        decided("EUAM Iraq", "staff", "reject", "orphaned", "its words stand nowhere any more"),
    )


def decided(mission: str, name: str, verdict: Verdict, outcome: Effect, why: str) -> DecisionOutcome:
    decision = Decision(
        f"d-{mission}", "Ada", MOMENT, "overview", mission, mission, name, (), "100", "some 100 staff",
        " with ", ".\n", 0, verdict, None, "counted twice",
    )  # fmt: skip
    return DecisionOutcome(decision, outcome, why, "a" * 64)


def where(quote: str) -> Span:
    start = OVERVIEW.index(quote)
    return Span(start, start + len(quote))
