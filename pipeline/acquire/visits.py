"""The visits to a source, in its folder of the store: when it was asked, and what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.acquire.snapshots import VISITS, written
from pipeline.errors import StoreError
from pipeline.model import Visit

_KEYS: Final = {field.name for field in fields(Visit)}


def visits(folder: Path) -> tuple[Visit, ...]:
    """Return the visits to the source in `folder`, in the order in which they were written; maybe none.

    A line that a crash tore is passed over. Raises StoreError for any other that is no visit.
    """
    path = folder / VISITS
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    whole = [(number, line) for number, line in enumerate(lines, 1) if line.rstrip().endswith(b"}")]
    return tuple(_visit(line, f"{path}:{number}") for number, line in whole)


def visit_line(visit: Visit) -> str:
    """Return a visit as one line of JSON, without the line's end."""
    return json.dumps(asdict(visit) | {"at": written(visit.at)}, ensure_ascii=False)


def _visit(line: bytes, where: str) -> Visit:
    try:
        said = json.loads(line)
        if set(said) != _KEYS:
            raise ValueError(f"expected the keys {', '.join(sorted(_KEYS))}")
        return Visit(**said | {"at": datetime.fromisoformat(said["at"])})
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"{where}: no visit ({error}); mend or remove the line") from None
