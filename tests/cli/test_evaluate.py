"""`missions evaluate`: figures for a gold folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Missions

GOLD = Path(__file__).parents[1] / "gold"


def test_evaluate_prints_figures_for_a_gold_folder(missions: Missions) -> None:
    done = missions("evaluate", GOLD)

    assert done.exit_code == 0, done.stderr
    assert "MISSION" in done.stdout


def test_evaluate_json_is_one_object(missions: Missions) -> None:
    assert "pooled" in json.loads(missions("evaluate", GOLD, "--json").stdout)


def test_evaluate_of_a_folder_without_gold_exits_with_1(missions: Missions, tmp_path: Path) -> None:
    done = missions("evaluate", tmp_path)

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
