"""Verifies a release: rebuilds it from what its manifest names, and holds each value against its evidence."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.acquire.decisions import read_decisions
from pipeline.acquire.snapshots import sha256_of, text_file
from pipeline.errors import MissionsError, StoreError, UnreadableError
from pipeline.fingerprint import Fingerprint, fingerprint
from pipeline.load import release_folder, rows
from pipeline.model import Dataset, Decision, Quarantined, Snapshot
from pipeline.places import DECISIONS, store_of
from pipeline.publish.build import build
from pipeline.publish.manifest import derivation_of, release_id
from pipeline.read import read
from pipeline.rebuild import inputs, manifest_of, rebuild

Json = dict[str, Any]

_QUOTES = {"mentions": "text", "statements": "quote", "claims": "quote", "ledger": "text"}
"""The tables whose rows point to characters, and the column that has these as text."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of verifying a release; `difference` is the first that was found, null where there is none.

    `quotes` is how many rows were held against the text that they point to.
    """

    release_id: str
    files: int
    snapshots: int
    decisions: int
    quotes: int
    difference: str | None


class _Different(MissionsError):
    """The first difference between a release and what it was made of."""


def verify(release: str, *, out: Path) -> Verification:
    """Rebuild `release` (an id, or `latest`) in `out` and compare it to the byte.

    Nothing is read from the cache. Raises ReleaseError where there is no such release.
    """
    folder = release_folder(out, release)
    manifest = manifest_of(folder)
    done = {"files": 0, "snapshots": 0, "decisions": 0, "quotes": 0}
    difference = None
    try:
        done.update(_steps(folder, manifest, out))
    except (_Different, StoreError) as found:
        difference = str(found)
    return Verification(folder.name, difference=difference, **done)


def _steps(folder: Path, manifest: Json, out: Path) -> Iterator[tuple[str, int]]:
    """Yield what was found whole, step by step; raises _Different or StoreError at the first that is not."""
    damaged = _damaged(folder, manifest)
    documents = inputs(manifest, store_of(out))
    yield "snapshots", sum(isinstance(each, Snapshot) for each in documents)
    if not _same_pipeline(manifest, fingerprint()):
        if damaged:
            raise _Different(damaged[0])
        yield "files", len(manifest["files"])
        yield "quotes", _quotes(folder, documents, store_of(out))
        raise _Different(_other_pipeline(manifest, fingerprint()))
    if "decisions.parquet" in " ".join(damaged):
        raise _Different(damaged[0])
    decisions = _decisions(folder, out)
    yield "decisions", len(decisions)
    _compare(folder, rebuild(documents, decisions, cache=None), damaged)
    yield "files", len(manifest["files"]) + 1
    yield "quotes", _quotes(folder, documents, store_of(out))


def _damaged(folder: Path, manifest: Json) -> list[str]:
    """Return a sentence for each file that is not as the manifest has it; raises where that itself is not."""
    if manifest.get("release_id") != folder.name or release_id(derivation_of(manifest)) != folder.name:
        raise _Different(f"{folder}/manifest.json: what it names does not give the id {folder.name}")
    try:
        digests = {name: measures["sha256"] for name, measures in manifest["files"].items()}
    except (AttributeError, KeyError, TypeError):
        raise _Different(f"{folder}/manifest.json: it does not give the SHA-256 of each file") from None
    found = []
    for name, sha256 in digests.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{path}: the file is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"{path}: the bytes are not those of the manifest")
    return found


def _same_pipeline(manifest: Json, here: Fingerprint) -> bool:
    made_by = manifest["digests"]
    return (made_by["rules"], made_by["code"]) == (here.rules, here.code) and manifest["versions"] == dict(
        here.versions
    )


def _other_pipeline(manifest: Json, here: Fingerprint) -> str:
    made_by = manifest["digests"]
    others = [
        f"{name} {made_by[name][:12]}, here {now[:12]}"
        for name, now in (("rules", here.rules), ("code", here.code))
        if made_by[name] != now
    ]
    installed = dict(here.versions)
    others += [
        f"{name} {version}, here {installed.get(name, 'none')}"
        for name, version in manifest["versions"].items()
        if installed.get(name) != version
    ]
    return (
        f"made by another version of the pipeline ({'; '.join(others)}): check that version out to "
        "rebuild it. Its files, snapshots and quotes are whole"
    )


def _decisions(folder: Path, out: Path) -> list[Decision]:
    """Return the decisions that the release was made with, from the files of decisions."""
    wanted = {row["decision_id"] for row in rows("decisions", out=folder.parents[1], release=folder.name)}
    given = read_decisions([DECISIONS, out / DECISIONS])
    found = [each for each in given.decisions if each.decision_id in wanted]
    if lost := sorted(wanted - {each.decision_id for each in found}):
        why = "; ".join(given.warnings) or f"no file in {DECISIONS}/ or {out / DECISIONS}/ has it"
        raise _Different(f"decision {lost[0]}: not there as the release had it ({why})")
    return found


def _compare(folder: Path, dataset: Dataset, damaged: list[str]) -> None:
    """Raise for the first file that differs from its rebuilding, and say where in it."""
    built = build(dataset, by=fingerprint())
    for name, expected in built.files.items():
        path = folder / name
        published = path.read_bytes() if path.is_file() else b""
        if published != expected:
            where = _row_that_differs if name.endswith(".parquet") else _line_that_differs
            because = next((each for each in damaged if f"/{name}:" in each), f"{path}: differs")
            raise _Different(f"{because}; {where(published, expected)}")
    if extra := sorted({path.name for path in folder.iterdir()} - set(built.files)):
        raise _Different(f"{folder / extra[0]}: no file of the release")


def _row_that_differs(published: bytes, expected: bytes) -> str:
    try:
        found = pq.read_table(io.BytesIO(published)).to_pylist()
    except Exception as error:  # whatever a damaged file makes the reader raise
        return f"no table can be read from it ({' '.join(str(error).split())[:80]})"
    wanted = pq.read_table(io.BytesIO(expected)).to_pylist()
    for at, (one, other) in enumerate(zip_longest(found, wanted)):
        if one is None or other is None:
            return f"it has {len(found)} rows, rebuilt it has {len(wanted)}"
        for column in other:
            if one.get(column) != other[column]:
                return f"row {at}, {column}: {one.get(column)!r}, rebuilt {other[column]!r}"
    return "its rows are those of the rebuilt one, its bytes are not"


def _line_that_differs(published: bytes, expected: bytes) -> str:
    lines = zip_longest(published.split(b"\n"), expected.split(b"\n"), fillvalue=b"")
    number, (one, other) = next((at, pair) for at, pair in enumerate(lines, 1) if pair[0] != pair[1])
    return f"line {number}: {_shown(one)}, rebuilt {_shown(other)}"


def _shown(line: bytes) -> str:
    return repr(line.decode("utf-8", "replace").strip()[:80])


def _quotes(folder: Path, documents: list[Snapshot | Quarantined], store: Path) -> int:
    """Return how many published rows have the very characters of their document that they point to."""
    texts = {each.document_id: _text(each, store) for each in documents if isinstance(each, Snapshot)}
    held = 0
    for table, column in _QUOTES.items():
        for row in rows(table, out=folder.parents[1], release=folder.name):
            text = texts[row["document_id"]]
            if text[row["start"] : row["end"]] != row[column]:
                what = f"{row['document_id'][:16]}[{row['start']}:{row['end']}]"
                raise _Different(f"{table}: {row[column]!r} is not what stands at {what}")
            held += 1
    return held


def _text(snapshot: Snapshot, store: Path) -> str:
    """Return the text that offsets into a document refer to: its own, or the one kept beside its snapshot."""
    try:
        text = read(snapshot).text
    except UnreadableError:
        return ""
    if snapshot.media_type != "text/plain":
        path = text_file(snapshot.document_id, snapshot.source_id, sha256_of(text), store)
        if not path.is_file() or path.read_bytes() != text.encode():
            raise _Different(f"{path}: not the text of {snapshot.name}")
    return text
