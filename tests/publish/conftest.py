"""Small datasets with a row of every table, made anew for each test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.fingerprint import Fingerprint
from pipeline.model import (
    Check,
    Claim,
    Confidence,
    Dataset,
    Decision,
    DecisionOutcome,
    Document,
    Label,
    LedgerEntry,
    Mention,
    Quarantined,
    Record,
    Release,
    Section,
    Span,
    Statement,
    Verdict,
)
from pipeline.publish import publish

TEXT = "EUCAP Somalia\nStarted as EUCAP Nestor in July 2012 and renamed later."
MOMENT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
RUNS = Fingerprint("0" * 64, "0" * 64, (("spacy", "3.8"),))
SURE = Confidence(0.8125, (("form", 0.9), ("place", 0.95)))


@pytest.fixture
def dataset() -> Dataset:
    """Return two rows or more of every table, one document read and one not."""
    return of_text(TEXT)


@pytest.fixture
def other() -> Dataset:
    """Return the dataset of another text."""
    return of_text(TEXT + " It is still there.")


@pytest.fixture
def publish_to(tmp_path: Path) -> Callable[[Dataset], Release]:
    """Return a function that publishes a dataset in this test's own folder."""
    return lambda dataset: publish(dataset, tmp_path, by=RUNS, published_at=MOMENT)


@pytest.fixture
def publish_on(tmp_path: Path) -> Callable[[Dataset, int], Release]:
    """Return a function that publishes a dataset there at noon of a day of May 2025."""
    return lambda dataset, day: publish(
        dataset, tmp_path, by=RUNS, published_at=datetime(2025, 5, day, 12, tzinfo=UTC)
    )


def of_text(text: str) -> Dataset:
    document_id = hashlib.sha256(text.encode()).hexdigest()
    return Dataset(
        documents=(
            Document(document_id, "somalia", "somalia.txt", "text/plain", text, (), retrieved_at=MOMENT),
            Quarantined("f" * 64, "scan", "scan.pdf", "application/pdf", "no text in it"),
        ),
        sections=(
            Section(document_id, "sec-1", 0, Span(0, 13), "mission", "EUCAP Somalia", Span(0, 20), "acronym"),
            Section(document_id, "sec-2", 1, None, "other", None, Span(20, len(text)), "rest"),
        ),
        mentions=(
            mention(document_id, "m-1", "MISSION", Span(0, 13), "EUCAP Somalia"),
            mention(document_id, "m-2", "RELATIVE_DATE", Span(63, 68), None),
        ),
        statements=tuple(statement(document_id, text, name) for name in ("EUCAP Somalia", "EUCAP Nestor")),
        missions=(
            record("EUCAP Somalia", predecessor="EUCAP Nestor"),
            record("EUCAP Nestor", successor="EUCAP Somalia"),
        ),
        claims=tuple(
            Claim(document_id, what, "1", Span(0, 5), text[:5], "total", SURE)
            for what in ("other", "missions_ever")
        ),
        checks=(
            Check("check-2", document_id, None, "total", "unknown", None, None, "nothing to compare"),
            Check("check-1", None, "EUCAP Nestor", "order", "holds", "2012-07", "2016", "the order is right"),
        ),
        ledger=(
            LedgerEntry(
                document_id, "sec-2", "RELATIVE_DATE", Span(63, 68), "later", "form", reason="unread"
            ),
            LedgerEntry(
                document_id, "sec-1", "MISSION", Span(0, 13), TEXT[:13], "form", ("name-EUCAP Somalia",)
            ),
        ),
        decisions=(decided("Ben", "accept", document_id), decided("Ada", "reject", document_id)),
    )


def decided(reviewer: str, verdict: Verdict, document_id: str) -> DecisionOutcome:
    decision = Decision(
        decision_id=f"{reviewer}-{verdict}",
        reviewer=reviewer,
        decided_at=MOMENT,
        source_id="somalia",
        section="EUCAP Somalia",
        mission_id="EUCAP Somalia",
        property="name",
        key=(),
        expected="EUCAP Somalia",
        quote="EUCAP Somalia",
        before="\n",
        after="\n",
        alike=0,
        verdict=verdict,
        value=None,
        reason=None,
    )
    return DecisionOutcome(decision, "applied", "it stands", document_id, "name-EUCAP Somalia")


def mention(document_id: str, name: str, label: Label, span: Span, value: str | None) -> Mention:
    text = TEXT[span.start : span.end]
    return Mention(document_id, "sec-1", name, label, span, text, value, "form", SURE)


def statement(document_id: str, text: str, mission: str) -> Statement:
    start = text.index(mission)
    return Statement(
        statement_id=f"name-{mission}",
        mission_id=mission,
        property="name",
        value=mission,
        document_id=document_id,
        section_id="sec-1",
        span=Span(start, start + len(mission)),
        quote=mission,
        rule="name",
        confidence=SURE,
        selected=True,
    )


def record(mission: str, *, predecessor: str | None = None, successor: str | None = None) -> Record:
    return Record(
        mission_id=mission,
        name=mission,
        acronym=mission,
        organisation="EU",
        kind="mission",
        provisional=False,
        type="civilian",
        status="unknown",
        host_countries=("SOM", "DJI"),
        launched="2012-07",
        launched_earliest="2012-07-01",
        launched_latest="2012-07-31",
        mandate_end=None,
        mandate_end_earliest=None,
        mandate_end_latest=None,
        staff=None,
        staff_lower=None,
        staff_upper=None,
        predecessor=predecessor,
        successor=successor,
        wikidata_id=None,
        confidence=0.8125,
        needs_review=False,
    )
