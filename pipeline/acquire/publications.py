"""The log of publications, `releases.jsonl`: which release became the latest, and when."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pipeline.errors import ReleaseError
from pipeline.model import Publication

LOG: Final = "releases.jsonl"


def publications(out: Path) -> tuple[Publication, ...]:
    """Return the publications in the folder `out`, oldest first; none where nothing was published.

    Raises ReleaseError where the log is damaged.
    """
    return tuple(_publication(entry, f"{out / LOG}:{line}") for line, entry in enumerate(logged(out), 1))


def logged(out: Path) -> list[dict[str, Any]]:
    """Return the entries of the log as they are written. Raises ReleaseError where a line is no JSON."""
    log = out / LOG
    try:
        entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        message = f"{log}: expected one JSON object a line ({error})"
        raise ReleaseError(f"{message}. Mend it or move it away") from error
    return entries


def _publication(entry: dict[str, Any], where: str) -> Publication:
    try:
        moment = datetime.fromisoformat(entry["published_at"])
        if moment.tzinfo is None:
            raise ValueError(moment)
        return Publication(str(entry["release_id"]), moment, tuple(entry.get("accepted_gates", ())))
    except (KeyError, TypeError, ValueError):
        message = f"{where}: expected an object with release_id, and published_at like 2025-04-30T12:00:00Z"
        raise ReleaseError(f"{message}. Mend or remove the line") from None
