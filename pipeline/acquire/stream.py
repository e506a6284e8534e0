"""Bytes that somebody hands over, as on standard input, to a snapshot."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from pipeline.acquire.media import media_type
from pipeline.model import Snapshot


def given(data: bytes, *, name: str) -> Snapshot:
    """The snapshot of `data` under `name`, of which nothing is known besides."""
    return Snapshot(
        document_id=hashlib.sha256(data).hexdigest(),
        source_id=PurePath(name).stem,
        name=name,
        media_type=media_type(name, data),
        data=data,
    )
