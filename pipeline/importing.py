"""Importing: an archive of dated pages goes into the store, from which runs take them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.acquire.archive import archived
from pipeline.acquire.snapshots import folder_of, history, snapshot_of
from pipeline.acquire.sources import id_of
from pipeline.acquire.warc import PassedOver, Revisit, SourceOf
from pipeline.errors import InputError
from pipeline.model import Quarantined, Snapshot
from pipeline.publish.snapshots import keep


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of an archive: how many pages were new and how many known, and what was refused.

    `sources` are the ids of the sources that have pages in the archive; `passed_over` is how many records
    of web archives are no page.
    """

    new: int
    known: int
    sources: tuple[str, ...]
    refused: tuple[Quarantined, ...]
    passed_over: int


def take_in(folder: Path, *, store: Path, seen_at: datetime, source_of: SourceOf = id_of) -> Imported:
    """Keep the pages of an archive, a folder or a file, in `store`; nothing is published.

    To import them again adds nothing. `source_of` gives the source of an address. Raises InputError where
    there is no page that can be taken, and StoreError where the store cannot be written.
    """
    kept: list[tuple[str, bool]] = []
    refused: list[Quarantined] = []
    revisits: list[Revisit] = []
    passed_over = 0
    for each in archived(folder, source_of=source_of):
        match each:
            case Snapshot():
                kept.append((each.source_id, keep(each, store, origin="import", seen_at=seen_at)))
            case Quarantined():
                refused.append(each)
            case Revisit():
                revisits.append(each)
            case PassedOver():
                passed_over += 1
    for revisit in revisits:  # when all that they may refer to is there
        snapshot = _revisited(revisit, store)
        if isinstance(snapshot, Quarantined):
            refused.append(snapshot)
        else:
            kept.append((snapshot.source_id, keep(snapshot, store, origin="import", seen_at=seen_at)))
    if not kept:
        reasons = "; ".join(f"{each.name}: {each.reason}" for each in refused[:3]) or "they are no pages"
        number = len(refused) + passed_over
        raise InputError(f"{folder}: none of {number} files or records can be imported ({reasons})")
    new = sum(is_new for _, is_new in kept)
    sources = tuple(sorted({source_id for source_id, _ in kept}))
    return Imported(new, len(kept) - new, sources, tuple(refused), passed_over)


def _revisited(revisit: Revisit, store: Path) -> Snapshot | Quarantined:
    """Return the snapshot that a page was found to be again, as of then."""
    folder = folder_of(store, revisit.of_source)
    for sighting in history(folder):
        if sighting.retrieved_at == revisit.of_moment:
            found = snapshot_of(folder, sighting)
            return replace(
                found,
                source_id=revisit.source_id,
                name=revisit.name,
                url=revisit.url,
                retrieved_at=revisit.retrieved_at,
            )
    reason = "a revisit of a page that was never imported; import the archive that holds it too"
    return Quarantined("", revisit.source_id, revisit.url, "", reason, revisit.url, revisit.retrieved_at)
