from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ReleaseError
from pipeline.fingerprint import Fingerprint
from pipeline.model import Dataset, Release
from pipeline.publish import publish

Publish = Callable[[Dataset], Release]

RUNS = Fingerprint("0" * 64, "0" * 64, (("spacy", "3.8"),))


class Died(BaseException):
    """The end of a run in the middle of a publication."""


def is_whole(folder: Path) -> bool:
    """Whether the files of a release are those of its manifest."""
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    return all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == measures["sha256"]
        for name, measures in files.items()
    )


def latest(out: Path) -> str:
    return (out / "latest").readlink().name


def logged(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "releases.jsonl").read_text().splitlines()]


def left_over(out: Path) -> list[Path]:
    return [*out.glob(".tmp-*"), *out.glob("releases/.tmp-*")]


def die_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the run die at the `step`-th call that changes names or forces bytes to the disk."""
    calls = 0

    def mortal(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            nonlocal calls
            calls += 1
            if calls == step:
                raise Died
            return call(*args, **kwargs)

        return wrapped

    for name in ("fsync", "rename", "replace", "symlink", "mkdir"):
        monkeypatch.setattr(os, name, mortal(getattr(os, name)))
    # A run that is dead sweeps nothing up.
    place = sys.modules["pipeline.publish.place"]
    sweep = place.sweep
    monkeypatch.setattr(place, "sweep", lambda out: None if calls >= step else sweep(out))


def test_first_release_is_the_latest(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    release = publish_to(dataset)
    assert release.new
    assert Path(release.path) == tmp_path / "releases" / release.release_id
    assert latest(tmp_path) == release.release_id
    assert is_whole(tmp_path / "latest")


def test_link_is_relative_so_that_the_folder_can_be_moved(
    dataset: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    release = publish_to(dataset)
    assert (tmp_path / "latest").readlink() == Path("releases", release.release_id)


def test_same_content_again_keeps_release_and_log(
    dataset: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    first = publish_to(dataset)
    before = (Path(first.path) / "manifest.json").stat().st_ino
    again = publish_to(dataset)
    assert not again.new
    assert (Path(again.path) / "manifest.json").stat().st_ino == before
    assert len(logged(tmp_path)) == 1


def test_time_of_publication_changes_no_byte_of_the_release(dataset: Dataset, tmp_path: Path) -> None:
    early, late = datetime(2001, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    first = publish(dataset, tmp_path / "a", by=RUNS, published_at=early)
    second = publish(dataset, tmp_path / "b", by=RUNS, published_at=late)
    for path in Path(first.path).iterdir():
        assert path.read_bytes() == (Path(second.path) / path.name).read_bytes()


def test_time_zone_of_the_machine_changes_nothing(
    dataset: Dataset, publish_to: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_to(dataset)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert publish_to(dataset) == replace(first, new=False)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_log_has_time_id_and_the_release_before(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    first, second = publish_to(dataset), publish_to(other)
    moment = "2026-01-05T12:00:00Z"
    assert logged(tmp_path) == [
        {"published_at": moment, "release_id": first.release_id, "previous": None},
        {"published_at": moment, "release_id": second.release_id, "previous": first.release_id},
    ]


def test_return_to_an_earlier_release_is_logged(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    first, second = publish_to(dataset), publish_to(other)
    assert not publish_to(dataset).new
    assert latest(tmp_path) == first.release_id
    assert logged(tmp_path)[-1]["previous"] == second.release_id


def test_run_that_dies_at_any_step_leaves_the_release_before(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    old = publish_to(dataset).release_id
    steps = 0
    while True:
        steps += 1
        with pytest.MonkeyPatch.context() as patch:
            die_at(steps, patch)
            try:
                new = publish_to(other).release_id
                break
            except Died:
                assert is_whole(tmp_path / "latest")
    assert steps > 15
    assert latest(tmp_path) == new
    assert [entry["release_id"] for entry in logged(tmp_path)] == [old, new]


def test_what_a_dead_run_left_is_swept_up_by_the_next(
    dataset: Dataset, publish_to: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        die_at(8, patch)
        with pytest.raises(Died):
            publish_to(dataset)
    assert left_over(tmp_path)
    publish_to(dataset)
    assert not left_over(tmp_path)


def test_publication_that_died_before_the_log_is_logged_by_the_next(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    first, second = publish_to(dataset), publish_to(other)
    log = tmp_path / "releases.jsonl"
    log.write_text(log.read_text().splitlines(keepends=True)[0])
    publish_to(other)
    assert [entry["release_id"] for entry in logged(tmp_path)] == [first.release_id, second.release_id]
    assert logged(tmp_path)[-1]["previous"] == first.release_id


@pytest.mark.parametrize("name", ["statements.parquet", "manifest.json", "report.html"])
def test_damaged_release_is_replaced(dataset: Dataset, publish_to: Publish, name: str) -> None:
    release = publish_to(dataset)
    damaged = Path(release.path) / name
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:-1] + b"?")
    assert publish_to(dataset).new
    assert damaged.read_bytes() == whole


def test_release_with_a_file_missing_is_replaced(dataset: Dataset, publish_to: Publish) -> None:
    release = publish_to(dataset)
    (Path(release.path) / "claims.parquet").unlink()
    assert publish_to(dataset).new
    assert is_whole(Path(release.path))


def test_runs_at_once_all_end_whole(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(4) as pool:
        releases = list(pool.map(publish_to, [dataset, other] * 6))
    assert len({release.release_id for release in releases}) == 2
    assert all(is_whole(Path(release.path)) for release in releases)
    assert latest(tmp_path) == logged(tmp_path)[-1]["release_id"]
    assert not left_over(tmp_path)


def test_run_waits_for_another_process_that_publishes(
    dataset: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    hold = "import fcntl, sys\nlock = open(sys.argv[1], 'w')\nfcntl.flock(lock, fcntl.LOCK_EX)\n"
    script = hold + "print(flush=True)\nsys.stdin.read()\n"
    command = [sys.executable, "-c", script, str(tmp_path / ".lock")]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder,
        ThreadPoolExecutor(1) as pool,
    ):
        assert holder.stdout is not None
        holder.stdout.readline()
        run = pool.submit(publish_to, dataset)
        while not (tmp_path / "releases").exists():
            time.sleep(0.001)
        assert not (tmp_path / "latest").exists()
        assert holder.stdin is not None
        holder.stdin.close()
        assert is_whole(Path(run.result().path))


def test_something_else_than_a_link_in_the_place_of_latest_is_named(
    dataset: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    (tmp_path / "latest").mkdir()
    with pytest.raises(ReleaseError, match="latest: expected the symbolic link"):
        publish_to(dataset)


def test_folder_that_cannot_be_written_is_named(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReleaseError, match="file: the release could not be written"):
        publish(dataset, tmp_path / "file", by=RUNS, published_at=datetime(2026, 1, 1, tzinfo=UTC))


def test_damaged_log_is_named(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    (tmp_path / "releases.jsonl").write_text("{torn")
    with pytest.raises(ReleaseError, match=r"releases\.jsonl: expected one JSON object a line"):
        publish_to(dataset)
