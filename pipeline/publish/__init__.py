"""Publish: the rows of a dataset become a release, whole or not at all.

The release is built in memory as named bytes (`build`), which depend on nothing but content, and
then put in its place (`place`), which is the only part that touches the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipeline.errors import ReleaseError
from pipeline.fingerprint import Fingerprint
from pipeline.model import Dataset, Release
from pipeline.publish.build import build
from pipeline.publish.place import place


def publish(
    dataset: Dataset, out: Path, *, by: Fingerprint, published_at: datetime, accepted: Sequence[str] = ()
) -> Release:
    """Publish `dataset` under `out`, the folder of `releases/`, `latest` and `releases.jsonl`.

    `published_at` (aware) and the gates that were `accepted` go into `releases.jsonl` alone. The same
    content as an earlier release gives that release again. Raises ReleaseError where `out` cannot be
    written; `latest` still leads to a whole release then.
    """
    built = build(dataset, by=by)
    try:
        return place(built, out, published_at=published_at, accepted=accepted)
    except OSError as error:
        message = f"{out}: the release could not be written ({error}); what was published is still whole"
        raise ReleaseError(f"{message}. Make room or the folder writable, or give another") from error
