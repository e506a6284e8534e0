"""How a source does follows from its visits, its list and the moment that is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline.acquire.health import as_row, health
from pipeline.acquire.sources import Gates, Source
from pipeline.model import Visit, VisitOutcome
from pipeline.publish.visits import log_visit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = Source(
    id="mali",
    url="https://example.org/mali",
    publisher="Mali",
    cron="0 4 * * *",
    media_type="text/html",
    language="en",
    delay=0,
    gates=Gates(),
    verified=date(2026, 2, 1),
)


def visited(store: Path, *outcomes: VisitOutcome) -> None:
    """Log visits to the page, one a day, the last one at noon."""
    for days, outcome in zip(range(len(outcomes) - 1, -1, -1), outcomes, strict=True):
        reason = None if outcome in ("changed", "unchanged") else "410 Gone"
        log_visit(Visit("mali", NOON - timedelta(days=days), outcome, reason), store)


def test_a_source_that_nobody_fetched_says_so_and_when_it_is_due(tmp_path: Path) -> None:
    [found] = health([PAGE], store=tmp_path, now=NOON)

    assert (found.last_fetch, found.last_change, found.said) == (None, None, "never fetched")
    assert found.next_run == datetime(2026, 3, 2, 4, tzinfo=UTC)


def test_a_page_that_did_not_change_was_fetched_since_it_changed(tmp_path: Path) -> None:
    visited(tmp_path, "changed", "unchanged", "unchanged")

    [found] = health([PAGE], store=tmp_path, now=NOON)

    assert (found.last_fetch, found.last_change) == (NOON, NOON - timedelta(days=2))
    assert found.said == "well"


def test_a_failing_source_says_since_when_and_why(tmp_path: Path) -> None:
    visited(tmp_path, "failed", "changed", "failed", "failed")

    [found] = health([PAGE], store=tmp_path, now=NOON)

    assert found.last_fetch == NOON - timedelta(days=2)
    assert found.said == "failing since 2026-02-28 12:00 (2 visits): failed: 410 Gone"


def test_a_page_that_nobody_has_looked_at_is_unverified(tmp_path: Path) -> None:
    visited(tmp_path, "changed")

    [found] = health([replace(PAGE, verified=None)], store=tmp_path, now=NOON)

    assert found.said == "unverified, well"


def test_a_row_is_for_programs(tmp_path: Path) -> None:
    visited(tmp_path, "changed", "failed")

    [found] = health([PAGE], store=tmp_path, now=NOON)
    row = as_row(found)

    assert row["last_fetch"] == "2026-02-28T12:00:00Z"
    assert (row["failing_visits"], row["outcome"], row["reason"]) == (1, "failed", "410 Gone")
