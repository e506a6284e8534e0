"""`missions extract`: a JSON line for each row of one document."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Missions, objects


def test_extract_prints_a_json_line_for_each_row(missions: Missions, pages: Path) -> None:
    done = missions("extract", pages / "training.txt")

    text = (pages / "training.txt").read_text(encoding="utf-8")
    mentions = [each for each in objects(done.stdout) if each["kind"] == "mention"]
    assert {each["kind"] for each in objects(done.stdout)} >= {"section", "mention", "statement", "mission"}
    assert [text[each["start"] : each["end"]] for each in mentions] == [each["text"] for each in mentions]


def test_extract_reads_standard_input(missions: Missions) -> None:
    done = missions("extract", "-", stdin="EUTM Mali was launched on 18 February 2013.")

    records = [each for each in objects(done.stdout) if each["kind"] == "mission"]
    assert [(each["mission_id"], each["mission_kind"], each["launched"]) for each in records] == [
        ("EUTM Mali", "mission", "2013-02-18")
    ]


def test_extract_of_what_cannot_be_read_names_it_and_exits_with_1(missions: Missions, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    done = missions("extract", empty)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"missions: {empty}: ")
