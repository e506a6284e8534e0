"""An archive of pages to snapshots: web archives, and files that are dated by a sidecar or by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.acquire.local import files_of, take
from pipeline.acquire.media import WEB_ARCHIVES
from pipeline.acquire.sources import id_of
from pipeline.acquire.warc import Fetched, Item, SourceOf, pages
from pipeline.model import Quarantined, Snapshot, quarantined

_DATED: Final = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d\d)
        (?: (?P<apart>[-_.]?) (?P<month>0[1-9]|1[0-2])
            (?: (?P=apart) (?P<day>0[1-9]|[12]\d|3[01])
                (?: [T_-]? (?P<hour>[01]\d|2[0-3]) [-:]? (?P<minute>[0-5]\d) [-:]? (?P<second>[0-5]\d) Z? )?
            )?
        )? (?!\d)""",
    re.VERBOSE,
)
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_APART: Final = " -_.,()[]"
_UNDATED: Final = "neither its name nor a sidecar says when it was fetched; name it like page-2025-03-01.html"


def archived(folder: Path, *, source_of: SourceOf = id_of) -> Iterator[Item]:
    """Yield the files under `folder` as snapshots of their sources, each with the moment of its retrieval.

    Of a web archive (`.warc`, `.warc.gz`) that is each page in it, its source given by `source_of`
    from its address. Of other files a sidecar says both, else the name does: `mali-2020-03-01.html`,
    `20200301-mali.html`, `2020-03/mali.html` and `mali/2020.html` are pages of the source `mali`, of the
    first moment that the name allows (UTC). What has no date is quarantined. Raises InputError as
    `acquire` does.
    """
    fetched: Fetched = {}
    for path in files_of([folder]):
        if path.name.lower().endswith(WEB_ARCHIVES):
            yield from pages(path, source_of=source_of, fetched=fetched)
            continue
        each = take(path)
        if isinstance(each, Snapshot) and each.retrieved_at is None:
            yield _dated(each, path.relative_to(folder) if path != folder else Path(path.name))
        else:
            yield each


def _dated(each: Snapshot, path: Path) -> Snapshot | Quarantined:
    """Return a snapshot with the source and the moment that its path tells by its names."""
    in_name, *in_folders = (_date_in(name) for name in (path.stem, *reversed(path.parent.parts)))
    moment, rest = in_name or next(filter(None, in_folders), None) or (None, "")
    source_id = path.stem if in_name is None else rest or path.parent.name
    if moment is None or not source_id:
        return quarantined(each, _UNDATED)
    is_told = each.source_id != path.stem  # by a sidecar
    return replace(each, source_id=each.source_id if is_told else source_id, retrieved_at=moment)


def _date_in(name: str) -> tuple[datetime, str] | None:
    """Return the moment that a name tells, by the last of its most precise dates, and what else it says."""
    found = [(each, moment) for each in _DATED.finditer(name) if (moment := _moment(each)) is not None]
    if not found:
        return None
    best, moment = max(
        found, key=lambda pair: (sum(pair[0][part] is not None for part in _PARTS), pair[0].start())
    )
    rest = (name[: best.start()].rstrip(_APART), name[best.end() :].lstrip(_APART))
    return moment, "-".join(filter(None, rest)).strip(_APART)


def _moment(found: re.Match[str]) -> datetime | None:
    least = (0, 1, 1, 0, 0, 0)
    year, month, day, hour, minute, second = (
        int(found[part] or first) for part, first in zip(_PARTS, least, strict=True)
    )
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:  # 31 June
        return None
