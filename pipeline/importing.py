"""Importing: an archive of dated pages goes into the store, from which runs take them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.acquire.archive import archived
from pipeline.errors import InputError
from pipeline.model import Quarantined, Snapshot
from pipeline.publish.snapshots import keep


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of an archive: the snapshots by whether they were new, and what was refused."""

    new: tuple[Snapshot, ...]
    known: tuple[Snapshot, ...]
    refused: tuple[Quarantined, ...]

    @property
    def sources(self) -> list[str]:
        """The ids of the sources that have snapshots in the archive."""
        return sorted({each.source_id for each in (*self.new, *self.known)})


def take_in(folder: Path, *, store: Path, seen_at: datetime) -> Imported:
    """Keep the dated pages under `folder` in `store`; nothing is published.

    To import them again adds nothing. Raises InputError where there is no page that can be taken, and
    StoreError where the store cannot be written.
    """
    new: list[Snapshot] = []
    known: list[Snapshot] = []
    refused: list[Quarantined] = []
    for each in archived(folder):
        if isinstance(each, Quarantined):
            refused.append(each)
        elif keep(each, store, origin="import", seen_at=seen_at):
            new.append(each)
        else:
            known.append(each)
    if not new and not known:
        reasons = "; ".join(f"{each.name}: {each.reason}" for each in refused[:3])
        raise InputError(f"{folder}: none of {len(refused)} files can be imported ({reasons})")
    return Imported(tuple(new), tuple(known), tuple(refused))
