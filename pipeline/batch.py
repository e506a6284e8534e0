"""Extracts a batch of documents, from the cache where it has them; one that fails goes into quarantine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import MissionsError, UnreadableError
from pipeline.extraction import extract_document
from pipeline.fingerprint import fingerprint
from pipeline.model import Extraction, Quarantined, Snapshot, quarantined
from pipeline.publish.cache import key_of, recall, remember
from pipeline.read import read

Outcome = Extraction | Quarantined


def extract_batch(batch: Sequence[Snapshot | Quarantined], cache: Path | None = None) -> list[Outcome]:
    """Return what each document of `batch` says; one that fails, in whatever way, goes into quarantine.

    What is in the folder `cache` already is taken from there, and put there else.
    """
    return [each if isinstance(each, Quarantined) else _recalled(each, cache) for each in batch]


def _recalled(snapshot: Snapshot, cache: Path | None) -> Outcome:
    if cache is None:
        return _extract(snapshot)
    key = key_of(snapshot, fingerprint())
    if (kept := recall(key, cache)) is not None:
        return kept
    outcome = _extract(snapshot)
    if isinstance(outcome, Extraction):
        remember(outcome, key, cache)
    return outcome


def _extract(snapshot: Snapshot) -> Outcome:
    try:
        return extract_document(read(snapshot))
    except UnreadableError as error:
        return quarantined(snapshot, str(error))
    except MissionsError:
        raise  # a broken rule is nothing that this document could be blamed for
    except Exception as error:  # one document never ends the run of all the others
        return quarantined(snapshot, f"extraction failed ({type(error).__name__}: {error}); please report it")
