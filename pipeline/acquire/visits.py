"""The visits to a source, in its folder of the store: when it was asked, and what came of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.acquire.log import read_log
from pipeline.acquire.snapshots import VISITS
from pipeline.model import Visit


def visits(folder: Path) -> tuple[Visit, ...]:
    """Return the visits to the source in `folder`, in the order in which they were written; maybe none.

    A line that a crash tore is passed over. Raises StoreError for any other that is no visit.
    """
    return tuple(visit for _, visit in read_log(folder / VISITS, Visit))
