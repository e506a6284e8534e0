"""The texts that the rows of a release point into, read again from the store of snapshots."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError, UnreadableError
from pipeline.model import Document
from pipeline.places import store_of
from pipeline.read import read
from pipeline.rebuild import snapshot
from pipeline.review.tables import where

Row = dict[str, Any]


def document_row(release: Path, document_id: str) -> Row | None:
    """Return the row of a document in a release, null where the release has no such document."""
    return next(iter(where(release, "documents", "document_id", document_id)), None)


def text_of(out: Path, release: Path, document_id: str) -> Document | str:
    """Return a document of a release in `out` with its text, or in one sentence why there is none."""
    row = document_row(release, document_id)
    if row is None:
        return "The release has no such document."
    if row["status"] != "ingested":
        return f"The document could not be read: {row['reason']}."
    try:
        return _text(out, release, document_id)
    except (StoreError, UnreadableError) as error:
        return f"The text is not there: {error}."


@lru_cache(maxsize=64)
def _text(out: Path, release: Path, document_id: str) -> Document:
    [row] = where(release, "documents", "document_id", document_id)
    return read(snapshot(row, store_of(out)))
