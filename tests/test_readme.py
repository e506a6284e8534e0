"""The README says what is so: its Python runs, its record is the one shown, its table has every command."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from pipeline import ingest
from pipeline.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIDENCE = re.compile(r"\b[01]\.\d\d\b")
SHOWN = "EULEX Kosovo"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that has the documents of `raw/`, and nothing else."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def claimed(code: str) -> Iterator[tuple[str, object]]:
    """Yield the expressions that the code gives a value for, in a comment beside them."""
    for expression, value in re.findall(r"^(\S.*?)  # ([\[('].*)$", code, flags=re.MULTILINE):
        yield expression, ast.literal_eval(value)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
def test_the_python_of_the_readme_runs_and_gives_what_it_says(code: str) -> None:
    names: dict[str, Any] = {}

    exec(code, names)

    values = list(claimed(code))
    assert values
    for expression, value in values:
        assert eval(expression, names) == value


def test_the_factories_of_the_readme_are_those_that_an_installation_registers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    factories = project["entry-points"]["spacy_factories"]

    for name, place in factories.items():
        module, _, made = place.partition(":")
        assert callable(getattr(import_module(module), made))
        assert Language.has_factory(name)
    [listed] = re.findall(r"^for name in \((.*)\):$", README, flags=re.MULTILINE)
    assert [f"missions_{name}" for name in ast.literal_eval(f"[{listed}]")] == list(factories)


def test_the_record_of_the_readme_is_the_one_shown(folder: Path) -> None:
    ingest("raw", out=folder / "extracted")

    outcome = CliRunner().invoke(app, ["show", SHOWN], env={"COLUMNS": "80"})

    assert outcome.exit_code == 0
    lines = [line.rstrip() for line in CONFIDENCE.sub("?", outcome.output).strip().splitlines()]
    assert "\n".join(lines) in CONFIDENCE.sub("?", README)


def test_the_table_of_the_readme_has_every_command() -> None:
    commands = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback is not None
    }

    assert set(re.findall(r"^\| `missions (\w+)", README, flags=re.MULTILINE)) == commands
