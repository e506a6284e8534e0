"""`missions export`: the formats, and where they go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Missions, objects


def test_export_without_more_prints_the_list_as_json_lines(missions: Missions, published: Path) -> None:
    done = missions("export", "--out", published)

    assert done.exit_code == 0, done.stderr
    assert [each["mission_id"] for each in objects(done.stdout)] == ["EUTM Mali"]


def test_export_of_a_table_names_its_columns(missions: Missions, published: Path) -> None:
    done = missions("export", "statements", "--format", "csv", "--out", published)

    assert done.stdout_bytes.startswith(b"\xef\xbb\xbfstatement_id,mission_id,property,value,")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx", "XLSX"])
def test_export_writes_the_format_that_the_ending_says(
    missions: Missions, published: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"list.{ending}"
    begins = {"csv": b"\xef\xbb\xbfmission_id,", "jsonl": b'{"mission_id": ', "xlsx": b"PK\x03\x04"}

    done = missions("export", "--to", file, "--out", published)

    assert (done.exit_code, done.stdout) == (0, "")
    assert file.read_bytes().startswith(begins[ending.lower()])


def test_export_takes_any_name_with_a_format(missions: Missions, published: Path, tmp_path: Path) -> None:
    assert missions("export", "--to", tmp_path / "x", "--format", "csv", "--out", published).exit_code == 0
    assert (tmp_path / "x").is_file()


@pytest.mark.parametrize("wrong", [["--to", "list.txt"], ["--format", "ods"]])
def test_export_in_an_unknown_format_is_a_wrong_call(
    missions: Missions, published: Path, wrong: list[str]
) -> None:
    assert missions("export", *wrong, "--out", published).exit_code == 2


@pytest.mark.parametrize("wrong", [["lists"], ["--release", "r0"], ["--to", "nowhere/list.csv"]])
def test_export_of_what_is_not_there_is_one_line_and_exit_code_1(
    missions: Missions, published: Path, wrong: list[str]
) -> None:
    done = missions("export", *wrong, "--out", published)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert wrong[-1] in done.stderr


def test_a_wrong_export_leaves_the_file_as_it_was(
    missions: Missions, published: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(b"before")

    missions("export", "lists", "--to", tmp_path / "list.csv", "--out", published)

    assert (tmp_path / "list.csv").read_bytes() == b"before"
