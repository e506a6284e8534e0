"""`missions show`: one mission, as it is and as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import ingestion
from tests.cli.conftest import Missions


def test_show_gives_each_field_with_its_quote_and_place(missions: Missions, published: Path) -> None:
    done = missions("show", "EUTM Mali", "--out", published)

    assert done.exit_code == 0, done.stderr
    assert "2013-02-18" in done.stdout
    assert "training.txt:" in done.stdout


def test_show_json_has_the_record_and_its_statements(missions: Missions, published: Path) -> None:
    answer = json.loads(missions("show", "eutm mali", "--out", published, "--json").stdout)

    assert answer["mission"]["mission_id"] == "EUTM Mali"
    assert {each["mission_id"] for each in answer["statements"]} == {"EUTM Mali"}


def test_show_suggests_for_an_unknown_mission(missions: Missions, published: Path) -> None:
    done = missions("show", "EUTM Mail", "--out", published)

    assert done.exit_code == 1
    assert "did you mean EUTM Mali?" in done.stderr


def test_show_as_of_shows_what_was_published_by_then(missions: Missions, tmp_path: Path) -> None:
    page, out = tmp_path / "mali.txt", tmp_path / "out"
    for until, published_at in (
        ("2020", datetime(2020, 1, 5, tzinfo=UTC)),
        ("2022", datetime(2022, 1, 5, tzinfo=UTC)),
    ):
        page.write_text(
            f"EUTM Mali\n\nThe mandate of EUTM Mali runs until 18 May {until}.\n", encoding="utf-8"
        )
        ingestion.ingest([page], out=out, published_at=published_at)

    then, now = (
        json.loads(missions("show", "EUTM Mali", "--out", out, "--json", *day).stdout)["mission"]
        for day in (["--as-of", "2021-03-01"], [])
    )

    assert (then["mandate_end"], now["mandate_end"]) == ("2020-05-18", "2022-05-18")


def test_show_as_of_a_day_before_all_names_the_first_publication(missions: Missions, published: Path) -> None:
    done = missions("show", "EUTM Mali", "--out", published, "--as-of", "2001-01-01")

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"the first was {(published / 'latest').readlink().name} at " in done.stderr


@pytest.mark.parametrize("command", [["show", "EUTM Mali"], ["run"]])
def test_as_of_what_is_no_date_is_a_wrong_call(missions: Missions, command: list[str]) -> None:
    assert missions(*command, "--as-of", "yesterday").exit_code == 2


def test_show_without_a_release_says_what_to_do(missions: Missions) -> None:
    done = missions("show", "EUTM Mali")

    assert done.exit_code == 1
    assert "missions run" in done.stderr
