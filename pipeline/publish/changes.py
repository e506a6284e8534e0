"""Publish changes beside the releases that they lie between, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import ReleaseError
from pipeline.model import Change, Statement, fields_of
from pipeline.publish.place import TEMPORARY, holding, point, write_through
from pipeline.publish.schemas import CHANGES
from pipeline.publish.tables import parquet

FILE = "changes.parquet"

_EVIDENCE = ("assertion", "lower", "upper", "quote", "rule", "statement_id", "document_id")


def publish_changes(changes: Sequence[Change], old: str, new: str, out: Path, *, are_latest: bool) -> Path:
    """Put `changes` from release `old` to `new` under `out`, and point `changes/latest` there if they are.

    Raises ReleaseError where they cannot be written.
    """
    folder = out / "changes" / f"{old}..{new}"
    table = pa.Table.from_pylist([as_row(each) for each in changes], schema=CHANGES.schema)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with holding(out):
            temporary = folder / f"{TEMPORARY}{os.getpid()}"
            write_through(temporary, parquet(table))
            temporary.replace(folder / FILE)
            if are_latest:
                point(folder.parent / "latest", Path(folder.name))
    except OSError as error:
        message = f"{folder}: the changes could not be written ({error.strerror})"
        raise ReleaseError(f"{message}. The release is whole; make room, and run `missions diff`") from error
    return folder / FILE


def as_row(change: Change) -> dict[str, Any]:
    """Return a change as the columns of its table: what its evidence says, with `old_` or `new_` before."""
    row = {name: getattr(change, name) for name in fields_of(change) if not name.endswith("_evidence")}
    return row | _evidence("old", change.old_evidence) | _evidence("new", change.new_evidence)


def _evidence(side: str, statement: Statement | None) -> dict[str, Any]:
    if statement is None:
        return {}
    cells: dict[str, Any] = {name: getattr(statement, name) for name in _EVIDENCE}
    cells |= {
        "confidence": statement.confidence.value,
        "start": statement.span.start,
        "end": statement.span.end,
    }
    return {f"{side}_{name}": value for name, value in cells.items()}
