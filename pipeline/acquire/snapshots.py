"""The snapshots of sources over time: what lies in the store, and which of them a release is made of.

The store is a folder with one of its own for each source: the bytes of each snapshot, named by their
SHA-256, a sidecar of where and when they were first seen, and `sightings.jsonl`, one line each time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.acquire.log import read_log
from pipeline.errors import StoreError
from pipeline.model import Quarantined, Sighting, Snapshot, quarantined

SIGHTINGS: Final = "sightings.jsonl"
VISITS: Final = "visits.jsonl"
SUFFIXES: Final = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
"""What the file of a snapshot ends with, by its media type; any other one ends with `.bin`."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_FILE = re.compile(r"[0-9a-f]{64}\.[a-z]+")


def folder_of(store: Path, source_id: str) -> Path:
    """Return the folder of a source in `store`; an id that is no file name gets one that no other has."""
    if _PLAIN.fullmatch(source_id):
        return store / source_id
    legible = re.sub(r"[^A-Za-z0-9_.-]+", "-", source_id).strip("-.")[:60]
    return store / f"{legible or 'source'}-{hashlib.sha256(source_id.encode()).hexdigest()[:12]}"


def file_of(document_id: str, media_type: str) -> str:
    """Return the name of the file with the bytes of a snapshot."""
    return document_id + SUFFIXES.get(media_type, ".bin")


def text_file(document_id: str, source_id: str, text_sha256: str, store: Path) -> Path:
    """Return where the text of a document is kept that is no plain text."""
    return folder_of(store, source_id) / f"{document_id}.{text_sha256[:16]}.txt"


def sha256_of(text: str) -> str:
    """Return the SHA-256, in hex, of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_source(folder: Path) -> bool:
    """Say whether a folder is that of a source in a store."""
    return (folder / SIGHTINGS).is_file() or (folder / VISITS).is_file()


def sources_under(folder: Path) -> Iterator[Path]:
    """Yield the folders of sources in `folder`, which may be one itself, in sorted order."""
    if is_source(folder):
        yield folder
    elif folder.is_dir():
        yield from (each for each in sorted(folder.iterdir()) if is_source(each))


def history(folder: Path) -> tuple[Sighting, ...]:
    """Return the sightings of the source in `folder`, oldest first; none where there is no such folder.

    A line that a crash tore is passed over. Raises StoreError for any other that is no sighting.
    """
    logged = (_checked(seen, where) for where, seen in read_log(folder / SIGHTINGS, Sighting))
    return tuple(sorted(logged, key=moment))


def moment(sighting: Sighting) -> datetime:
    """Return when the source had these bytes: when they were fetched, else when they were taken in."""
    return sighting.retrieved_at or sighting.seen_at


def current(sightings: Sequence[Sighting], *, as_of: datetime | None = None) -> tuple[Sighting, ...]:
    """Return what a source was last seen with, of `sightings` in their order, by the moment `as_of`.

    That is one sighting, or several of the same moment with other bytes.
    """
    until = [each for each in sightings if as_of is None or moment(each) <= as_of]
    return tuple({each.document_id: each for each in until if moment(each) == moment(until[-1])}.values())


def since(sightings: Sequence[Sighting], last: Sighting) -> Sighting:
    """Return `last` with the moments of the sighting from which on its bytes were seen and no others.

    To see the same bytes once more then changes nothing that is made of them.
    """
    first = last
    for each in reversed(sightings[: sightings.index(last) + 1]):
        if each.document_id != last.document_id:
            break
        first = each
    return replace(last, seen_at=first.seen_at, retrieved_at=first.retrieved_at)


def snapshot_of(folder: Path, sighting: Sighting) -> Snapshot | Quarantined:
    """Return the snapshot that was seen, from the folder of its source; quarantined where it is damaged."""
    path = folder / sighting.file
    try:
        data = path.read_bytes()
    except OSError as error:
        why = f"the snapshot cannot be read ({error.strerror})"
        return quarantined(sighting, f"{sighting.file}: {why}; import or fetch it again")
    if hashlib.sha256(data).hexdigest() != sighting.document_id:
        why = "damaged, the bytes are not those of its name"
        return quarantined(sighting, f"{sighting.file}: {why}; import or fetch it again")
    return Snapshot(
        document_id=sighting.document_id,
        source_id=sighting.source_id,
        name=sighting.name,
        media_type=sighting.media_type,
        data=data,
        url=sighting.url,
        retrieved_at=sighting.retrieved_at,
    )


def _checked(seen: Sighting, where: str) -> Sighting:
    """Return a sighting whose file lies in the folder of its source, and nowhere else."""
    if _FILE.fullmatch(seen.file) is None:
        message = f"{seen.file!r} is no name of a snapshot's file"
        raise StoreError(f"{where}: {message}; mend or remove the line")
    return seen
