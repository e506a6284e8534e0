"""As the README has it: a worker of a pool runs what `prefect.yaml` says, an automation hears of changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from urllib.parse import unquote_plus

import pytest

from tests.acquire.web.conftest import LOOPBACK, PAGE, Reply
from tests.flows.world import NEVER, ROOT, World, until

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak"),
]

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = """
from prefect.blocks.notifications import CustomWebhookNotificationBlock

said = "{{subject}}: {{body}}"
block = CustomWebhookNotificationBlock(name="told", url="%s", method="GET", params={"said": said})
print(block.save("told"))
"""


@pytest.fixture
def deployed(world: World) -> World:
    """The world with the work pool and the deployments of its `prefect.yaml`."""
    for package in ("flows", "pipeline"):
        (world.folder / package).symlink_to(ROOT / package)
    (world.folder / "prefect.yaml").write_text(run(world, "-m", "flows.workers"), encoding="utf-8")
    run(world, "-m", "prefect", "work-pool", "create", "missions", "--type", "process")
    run(world, "-m", "prefect", "--no-prompt", "deploy", "--all")
    return world


def run(world: World, *arguments: str) -> str:
    """Run Python in the folder of the world, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=world.folder,
        env=world.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def worker(deployed: World) -> World:
    """The world with a worker of its pool."""
    deployed.start("worker", "-m", "prefect", "worker", "start", "--pool", "missions")
    return deployed


def test_workers_get_the_deployments_that_are_served(deployed: World) -> None:
    with deployed.client() as client:
        found = {each.name: each for each in client.read_deployments()}

    assert set(found) == {"mali", "gone", "all-sources", "files"}
    assert found["mali"].parameters == {"source_id": "mali", "out": "extracted"}
    assert [each.schedule.cron for each in found["mali"].schedules] == [NEVER]
    assert found["mali"].global_concurrency_limit.limit == 1


def test_a_worker_visits_and_releases_and_no_two_are_at_one_host(worker: World) -> None:
    gone, mali = worker.trigger("visit/gone"), worker.trigger("visit/mali")
    worker.published(1, out="extracted")

    assert worker.finished(mali).state.name == "Completed"
    assert "404" in worker.finished(gone).state.message
    with worker.client() as client:
        assert client.read_global_concurrency_limit_by_name(LOOPBACK).limit == 1


def test_the_automation_of_the_readme_tells_of_a_release_with_changes(worker: World) -> None:
    [shown] = re.findall(r"```yaml\n(name: missions.*?)```", README, flags=re.DOTALL)
    block = run(worker, "-c", BLOCK % worker.site.url("/told", host=LOOPBACK)).strip()
    told = re.sub(r"(block_document_id: ).*", rf"\g<1>{block}", shown)
    (worker.folder / "changed.yaml").write_text(told, encoding="utf-8")
    run(worker, "-m", "prefect", "automation", "create", "--from-file", "changed.yaml")
    worker.trigger("visit/mali")
    worker.published(1, out="extracted")

    worker.site.pages["/mission"] = [Reply(body=PAGE.replace(b"2024", b"2026"))]
    worker.trigger("visit/mali")

    until(lambda: any(path.startswith("/told") for path in worker.site.paths()), "somebody is told")
    [path] = [unquote_plus(each) for each in worker.site.paths() if each.startswith("/told")]
    assert f"1 changes in {(worker.folder / 'extracted' / 'latest').readlink().name}" in path
