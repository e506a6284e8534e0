"""The schedule: a visit to each source at its own time, and a release once there is something new."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

import prefect
from prefect import Flow, flow, get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun, State
from prefect.client.schemas.sorting import FlowRunSort
from prefect.concurrency.sync import concurrency
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from flows import ingest
from flows.server import server
from pipeline import ingestion
from pipeline.acquire.snapshots import folder_of
from pipeline.acquire.sources import Source
from pipeline.acquire.visits import visits
from pipeline.errors import InputError
from pipeline.places import EXTRACTED, SOURCES, store_of

RELEASE: Final = "release/all-sources"
HOURLY: Final = "50 * * * *"
"""When the decisions and the files of raw/, which nobody visits, are looked at."""
LONGEST: Final = timedelta(hours=1)
"""A release takes minutes; a run that is said to go on for longer ended unseen, as with a loss of power."""

_UNHEARD: Final = 10
"""Seconds after which an interrupt that ended nothing is repeated."""
_ONE_AT_A_TIME: Final = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
_ONE_OR_NONE: Final = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def serve(out: Path) -> None:
    """Run visits and releases at their times until the process is stopped, by Ctrl-C or SIGTERM.

    The Prefect server is the one that its settings name, else one that lasts as long as this.
    Raises InputError where there is no source.
    """
    sources = ingestion.listed()
    if not sources:
        raise InputError(f"{SOURCES}: there is no source to visit; `missions add URL` adds one")
    with suppress(KeyboardInterrupt), server(), _interruptible():
        # What is missed while nothing is served stays scheduled, and is made up for once.
        prefect.serve(*deployments(sources, str(out)), pause_on_shutdown=False)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Repeat an interrupt until it is heard: Prefect's runner swallows one that comes while it starts."""
    repeated: list[threading.Timer] = []

    def interrupt(*_: object) -> None:
        repeated.append(threading.Timer(_UNHEARD, os.kill, (os.getpid(), signal.SIGINT)))
        repeated[-1].daemon = True
        repeated[-1].start()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        for each in repeated:
            each.cancel()
        signal.signal(signal.SIGINT, before)


def deployments(sources: Sequence[Source], out: str) -> list[RunnerDeployment]:
    """Return a deployment for the visits to each source, one for releases, one for looking at files."""
    visits = (
        _deployment(
            visit,
            each.id,
            cron=each.cron,
            parameters={"source_id": each.id, "out": out},
            tags=[each.id, each.publisher],
            concurrency_limit=_ONE_OR_NONE,
        )
        for each in sources
    )
    here = {"out": out}
    return [
        *visits,
        _deployment(release, "all-sources", parameters=here, concurrency_limit=_ONE_AT_A_TIME),
        _deployment(look, "files", cron=HOURLY, parameters=here, concurrency_limit=_ONE_OR_NONE),
    ]


@flow(name="visit", flow_run_name="visit {source_id}")
def visit(source_id: str, out: str = str(EXTRACTED)) -> State[Any]:
    """Fetch the page of a source into the store, and ask for a release if there is something new.

    A run that was due before the last visit has nothing left to do: of several that were missed, one visits.
    """
    source = _listed(source_id)
    if _visited_since_due(source, out):
        return Completed(name="Superseded", message=f"{source_id}: visited since this run was due")
    with _alone_at(source.host):
        made = ingest.visit(source, out)
        ingest.reach().sleep(source.delay)  # the next run that visits the host does not know of this one
    ask_for_release(out)
    if made.reason is not None:
        return Failed(message=f"{made.outcome}: {made.reason}")
    return Completed(message=f"{source_id}: {made.outcome}")


@flow(name="release", flow_run_name="release", task_runner=ingest.pool())
def release(out: str = str(EXTRACTED)) -> str:
    """Publish a release of all that is in the store and in raw/, and return its id; nothing is fetched."""
    made = ingest.released(ingestion.locate([], out=Path(out)).paths, out)
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.get_id()), name=f"release {made.release.release_id}")
    return made.release.release_id


@flow(name="look", flow_run_name="look")
def look(out: str = str(EXTRACTED)) -> None:
    """Ask for a release if decisions, files or rules are others than before."""
    ask_for_release(out)


def ask_for_release(out: str) -> None:
    """Let a release be made of what there is now, unless the last one was asked for of the same.

    A run that died on the way is made up for by another one; one that failed would fail again.
    """
    try:
        state = ingestion.state(ingestion.locate([], out=Path(out)).paths, out=Path(out))
    except InputError:  # nothing has come yet that a release could be made of
        return
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(RELEASE).id
        last = _last_run(deployment, client)
    if last is None or _died(last) or not (last.idempotency_key or "").startswith(state):
        # Whoever asks at the same moment has the same key, and gets the same run.
        key = f"{state} after {deployment if last is None else last.id}"
        run_deployment(deployment, timeout=0, as_subflow=False, parameters={"out": out}, idempotency_key=key)


def _deployment(of: Flow[..., Any], name: str, **said: Any) -> RunnerDeployment:  # noqa: ANN401  (Prefect's)
    made = of.to_deployment(name, entrypoint_type=EntrypointType.MODULE_PATH, **said)
    return cast(RunnerDeployment, made)  # no coroutine, as no event loop runs here


def _listed(source_id: str) -> Source:
    for each in ingestion.listed():
        if each.id == source_id:
            return each
    raise InputError(f"{source_id}: {SOURCES} has no such source any more; serve it anew")


def _visited_since_due(source: Source, out: str) -> bool:
    made = visits(folder_of(store_of(Path(out)), source.id))
    return bool(made) and made[-1].at >= flow_run.get_scheduled_start_time()


@contextmanager
def _alone_at(host: str) -> Iterator[None]:
    """Let no host be visited by two runs at once, whoever runs them."""
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):  # made at this moment
        client.upsert_global_concurrency_limit_by_name(host, 1)
    with concurrency(host, occupy=1):
        yield


def _last_run(deployment: UUID, client: SyncPrefectClient) -> FlowRun | None:
    """Return the run of a deployment that was asked for last."""
    runs = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment])),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=1,
    )
    return runs[0] if runs else None


def _died(run: FlowRun) -> bool:
    if run.state is None:
        return False
    has_begun = run.state.is_pending() or run.state.is_running()
    return run.state.is_crashed() or (has_begun and datetime.now(UTC) - run.state.timestamp > LONGEST)
