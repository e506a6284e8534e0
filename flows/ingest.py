"""The ingestion as a Prefect flow: the steps of `pipeline.ingestion`, a batch of documents a task."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from flows.told import keep_artifacts, tell
from pipeline import fetching, ingestion
from pipeline.acquire.sources import Source
from pipeline.acquire.web import Reach
from pipeline.batch import Outcome, extract_batch
from pipeline.errors import GateError, InputError, RuleError
from pipeline.ingestion import Ingestion, Progress
from pipeline.model import Quarantined, Snapshot, Visit
from pipeline.places import EXTRACTED, cache_of, store_of

Batch = tuple[Snapshot | Quarantined, ...]

DASK = "MISSIONS_DASK"
"""The variable that names a Dask scheduler, as in tcp://127.0.0.1:8786: its workers extract then."""

IN_TURN: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)
"""One batch after the other: extraction is computing, which threads do not make faster."""


class Packed:
    """A batch on its way to a task: neither Prefect nor Dask looks into it for futures."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch


watcher: ContextVar[Progress] = ContextVar("watcher", default=ingestion.unwatched)
"""Who is told the progress of the flow runs of this process; a parameter would have to go through the API."""


def run(
    inputs: Sequence[str],
    *,
    out: Path,
    as_of: datetime | None = None,
    accept_gates: bool = False,
    workers: int = 1,
    progress: Progress = ingestion.unwatched,
) -> Ingestion:
    """Run the flow in this process and return what it made; errors are those of `pipeline.ingestion`.

    More than one of `workers` are processes of Prefect's own pool; where the environment names a Dask
    scheduler, its workers extract.
    """
    token = watcher.set(progress)
    try:
        return ingest.with_options(task_runner=pool(workers))(list(inputs), str(out), as_of, accept_gates)
    finally:
        watcher.reset(token)


def pool(workers: int = 1) -> TaskRunner[Any]:
    """Return who extracts: this process, several of Prefect's pool, or the workers of a Dask scheduler.

    Raises InputError where a scheduler is named and Dask is not installed.
    """
    if address := os.environ.get(DASK):
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ImportError as error:
            raise InputError(f"{DASK}: {error}; install the extra, `pip install .[dask]`") from error
        runner: TaskRunner[Any] = DaskTaskRunner(address=address)
        return runner
    return IN_TURN if workers == 1 else ProcessPoolTaskRunner(max_workers=workers)


@flow(name="ingest", task_runner=IN_TURN)
def ingest(
    inputs: list[str], out: str = str(EXTRACTED), as_of: datetime | None = None, accept_gates: bool = False
) -> Ingestion:
    """Publish a release of `inputs` in the folder `out`, and keep its summary as artifacts of the run."""
    located = ingestion.locate(inputs, out=Path(out))
    # In this process: whoever else extracts is to share neither the hosts nor the store.
    unread = fetching.told(visit(each, out) for each in located.sources) if as_of is None else ()
    made = released(located.paths, out, as_of=as_of, accept_gates=accept_gates)
    return replace(made, warnings=(*unread, *made.warnings))


def released(
    paths: Sequence[Path], out: str, *, as_of: datetime | None = None, accept_gates: bool = False
) -> Ingestion:
    """Publish a release of `paths` within a flow run, which keeps its progress, summary and changes."""
    batches = acquire(paths, out, as_of)
    outcomes = _collected([extract.submit(Packed(batch), out) for batch in batches], batches)
    made = publish(quote(outcomes), out, accept_gates)
    keep_artifacts(made)
    if made.changes is not None and made.changes.changes:
        tell(made.changes, made.release)
    return made


def _worth_another_try(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether time may mend it: a missing input or a broken rule stays what it is."""
    return not isinstance(state.result(raise_on_failure=False), InputError | RuleError | GateError)


@cache
def reach() -> Reach:
    """Return the way to the web, one a process, so that no host is asked twice at once."""
    return Reach(clock=lambda: datetime.now(UTC), sleep=time.sleep)


@task(cache_policy=NO_CACHE, task_run_name="visit-{source.id}")
def visit(source: Source, out: str) -> Visit:
    """Fetch the page of a source into the store; it insists by itself, as often as the server bears."""
    return fetching.visit(source, store=store_of(Path(out)), reach=reach())


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 10], retry_condition_fn=_worth_another_try)
def acquire(paths: Sequence[Path], out: str, as_of: datetime | None) -> list[Batch]:
    """Read the bytes of all documents behind `paths`, and keep them as snapshots."""
    return ingestion.gather(paths, out=Path(out), seen_at=datetime.now(UTC), as_of=as_of)


@task(cache_policy=NO_CACHE)
def extract(packed: Packed, out: str) -> list[Outcome]:
    """Extract what each document of a batch says, or the reason why it could not be read."""
    return extract_batch(packed.batch, cache_of(Path(out)))


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 10], retry_condition_fn=_worth_another_try)
def publish(outcomes: Sequence[Outcome], out: str, accept_gates: bool) -> Ingestion:
    """Assemble the outcomes and switch to the release of them."""
    return ingestion.settle(
        outcomes, out=Path(out), published_at=datetime.now(UTC), accept_gates=accept_gates
    )


def _collected(futures: Sequence[PrefectFuture[list[Outcome]]], batches: Sequence[Batch]) -> list[Outcome]:
    """Return the outcomes in the order of the batches, and tell the watcher and the run as they come."""
    total = sum(map(len, batches))
    outcomes: list[Outcome] = []
    kept = cast(UUID, create_progress_artifact(0, key="documents", description=f"{total} documents"))
    watcher.get()(0, total)
    for future in futures:
        outcomes.extend(future.result())
        watcher.get()(len(outcomes), total)
        update_progress_artifact(kept, 100 * len(outcomes) / total)
    return outcomes
