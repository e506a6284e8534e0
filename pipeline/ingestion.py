"""Ingestion: the documents behind some paths become one release; the steps are shared with the flow."""

from __future__ import annotations

import hashlib
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
from pipeline.acquire.publications import publications
from pipeline.acquire.snapshots import folder_of, is_source, sources_under
from pipeline.acquire.sources import Source, is_address, read_sources, source_at
from pipeline.batch import Outcome, extract_batch
from pipeline.comparison import Compared, compare_and_publish
from pipeline.decide import decide
from pipeline.errors import GateError, InputError, MissionsError, ReleaseError
from pipeline.fingerprint import fingerprint
from pipeline.gates import breaches
from pipeline.load import missions_of_sources
from pipeline.model import Dataset, Extraction, Quarantined, Release, Snapshot
from pipeline.places import DECISIONS, EXTRACTED, RAW, SOURCES, cache_of, store_of
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


@dataclass(frozen=True, slots=True)
class Located:
    """What a run is to ingest: paths, and the sources on the web whose pages come to lie there first."""

    paths: tuple[Path, ...]
    sources: tuple[Source, ...] = ()


def unwatched(done: int, total: int) -> None:
    """Ignore the progress: `done` of `total` documents are extracted."""


def ingest(
    paths: Sequence[Path],
    *,
    out: Path,
    published_at: datetime,
    as_of: datetime | None = None,
    accept_gates: bool = False,
    workers: int = 1,
    progress: Progress = unwatched,
) -> Ingestion:
    """Publish a release of the documents behind `paths` in the folder `out`.

    Each source counts with its newest snapshot; with `as_of`, with the newest one by that moment.
    `workers` processes extract; their number changes neither the rows nor the bytes. `progress` is
    told the documents done and their total. Raises InputError where nothing can be ingested, GateError
    where a source does not hold what its gates ask and `accept_gates` does not let that pass,
    StoreError where the snapshots cannot be kept, and ReleaseError where `out` cannot be written; the
    release before stays the latest then.
    """
    batches = gather(paths, out=out, seen_at=published_at, as_of=as_of)
    outcomes = list(_watched(_extracted(batches, workers, out), sum(map(len, batches)), progress))
    return settle(outcomes, out=out, published_at=published_at, accept_gates=accept_gates)


def locate(inputs: Sequence[str | Path], *, out: Path = EXTRACTED, raw: Path = RAW) -> Located:
    """Return what `inputs` name: files, folders, documents in `raw`, sources by their ids or addresses.

    No input at all means all documents of `raw`, all sources of the project's list, and those that were
    fetched or imported. Raises InputError where a name stands for nothing, and SourceError where the list
    of sources is malformed.
    """
    store, known = store_of(out), listed()
    if inputs:
        found = [_located(str(each), raw, store, known) for each in inputs]
        paths = (path for each in found for path in each.paths)
        return Located(tuple(paths), tuple(source for each in found for source in each.sources))
    there = [each for each in dict.fromkeys((raw, store)) if each.is_dir() or (known and each == store)]
    return Located(tuple(there), known) if there else _located(str(raw), raw, store, known)


def listed() -> tuple[Source, ...]:
    """Return the sources of the project's list, maybe none. Raises SourceError where it is malformed."""
    return read_sources(SOURCES) if SOURCES.is_file() else ()


def gather(
    paths: Sequence[Path], *, out: Path, seen_at: datetime, as_of: datetime | None = None
) -> list[tuple[Snapshot | Quarantined, ...]]:
    """Return the documents behind `paths` in batches, in an order that does not depend on that of `paths`.

    Of each source these are its newest snapshots, by `as_of` if that is given. What is taken from files is
    kept in the store as seen at `seen_at`; with `as_of` only where it is known when it was fetched, as
    what a file holds now tells nothing of then. The same bytes are given once, under the least source id
    and name. Raises InputError where there is none.
    """
    files = _files(paths, out)
    for each in files:
        if isinstance(each, Snapshot) and (as_of is None or each.retrieved_at is not None):
            keep(each, store_of(out), origin="import" if each.retrieved_at else "file", seen_at=seen_at)
    chosen = _chosen(files, paths, out=out, as_of=as_of)
    if not chosen:
        where, by = ", ".join(map(str, paths)), as_of or seen_at
        raise InputError(f"{where}: nothing had been seen there by {by:%Y-%m-%d}; name another source or day")
    return [tuple(chosen[start : start + BATCH]) for start in range(0, len(chosen), BATCH)]


def state(paths: Sequence[Path], *, out: Path) -> str:
    """Return a SHA-256 (hex) of all that a release of `paths` would be made of now; nothing is written.

    It is another one where a document, a decision, the rules or the code are. Raises InputError where
    there is no document.
    """
    chosen = _chosen(_files(paths, out), paths, out=out)
    if not chosen:
        raise InputError(f"{', '.join(map(str, paths))}: nothing has been seen there yet")
    documents = [(*_place(each), isinstance(each, Snapshot)) for each in chosen]
    decided = sorted(each.decision_id for each in read_decisions([DECISIONS, out / DECISIONS]).decisions)
    return hashlib.sha256(repr((documents, decided, fingerprint())).encode()).hexdigest()


def settle(
    outcomes: Iterable[Outcome], *, out: Path, published_at: datetime, accept_gates: bool = False
) -> Ingestion:
    """Assemble `outcomes` into a dataset, decide it as the reviewers did, and publish it in `out`.

    The decisions are those of the project and those beside the releases in `out`.
    Raises InputError where all of them are in quarantine, as an empty release would replace a full one, and
    GateError for what the sources' gates do not let pass; with `accept_gates` that is logged instead.
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
    breached = _breaches(dataset, out) if published else _breaches(dataset, None)
    if breached and not accept_gates:
        message = f"nothing is published, the last release stays: {'; '.join(breached)}"
        raise GateError(f"{message}. If the page is right, run once with --accept-gate")
    release = publish(dataset, out, by=fingerprint(), published_at=published_at, accepted=breached)
    if not published or published[-1].release_id == release.release_id:
        return Ingestion(dataset, release, warnings=given.warnings)
    try:
        compared = compare_and_publish(published[-1].release_id, release.release_id, out=out)
    except MissionsError as error:  # an earlier release that is gone or damaged takes nothing from this one
        return Ingestion(dataset, release, warnings=(*given.warnings, f"not compared: {error}"))
    warnings = given.warnings if compared.warning is None else (*given.warnings, compared.warning)
    return Ingestion(dataset, release, compared, warnings)


def _breaches(dataset: Dataset, out: Path | None) -> tuple[str, ...]:
    """Return what the listed sources' gates do not let pass, held against the latest release in `out`.

    A latest release that is damaged lets nothing pass, or else whatever vanished would.
    """
    here = {each.source_id for each in dataset.documents}
    asked = [each for each in listed() if each.id in here]
    try:
        before = missions_of_sources(out=out) if asked and out is not None else {}
    except ReleaseError as error:
        return (f"what has vanished since the last release cannot be told: {error}",)
    return tuple(said for each in asked for said in breaches(each, dataset, before.get(each.id, ())))


def _located(name: str, raw: Path, store: Path, listed: Sequence[Source]) -> Located:
    if _is_path(name):
        return Located((Path(name),))
    paths = [path for path in sorted(raw.glob("[!.]*")) if not path.name.endswith(".json")]
    documents = [path for path in paths if not is_source(path)]
    if sources := tuple(path for path in documents if path.stem == name):
        return Located(sources)
    if is_address(name):
        at_address = next((each for each in listed if each.url == name), None) or source_at(name)
        return Located((folder_of(store, at_address.id),), (at_address,))
    if named := tuple(each for each in listed if each.id == name):
        return Located((folder_of(store, name),), named)
    if is_source(folder := folder_of(store, name)):
        return Located((folder,))
    known = {path.stem for path in documents} | {each.id for each in listed}
    there = ", ".join(sorted(known | {each.name for each in sources_under(store)})) or "none"
    message = f"{name}: no such file or folder, nor a document of {raw}/ or a source"
    raise InputError(f"{message} (there are: {there})")


def _is_path(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # an address may be longer than any path is
        return False


def _files(paths: Sequence[Path], out: Path) -> list[Snapshot | Quarantined]:
    return sorted(acquire(_there(paths, out)), key=_place)


def _there(paths: Sequence[Path], out: Path) -> list[Path]:
    """Leave out the folders of sources that nothing came from yet."""
    return [path for path in paths if path.exists() or not path.is_relative_to(store_of(out))]


def _chosen(
    files: Sequence[Snapshot | Quarantined],
    paths: Sequence[Path],
    *,
    out: Path,
    as_of: datetime | None = None,
) -> list[Snapshot | Quarantined]:
    """Return the newest snapshots of each source in a fixed order, the same bytes once."""
    found = newest(files, _there(paths, out), store=store_of(out), as_of=as_of)
    once: dict[str, Snapshot | Quarantined] = {}
    for each in sorted(found, key=_place):
        once.setdefault(each.document_id, each)
    return list(once.values())


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
