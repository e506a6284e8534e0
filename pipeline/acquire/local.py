"""Files and folders to snapshots, with what their sidecars say of where and when they were fetched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import reprlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.acquire.media import WEB_ARCHIVES, essence, media_type
from pipeline.acquire.snapshots import is_source, sources_under
from pipeline.errors import InputError
from pipeline.model import Quarantined, Snapshot
from pipeline.moments import in_utc

MAX_BYTES = 20_000_000
"""The greatest size of a file that is taken into memory."""

_WEB_ARCHIVE = "a web archive, not a document; take the pages in it with `missions import`"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIDECAR = ".meta.json"
_SIDECAR_KEYS = ("source", "name", "url", "retrieved_at", "media_type", "sha256", "length")


@dataclass(frozen=True, slots=True)
class _Origin:
    """What is known of a file besides its bytes."""

    source_id: str
    name: str | None = None
    media_type: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None


class _SidecarError(Exception):
    """A sidecar says something that cannot be used; the message is the reason for quarantine."""


def acquire(inputs: Sequence[Path]) -> Iterator[Snapshot | Quarantined]:
    """The snapshot of every file in `inputs`, folders searched to their depths in sorted order.

    A folder's hidden files, sidecars, special files and snapshots of sources are passed over, and so are
    symbolic links that leave it. A file that cannot be taken (too large, unreadable, a wrong sidecar) is
    given as quarantined; where its bytes cannot be read at all, its `document_id` is the SHA-256 of its name.

    Raises InputError at the call, before anything is read, for a path that is not there and for folders
    without a document or that cannot be listed.
    """
    return map(take, files_of(inputs))


def files_of(inputs: Sequence[Path]) -> list[Path]:
    """The files that `acquire` takes of `inputs`, each once. Raises InputError as it does."""
    return list(dict.fromkeys(file for path in inputs for file in _files(path)))


def take(path: Path) -> Snapshot | Quarantined:
    """The snapshot of one file, or the reason why there is none."""
    try:
        if path.name.lower().endswith(WEB_ARCHIVES):
            return _quarantined(path, _hash_of(path), _WEB_ARCHIVE)
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _quarantined(path, _hash_of(path), too_large(size))
        data = path.read_bytes()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        return _quarantined(path, _sha256(os.fsencode(path.name)), reason)
    try:
        origin = _origin(path, data)
    except _SidecarError as error:
        return _quarantined(path, _sha256(data), str(error))
    return Snapshot(
        document_id=_sha256(data),
        source_id=origin.source_id,
        name=origin.name or _legible(path.name),
        media_type=origin.media_type or media_type(path.name, data),
        data=data,
        url=origin.url,
        retrieved_at=origin.retrieved_at,
    )


def too_large(size: int) -> str:
    """The reason for not taking a document of `size` bytes, more than MAX_BYTES."""
    return f"{size:,} bytes are more than the {MAX_BYTES:,} that are read; split the document"


def _files(path: Path) -> list[Path]:
    try:
        path.stat()
    except (OSError, ValueError):
        raise InputError(f"{path}: there is no such file or folder; check the path") from None
    if path.is_dir():
        found = sorted(_documents_in(path))
        if not found and not any(sources_under(path)):
            raise InputError(f"{path}: the folder holds no document; put text, HTML or PDF files in it")
        return found
    if not path.is_file():
        raise InputError(f"{path}: neither a file nor a folder; save its content as a file first")
    return [path]


def _documents_in(folder: Path) -> Iterator[Path]:
    """The files under a folder; symbolic links to folders are not followed, so that no loop can arise."""
    inside = folder.resolve()
    if is_source(folder):
        return
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not (name.startswith(".") or is_source(Path(place, name)))]
        for name in names:
            path = Path(place, name)
            hidden = name.startswith(".") or name.endswith(_SIDECAR)
            if not hidden and path.is_file() and path.resolve().is_relative_to(inside):
                yield path


def _refuse(error: OSError) -> None:
    """Raise for a folder that cannot be listed: what it holds would be missing, and nobody would know."""
    message = f"{error.filename}: the folder cannot be listed ({error.strerror})"
    raise InputError(f"{message}; make it readable, or name what is to be ingested")


def _quarantined(path: Path, document_id: str, reason: str) -> Quarantined:
    return Quarantined(
        document_id=document_id,
        source_id=_legible(path.stem),
        name=_legible(path.name),
        media_type=media_type(path.name, b""),
        reason=reason,
    )


def _legible(name: str) -> str:
    """A file's name as text, where its bytes are not UTF-8 too."""
    return os.fsencode(name).decode("utf-8", "replace")


def _hash_of(path: Path) -> str:
    """The SHA-256 of a file of any size, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _origin(path: Path, data: bytes) -> _Origin:
    """What the sidecar says of a file and its bytes; without one, the source is named by the file's stem."""
    sidecar = path.with_name(path.name + _SIDECAR)
    try:
        said = json.loads(sidecar.read_bytes())
    except FileNotFoundError:
        return _Origin(source_id=_legible(path.stem))
    except (OSError, ValueError, RecursionError) as error:
        raise _SidecarError(f"{sidecar.name}: not readable as JSON ({error}); mend or remove it") from None
    if not isinstance(said, dict):
        raise _SidecarError(f"{sidecar.name}: expected an object with {', '.join(_SIDECAR_KEYS)}")
    length = said.pop("length", None)
    values = {key: _text_value(sidecar.name, key, value) for key, value in said.items()}
    if length not in (None, len(data)) or values.get("sha256") not in (None, _sha256(data)):
        raise _SidecarError(
            f"{sidecar.name}: it describes other bytes than those of the file; fetch it again"
        )
    return _Origin(
        source_id=values.get("source") or _legible(path.stem),
        name=values.get("name"),
        media_type=essence(values.get("media_type") or "") or None,
        url=values.get("url"),
        retrieved_at=_moment(sidecar.name, values.get("retrieved_at")),
    )


def _text_value(sidecar: str, key: str, value: object) -> str | None:
    if key not in _SIDECAR_KEYS:
        raise _SidecarError(
            f"{sidecar}: unknown key {reprlib.repr(key)}; allowed are {', '.join(_SIDECAR_KEYS)}"
        )
    if value is not None and not isinstance(value, str):
        raise _SidecarError(f"{sidecar}: {key} is {reprlib.repr(value)}, expected a string")
    if value is not None and _SURROGATE.search(value):
        raise _SidecarError(f"{sidecar}: {key} is {reprlib.repr(value)}, which no file in UTF-8 can hold")
    return value


def _moment(sidecar: str, written: str | None) -> datetime | None:
    """A moment in UTC; one without a zone is taken as UTC."""
    if written is None:
        return None
    try:
        return in_utc(datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        raise _SidecarError(
            f"{sidecar}: retrieved_at is {reprlib.repr(written)}, expected a moment like 2025-04-30T12:00:00Z"
        ) from None
