"""Mission records with evidence and confidence from the pages that describe EU missions and operations.

`extract` reads one text, `ingest` publishes a release of many documents, `load` gives a table of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.load import load

if TYPE_CHECKING:
    from pipeline.model import Extraction, Release

__all__ = ["extract", "ingest", "load"]


def extract(text: str, *, name: str = "", date: dt.date | None = None) -> Extraction:
    """Return all that `text` says: `sections`, `mentions`, `statements`, `claims`, `checks`, `missions`.

    Offsets are indices into `text`. `date` is when the text was current (a day, or a moment, then read
    as UTC where it names no zone); without it relative dates stay unresolved.
    """
    from pipeline.extraction import extract_document
    from pipeline.read import read_text

    return extract_document(read_text(text, name=name, date=None if date is None else _moment(date)))


def ingest(inputs: str | Path | Sequence[str | Path], *, out: str | Path = "extracted") -> Release:
    """Publish a release of `inputs` (files, folders, source ids of `raw/`) in the folder `out`.

    Raises InputError where an input is not there or none can be read, and ReleaseError where `out`
    cannot be written; the release before stays the latest then.
    """
    from pipeline import ingestion

    named = [inputs] if isinstance(inputs, str | Path) else inputs
    published_at = dt.datetime.now(dt.UTC)
    paths = ingestion.locate(named, out=Path(out))
    return ingestion.ingest(paths, out=Path(out), published_at=published_at).release


def _moment(date: dt.date) -> dt.datetime:
    if not isinstance(date, dt.datetime):
        return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    return date.replace(tzinfo=dt.UTC) if date.tzinfo is None else date.astimezone(dt.UTC)
