"""The README says what is so: its Python runs, and its table has the commands that there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs_and_gives_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    [code] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    names: dict[str, Any] = {}

    exec(code, names)

    [said] = re.findall(r"launched  # '(.*)'", code)
    assert names["extraction"].missions[0].launched == said
    assert len(names["missions"]) > 0


def test_the_table_of_the_readme_has_every_command() -> None:
    commands = {
        command.callback.__name__ for command in app.registered_commands if command.callback is not None
    }

    assert set(re.findall(r"^\| `missions (\w+)", README, flags=re.MULTILINE)) == commands
