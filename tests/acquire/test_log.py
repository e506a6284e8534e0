"""The logs of a source: what is written is read back, and what is no line of the log is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.log import as_line, read_log
from pipeline.errors import StoreError
from pipeline.model import Visit

VISIT = Visit("mali", datetime(2025, 3, 1, 4, 0, 0, 250, tzinfo=UTC), "failed", "no answer, by {its} host")


def test_what_is_written_is_read_back_with_its_place(tmp_path: Path) -> None:
    log = tmp_path / "visits.jsonl"
    log.write_bytes(as_line(VISIT) + b"\n\n" + as_line(VISIT) + b"\n")

    assert list(read_log(log, Visit)) == [(f"{log}:1", VISIT), (f"{log}:3", VISIT)]


def test_a_line_that_a_crash_tore_is_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "visits.jsonl"
    log.write_bytes(as_line(VISIT)[:40] + b"\n" + as_line(VISIT))

    assert list(read_log(log, Visit)) == [(f"{log}:2", VISIT)]


def test_a_source_without_a_log_has_no_lines(tmp_path: Path) -> None:
    assert list(read_log(tmp_path / "visits.jsonl", Visit)) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"source_id": 5}', "no visit (Expected `str`, got `int`"),
        (b'{"a":' * 100_000 + b"}", "no visit (maximum recursion depth"),
        (b'{"source_id": "\xff"}', "no visit ('utf-8' codec can't decode"),
    ],
)
def test_any_other_line_is_named(tmp_path: Path, line: bytes, reason: str) -> None:
    log = tmp_path / "visits.jsonl"
    log.write_bytes(as_line(VISIT) + b"\n" + line + b"\n")

    with pytest.raises(StoreError) as error:
        list(read_log(log, Visit))

    assert str(error.value).startswith(f"{log}:2: {reason}")


def test_a_log_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        list(read_log(tmp_path, Visit))
