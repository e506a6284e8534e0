"""Runs that are killed at random instants: the last release stays whole, and the next run succeeds."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.ingestion import ingest
from pipeline.load import changes

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak"),
]

KILLS = 200
MOMENT = datetime(2030, 1, 2, tzinfo=UTC)


def published(pages: Path, out: Path) -> None:
    ingest([pages], out=out, published_at=MOMENT)


def altered(pages: Path, number: int) -> None:
    """Give a page another text, so that the next run has a snapshot, a release and changes to write."""
    text = f"EUTM Mali\n\nEUTM Mali was launched on 18 February 2013. It has {100 + number} staff.\n"
    (pages / "training.txt").write_text(text, encoding="utf-8")


def forked(pages: Path, out: Path) -> int:
    """Start a run in a process of its own, with everything imported, and return the process's id."""
    child = os.fork()
    if child == 0:
        os.setsid()
        published(pages, out)
        os._exit(0)
    return child


def is_whole(folder: Path) -> bool:
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    return all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == measures["sha256"]
        for name, measures in files.items()
    )


def left_over(out: Path) -> list[Path]:
    return list(out.rglob(".tmp-*"))


def duration(pages: Path, out: Path) -> float:
    """Return how long a run takes that has something to write, in seconds."""
    begun = time.perf_counter()
    os.waitpid(forked(pages, out), 0)
    return time.perf_counter() - begun


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_run_that_is_killed_leaves_the_last_release_whole_and_the_next_succeeds(
    pages: Path, tmp_path: Path
) -> None:
    out, chance = tmp_path / "out", random.Random(20)
    published(pages, out)
    altered(pages, 0)
    lasts = duration(pages, out)
    killed = 0

    for number in range(1, KILLS + 1):
        altered(pages, number)
        child = forked(pages, out)
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)

        assert is_whole((out / "latest").resolve())
        published(pages, out)
        assert is_whole((out / "latest").resolve())
        assert changes(out=out)
        assert left_over(out) == []

    assert killed > KILLS / 2


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_two_runs_at_once_both_publish_whole_releases(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(20):
        altered(pages, number)
        children = [forked(pages, out), forked(pages, out)]

        assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
        assert is_whole((out / "latest").resolve())
    assert left_over(out) == []
