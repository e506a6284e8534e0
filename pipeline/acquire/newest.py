"""Chooses what a release is made of: of each source its newest snapshot, among files and the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.acquire.snapshots import (
    current,
    folder_of,
    history,
    moment,
    since,
    snapshot_of,
    sources_under,
)
from pipeline.model import Quarantined, Sighting, Snapshot

Candidate = tuple[datetime, Snapshot | Quarantined]

_NOW: Final = datetime.max.replace(tzinfo=UTC)
"""When a file of which nothing is known was fetched: it is what its source is now."""


def newest(
    files: Sequence[Snapshot | Quarantined],
    paths: Sequence[Path],
    *,
    store: Path,
    as_of: datetime | None = None,
) -> Iterator[Snapshot | Quarantined]:
    """Yield the newest snapshot of each source, or all of its newest ones where several are of one moment.

    The sources are those of `files`, and those that have a folder of the store among or in `paths`; one that
    was only ever seen as a file counts where its folder itself is named. With `as_of`, what is newer does
    not count, and a file of which no moment is known counts by what the store has seen of its source.
    """
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for file in files:
        fetched = file.retrieved_at or (_NOW if as_of is None else None)
        if fetched is not None and (as_of is None or fetched <= as_of):
            candidates[file.source_id].append((fetched, file))
    folders = {each: each in paths for path in paths for each in sources_under(path)}
    if as_of is not None:
        folders |= dict.fromkeys((folder_of(store, each.source_id) for each in files), True)
    for folder, is_named in folders.items():
        sightings = _counting(history(folder), is_named=is_named)
        for seen in current(sightings, as_of=as_of):
            taken = snapshot_of(folder, since(sightings, seen))
            candidates[seen.source_id].append((moment(seen), taken))
    for of_source in candidates.values():
        last = max(fetched for fetched, _ in of_source)
        yield from (each for fetched, each in of_source if fetched == last)


def _counting(sightings: Iterable[Sighting], *, is_named: bool) -> tuple[Sighting, ...]:
    """Return the sightings of a source that make it one of its own: a file that is gone is none."""
    return tuple(each for each in sightings if is_named or each.origin != "file")
