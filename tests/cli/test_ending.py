"""How a call ends: an error is one line and an exit code, or its traceback with --debug."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer import Typer, confirm
from typer.testing import CliRunner

from pipeline.cli.ending import reported
from pipeline.errors import InputError
from tests.cli.conftest import Missions


@pytest.mark.parametrize("flow", [[], ["--flow"]], ids=["plain", "flow"])
def test_a_path_that_is_not_there_is_one_line_and_exit_code_1(missions: Missions, flow: list[str]) -> None:
    done = missions("run", "nowhere", *flow)

    assert done.exit_code == 1
    assert done.stderr.startswith("missions: nowhere: no such file or folder")
    assert len(done.stderr.splitlines()) == 1


def test_an_error_comes_as_it_is_with_debug(missions: Missions) -> None:
    assert isinstance(missions("run", "nowhere", "--debug").exception, InputError)


def test_a_fault_of_the_program_is_one_line_too(missions: Missions, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*arguments: object, **options: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("pipeline.ingestion.locate", faulty)

    done = missions("run")

    assert done.exit_code == 1
    assert done.stderr.startswith("missions: ValueError: two lines. ")
    assert len(done.stderr.splitlines()) == 1


def test_extract_stops_quietly_where_its_reader_has_enough(pages: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "extract",
        str(pages / "training.txt"),
    ]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        assert process.stderr.read() == ""


def test_a_question_that_nobody_answers_is_no_fault() -> None:
    app = Typer()

    @app.command()
    @reported
    def ask() -> None:
        confirm("sure?")

    done = CliRunner().invoke(app, [])

    assert done.exit_code == 1
    assert "fault" not in done.stderr
