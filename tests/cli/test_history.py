"""`missions history`: when sources and releases said it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Missions


def test_history_shows_when_sources_and_releases_said_it(missions: Missions, published: Path) -> None:
    done = missions("history", "EUTM Mali", "--out", published)

    assert done.exit_code == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if "launched" in line)
    assert re.search(r"2013-02-18 +\d{4}-\d\d-\d\d – training +\d{4}-\d\d-\d\d –", row)


def test_history_json_is_one_object_of_the_property(missions: Missions, published: Path) -> None:
    done = missions("history", "eutm mali", "--property", "launched", "--out", published, "--json")

    assert [each["property"] for each in json.loads(done.stdout)["entries"]] == ["launched"]


@pytest.mark.parametrize(
    "wrong", [["EUTM Mail"], ["EUTM Mali", "--property", "launch"], ["EUTM Mali", "--out", "no"]]
)
def test_history_of_what_is_not_there_is_one_line(
    missions: Missions, published: Path, wrong: list[str]
) -> None:
    done = missions("history", "--out", published, *wrong)

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
