"""Mission records with evidence and confidence from the pages that describe EU missions and operations.

`extract` reads one text, `ingest` publishes a release of many documents, `load` gives a table of it.
"""

from __future__ import annotations

import datetime as dt
import time
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
    """Publish a release of `inputs` in the folder `out`: files, folders, documents of `raw/`, sources.

    Raises InputError where an input is not there or none can be read, and ReleaseError where `out`
    cannot be written; the release before stays the latest then.
    """
    from pipeline import ingestion

    named = [inputs] if isinstance(inputs, str | Path) else inputs
    located = ingestion.locate(named, out=Path(out))
    if located.sources:
        from pipeline.acquire.web import Reach
        from pipeline.fetching import visit_all
        from pipeline.places import store_of

        visit_all(located.sources, store=store_of(Path(out)), reach=Reach(clock=_now, sleep=time.sleep))
    return ingestion.ingest(located.paths, out=Path(out), published_at=_now()).release


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _moment(date: dt.date) -> dt.datetime:
    if not isinstance(date, dt.datetime):
        return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    return date.replace(tzinfo=dt.UTC) if date.tzinfo is None else date.astimezone(dt.UTC)
