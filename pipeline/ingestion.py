"""Ingestion: the documents behind some paths become one release; the steps are shared with the flow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from pipeline import rulebook
from pipeline.acquire import acquire
from pipeline.acquire.decisions import read_decisions
from pipeline.decide import decide
from pipeline.errors import InputError, MissionsError, UnreadableError
from pipeline.extraction import extract_document
from pipeline.model import Dataset, Extraction, Quarantined, Release, Snapshot
from pipeline.publish import publish
from pipeline.read import read
from pipeline.reconcile import assemble

RAW = Path("raw")
DECISIONS = Path("decisions")
BATCH = 50
"""Documents a batch: enough that handing one over costs little, few enough that progress shows."""

Progress = Callable[[int, int], None]
Outcome = Extraction | Quarantined


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What one ingestion made: the rows, and the release that holds them; `warnings` are a line each."""

    dataset: Dataset
    release: Release
    warnings: tuple[str, ...] = ()


def unwatched(done: int, total: int) -> None:
    """Ignore the progress: `done` of `total` documents are extracted."""


def ingest(
    paths: Sequence[Path],
    *,
    out: Path,
    published_at: datetime,
    workers: int = 1,
    progress: Progress = unwatched,
) -> Ingestion:
    """Publish a release of the documents behind `paths` in the folder `out`.

    `workers` processes extract; their number changes neither the rows nor the bytes. `progress` is
    told the documents done and their total. Raises InputError where nothing can be ingested, and
    ReleaseError where `out` cannot be written; the release before stays the latest then.
    """
    batches = gather(paths)
    outcomes = list(_watched(_extracted(batches, workers), sum(map(len, batches)), progress))
    return settle(outcomes, out=out, published_at=published_at)


def locate(inputs: Sequence[str | Path], *, raw: Path = RAW) -> list[Path]:
    """Return the paths that `inputs` name: files, folders, or the stems of documents in `raw`.

    No input at all means the whole of `raw`. Raises InputError where a name stands for nothing.
    """
    if not inputs:
        return _located(str(raw), raw)
    return list(chain.from_iterable(_located(str(each), raw) for each in inputs))


def gather(paths: Sequence[Path]) -> list[tuple[Snapshot | Quarantined, ...]]:
    """Return the documents behind `paths` in batches, in an order that does not depend on that of `paths`.

    The same bytes are kept once, under the least source id and name.
    """
    once: dict[str, Snapshot | Quarantined] = {}
    for each in sorted(acquire(paths), key=_place):
        once.setdefault(each.document_id, each)
    documents = list(once.values())
    return [tuple(documents[start : start + BATCH]) for start in range(0, len(documents), BATCH)]


def extract_batch(batch: Sequence[Snapshot | Quarantined]) -> list[Outcome]:
    """Return what each document of `batch` says; one that fails, in whatever way, goes into quarantine."""
    return [each if isinstance(each, Quarantined) else _extract(each) for each in batch]


def settle(outcomes: Iterable[Outcome], *, out: Path, published_at: datetime) -> Ingestion:
    """Assemble `outcomes` into a dataset, decide it as the reviewers did, and publish it in `out`.

    The decisions are those of the project and those beside the releases in `out`.
    Raises InputError where all of them are in quarantine: an empty release would replace a full one.
    """
    extractions: list[Extraction] = []
    quarantined: list[Quarantined] = []
    for each in outcomes:
        if isinstance(each, Extraction):
            extractions.append(each)
        else:
            quarantined.append(each)
    if not extractions:
        reasons = "; ".join(f"{each.name}: {each.reason}" for each in quarantined[:3])
        raise InputError(
            f"none of {len(quarantined)} documents can be read, nothing is published ({reasons})"
        )
    given = read_decisions([DECISIONS, out / DECISIONS])
    dataset = decide(assemble(extractions, quarantined), given.decisions)
    release = publish(dataset, out, rules_digest=rulebook.digest(), published_at=published_at)
    return Ingestion(dataset, release, given.warnings)


def _located(name: str, raw: Path) -> list[Path]:
    if Path(name).exists():
        return [Path(name)]
    documents = [path for path in sorted(raw.glob("[!.]*")) if not path.name.endswith(".json")]
    if sources := [path for path in documents if path.stem == name]:
        return sources
    known = ", ".join(sorted({path.stem for path in documents})) or "none"
    raise InputError(f"{name}: no such file or folder, nor a document of {raw}/ (it has: {known})")


def _place(each: Snapshot | Quarantined) -> tuple[str, ...]:
    """Return what orders documents: by source and name first, then by whatever else tells two apart."""
    rest = (each.media_type, str(each.url), str(each.retrieved_at))
    return (each.source_id, each.name, each.document_id, *rest)


def _extracted(batches: Sequence[Sequence[Snapshot | Quarantined]], workers: int) -> Iterator[list[Outcome]]:
    """Yield outcomes in the order of `batches`, whoever works on them; in this process one at a time."""
    if workers == 1 or len(batches) == 1:
        yield from (extract_batch([each]) for each in chain.from_iterable(batches))
        return
    with ProcessPoolExecutor(min(workers, len(batches)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(extract_batch, batches)


def _watched(batches: Iterable[list[Outcome]], total: int, progress: Progress) -> Iterator[Outcome]:
    done = 0
    progress(done, total)
    for batch in batches:
        yield from batch
        done += len(batch)
        progress(done, total)


def _extract(snapshot: Snapshot) -> Outcome:
    try:
        return extract_document(read(snapshot))
    except UnreadableError as error:
        return _quarantine(snapshot, str(error))
    except MissionsError:
        raise  # a broken rule is nothing that this document could be blamed for
    except Exception as error:  # one document never ends the run of all the others
        return _quarantine(snapshot, f"extraction failed ({type(error).__name__}: {error}); please report it")


def _quarantine(snapshot: Snapshot, reason: str) -> Quarantined:
    return Quarantined(
        document_id=snapshot.document_id,
        source_id=snapshot.source_id,
        name=snapshot.name,
        media_type=snapshot.media_type,
        reason=" ".join(reason.split()),
        url=snapshot.url,
        retrieved_at=snapshot.retrieved_at,
    )
