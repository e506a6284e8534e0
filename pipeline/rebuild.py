"""Rebuilds the rows of a release from what its manifest names: its snapshots, and the decisions on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.acquire.snapshots import file_of, folder_of, snapshot_of
from pipeline.batch import Outcome, extract_batch
from pipeline.decide import decide
from pipeline.errors import ReleaseError, StoreError
from pipeline.fingerprint import Fingerprint
from pipeline.model import Dataset, Decision, Extraction, Quarantined, Sighting, Snapshot
from pipeline.reconcile import assemble

Json = dict[str, Any]
Input = Mapping[str, Any]

_PARTS = ("inputs", "digests", "versions", "files")


def manifest_of(folder: Path) -> Json:
    """Return the manifest of the release in `folder`. Raises ReleaseError where it cannot be read."""
    path = folder / "manifest.json"
    try:
        read = json.loads(path.read_bytes())
        if not isinstance(read, dict) or not read.keys() >= set(_PARTS):
            raise ValueError(f"expected an object with {', '.join(_PARTS)}")
    except (OSError, ValueError) as error:
        message = f"{path}: the manifest cannot be read ({error})"
        raise ReleaseError(f"{message}. Run `missions run` again to replace the release") from error
    return read


def made_by(manifest: Json) -> Fingerprint:
    """Return the fingerprint of the pipeline that made the release of a manifest."""
    digests = manifest["digests"]
    return Fingerprint(digests["rules"], digests["code"], tuple(manifest["versions"].items()))


def moment(of: str | datetime | None) -> datetime | None:
    """Return the moment of a manifest, which writes it, or of a table."""
    return datetime.fromisoformat(of) if isinstance(of, str) else of


def snapshot(of: Input, store: Path) -> Snapshot:
    """Return the snapshot that an input of a manifest, or a row of `documents`, names.

    Raises StoreError where its bytes are not in the store, or are others.
    """
    seen = Sighting(
        source_id=of["source_id"],
        document_id=of["document_id"],
        file=file_of(of["document_id"], of["media_type"]),
        name=of["name"],
        media_type=of["media_type"],
        length=0,
        origin="file",
        seen_at=datetime.min,
        url=of["url"],
        retrieved_at=moment(of["retrieved_at"]),
    )
    folder = folder_of(store, seen.source_id)
    found = snapshot_of(folder, seen)
    if isinstance(found, Quarantined):
        raise StoreError(f"{seen.name}: {folder / found.reason}")
    return found


def inputs(manifest: Json, store: Path) -> list[Snapshot | Quarantined]:
    """Return the documents that a release was made of.

    Of what was too large to be kept, or could not be read at all, the manifest alone knows the reason.
    Raises StoreError as `snapshot` does.
    """
    return [_input(each, store) for each in manifest["inputs"]]


def rebuild(
    documents: Sequence[Snapshot | Quarantined], decisions: Iterable[Decision], *, cache: Path | None
) -> Dataset:
    """Return the rows that the pipeline that runs makes of `documents` and `decisions`."""
    outcomes: list[Outcome] = extract_batch(documents, cache)
    extractions = [each for each in outcomes if isinstance(each, Extraction)]
    return decide(
        assemble(extractions, [each for each in outcomes if isinstance(each, Quarantined)]), decisions
    )


def _input(each: Input, store: Path) -> Snapshot | Quarantined:
    if each["status"] == "ingested":
        return snapshot(each, store)
    try:
        return snapshot(each, store)
    except StoreError:
        known = ("document_id", "source_id", "name", "media_type", "reason", "url")
        return Quarantined(**{name: each[name] for name in known}, retrieved_at=moment(each["retrieved_at"]))
