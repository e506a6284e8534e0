"""Keep what a source was seen with: the bytes once, a sidecar beside them, a line for each sighting."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.acquire.log import as_line
from pipeline.acquire.snapshots import (
    SIGHTINGS,
    file_of,
    folder_of,
    history,
    sha256_of,
    text_file,
)
from pipeline.errors import StoreError
from pipeline.model import Document, Origin, Sighting, Snapshot
from pipeline.moments import written
from pipeline.publish.lines import append, locked
from pipeline.publish.place import TEMPORARY


def keep(snapshot: Snapshot, store: Path, *, origin: Origin, seen_at: datetime) -> bool:
    """Keep `snapshot` in `store` as seen at `seen_at`, and say whether the source had not been so before.

    Bytes that are there are not written again, but where they are damaged. The same fetch, by its moment,
    is no second sighting. Raises StoreError where the store cannot be written or read.
    """
    folder = folder_of(store, snapshot.source_id)
    seen = Sighting(
        source_id=snapshot.source_id,
        document_id=snapshot.document_id,
        file=file_of(snapshot.document_id, snapshot.media_type),
        name=snapshot.name,
        media_type=snapshot.media_type,
        length=len(snapshot.data),
        origin=origin,
        seen_at=seen_at,
        url=snapshot.url,
        retrieved_at=snapshot.retrieved_at,
    )
    try:
        with locked(folder / SIGHTINGS) as sightings:
            known = history(folder)
            _sweep(folder)
            if not _holds(folder / seen.file, snapshot.document_id):
                _write(folder / seen.file, snapshot.data)
            sidecar = folder / f"{seen.file}.meta.json"
            if not sidecar.exists():
                _write(sidecar, _sidecar(seen))
            if not any(_same_fetch(seen, each) for each in known):
                append(sightings, as_line(seen))
    except OSError as error:
        message = f"{folder}: the snapshot of {snapshot.name} could not be kept ({error.strerror})"
        raise StoreError(f"{message}. Make room or the folder writable, and run again") from error
    return all(each.document_id != seen.document_id for each in known)


def keep_text(document: Document, store: Path) -> None:
    """Keep the text that the offsets into `document` refer to beside its snapshot, if it is not its bytes.

    It is named by the snapshot and the SHA-256 of the text, as another reader may make another text of
    the same bytes. Raises StoreError where it cannot be written.
    """
    if document.media_type == "text/plain":
        return
    path = text_file(document.document_id, document.source_id, sha256_of(document.text), store)
    try:
        if not path.exists():
            with locked(path.with_name(SIGHTINGS)):  # whose holder sweeps away what looks left behind
                _write(path, document.text.encode())
    except OSError as error:
        message = f"{path}: the text of {document.name} could not be kept ({error.strerror})"
        raise StoreError(f"{message}. Make room or the folder writable, and run again") from error


def _same_fetch(one: Sighting, other: Sighting) -> bool:
    return one.retrieved_at is not None and replace(one, seen_at=other.seen_at, origin=other.origin) == other


def _holds(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _sidecar(seen: Sighting) -> bytes:
    """Return what `acquire` reads of a file, should somebody take the snapshot elsewhere."""
    said = {
        "source": seen.source_id,
        "name": seen.name,
        "url": seen.url,
        "retrieved_at": None if seen.retrieved_at is None else written(seen.retrieved_at),
        "media_type": seen.media_type,
        "sha256": seen.document_id,
        "length": seen.length,
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _sweep(folder: Path) -> None:
    """Remove what a run that died left behind; under the lock nobody else is writing here."""
    for left in folder.glob(f"{TEMPORARY}*"):
        left.unlink()


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
