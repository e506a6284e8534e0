"""The ingestion as a Prefect flow: the steps of `pipeline.ingestion`, a batch of documents a task."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from pipeline import fetching, ingestion
from pipeline.acquire.sources import Source
from pipeline.acquire.web import Reach
from pipeline.batch import Outcome, extract_batch
from pipeline.errors import GateError, InputError, RuleError
from pipeline.fetching import told
from pipeline.ingestion import Ingestion, Progress
from pipeline.model import Quarantined, Snapshot, Visit
from pipeline.places import EXTRACTED, cache_of, store_of
from pipeline.report import summarise

Batch = tuple[Snapshot | Quarantined, ...]

COLUMNS = ("mission_id", "type", "hosts", "launched", "mandate_end", "staff", "confidence", "needs_review")

IN_TURN: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)
"""One batch after the other: extraction is computing, which threads do not make faster."""

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

    More than one of `workers` are processes of Prefect's own pool.
    """
    pool: TaskRunner[Any] = IN_TURN if workers == 1 else ProcessPoolTaskRunner(max_workers=workers)
    token = watcher.set(progress)
    try:
        return ingest.with_options(task_runner=pool)(list(inputs), str(out), as_of, accept_gates)
    finally:
        watcher.reset(token)


@flow(name="ingest", task_runner=IN_TURN)
def ingest(
    inputs: list[str], out: str = str(EXTRACTED), as_of: datetime | None = None, accept_gates: bool = False
) -> Ingestion:
    """Publish a release of `inputs` in the folder `out`, and keep its summary as artifacts of the run."""
    located = ingestion.locate(inputs, out=Path(out))
    visited = [visit.submit(each, out) for each in located.sources] if as_of is None else []
    unread = told(future.result() for future in visited)
    batches = acquire(located.paths, out, as_of)
    outcomes = _collected([extract.submit(quote(batch), out) for batch in batches], batches)
    made = publish(quote(outcomes), out, accept_gates)
    made = replace(made, warnings=(*unread, *made.warnings))
    _keep(summarise(made.dataset), made.release.release_id)
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
def extract(batch: Batch, out: str) -> list[Outcome]:
    """Extract what each document of a batch says, or the reason why it could not be read."""
    return extract_batch(batch, cache_of(Path(out)))


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 10], retry_condition_fn=_worth_another_try)
def publish(outcomes: Sequence[Outcome], out: str, accept_gates: bool) -> Ingestion:
    """Assemble the outcomes and switch to the release of them."""
    return ingestion.settle(
        outcomes, out=Path(out), published_at=datetime.now(UTC), accept_gates=accept_gates
    )


def _collected(futures: Sequence[PrefectFuture[list[Outcome]]], batches: Sequence[Batch]) -> list[Outcome]:
    """Return the outcomes in the order of the batches, and tell the watcher as they come."""
    total = sum(map(len, batches))
    outcomes: list[Outcome] = []
    watcher.get()(0, total)
    for future in futures:
        outcomes.extend(future.result())
        watcher.get()(len(outcomes), total)
    return outcomes


def _keep(summary: dict[str, Any], release_id: str) -> None:
    create_markdown_artifact(_markdown(summary, release_id), key="confidence", description=release_id)
    rows = [{name: mission[name] for name in COLUMNS} for mission in summary["missions"]]
    create_table_artifact(rows, key="missions", description=release_id)


def _markdown(summary: dict[str, Any], release_id: str) -> str:
    """Return the confidence by field, conflicts, lapsed decisions and quarantine of a release as Markdown."""
    number, fields, checks = summary["counts"], summary["properties"], summary["checks"]
    unread = [each for each in summary["documents"] if each["status"] == "quarantined"]
    lines = [
        f"# Release {release_id}",
        f"{number['missions']} missions from {number['ingested']} documents, "
        f"{number['needs_review']} to be reviewed; {number['quarantined']} documents in quarantine.",
        "",
        "| field | statements | mean confidence | lowest |",
        "|---|--:|--:|--:|",
        *(
            f"| {each['property']} | {each['n']} | {each['mean']:.2f} | {each['lowest']:.2f} |"
            for each in fields
        ),
        "",
        *(f"- conflict: {each['explanation']}" for each in checks if each["outcome"] == "conflict"),
        *(
            f"- decision {each['outcome']}: {each['of']}, {each['verdict']} by {each['reviewer']}: "
            f"{each['explanation']}"
            for each in summary["decisions"]
            if each["outcome"] != "applied"
        ),
        *(f"- quarantine: {each['name']}: {each['reason']}" for each in unread),
    ]
    return "\n".join(lines)
