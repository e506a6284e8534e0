"""The flow: the same release as the plain run, with a summary that Prefect keeps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import ingestion
from pipeline.errors import InputError

pytestmark = pytest.mark.flow

Run = Callable[..., subprocess.CompletedProcess[str]]
Files = Callable[[Path], dict[str, bytes]]


def plainly(pages: Path, out: Path) -> Path:
    """Return the release folder of a run without Prefect."""
    return Path(
        ingestion.ingest([pages], out=out, published_at=datetime(2030, 1, 2, tzinfo=UTC)).release.path
    )


def test_the_flow_publishes_the_same_bytes_with_the_server_that_it_starts(
    pages: Path, tmp_path: Path, run_flow: Run, files_under: Files
) -> None:
    done = run_flow(pages, "--out", tmp_path / "flow")

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert files_under((tmp_path / "flow" / "latest").resolve()) == files_under(
        plainly(pages, tmp_path / "plain")
    )


def test_the_flow_uses_the_server_that_the_environment_names(
    pages: Path, tmp_path: Path, run_flow: Run, files_under: Files, server: str
) -> None:
    done = run_flow(pages, "--out", tmp_path / "flow", "--workers", "2", PREFECT_API_URL=server)

    assert done.returncode == 0, done.stderr
    assert files_under((tmp_path / "flow" / "latest").resolve()) == files_under(
        plainly(pages, tmp_path / "plain")
    )
    assert not (tmp_path / "home" / ".prefect" / "prefect.db").exists()


def test_the_flow_fails_with_the_one_line_of_the_plain_run(
    tmp_path: Path, run_flow: Run, server: str
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    done = run_flow(empty, PREFECT_API_URL=server)

    assert done.returncode == 1
    assert done.stderr.startswith("missions: none of 1 documents can be read")
    assert len(done.stderr.splitlines()) == 1


def test_the_run_keeps_its_summary_and_its_records(pages: Path, tmp_path: Path, server: str) -> None:
    from prefect.artifacts import Artifact

    from flows import ingest

    made = ingest.run([str(pages)], out=tmp_path / "out")

    confidence: Any = Artifact.get("confidence")
    missions: Any = Artifact.get("missions")
    assert made.release.release_id in str(confidence.data)
    assert "EUTM Mali" in str(missions.data)


def test_the_summary_of_a_run_says_how_many_it_leaves_to_the_report(
    pages: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.artifacts import Artifact

    from flows import ingest, told

    monkeypatch.setattr(told, "MOST_ROWS", 2)
    for number in range(5):
        (pages / f"empty-{number}.txt").write_bytes(b"\n" * (number + 1))

    ingest.run([str(pages)], out=tmp_path / "out")

    summary: Any = Artifact.get("confidence")
    assert str(summary.data).count("quarantine: ") == 2
    assert "and 3 more, which the report lists" in str(summary.data)


def test_progress_is_told_to_whoever_runs_the_flow(pages: Path, tmp_path: Path, server: str) -> None:
    from flows import ingest

    told: list[tuple[int, int]] = []

    ingest.run([str(pages)], out=tmp_path / "out", progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 3), (3, 3)]


def test_touching_the_world_is_tried_again_where_time_may_mend_it(
    pages: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import ingest

    settle, tries = ingestion.settle, iter([OSError("the disk is away for a moment")])

    def shaky(*arguments: object, **named: object) -> ingestion.Ingestion:
        for error in tries:
            raise error
        return settle(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ingestion, "settle", shaky)

    assert ingest.run([str(pages)], out=tmp_path / "out").release.new


def test_a_release_with_changes_keeps_them_with_their_causes_and_emits_an_event(
    pages: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.artifacts import Artifact

    from flows import ingest, told

    emitted: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(told, "emit_event", lambda event, **said: emitted.append((event, said)))
    first = ingest.run([str(pages)], out=tmp_path / "out").release
    training = pages / "training.txt"
    training.write_text(training.read_text("utf-8").replace("2024", "2026"), encoding="utf-8")

    second = ingest.run([str(pages)], out=tmp_path / "out").release

    [(event, said)] = emitted
    assert event == "missions.release.changed"
    assert said["resource"]["prefect.resource.id"] == f"missions.release.{second.release_id}"
    assert [each["prefect.resource.id"] for each in said["related"]] == ["missions.mission.EUTM Mali"]
    assert said["payload"]["previous"] == first.release_id
    assert said["payload"]["by_cause"] == {"source": 1}
    assert said["payload"]["path"] == str(Path(second.path).resolve())
    changed: Any = Artifact.get("changes")
    report: Any = Artifact.get("report")
    assert "2026-05-18" in str(changed.data)
    assert '"source"' in str(changed.data)
    assert Path(second.path).resolve().as_uri() in str(report.data)


def test_the_progress_of_a_run_is_an_artifact_that_ends_at_all(
    pages: Path, tmp_path: Path, server: str
) -> None:
    from prefect.artifacts import Artifact

    from flows import ingest

    ingest.run([str(pages)], out=tmp_path / "out")

    progress: Any = Artifact.get("documents")
    assert float(progress.data) == 100


def test_a_scheduler_without_the_extra_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows import ingest

    monkeypatch.setenv(ingest.DASK, "tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)

    with pytest.raises(InputError, match=r"pip install \.\[dask\]"):
        ingest.pool()
