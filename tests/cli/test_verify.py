"""`missions verify`: the same to the byte, or what is not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Missions


def test_verify_says_that_a_release_is_the_same(missions: Missions, project: Path) -> None:
    done = missions("verify")

    assert done.exit_code == 0
    assert "the same to the byte" in done.stdout


def test_verify_names_what_was_altered_and_exits_with_one(missions: Missions, project: Path) -> None:
    with (project / "extracted" / "latest" / "report.html").open("a") as file:
        file.write("<!-- mine -->")

    done = missions("verify", "--json")

    assert done.exit_code == 1
    assert "report.html" in json.loads(done.stdout)["difference"]
    assert len(done.stderr.splitlines()) == 1
