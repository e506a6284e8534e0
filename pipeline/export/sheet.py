"""A sheet: named columns and rows, read from the file of a table batch by batch, never as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ReleaseError
from pipeline.load import table_file
from pipeline.moments import written

if TYPE_CHECKING:
    import pyarrow.parquet as pq

BATCH = 2_000

Row = dict[str, Any]
"""The cells of a row by column, of JSON's types: a moment is text (ISO 8601, UTC)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is exported as one: its rows can be gone through once."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


def sheet(table: str, folder: Path, *, columns: Collection[str] | None = None) -> Sheet:
    """Return `table` of the release in `folder`, or only some of its columns.

    Raises ReleaseError where there is no such table or its file cannot be read, now or while its rows
    are gone through.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = table_file(folder, table)
    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path, error) from error
    names = file.schema_arrow.names
    taken = [name for name in names if columns is None or name in columns]
    return Sheet(table, tuple(taken), _rows(file, taken, path))


def _rows(file: pq.ParquetFile, columns: list[str], path: Path) -> Iterator[Row]:
    import pyarrow as pa

    with file:
        try:
            for batch in file.iter_batches(BATCH, columns=columns):
                yield from ({name: _cell(value) for name, value in row.items()} for row in batch.to_pylist())
        except (OSError, pa.ArrowException) as error:
            raise _damaged(path, error) from error


def _cell(value: object) -> object:
    return written(value) if isinstance(value, datetime) else value


def _damaged(path: Path, error: Exception) -> ReleaseError:
    message = f"{path}: the table cannot be read ({error})"
    return ReleaseError(f"{message}. Run `missions run` again to replace the release")
