"""What the commands' tests share: `missions` in an empty folder, a release to read, a project to work in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app

Missions = Callable[..., Result]


@pytest.fixture
def missions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Missions:
    """A function that runs `missions` in an empty folder, its output piped."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str | Path, stdin: str = "") -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)

    return call


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release that only readers use."""
    from pipeline import ingest

    source = tmp_path_factory.mktemp("source")
    (source / "training.txt").write_text(
        "EUTM Mali\n\nThe European Union launched EUTM Mali on 18 February 2013.\n", encoding="utf-8"
    )
    out = tmp_path_factory.mktemp("out")
    ingest(source, out=out)
    return out


@pytest.fixture
def project(missions: Missions, pages: Path, tmp_path: Path) -> Path:
    """The working folder with documents in `raw/` and a release of them."""
    folder = tmp_path / "cwd"
    pages.rename(folder / "raw")
    missions("run")
    return folder


def objects(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]
