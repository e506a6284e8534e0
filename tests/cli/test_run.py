"""`missions run`: what it prints, where it writes, what it warns of."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Missions


def test_run_publishes_and_says_where(missions: Missions, pages: Path, tmp_path: Path) -> None:
    done = missions("run", pages, "--out", tmp_path / "out")

    release = (tmp_path / "out" / "latest").resolve()
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == [
        f"release    {release}",
        f"report     {release}/report.html",
    ]
    assert "EUTM Mali" in done.stdout


def test_run_prints_no_colour_codes_and_no_bar_into_a_pipe(
    missions: Missions, pages: Path, tmp_path: Path
) -> None:
    done = missions("run", pages, "--out", tmp_path / "out")

    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_run_fits_80_columns(missions: Missions, pages: Path, tmp_path: Path) -> None:
    done = missions("run", pages, "--out", tmp_path / "out")

    tables = [line for line in done.stdout.splitlines() if not line.startswith(("release ", "report "))]
    assert max(map(len, tables)) <= 80


def test_run_without_input_takes_raw_and_publishes_in_extracted(
    missions: Missions, pages: Path, tmp_path: Path
) -> None:
    pages.rename(tmp_path / "cwd" / "raw")

    done = missions("run")

    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "cwd" / "extracted" / "latest" / "manifest.json").is_file()


def test_run_with_out_writes_nowhere_else(missions: Missions, pages: Path, tmp_path: Path) -> None:
    missions("run", pages, "--out", tmp_path / "out")

    assert list((tmp_path / "cwd").iterdir()) == []


def test_run_json_is_one_object_with_the_release_and_its_summary(
    missions: Missions, pages: Path, tmp_path: Path
) -> None:
    answer = json.loads(missions("run", pages, "--out", tmp_path / "out", "--json").stdout)

    assert answer["release_id"] == Path(answer["path"]).name
    assert answer["new"] is True
    assert answer["counts"]["documents"] == 3


def test_run_names_what_is_in_quarantine_and_succeeds(
    missions: Missions, pages: Path, tmp_path: Path
) -> None:
    (pages / "empty.txt").write_bytes(b"")

    done = missions("run", pages, "--out", tmp_path / "out")

    assert done.exit_code == 0
    assert "quarantine  empty.txt: " in done.stdout


def test_run_notes_a_document_without_missions(missions: Missions, pages: Path, tmp_path: Path) -> None:
    assert "note  weather.txt: no missions found" in missions("run", pages, "--out", tmp_path / "out").stdout


def test_a_torn_line_of_decisions_is_named_and_the_run_goes_on(missions: Missions, project: Path) -> None:
    missions("decide", "EUTM Mali", "launched", "--reject", "--reviewer", "Ada")
    with (project / "decisions" / "decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"decision_id": "torn')

    done = missions("run", "--json")

    assert done.exit_code == 0
    assert done.stderr == (
        "missions: warning: decisions/decisions.jsonl:2: no JSON, or torn; the line is passed over\n"
    )
    assert json.loads(done.stdout)["counts"]["applied"] == 1


def test_a_run_shows_what_changed_and_says_how_much_as_json(missions: Missions, project: Path) -> None:
    (project / "raw" / "kosovo.txt").write_text("EULEX Kosovo has about 420 staff.\n", encoding="utf-8")

    assert json.loads(missions("run", "--json").stdout)["changes"] > 0
    assert json.loads(missions("run", "--json").stdout)["changes"] is None


def test_a_run_says_whether_its_release_was_there_and_whether_anything_changed(
    missions: Missions, project: Path
) -> None:
    page = project / "raw" / "training.txt"
    before = page.read_text(encoding="utf-8")

    same = missions("run")
    page.write_text(before.replace("2024", "2026"), encoding="utf-8")
    other = missions("run")
    page.write_text(before, encoding="utf-8")
    as_before = missions("run")

    said = [done.stdout.splitlines()[-2].partition("  (")[2] for done in (same, other, as_before)]
    assert said == ["there already: nothing changed)", "", "as there was before)"]


def test_run_as_of_a_day_takes_what_had_been_seen_by_then(missions: Missions, project: Path) -> None:
    archive = project / "archive"
    archive.mkdir()
    for year in (2020, 2022):
        text = f"EUTM Somalia\n\nThe mandate of EUTM Somalia runs until 31 December {year + 2}.\n"
        (archive / f"somalia-{year}-06-01.txt").write_text(text, encoding="utf-8")
    missions("import", str(archive))

    missions("run", "somalia", "--as-of", "2021-01-01")

    assert (
        json.loads(missions("show", "EUTM Somalia", "--json").stdout)["mission"]["mandate_end"]
        == "2022-12-31"
    )
