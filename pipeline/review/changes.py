"""The changes that led to a release, as they lie beside the releases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.load import changes

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two releases; `old` is the id of the one before, null where none was compared."""

    old: str | None
    rows: tuple[Row, ...]

    def row(self, change_id: str) -> Row | None:
        """Return the change with this id."""
        return next((each for each in self.rows if each["change_id"] == change_id), None)


def changes_to(release: Path) -> Changes:
    """Return what changed from the release before to the one in the folder `release`, if it was compared."""
    out = release.parent.parent
    folder = (out / "changes" / "latest").resolve()
    old, _, new = folder.name.partition("..")
    if new != release.name or not (folder / "changes.parquet").is_file():
        return Changes(None, ())
    return _changes(out, folder.name, old)


@lru_cache(maxsize=4)
def _changes(out: Path, between: str, old: str) -> Changes:
    return Changes(old, tuple(changes(out=out, between=between)))
