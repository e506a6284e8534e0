"""Ingestion: the documents behind some paths become one release; the steps are shared with the flow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from pipeline.acquire import acquire
from pipeline.acquire.decisions import read_decisions
from pipeline.acquire.newest import newest
from pipeline.acquire.snapshots import folder_of, is_source, sources_under
from pipeline.batch import Outcome, extract_batch
from pipeline.comparison import Compared, compare_and_publish
from pipeline.decide import decide
from pipeline.errors import InputError, MissionsError
from pipeline.fingerprint import fingerprint
from pipeline.load import publications
from pipeline.model import Dataset, Extraction, Quarantined, Release, Snapshot
from pipeline.places import DECISIONS, EXTRACTED, RAW, cache_of, store_of
from pipeline.publish import publish
from pipeline.publish.snapshots import keep, keep_text
from pipeline.reconcile import assemble

BATCH = 50
"""Documents a batch: enough that handing one over costs little, few enough that progress shows."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What one ingestion made: the rows, the release that holds them, and its changes.

    `changes` is null where no release was before it, or the same. `warnings` are a line each.
    """

    dataset: Dataset
    release: Release
    changes: Compared | None = None
    warnings: tuple[str, ...] = ()


def unwatched(done: int, total: int) -> None:
    """Ignore the progress: `done` of `total` documents are extracted."""


def ingest(
    paths: Sequence[Path],
    *,
    out: Path,
    published_at: datetime,
    as_of: datetime | None = None,
    workers: int = 1,
    progress: Progress = unwatched,
) -> Ingestion:
    """Publish a release of the documents behind `paths` in the folder `out`.

    Each source counts with its newest snapshot; with `as_of`, with the newest one by that moment.
    `workers` processes extract; their number changes neither the rows nor the bytes. `progress` is
    told the documents done and their total. Raises InputError where nothing can be ingested,
    StoreError where the snapshots cannot be kept, and ReleaseError where `out` cannot be written; the
    release before stays the latest then.
    """
    batches = gather(paths, out=out, seen_at=published_at, as_of=as_of)
    outcomes = list(_watched(_extracted(batches, workers, out), sum(map(len, batches)), progress))
    return settle(outcomes, out=out, published_at=published_at)


def locate(inputs: Sequence[str | Path], *, out: Path = EXTRACTED, raw: Path = RAW) -> list[Path]:
    """Return the paths that `inputs` name: files, folders, documents in `raw` or sources by their ids.

    No input at all means all documents of `raw`, and all sources that were fetched or imported.
    Raises InputError where a name stands for nothing.
    """
    store = store_of(out)
    if not inputs:
        there = [each for each in dict.fromkeys((raw, store)) if each.is_dir()]
        return there or _located(str(raw), raw, store)
    return list(chain.from_iterable(_located(str(each), raw, store) for each in inputs))


def gather(
    paths: Sequence[Path], *, out: Path, seen_at: datetime, as_of: datetime | None = None
) -> list[tuple[Snapshot | Quarantined, ...]]:
    """Return the documents behind `paths` in batches, in an order that does not depend on that of `paths`.

    Of each source these are its newest snapshots, by `as_of` if that is given; else what is taken from
    files is kept in the store as seen at `seen_at`. The same bytes are kept once, under the least source
    id and name. Raises InputError where there is none.
    """
    store = store_of(out)
    files = sorted(acquire(paths), key=_place)
    if as_of is None:
        for each in files:
            if isinstance(each, Snapshot):
                keep(each, store, origin="import" if each.retrieved_at else "file", seen_at=seen_at)
    documents = sorted(newest(files, paths, store=store, as_of=as_of), key=_place)
    once: dict[str, Snapshot | Quarantined] = {}
    for each in documents:
        once.setdefault(each.document_id, each)
    if not once:
        where = ", ".join(map(str, paths))
        raise InputError(f"{where}: nothing there had been seen by {as_of}; name a later day")
    chosen = list(once.values())
    return [tuple(chosen[start : start + BATCH]) for start in range(0, len(chosen), BATCH)]


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
    for extraction in extractions:
        keep_text(extraction.document, store_of(out))
    given = read_decisions([DECISIONS, out / DECISIONS])
    dataset = decide(assemble(extractions, quarantined), given.decisions)
    published = publications(out)
    release = publish(dataset, out, by=fingerprint(), published_at=published_at)
    if not published or published[-1]["release_id"] == release.release_id:
        return Ingestion(dataset, release, warnings=given.warnings)
    try:
        compared = compare_and_publish(published[-1]["release_id"], release.release_id, out=out)
    except MissionsError as error:  # an earlier release that is gone or damaged takes nothing from this one
        return Ingestion(dataset, release, warnings=(*given.warnings, f"not compared: {error}"))
    warnings = given.warnings if compared.warning is None else (*given.warnings, compared.warning)
    return Ingestion(dataset, release, compared, warnings)


def _located(name: str, raw: Path, store: Path) -> list[Path]:
    if Path(name).exists():
        return [Path(name)]
    paths = [path for path in sorted(raw.glob("[!.]*")) if not path.name.endswith(".json")]
    documents = [path for path in paths if not is_source(path)]
    if sources := [path for path in documents if path.stem == name]:
        return sources
    if is_source(folder := folder_of(store, name)):
        return [folder]
    known = {path.stem for path in documents} | {each.name for each in sources_under(store)}
    there = ", ".join(sorted(known)) or "none"
    raise InputError(
        f"{name}: no such file or folder, nor a document of {raw}/ or a source (there are: {there})"
    )


def _place(each: Snapshot | Quarantined) -> tuple[str, ...]:
    """Return what orders documents: by source and name first, then by whatever else tells two apart."""
    rest = (each.media_type, str(each.url), str(each.retrieved_at))
    return (each.source_id, each.name, each.document_id, *rest)


def _extracted(
    batches: Sequence[Sequence[Snapshot | Quarantined]], workers: int, out: Path
) -> Iterator[list[Outcome]]:
    """Yield outcomes in the order of `batches`, whoever works on them; in this process one at a time."""
    extract = partial(extract_batch, cache=cache_of(out))
    if workers == 1 or len(batches) == 1:
        yield from (extract([each]) for each in chain.from_iterable(batches))
        return
    with ProcessPoolExecutor(min(workers, len(batches)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(extract, batches)


def _watched(batches: Iterable[list[Outcome]], total: int, progress: Progress) -> Iterator[Outcome]:
    done = 0
    progress(done, total)
    for batch in batches:
        yield from batch
        done += len(batch)
        progress(done, total)
