"""The tables of a release, kept in memory once read: a release never changes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load import read_table, release_folder, table_file

Row = dict[str, Any]


def latest(out: Path) -> Path:
    """Return the folder of the latest release in `out`; ReleaseError where there is none."""
    return release_folder(out, "latest")


@lru_cache(maxsize=48)
def table(release: Path, name: str) -> pa.Table:
    """Return the table `name` of the release in the folder `release`; ReleaseError where there is none."""
    return read_table(table_file(release, name))


def where(
    release: Path, name: str, column: str, value: str | Iterable[str], *, most: int | None = None
) -> list[Row]:
    """Return the rows of a table, the first `most`, whose `column` has the value, or one of the values."""
    rows = table(release, name)
    is_met = (
        pc.equal(rows[column], value)
        if isinstance(value, str)
        else pc.is_in(rows[column], pa.array(list(value), pa.string()))
    )
    found: list[Row] = rows.filter(is_met).slice(0, most).to_pylist()
    return found


def counted(release: Path, name: str, column: str) -> dict[str, int]:
    """Return how many rows of a table have each value of `column`, in the order of the values."""
    found = pc.value_counts(table(release, name)[column]).to_pylist()
    return dict(sorted((each["values"], each["counts"]) for each in found if each["values"] is not None))
