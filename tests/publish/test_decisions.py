"""Decisions are appended whole, whoever else is writing, and whatever was left by a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.acquire.decisions import as_line, identified, read_decisions
from pipeline.errors import DecisionError
from pipeline.model import Dataset, Decision
from pipeline.publish.decisions import append, append_all

WRITERS, EACH = 4, 50
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from pipeline.acquire.decisions import identified, read_decisions
from pipeline.publish.decisions import append
folder, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
[first] = read_decisions([folder / "first"]).decisions
for i in range(number):
    append(identified(replace(first, reviewer=name, reason=str(i) * 2000)), folder)
"""


@pytest.fixture
def decision(dataset: Dataset) -> Decision:
    return identified(dataset.decisions[0].decision)


def test_a_decision_is_the_last_line(decision: Decision, tmp_path: Path) -> None:
    other = identified(replace(decision, reviewer="Cleo"))

    append(decision, tmp_path / "decisions")
    file = append(other, tmp_path / "decisions")

    assert file.read_text(encoding="utf-8") == f"{as_line(decision)}\n{as_line(other)}\n"


def test_writers_at_the_same_time_lose_nothing(decision: Decision, tmp_path: Path) -> None:
    append(decision, tmp_path / "first")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"writer {i}", str(EACH)])
        for i in range(WRITERS)
    ]

    assert [each.wait() for each in writers] == [0] * WRITERS
    read = read_decisions([tmp_path])
    assert read.warnings == ()
    assert len(read.decisions) == WRITERS * EACH


def test_a_line_that_a_crash_has_torn_is_kept_apart(decision: Decision, tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text('{"decision_id": "torn', encoding="utf-8")

    append(decision, tmp_path)

    read = read_decisions([tmp_path])
    assert read.decisions == (decision,)
    assert [warning.split(":")[1] for warning in read.warnings] == ["1"]


def test_a_line_that_finds_no_room_leaves_the_file_as_it_was(
    decision: Decision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = append(decision, tmp_path)
    before = file.read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:20]))

    with pytest.raises(DecisionError, match=r"could not be written"):
        append(identified(replace(decision, reviewer="Cleo")), tmp_path)

    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_one_line(decision: Decision, tmp_path: Path) -> None:
    (tmp_path / "decisions").write_text("a file", encoding="utf-8")

    with pytest.raises(DecisionError, match=r"decisions.*could not be written"):
        append(decision, tmp_path / "decisions")


def test_what_forbids_the_writing_leaves_the_file_as_it_was(decision: Decision, tmp_path: Path) -> None:
    def refuse() -> None:
        raise DecisionError("somebody was faster")

    file = append(decision, tmp_path)
    before = file.read_bytes()

    with pytest.raises(DecisionError, match="somebody was faster"):
        append_all([decision, decision], tmp_path, unless=refuse)

    assert file.read_bytes() == before


def test_several_decisions_are_a_line_each(decision: Decision, tmp_path: Path) -> None:
    others = [identified(replace(decision, reviewer=name)) for name in ("Cleo", "Dan")]

    file = append_all(others, tmp_path, unless=lambda: None)

    assert file.read_text(encoding="utf-8").splitlines() == [as_line(each) for each in others]
