"""What the releases said of one property of a mission, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow.parquet as pq

from pipeline.acquire.publications import publications

LAST: Final = 8
"""Releases that are looked into."""


class Said(NamedTuple):
    """The values that the record showed from one release on."""

    release_id: str
    published_at: datetime
    values: tuple[str, ...]


def history(out: Path, mission_id: str, name: str) -> list[Said]:
    """Return what the last releases in `out` said of a property, the newest first, each change once."""
    return list(_changed(out, mission_id, name))[::-1]


def _changed(out: Path, mission_id: str, name: str) -> Iterator[Said]:
    last: tuple[str, ...] | None = None
    for each in publications(out)[-LAST:]:
        file = out / "releases" / each.release_id / "statements.parquet"
        values = _values(file, mission_id, name) if file.is_file() else last
        if values is not None and values != last:
            yield Said(each.release_id, each.published_at, values)
        last = values


@lru_cache(maxsize=512)
def _values(file: Path, mission_id: str, name: str) -> tuple[str, ...]:
    asked = [("mission_id", "=", mission_id), ("property", "=", name), ("selected", "=", True)]
    found = pq.read_table(file, columns=["value"], filters=asked)["value"].to_pylist()
    return tuple(sorted(set(found)))
