"""The commands: what help lists, how quick it is, and what a wrong call is."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import Missions


def test_help_lists_the_commands(missions: Missions) -> None:
    done = missions("--help")

    assert done.exit_code == 0
    assert all(name in done.stdout for name in ("run", "extract", "show", "export", "evaluate"))


def test_help_of_a_command_loads_no_heavy_library() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli import app; "
        "assert CliRunner().invoke(app, ['export', '--help']).exit_code == 0; "
        "print({'pandas', 'prefect', 'pyarrow', 'spacy', 'xlsxwriter'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_a_wrong_call_exits_with_2(missions: Missions) -> None:
    assert missions("run", "--no-such-option").exit_code == 2


def test_the_commands_go_without_an_installation() -> None:
    call = [sys.executable, "-m", "pipeline", "--help"]

    done = subprocess.run(call, capture_output=True, text=True, check=True)

    assert "missions [OPTIONS] COMMAND" in done.stdout
