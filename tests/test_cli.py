"""The command line: what each command prints, where, and its exit code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline import ingestion
from pipeline.cli import app
from pipeline.errors import InputError

Missions = Callable[..., Result]

GOLD = Path(__file__).parent / "gold"


@pytest.fixture
def missions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Missions:
    """A function that runs `missions` in an empty folder, its output piped."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str | Path, stdin: str = "") -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)

    return call


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release that only readers use."""
    from pipeline import ingest

    source = tmp_path_factory.mktemp("source")
    (source / "training.txt").write_text(
        "EUTM Mali\n\nThe European Union launched EUTM Mali on 18 February 2013.\n", encoding="utf-8"
    )
    out = tmp_path_factory.mktemp("out")
    ingest(source, out=out)
    return out


def objects(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_help_lists_the_commands(missions: Missions) -> None:
    done = missions("--help")

    assert done.exit_code == 0
    assert all(name in done.stdout for name in ("run", "extract", "show", "export", "evaluate"))


def test_help_of_a_command_loads_no_heavy_library() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli import app; "
        "assert CliRunner().invoke(app, ['export', '--help']).exit_code == 0; "
        "print({'pandas', 'prefect', 'pyarrow', 'spacy', 'xlsxwriter'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_a_wrong_call_exits_with_2(missions: Missions) -> None:
    assert missions("run", "--no-such-option").exit_code == 2


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


@pytest.mark.parametrize("flow", [[], ["--flow"]], ids=["plain", "flow"])
def test_a_path_that_is_not_there_is_one_line_and_exit_code_1(missions: Missions, flow: list[str]) -> None:
    done = missions("run", "nowhere", *flow)

    assert done.exit_code == 1
    assert done.stderr.startswith("missions: nowhere: no such file or folder")
    assert len(done.stderr.splitlines()) == 1


def test_an_error_comes_as_it_is_with_debug(missions: Missions) -> None:
    assert isinstance(missions("run", "nowhere", "--debug").exception, InputError)


def test_a_fault_of_the_program_is_one_line_too(missions: Missions, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*arguments: object, **options: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("pipeline.ingestion.locate", faulty)

    done = missions("run")

    assert done.exit_code == 1
    assert done.stderr.startswith("missions: ValueError: two lines. ")
    assert len(done.stderr.splitlines()) == 1


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


def test_extract_stops_quietly_where_its_reader_has_enough(pages: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from pipeline.cli import main; main()",
        "extract",
        str(pages / "training.txt"),
    ]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        assert process.stderr.read() == ""


def test_extract_of_what_cannot_be_read_names_it_and_exits_with_1(missions: Missions, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    done = missions("extract", empty)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"missions: {empty}: ")


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


def test_import_takes_a_page_of_an_archive_as_the_listed_source(missions: Missions, tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nEUTM Mali was launched on 18 February 2013."
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.eeas.europa.eu/eeas/missions-and-operations_en"
        f"\r\nWARC-Date: 2020-03-01T00:00:00Z\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    (tmp_path / "crawl.warc").write_bytes(head.encode() + page + b"\r\n\r\n")
    shutil.copy(Path(__file__).parents[1] / "sources.toml", tmp_path / "cwd")

    done = missions("import", tmp_path / "crawl.warc", "--out", tmp_path / "out", "--json")

    assert json.loads(done.stdout) == {
        "store": str(tmp_path / "out" / "raw"),
        "sources": ["eeas-missions"],
        "new": 1,
        "known": 0,
        "refused": 0,
        "passed_over": 0,
    }


def test_history_shows_when_sources_and_releases_said_it(missions: Missions, published: Path) -> None:
    done = missions("history", "EUTM Mali", "--out", published)

    assert done.exit_code == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if "launched" in line)
    assert re.search(r"2013-02-18 +\d{4}-\d\d-\d\d – training +\d{4}-\d\d-\d\d –", row)


def test_history_json_is_one_object_of_the_property(missions: Missions, published: Path) -> None:
    done = missions("history", "eutm mali", "--property", "launched", "--out", published, "--json")

    assert [each["property"] for each in json.loads(done.stdout)["entries"]] == ["launched"]


@pytest.mark.parametrize(
    "wrong", [["EUTM Mail"], ["EUTM Mali", "--property", "launch"], ["EUTM Mali", "--out", "no"]]
)
def test_history_of_what_is_not_there_is_one_line(
    missions: Missions, published: Path, wrong: list[str]
) -> None:
    done = missions("history", "--out", published, *wrong)

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


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


# Decisions


@pytest.fixture
def project(missions: Missions, pages: Path, tmp_path: Path) -> Path:
    """The working folder with documents in `raw/` and a release of them."""
    folder = tmp_path / "cwd"
    pages.rename(folder / "raw")
    missions("run")
    return folder


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


def test_a_run_shows_what_changed_and_says_how_much_as_json(missions: Missions, project: Path) -> None:
    (project / "raw" / "kosovo.txt").write_text("EULEX Kosovo has about 420 staff.\n", encoding="utf-8")

    assert json.loads(missions("run", "--json").stdout)["changes"] > 0
    assert json.loads(missions("run", "--json").stdout)["changes"] is None


def test_verify_says_that_a_release_is_the_same(missions: Missions, project: Path) -> None:
    done = missions("verify")

    assert done.exit_code == 0
    assert "the same to the byte" in done.stdout


def test_verify_names_what_was_altered_and_exits_with_one(missions: Missions, project: Path) -> None:
    with (project / "extracted" / "latest" / "report.html").open("a") as file:
        file.write("<!-- mine -->")

    done = missions("verify", "--json")

    assert done.exit_code == 1
    assert "report.html" in json.loads(done.stdout)["difference"]
    assert len(done.stderr.splitlines()) == 1


def test_import_takes_dated_pages_and_names_what_it_refuses(missions: Missions, project: Path) -> None:
    archive = project / "archive"
    archive.mkdir()
    for name in ("mali-2020-01-02.txt", "mali-2021-01-02.txt", "undated.txt"):
        (archive / name).write_text(f"EUTM Mali, {name}.", encoding="utf-8")

    done = missions("import", str(archive), "--json")

    assert json.loads(done.stdout) == {
        "store": "raw",
        "sources": ["mali"],
        "new": 2,
        "known": 0,
        "refused": 1,
        "passed_over": 0,
    }
    assert "refused: undated.txt: " in done.stderr


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
