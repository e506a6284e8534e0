"""`missions diff`: the changes between releases, in each of its forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Missions


@pytest.fixture
def changed(missions: Missions, project: Path) -> Path:
    """The working folder with a release of pages of which one has changed since."""
    page = project / "raw" / "training.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("May 2024", "May 2026"), encoding="utf-8")
    missions("run")
    return project


def test_diff_tells_the_changes_of_the_last_two_releases(missions: Missions, changed: Path) -> None:
    done = missions("diff")

    assert done.exit_code == 0
    assert "mandate_end" in done.stdout
    assert "source" in done.stdout


def test_diff_as_json_has_the_columns_of_the_table(missions: Missions, changed: Path) -> None:
    [change] = json.loads(missions("diff", "--json").stdout)["changes"]

    assert (change["old"], change["new"], change["cause"]) == ("2024-05-18", "2026-05-18", "source")
    assert change["new_quote"] == "Its mandate ended on 18 May 2026"


def test_diff_as_markdown_is_a_table(missions: Missions, changed: Path) -> None:
    done = missions("diff", "--markdown")

    assert "| EUTM Mali | mandate_end | superseded | 2024-05-18 | 2026-05-18 | source |" in done.stdout


def test_diff_as_html_is_a_page_of_its_own_in_which_nothing_is_markup(
    missions: Missions, changed: Path
) -> None:
    page = changed / "raw" / "training.txt"
    page.write_text("EUTM Mali has been in Mali since <b>2014</b>.", encoding="utf-8")
    missions("run")

    done = missions("diff", "--html")

    assert done.stdout.startswith("<!doctype html>")
    assert "mandate end" in done.stdout
    assert "<script" not in done.stdout
    assert "<b>" not in done.stdout


def test_diff_of_the_working_tree_holds_the_rules_here_against_the_release(
    missions: Missions, changed: Path
) -> None:
    done = missions("diff", "--working-tree")

    assert "nothing that is said of any mission changed" in done.stdout


def test_diff_of_the_working_tree_takes_one_release(missions: Missions, changed: Path) -> None:
    assert missions("diff", "r1", "r2", "--working-tree").exit_code == 2


def test_diff_without_an_earlier_release_is_one_line(missions: Missions, project: Path) -> None:
    done = missions("diff")

    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "one release has been published" in done.stderr
