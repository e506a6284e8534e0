"""Keep what a document says for the next run: by its bytes, the rules, the code and the libraries.

A cache may be removed at any time, and it is never asked whether it could be written: what is missing or
damaged is extracted again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from pipeline.fingerprint import Fingerprint
from pipeline.model import Extraction, Snapshot
from pipeline.publish.place import TEMPORARY

_DIGEST = hashlib.sha256().digest_size


def key_of(snapshot: Snapshot, by: Fingerprint) -> str:
    """Return what the extraction of `snapshot` by that pipeline is kept under, a SHA-256 in hex."""
    known = (snapshot.source_id, snapshot.name, snapshot.media_type, snapshot.url, snapshot.retrieved_at)
    return hashlib.sha256(msgspec.json.encode((snapshot.document_id, known, by))).hexdigest()


def recall(key: str, folder: Path) -> Extraction | None:
    """Return what is kept under `key` in `folder`; None where there is nothing, or nothing that is whole."""
    try:
        kept = _path(key, folder).read_bytes()
    except OSError:
        return None
    digest, packed = kept[:_DIGEST], kept[_DIGEST:]
    if digest != _digest(key, packed):
        return None
    try:
        return _decoder().decode(packed)
    except msgspec.DecodeError:
        return None


def remember(extraction: Extraction, key: str, folder: Path) -> None:
    """Keep `extraction` under `key` in `folder`, whole or not at all."""
    packed = msgspec.msgpack.encode(extraction)
    path = _path(key, folder)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    with suppress(OSError):  # a full disk, or a sweep of what looks left behind, costs the next run its time
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_digest(key, packed) + packed)
        temporary.replace(path)


def _path(key: str, folder: Path) -> Path:
    return folder / key[:2] / key


def _digest(key: str, packed: bytes) -> bytes:
    """Return what stands before an entry: it holds for this key alone."""
    return hashlib.sha256(key.encode() + packed).digest()


@cache
def _decoder() -> msgspec.msgpack.Decoder[Extraction]:
    return msgspec.msgpack.Decoder(Extraction)
