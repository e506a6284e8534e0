"""The changes that led to a release, as they lie beside the releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pipeline.load import changes

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What changed between two releases; `old` is the id of the one before, null where none was compared.

    The row of a mission that came or went has the evidence of its name, which did so with it.
    """

    old: str | None
    rows: tuple[Row, ...]

    def row(self, change_id: str) -> Row | None:
        """Return the change with this id."""
        return next((each for each in self.rows if each["change_id"] == change_id), None)

    def on(self, statement_id: str) -> Row | None:
        """Return the most severe change that the statement is the old or the new side of."""
        sides = ("old_statement_id", "new_statement_id")
        return next((each for each in self.rows if statement_id in [each[side] for side in sides]), None)


_NOT_COMPARED: Final = Changes(None, ())


def changes_to(release: Path) -> Changes:
    """Return what changed from the release before to the one in the folder `release`, if it was compared.

    The same object as long as the comparison is the same, which may come after the release or be made anew.
    """
    out = release.parent.parent
    folder = (out / "changes" / "latest").resolve()
    old, _, new = folder.name.partition("..")
    file = folder / "changes.parquet"
    if new != release.name or not file.is_file():
        return _NOT_COMPARED
    return _changes(out, folder.name, old, file.stat().st_mtime_ns)


def release_before(release: Path) -> Path | None:
    """Return the folder of the release that this one was compared with, if it is still there."""
    old = changes_to(release).old
    before = None if old is None else release.with_name(old)
    return before if before is not None and before.is_dir() else None


@lru_cache(maxsize=4)
def _changes(out: Path, between: str, old: str, _written: int) -> Changes:
    return Changes(old, tuple(_evident(changes(out=out, between=between))))


def _evident(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, those of missions with the evidence of their names."""
    names: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["property"] == "name" and row["level"] == "statement":
            names.setdefault((row["mission_id"], row["kind"]), row)
    for row in rows:
        name = names.get((row["mission_id"], row["kind"]), {}) if row["property"] == "mission" else {}
        yield row | {column: cell for column, cell in name.items() if column.startswith(("old_", "new_"))}
