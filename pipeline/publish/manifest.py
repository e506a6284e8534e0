"""What a release derives from, the id that follows from it, and the manifest that says so."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pyarrow as pa

from pipeline.fingerprint import Fingerprint
from pipeline.moments import written
from pipeline.publish.schemas import TABLES

FORMAT = 1
INPUT_COLUMNS = [
    "document_id", "source_id", "name", "url", "media_type", "retrieved_at",
    "status", "reason", "text_sha256",
]  # fmt: skip

Json = dict[str, Any]


def derivation(documents: pa.Table, decisions: pa.Table, *, by: Fingerprint) -> Json:
    """Return all that the rows follow from: inputs, rules, schema, decisions, code, libraries.

    The decisions themselves are rows of their table: what they say is in their ids.
    """
    return {
        "format": FORMAT,
        "inputs": [_input(row) for row in documents.select(INPUT_COLUMNS).to_pylist()],
        "digests": {
            "rules": by.rules,
            "schema": _schema_digest(),
            "decisions": hashlib.sha256("\n".join(decisions["decision_id"].to_pylist()).encode()).hexdigest(),
            "code": by.code,
        },
        "versions": dict(by.versions),
    }


def release_id(derived_from: Json) -> str:
    """Return the id of the release with this derivation: `r` and 16 hexadecimal digits."""
    return "r" + _sha256(derived_from)[:16]


def derivation_of(manifest: Json) -> Json:
    """Return the part of a manifest that the release's id follows from."""
    return {name: value for name, value in manifest.items() if name not in ("release_id", "files")}


def manifest(release: str, derived_from: Json, files: dict[str, bytes], rows: dict[str, int]) -> Json:
    """Return the manifest of `release`: its derivation, and the SHA-256, bytes and rows of each file."""
    described = {name: _measures(data) | _rows(name, rows) for name, data in files.items()}
    return {"release_id": release, **derived_from, "files": described}


def as_json(value: Json) -> bytes:
    """Return `value` as the bytes of a JSON file for people and programs: indented, keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _input(row: Json) -> Json:
    moment = row["retrieved_at"]
    return row | {"retrieved_at": None if moment is None else written(moment)}


def _schema_digest() -> str:
    columns = {
        name: [(field.name, str(field.type), field.nullable) for field in table.schema]
        for name, table in TABLES.items()
    }
    return _sha256({"columns": columns, "keys": {name: table.key for name, table in TABLES.items()}})


def _sha256(value: Json) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _measures(data: bytes) -> Json:
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _rows(file: str, rows: dict[str, int]) -> Json:
    table = file.removesuffix(".parquet")
    return {"rows": rows[table]} if table in rows else {}
