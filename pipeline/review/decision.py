"""Review: from a statement of the latest release and a reviewer's verdict to a decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.decide.draft import draft
from pipeline.errors import DecisionError, InputError
from pipeline.load import release_folder, rows, statement_of
from pipeline.model import Decision, Section, Span, Statement, Verdict
from pipeline.review.tables import where
from pipeline.review.texts import text_of

Row = dict[str, Any]


def statements_of(
    mission_id: str, name: str, *, out: Path, value: str | None = None, statement_id: str | None = None
) -> list[Row]:
    """Return the statements of the latest release in `out` on the property `name` of a mission.

    `value` and `statement_id`, where given, are theirs. Raises InputError, with what there is, where
    there is none.
    """
    of_mission = [
        row for row in rows("statements", out=out) if row["mission_id"].casefold() == mission_id.casefold()
    ]
    of_property = [row for row in of_mission if row["property"] == name]
    found = [
        row
        for row in of_property
        if value in {None, row["value"]} and statement_id in {None, row["statement_id"]}
    ]
    if found:
        return found
    there = sorted({row["value"] if of_property else row["property"] for row in of_property or of_mission})
    what = " ".join(filter(None, (mission_id, name, value, statement_id)))
    raise InputError(
        f"{what}: no such statement in the latest release; it has {', '.join(there) or 'nothing'}"
        f" of {f'{mission_id} {name}' if of_property else mission_id}"
    )


def decision_on(
    row: Row,
    *,
    out: Path,
    verdict: Verdict,
    value: str | None,
    reason: str | None,
    reviewer: str,
    decided_at: datetime,
    release: str = "latest",
) -> Decision:
    """Return the decision of `reviewer` on a statement of a release in `out`.

    A statement that a correction has changed already is judged as the rules gave it.
    Raises DecisionError where the document is gone, and where the decision could not be found again.
    """
    folder, document_id = release_folder(out, release), row["document_id"]
    document = text_of(out, folder, document_id)
    if isinstance(document, str):
        raise DecisionError(document.removesuffix("."))
    sections = where(folder, "sections", "document_id", document_id)
    return draft(
        as_read(row, where(folder, "decisions", "document_id", document_id)),
        document,
        [section_of(each) for each in sections],
        verdict=verdict,
        value=value,
        reason=reason,
        reviewer=reviewer,
        decided_at=decided_at,
    )


def section_of(row: Row) -> Section:
    """Return the section of a row, without its heading's place."""
    return Section(
        row["document_id"],
        row["section_id"],
        row["ordinal"],
        None,
        row["kind"],
        row["mission_id"],
        Span(row["start"], row["end"]),
        row["rule"],
    )


def as_read(row: Row, decided: Iterable[Row]) -> Statement:
    """Return the statement of a row, a corrected one with the value that its decision expects."""
    statement = statement_of(row)
    if statement.status != "corrected":
        return statement
    [by] = [each for each in decided if statement.rule == f"decision:{each['decision_id']}"]
    return statement._replace(value=by["expected"])
