"""Decisions are read from JSON lines; a line that is none is told, and takes no other with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.acquire.decisions import as_line, identified, read_decisions
from pipeline.model import Decision


def decision(reviewer: str = "Ada") -> Decision:
    return identified(
        Decision(
            decision_id="",
            reviewer=reviewer,
            decided_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
            source_id="page",
            section="EUTM Mali",
            mission_id="EUTM Mali",
            property="launched",
            key=(),
            expected="2013",
            quote="launched “early” in 2013",
            before="\n",
            after=".\n",
            alike=0,
            verdict="correct",
            value="2013-02",
            reason="the page says so",
        )
    )


def written(folder: Path, *lines: str, name: str = "decisions.jsonl") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def altered(**changes: object) -> str:
    said: dict[str, Any] = json.loads(as_line(decision()))
    return json.dumps(said | changes)


def test_a_decision_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_decisions([written(tmp_path, as_line(decision()))]).decisions == (decision(),)


def test_every_file_of_every_folder_is_read(tmp_path: Path) -> None:
    here = written(tmp_path / "here", as_line(decision("Ada")))
    there = written(tmp_path / "there", as_line(decision("Ben")), name="others.jsonl")

    read = read_decisions([here, there, tmp_path / "nowhere"]).decisions

    assert {each.reviewer for each in read} == {"Ada", "Ben"}


def test_the_same_decision_twice_is_one(tmp_path: Path) -> None:
    assert len(read_decisions([written(tmp_path, as_line(decision()), as_line(decision()))]).decisions) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (as_line(decision())[:40], "no JSON, or torn"),
        ("[]", "expected an object with the keys decision_id"),
        (altered(more=1), "expected an object with the keys decision_id"),
        (altered(value="2013-03"), "the line was altered"),
        (altered(verdict="perhaps"), "expected one of accept"),
        (altered(decided_at="2026-03-01"), "expected a moment in UTC"),
        (altered(key="x"), "key is no list of texts"),
        (altered(alike=None), "expected a number"),
        (altered(quote=None), "quote is None, expected a text"),
        (altered(reason="\ud800"), "expected a text"),
    ],
)
def test_a_line_that_is_no_decision_is_named_with_its_place(tmp_path: Path, line: str, reason: str) -> None:
    read = read_decisions([written(tmp_path, as_line(decision()), line)])

    assert read.decisions == (decision(),)
    [warning] = read.warnings
    assert warning.startswith(f"{tmp_path / 'decisions.jsonl'}:2: ")
    assert reason in warning


def test_the_id_follows_from_everything_that_is_said() -> None:
    assert decision("Ada").decision_id != decision("Ben").decision_id
