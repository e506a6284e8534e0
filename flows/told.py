"""What a flow run tells of a release: artifacts to look at, and an event to hang a notification on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.events import emit_event

from pipeline.comparison import Compared
from pipeline.ingestion import Ingestion
from pipeline.model import Change, Release
from pipeline.report import summarise

CHANGED = "missions.release.changed"
"""The event of a release that says something else than the one before."""

COLUMNS = ("mission_id", "type", "hosts", "launched", "mandate_end", "staff", "confidence", "needs_review")
CHANGE_COLUMNS = ("mission_id", "property", "relation", "old", "new", "cause", "severity", "explanation")
MOST_ROWS = 500  # Prefect does not pass on artifacts of more than 1.5 MB; the report has all of them
_MOST_RELATED = 50  # Prefect takes a hundred, of which it adds some itself


def keep_artifacts(made: Ingestion) -> None:
    """Keep the summary, the records, the changes and a link to the report as artifacts of the run."""
    summary: dict[str, Any] = summarise(made.dataset)
    release_id = made.release.release_id
    create_markdown_artifact(_markdown(summary, release_id), key="confidence", description=release_id)
    rows = [{name: mission[name] for name in COLUMNS} for mission in summary["missions"][:MOST_ROWS]]
    create_table_artifact(rows, key="missions", description=release_id)
    create_link_artifact(_report(made.release), "report.html", key="report", description=release_id)
    if made.changes is not None:
        found = made.changes.changes
        described = f"{len(found)} changes from {made.changes.old} to {made.changes.new}"
        create_table_artifact(
            [_row(each) for each in found[:MOST_ROWS]], key="changes", description=described
        )


def tell(changed: Compared, release: Release) -> None:
    """Emit the event that a release has changes: how many by cause, and where release and report lie."""
    emit_event(
        CHANGED,
        resource={
            "prefect.resource.id": f"missions.release.{release.release_id}",
            "prefect.resource.name": release.release_id,
        },
        related=[
            {"prefect.resource.id": f"missions.mission.{each}", "prefect.resource.role": "mission"}
            for each in sorted({each.mission_id for each in changed.changes})[:_MOST_RELATED]
        ],
        payload={
            "release_id": release.release_id,
            "previous": changed.old,
            "changes": len(changed.changes),
            "by_cause": dict(Counter(each.cause for each in changed.changes)),
            "path": str(Path(release.path).resolve()),
            "report": _report(release),
        },
    )


def _row(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in CHANGE_COLUMNS}


def _report(release: Release) -> str:
    return Path(release.path, "report.html").resolve().as_uri()


def _markdown(summary: dict[str, Any], release_id: str) -> str:
    """Return the confidence by field, conflicts, lapsed decisions and quarantine of a release as Markdown."""
    number, fields, checks = summary["counts"], summary["properties"], summary["checks"]
    unread = [each for each in summary["documents"] if each["status"] == "quarantined"]
    lines = [
        f"# Release {release_id}",
        f"{number['missions']} missions from {number['ingested']} documents, "
        f"{number['needs_review']} to be reviewed; {number['quarantined']} documents in quarantine.",
        "",
        "| field | statements | mean confidence | lowest |",
        "|---|--:|--:|--:|",
        *(
            f"| {each['property']} | {each['n']} | {each['mean']:.2f} | {each['lowest']:.2f} |"
            for each in fields
        ),
        "",
        *_first(f"conflict: {each['explanation']}" for each in checks if each["outcome"] == "conflict"),
        *_first(
            f"decision {each['outcome']}: {each['of']}, {each['verdict']} by {each['reviewer']}: "
            f"{each['explanation']}"
            for each in summary["decisions"]
            if each["outcome"] != "applied"
        ),
        *_first(f"quarantine: {each['name']}: {each['reason']}" for each in unread),
    ]
    return "\n".join(lines)


def _first(points: Iterable[str]) -> list[str]:
    """Return the points as a list in Markdown, the first of them if they are many, and how many are left."""
    listed = [f"- {each}" for each in points]
    left = len(listed) - MOST_ROWS
    return listed if left <= 0 else [*listed[:MOST_ROWS], f"- and {left} more, which the report lists"]
