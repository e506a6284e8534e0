"""Dask: two workers of a scheduler extract, and the release has the bytes of the plain run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import ingestion

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak"),
]

ROOT = Path(__file__).parents[2]
WORKERS = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a Dask scheduler with two workers, each a process that has another working folder."""
    pytest.importorskip("prefect_dask", reason="the extra is not installed: pip install '.[dask]'")
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{made.getsockname()[1]}"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = bare | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "home")}
    folder = tmp_path / "workers"
    folder.mkdir()
    commands = (
        ["scheduler", "--host", address, "--no-dashboard"],
        ["worker", address, *WORKERS],
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command], cwd=folder, env=environment, stderr=subprocess.DEVNULL
        )
        for command in commands
    ]
    try:
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def test_workers_of_dask_make_the_bytes_of_the_plain_run(
    pages: Path,
    tmp_path: Path,
    run_flow: Callable[..., subprocess.CompletedProcess[str]],
    files_under: Callable[[Path], dict[str, bytes]],
    server: str,
    scheduler: str,
) -> None:
    for number in range(120):  # three batches
        text = f"EUTM Mali\n\nEUTM Mali was launched on 18 February 2013. It has {number + 10} staff.\n"
        (pages / f"more-{number}.txt").write_text(text, encoding="utf-8")
    plain = ingestion.ingest([pages], out=tmp_path / "plain", published_at=datetime(2030, 1, 2, tzinfo=UTC))

    done = run_flow(pages, "--out", tmp_path / "flow", PREFECT_API_URL=server, MISSIONS_DASK=scheduler)

    assert done.returncode == 0, done.stderr
    assert files_under((tmp_path / "flow" / "latest").resolve()) == files_under(Path(plain.release.path))
