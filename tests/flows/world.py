"""A world for a schedule: a folder with two sources, one of them gone, their web, and a Prefect server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.acquire.publications import publications
from tests.acquire.web.conftest import LOOPBACK, Site

ROOT = Path(__file__).parents[2]
PATIENCE = 120
NEVER = "0 0 29 2 *"

SERVED = """
import sys
from datetime import timedelta
import prefect
import flows
from flows import schedule
from pipeline import ingestion

found = schedule.deployments(ingestion.listed(), "out")
if len(sys.argv) > 1:  # the first source comes round every so many seconds
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import IntervalSchedule
    every = IntervalSchedule(interval=timedelta(seconds=int(sys.argv[1])))
    found[0].schedules = [DeploymentScheduleCreate(schedule=every)]
prefect.serve(*found, pause_on_shutdown=False, print_starting_message=False)
"""


@dataclass
class World:
    """A folder with a list of two sources, one of which is gone; a Prefect server for it; its web."""

    folder: Path
    site: Site
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def environment(self) -> dict[str, str]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        return bare | {
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "HOME": str(self.folder),
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
            "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "1",
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }

    def start(self, name: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self.folder,
                env={name: value for name, value in (self.environment | environment).items() if value},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def start_server(self) -> subprocess.Popen[bytes]:
        process = self.start("server", "-m", "prefect", "server", "start", "--port", str(self.port))
        with self.client() as client:
            until(lambda: is_up(client), "the server answers")
        return process

    def serve(self, *every: str) -> subprocess.Popen[bytes]:
        process = self.start("served", "-c", SERVED, *every)
        with self.client() as client:
            until(lambda: len(client.read_deployments()) == 4, "the deployments are there")
        return process

    @contextmanager
    def client(self) -> Iterator[Any]:
        from prefect.client.orchestration import get_client
        from prefect.settings import PREFECT_API_URL, temporary_settings

        settings = {PREFECT_API_URL: self.environment["PREFECT_API_URL"]}
        with temporary_settings(settings), get_client(sync_client=True) as client:
            yield client

    def trigger(self, deployment: str, *, due: datetime | None = None) -> Any:  # noqa: ANN401
        from prefect.states import Scheduled

        with self.client() as client:
            found = client.read_deployment_by_name(deployment)
            return client.create_flow_run_from_deployment(
                found.id, state=Scheduled(scheduled_time=due or datetime.now(UTC))
            )

    def runs(self) -> list[Any]:
        with self.client() as client:
            found: list[Any] = client.read_flow_runs(limit=200)
            return found

    def finished(self, run: Any) -> Any:  # noqa: ANN401  (a flow run)
        with self.client() as client:
            until(lambda: client.read_flow_run(run.id).state.is_final(), f"{run.name} ends")
            return client.read_flow_run(run.id)

    def published(self, number: int, *, out: str = "out") -> None:
        until(lambda: len(publications(self.folder / out)) == number, f"{number} publications")

    def released(self) -> list[Any]:
        """The runs of the release flow that have ended, oldest first."""
        return sorted(
            (each for each in self.runs() if each.name.startswith("release") and each.state.is_final()),
            key=lambda each: each.created,
        )


def is_up(client: Any) -> bool:  # noqa: ANN401  (Prefect's)
    return client.api_healthcheck() is None


def until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.3)


def free_port() -> int:
    with socket.socket() as made:
        made.bind((LOOPBACK, 0))
        port: int = made.getsockname()[1]
        return port


def table(name: str, url: str, gates: str) -> str:
    return f"""
[[source]]
id = "{name}"
url = "{url}"
publisher = "EUTM Mali"
cron = "{NEVER}"
media_type = "text/html"
language = "en"
delay = 0
verified = false
gates = {gates}
allow_private = ["{LOOPBACK}"]
"""
