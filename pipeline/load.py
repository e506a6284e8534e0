"""Load a table of a published release as a DataFrame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.acquire.publications import publications
from pipeline.errors import InputError, ReleaseError
from pipeline.model import Confidence, Span, Statement
from pipeline.moments import last_moment, written

CHANGES = "changes"

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def load(
    table: str,
    *,
    out: str | Path = "extracted",
    release: str = "latest",
    as_of: str | date | None = None,
) -> pd.DataFrame:
    """Return `table` of a release under the folder `out`, its columns named as in the release.

    `release` is a release id or `latest`, for the table `changes` two ids as `OLD..NEW`; with `as_of`, a day
    or moment, what was the latest by then, a day up to its end in UTC. Missing values are missing
    (`isna()`), never the text 'nan'; whole numbers stay whole, and lists are Python lists. Raises
    ReleaseError where there is no such release or table, or the file cannot be read, and InputError where
    `as_of` is no date or `release` is named as well.
    """
    if as_of is not None:
        if release != "latest":
            raise InputError(f"as_of={as_of} and release={release}: name one of the two")
        release = latest_by(last_moment(as_of), out=Path(out))
    return _frame(read_table(table_file(folder_of(table, Path(out), release), table)))


def rows(
    table: str, *, out: str | Path = "extracted", release: str = "latest", mission_id: str | None = None
) -> list[dict[str, Any]]:
    """Return the rows of `table`, in their order, as Python's own values; what is missing is None.

    With `mission_id` those on this mission alone. Raises ReleaseError as `load` does.
    """
    path = table_file(folder_of(table, Path(out), release), table)
    found: list[dict[str, Any]] = read_table(path, mission_id=mission_id).to_pylist()
    return found


def statements(*, out: Path, release: str = "latest", mission_id: str | None = None) -> tuple[Statement, ...]:
    """Return the statements of a release, their confidences with the named parts, as `rows` gives them."""
    return tuple(map(statement_of, rows("statements", out=out, release=release, mission_id=mission_id)))


def changes(*, out: str | Path = "extracted", between: str = "latest") -> list[dict[str, Any]]:
    """Return the changes between two releases, the most severe first; `between` is `OLD..NEW` or `latest`.

    Raises ReleaseError where they have not been compared.
    """
    return rows(CHANGES, out=out, release=between)


def missions_of_sources(*, out: Path, release: str = "latest") -> dict[str, set[str]]:
    """Return the ids of the missions that a release has statements on, by source. Raises as `load` does."""
    sources = {each["document_id"]: each["source_id"] for each in rows("documents", out=out, release=release)}
    found: dict[str, set[str]] = defaultdict(set)
    for each in rows("statements", out=out, release=release):
        found[sources[each["document_id"]]].add(each["mission_id"])
    return found


def statement_of(row: Mapping[str, Any]) -> Statement:
    """Return the statement that a row of the table holds."""
    parts = tuple((each["part"], each["value"]) for each in row["confidence_parts"])
    cells = {name: row[name] for name in Statement._fields if name in row}
    return Statement(
        **cells | {"span": Span(row["start"], row["end"]), "confidence": Confidence(row["confidence"], parts)}
    )


def latest_by(moment: datetime, *, out: Path) -> str:
    """Return the id of the release in `out` that was the latest at a moment (UTC), to the second.

    Raises ReleaseError, that names the first publication, where there was none yet.
    """
    published = publications(out)
    if by_then := [each for each in published if each.published_at <= moment]:
        return by_then[-1].release_id
    message = f"{out}: nothing had been published by {moment:%Y-%m-%dT%H:%M:%SZ}"
    if not published:
        raise ReleaseError(f"{message}, and nothing since; `missions run` publishes")
    first = published[0]
    raise ReleaseError(f"{message}; the first was {first.release_id} at {written(first.published_at)}")


def folder_of(table: str, out: Path, release: str) -> Path:
    """Return the folder that `table` of a release lies in; `changes` lie beside the releases, by both ids.

    Raises ReleaseError where there is none.
    """
    if table != CHANGES:
        return release_folder(out, release)
    folder = out / CHANGES / release
    if folder.is_dir():
        return folder.resolve()
    message = f"{folder}: no such comparison; the second release of a page makes the first"
    raise ReleaseError(f"{message}. Run `missions run` again when a page has changed, or `missions diff`")


def release_folder(out: Path, release: str) -> Path:
    """Return the folder of the release itself, so that a switch of `latest` meanwhile does no harm.

    Raises ReleaseError, that lists the releases, where there is none.
    """
    folder = out / "latest" if release == "latest" else out / "releases" / release
    if folder.is_dir():
        return folder.resolve()
    there = ", ".join(sorted(path.name for path in out.glob("releases/r*"))) or "none"
    message = f"{folder}: no such release (in {out}: {there})"
    raise ReleaseError(f"{message}. Run `missions run`, or name the folder of the releases with `out`")


def table_file(folder: Path, table: str) -> Path:
    """Return the file of `table` in the folder of a release; ReleaseError where there is none lists them."""
    path = folder / f"{table}.parquet"
    if path.is_file():
        return path
    tables = ", ".join(sorted(path.stem for path in folder.glob("*.parquet")))
    raise ReleaseError(f"{table}: no such table in release {folder.name}, expected one of {tables}")


def read_table(path: Path, *, mission_id: str | None = None) -> pa.Table:
    """Return the table in the file `path`, or its rows on one mission.

    Raises ReleaseError where it cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path, filters=None if mission_id is None else [("mission_id", "=", mission_id)])
    except (OSError, pa.ArrowException) as error:
        message = f"{path}: the table cannot be read ({error})"
        raise ReleaseError(f"{message}. Run `missions run` again to replace the release") from error


def _frame(rows: pa.Table) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    frame: pd.DataFrame = rows.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for field in rows.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = rows[field.name].to_pylist()
    return frame
