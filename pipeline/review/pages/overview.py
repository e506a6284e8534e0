"""The overview: the latest release, what changed, whether it can be relied on, and its pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from pipeline.acquire.publications import publications
from pipeline.acquire.snapshots import folder_of
from pipeline.acquire.visits import visits
from pipeline.places import store_of
from pipeline.report.hosts import hosts
from pipeline.report.timeline import timeline
from pipeline.review.changes import changes_to
from pipeline.review.queue import CAUSES, items, of_state
from pipeline.review.render import page
from pipeline.review.setup import Setup
from pipeline.review.standing import standing
from pipeline.review.tables import counted, latest, table, where
from pipeline.rulebook import acceptance, measured

WORST: Final = 5
"""Items of the queue to look at first."""
MOST: Final = 500
"""Sources that are listed."""

Row = dict[str, Any]

router = APIRouter()


@router.get("/")
def overview(request: Request) -> Response:
    """Show the overview of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    missions = table(release, "missions").to_pylist()
    published = publications(setup.out)[::-1]
    changes, decisions = changes_to(release), standing(release, setup.out)
    queue = items(release)
    waiting = of_state(queue, decisions, "open")
    return page(
        request,
        "overview.html",
        release_id=release.name,
        published=next((each for each in published if each.release_id == release.name), None),
        counts=_counts(release, missions),
        previous=changes.old,
        causes=_causes(changes.rows),
        records=[each for each in changes.rows if each["level"] == "record"],
        waiting=len(waiting),
        decided=len(queue) - len(waiting),
        worst=waiting[:WORST],
        conflicts=where(release, "checks", "outcome", "conflict"),
        n_sources=len(counted(release, "documents", "source_id")),
        sources=_sources(release, store_of(setup.out)),
        inapplicable=[each for each in table(release, "decisions").to_pylist() if _is_lost(each)],
        timeline=timeline(missions),
        hosts=hosts(missions),
        acceptance=acceptance(),
        calibration={name: measured(name) for name in ("statement", "mention")},
    )


def _counts(release: Path, missions: list[Row]) -> dict[str, int]:
    statuses = counted(release, "statements", "status")
    documents = counted(release, "documents", "status")
    outcomes = counted(release, "checks", "outcome")
    return {
        "missions": len(missions),
        "needs_review": sum(each["needs_review"] for each in missions),
        "statements": sum(statuses.values()),
        "accepted": statuses.get("accepted", 0) + statuses.get("corrected", 0),
        "ingested": documents.get("ingested", 0),
        "quarantined": documents.get("quarantined", 0),
        "conflict": outcomes.get("conflict", 0),
        "checks": sum(outcomes.values()),
    }


def _causes(changes: tuple[Row, ...]) -> list[Row]:
    """Return a row a cause: how many changes of each kind there are between statements."""
    found = Counter((each["cause"], each["kind"]) for each in changes if each["level"] == "statement")
    there = {cause for cause, _ in found}
    order = [*(each for each in CAUSES if each in there), *sorted(there - set(CAUSES))]
    kinds = ("added", "removed", "changed")
    return [{"cause": cause} | {kind: found[cause, kind] for kind in kinds} for cause in order]


def _sources(release: Path, store: Path) -> list[Row]:
    """Return a row for each of the first sources: its documents, how much they say, the last visit."""
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table(release, "documents").to_pylist():
        by_source[row["source_id"]].append(row)
    statements = counted(release, "statements", "document_id")
    return [
        {
            "source_id": name,
            "documents": documents,
            "retrieved_at": max(filter(None, (each["retrieved_at"] for each in documents)), default=None),
            "statements": sum(statements.get(each["document_id"], 0) for each in documents),
            "visit": next(iter(visits(folder_of(store, name))[-1:]), None),
            "refused": [each["reason"] for each in documents if each["status"] != "ingested"],
        }
        for name, documents in sorted(by_source.items())[:MOST]
    ]


def _is_lost(decision: Row) -> bool:
    """Say whether a verdict changes nothing any more; notes never did, and one on a removal has no words."""
    is_verdict = decision["verdict"] in {"accept", "reject", "correct"}
    return is_verdict and decision["outcome"] not in {"applied", "overruled"}
