"""`missions decide`: the line that is written, what the next run makes of it, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Missions, objects


def decided(folder: Path) -> list[dict[str, Any]]:
    return objects((folder / "decisions" / "decisions.jsonl").read_text(encoding="utf-8"))


def test_a_decision_is_written_with_its_evidence(missions: Missions, project: Path) -> None:
    done = missions(
        "decide", "EUTM Mali", "launched", "--reject", "--reviewer", "Ada", "--reason", "too early"
    )

    assert done.exit_code == 0, done.stderr
    [line] = decided(project)
    assert (line["reviewer"], line["verdict"], line["reason"]) == ("Ada", "reject", "too early")
    assert "18 February 2013" in line["quote"]
    assert "too early" in done.stdout


def test_the_next_run_follows_a_decision(missions: Missions, project: Path) -> None:
    missions("decide", "EUTM Mali", "launched", "--correct", "2013-02-17", "--reviewer", "Ada")

    summary = json.loads(missions("run", "--json").stdout)

    [mali] = [each for each in summary["missions"] if each["mission_id"] == "EUTM Mali"]
    assert mali["launched"] == "2013-02-17"
    assert (summary["counts"]["decisions"], summary["counts"]["applied"]) == (1, 1)


def test_a_correction_is_decided_again_on_what_the_rules_gave(missions: Missions, project: Path) -> None:
    missions("decide", "EUTM Mali", "launched", "--correct", "2013-02-17", "--reviewer", "Ada")
    missions("run")

    missions("decide", "EUTM Mali", "launched", "--correct", "2013-02-16", "--reviewer", "Ben")

    assert [line["expected"] for line in decided(project)] == ["2013-02-18", "2013-02-18"]
    done = missions("run")
    assert "decision  overruled: EUTM Mali launched = 2013-02-18, correct by Ada" in done.stdout
    assert "decisions  2, 1 of them applied" in done.stdout


def test_with_out_decisions_lie_there_and_are_read_from_there(
    missions: Missions, project: Path, tmp_path: Path
) -> None:
    missions("run", "--out", tmp_path / "out")

    missions("decide", "EUTM Mali", "launched", "--reject", "--reviewer", "Ada", "--out", tmp_path / "out")

    assert not (project / "decisions").exists()
    assert len(decided(tmp_path / "out")) == 1
    again = json.loads(missions("run", "--out", tmp_path / "out", "--json").stdout)
    assert again["counts"]["applied"] == 1


def test_of_several_statements_one_has_to_be_named(missions: Missions, project: Path) -> None:
    page = project / "raw" / "training.txt"
    page.write_text(
        f"{page.read_text()}\nEUTM Mali was launched in May 2013, says another.\n", encoding="utf-8"
    )
    missions("run")

    done = missions("decide", "EUTM Mali", "launched", "--reject", "--reviewer", "Ada")

    assert done.exit_code == 2
    assert "name one with --statement" in done.stderr
    assert not (project / "decisions").exists()
    ids = [line.split()[0] for line in done.stderr.splitlines()[1:]]
    for each in ids:
        call = ("decide", "EUTM Mali", "launched", "--reject", "--reviewer", "Ada", "--statement", each)
        assert missions(*call).exit_code == 0
    assert len(decided(project)) == 2


@pytest.mark.parametrize("verdicts", [[], ["--accept", "--reject"]], ids=["none", "two"])
def test_a_decision_has_one_verdict(missions: Missions, verdicts: list[str]) -> None:
    done = missions("decide", "EUTM Mali", "launched", "--reviewer", "Ada", *verdicts)

    assert done.exit_code == 2
    assert "expected one of --accept" in done.stderr


def test_a_decision_needs_a_reviewer(missions: Missions) -> None:
    assert missions("decide", "EUTM Mali", "launched", "--accept").exit_code == 2


def test_the_reviewer_may_stand_in_the_environment(
    missions: Missions, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSIONS_REVIEWER", "Ben")

    missions("decide", "EUTM Mali", "launched", "--accept")

    assert [line["reviewer"] for line in decided(project)] == ["Ben"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("launched", "--correct", "soon"), "soon: no value of launched, expected a date in EDTF"),
        (("founded", "--accept"), "founded: no such statement in the latest release; it has host_country"),
        (("launched", "--value", "2014", "--accept"), "no such statement in the latest release; it has 2013"),
    ],
    ids=["no value", "no property", "another value"],
)
def test_a_decision_that_cannot_be_made_is_one_line(
    missions: Missions, project: Path, arguments: tuple[str, ...], reason: str
) -> None:
    done = missions("decide", "EUTM Mali", *arguments, "--reviewer", "Ada")

    assert done.exit_code == 1
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_document_whose_snapshot_is_gone_cannot_be_decided_on(missions: Missions, project: Path) -> None:
    shutil.rmtree(project / "raw" / "training")

    done = missions("decide", "EUTM Mali", "launched", "--accept", "--reviewer", "Ada")

    assert done.exit_code == 1
    assert "the snapshot cannot be read" in done.stderr
