"""A Prefect server of its own for the flow's tests, and how to run `missions` against it or without it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import flows  # noqa: F401  (its settings come before Prefect's import)
from flows.server import end
from tests.acquire.web.conftest import LOOPBACK, Reply, serving
from tests.flows.world import World, free_port, table

STARTUP = 120


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the API of a Prefect server with an empty database."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=STARTUP):
        yield str(PREFECT_API_URL.value())


@pytest.fixture
def run_flow(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs `missions run --flow` as on a new machine: an empty HOME, no settings."""
    home = tmp_path / "home"
    home.mkdir()

    def call(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        command = [sys.executable, "-m", "pipeline", "run", "--flow"]
        return subprocess.run(
            [*command, *map(str, arguments)],
            env=bare | {"HOME": str(home)} | environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world that runs: its server is up, and its page is there."""
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
                end(process)
