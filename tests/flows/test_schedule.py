"""The schedule, as it is served: a real Prefect server, a served process, a page that changes meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import flows  # noqa: F401  (its settings come before Prefect's import)
from pipeline.acquire.publications import publications
from pipeline.load import changes, load
from tests.acquire.web.conftest import LOOPBACK, PAGE, Reply, Site, serving

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak"),
]

ROOT = Path(__file__).parents[2]
PATIENCE = 120
LATER = PAGE.replace(b"2024", b"2026")
NO_MISSION = PAGE.replace(b"EUTM Mali", b"The weather").replace(b"training mission", b"rain")
NEVER = "0 0 29 2 *"

SERVED = """
import sys
from datetime import timedelta
import prefect
import flows
from flows import schedule
from pipeline import ingestion

found = schedule.deployments(ingestion.listed(), "out")
schedule.limit_hosts(ingestion.listed())
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

    def published(self, number: int) -> None:
        until(lambda: len(publications(self.out)) == number, f"{number} publications")

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


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with serving() as site:
        made = World(tmp_path, site, free_port())
        site.pages["/mission"] = [Reply()]
        (tmp_path / "sources.toml").write_text(
            table("mali", site.url("/mission", host=LOOPBACK), "{ missions = 1 }")
            + table("gone", site.url("/gone", host=LOOPBACK), "{ }")
        )
        made.start_server()
        try:
            yield made
        finally:
            for process in reversed(made.processes):
                process.terminate()
                process.wait()


def test_a_changed_page_makes_a_release_with_its_changes_also_after_the_server_was_started_again(
    world: World,
) -> None:
    world.serve()

    gone = world.finished(world.trigger("visit/gone"))
    first = world.finished(world.trigger("visit/mali"))
    world.published(1)
    world.processes[0].terminate()
    world.processes[0].wait()
    world.start_server()
    world.site.pages["/mission"] = [Reply(body=LATER)]
    second = world.finished(world.trigger("visit/mali"))
    world.published(2)

    assert (gone.state.name, first.state.name, second.state.name) == ("Failed", "Completed", "Completed")
    assert "404" in gone.state.message
    assert first.name == "visit mali"
    assert set(first.tags) == {"mali", "EUTM Mali"}
    assert [(each["property"], each["new"], each["cause"]) for each in changes(out=world.out)] == [
        ("mandate_end", "2026-05-18", "source")
    ]
    until(lambda: len(world.released()) == 2, "the second release run ends")
    assert [each.name for each in world.released()] == [
        f"release {each.release_id}" for each in publications(world.out)
    ]


def test_a_source_is_visited_at_its_time(world: World) -> None:
    world.serve("5")
    world.published(1)

    world.site.pages["/mission"] = [Reply(body=LATER)]
    world.published(2)

    assert load("missions", out=world.out)["mandate_end"].tolist() == ["2026-05-18"]


def test_what_was_missed_is_made_up_for_once(world: World) -> None:
    served = world.serve()
    served.terminate()
    served.wait()
    now = datetime.now(UTC)
    missed = [world.trigger("visit/mali", due=now - timedelta(days=days)) for days in (3, 2, 1)]

    world.serve()
    ended = [world.finished(each).state.name for each in missed]
    later = world.finished(world.trigger("visit/mali", due=now - timedelta(hours=1)))

    assert sorted(ended) in (
        ["Cancelled", "Cancelled", "Completed"],
        ["Cancelled", "Completed", "Superseded"],
        ["Completed", "Superseded", "Superseded"],
    )
    assert later.state.name == "Superseded"
    assert world.site.paths().count("/mission") == 1


def test_a_breach_of_a_gate_fails_the_release_with_its_sentence_and_the_last_one_stays(
    world: World,
) -> None:
    world.serve()
    world.finished(world.trigger("visit/mali"))
    world.published(1)

    world.site.pages["/mission"] = [Reply(body=NO_MISSION)]
    world.finished(world.trigger("visit/mali"))
    until(lambda: len(world.released()) == 2, "the release fails")

    failed = world.released()[-1]
    assert failed.state.name == "Failed"
    assert "mali: it names 0 missions, expected 1 or more" in failed.state.message
    assert len(publications(world.out)) == 1


def test_a_decision_makes_a_release_without_any_visit(world: World) -> None:
    world.serve()
    world.finished(world.trigger("visit/mali"))
    world.published(1)

    decide = ["decide", "EUTM Mali", "mandate_end", "--reject", "--reviewer", "Ada", "--out", "out"]
    world.start("decide", "-m", "pipeline", *decide).wait()
    world.finished(world.trigger("look/files"))
    world.published(2)

    assert {each["cause"] for each in changes(out=world.out)} == {"decision"}
    asked = len(world.runs())
    world.finished(world.trigger("look/files"))
    assert len(world.runs()) == asked + 1  # nothing is new, so no release is asked for


def test_without_a_server_serving_starts_one_and_takes_it_along(world: World) -> None:
    for process in world.processes:
        process.terminate()
        process.wait()
    own = {"PREFECT_SERVER_API_PORT": str(world.port), "PREFECT_API_URL": ""}
    served = world.start("served", "-m", "pipeline", "serve", "--out", "out", **own)
    with world.client() as client:
        until(lambda: is_up(client) and len(client.read_deployments()) == 4, "the deployments are there")

    served.send_signal(signal.SIGINT)

    assert served.wait(PATIENCE) == 0
    with socket.socket() as asking:
        assert asking.connect_ex((LOOPBACK, world.port)) != 0


def test_workers_get_the_deployments_that_are_served(world: World) -> None:
    for package in ("flows", "pipeline"):
        (world.folder / package).symlink_to(ROOT / package)
    with (world.folder / "prefect.yaml").open("wb") as file:
        subprocess.run(
            [sys.executable, "-m", "flows.workers"],
            cwd=world.folder,
            env=world.environment,
            stdout=file,
            check=True,
        )

    world.start("pool", "-m", "prefect", "work-pool", "create", "missions", "--type", "process").wait()
    world.start("deploy", "-m", "prefect", "--no-prompt", "deploy", "--all").wait()

    with world.client() as client:
        found = {each.name: each for each in client.read_deployments()}
    assert set(found) == {"mali", "gone", "all-sources", "files"}
    assert found["mali"].parameters == {"source_id": "mali", "out": "extracted"}
    assert [each.schedule.cron for each in found["mali"].schedules] == [NEVER]
    assert found["mali"].global_concurrency_limit.limit == 1
