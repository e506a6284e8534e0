"""Log a visit to a source in its folder of the store, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from pipeline.acquire.log import as_line
from pipeline.acquire.snapshots import VISITS, folder_of
from pipeline.errors import StoreError
from pipeline.model import Visit
from pipeline.publish.lines import append, locked


def log_visit(visit: Visit, store: Path) -> None:
    """Add `visit` to the log of its source. Raises StoreError where the store cannot be written."""
    path = folder_of(store, visit.source_id) / VISITS
    try:
        with locked(path) as descriptor:
            append(descriptor, as_line(visit))
    except OSError as error:
        message = f"{path}: the visit could not be logged ({error.strerror})"
        raise StoreError(f"{message}. Make room or the folder writable, and run again") from error
