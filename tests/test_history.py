"""History: what the snapshots and the releases said of a mission, and when."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.errors import InputError
from pipeline.history import Entry, History, as_dict
from pipeline.history import history as history_of
from pipeline.ingestion import ingest
from pipeline.model import Snapshot
from pipeline.publish.decisions import append
from pipeline.publish.snapshots import keep
from pipeline.review import decision as review

Saw = Callable[..., None]


def year(number: int) -> datetime:
    return datetime(number, 6, 1, tzinfo=UTC)


def until(end: int) -> str:
    return f"EUTM Mali\n\nThe mandate of EUTM Mali runs until 18 May {end}.\n"


def history(out: Path, name: str | None = "mandate_end", mission: str = "EUTM Mali") -> History:
    return history_of(mission, out=out, name=name, progress=lambda done, total: None)


def seen(entry: Entry) -> list[tuple[int, int, int | None]]:
    """Return the years of the runs in which sources said so."""
    return [(r.since.year, r.until.year, None if r.gone is None else r.gone.year) for r in entry.seen]


def published(entry: Entry) -> list[tuple[int, int | None]]:
    return [(r.since.year, None if r.gone is None else r.gone.year) for r in entry.published]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def saw(out: Path) -> Saw:
    """A function that keeps a text as what a source was seen with in June of a year."""

    def kept(text: str, on: int, *, source_id: str = "mali", name: str = "mali.txt") -> None:
        data = text.encode()
        snapshot = Snapshot(sha256(data).hexdigest(), source_id, name, "text/plain", data, None, year(on))
        keep(snapshot, out / "raw", origin="import", seen_at=year(2030))

    return kept


def test_what_did_not_change_is_one_run_from_its_first_to_its_last_sighting(out: Path, saw: Saw) -> None:
    for on, end in ((2019, 2020), (2020, 2022), (2021, 2022), (2022, 2024)):
        saw(until(end), on)

    found = {each.said.value: seen(each) for each in history(out).entries}

    assert found == {
        "2020-05-18": [(2019, 2019, 2020)],
        "2022-05-18": [(2020, 2021, 2022)],
        "2024-05-18": [(2022, 2022, None)],
    }


def test_other_bytes_that_say_the_same_end_no_run(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    saw(f"{until(2022)}\nThe weather stayed fine.\n", 2021)

    [entry] = history(out).entries

    assert seen(entry) == [(2020, 2021, None)]


def test_what_comes_back_is_another_run(out: Path, saw: Saw) -> None:
    for on, end in ((2020, 2022), (2021, 2024), (2022, 2022)):
        saw(until(end), on)

    assert seen(history(out).entries[0]) == [(2020, 2020, 2021), (2022, 2022, None)]


def test_each_source_has_runs_of_its_own(out: Path, saw: Saw) -> None:
    saw(until(2022), 2021, source_id="council")
    saw(until(2022), 2020)

    [entry] = history(out).entries

    assert [(run.by, run.since.year) for run in entry.seen] == [("mali", 2020), ("council", 2021)]


def test_pages_of_a_source_that_were_there_at_once_end_no_run_of_each_other(out: Path, saw: Saw) -> None:
    for on in (2020, 2021):
        saw(until(2022), on)
        saw(until(2024), on, name="mali.md")

    assert [seen(each) for each in history(out).entries] == [[(2020, 2021, None)]] * 2


def test_what_was_said_first_is_first(out: Path, saw: Saw) -> None:
    saw(until(2026), 2019)
    saw(until(2020), 2021)

    assert [each.said.value for each in history(out).entries] == ["2026-05-18", "2020-05-18"]


def test_the_times_of_the_world_of_sighting_and_of_publication_are_told_apart(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    ingest([out / "raw"], out=out, published_at=year(2030))
    saw(until(2024), 2021)
    ingest([out / "raw"], out=out, published_at=year(2031))

    first, second = history(out).entries

    assert (first.said.lower, seen(first), published(first)) == (
        "2022-05-18",
        [(2020, 2020, 2021)],
        [(2030, 2031)],
    )
    assert (second.said.lower, seen(second), published(second)) == (
        "2024-05-18",
        [(2021, 2021, None)],
        [(2031, None)],
    )


def test_a_decision_ends_a_run_of_publications_and_what_it_puts_was_never_seen(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    ingest([out / "raw"], out=out, published_at=year(2030))
    [row] = review.statements_of("EUTM Mali", "mandate_end", out=out)
    decision = review.decision_on(
        row,
        out=out,
        verdict="correct",
        value="2022-05-19",
        reason=None,
        reviewer="Ada",
        decided_at=year(2030),
    )
    append(decision, out / "decisions")
    ingest([out / "raw"], out=out, published_at=year(2031))

    read, corrected = history(out).entries

    assert (read.said.value, published(read)) == ("2022-05-18", [(2030, 2031)])
    assert (corrected.said.value, corrected.seen, published(corrected)) == ("2022-05-19", (), [(2031, None)])
    assert corrected.published[0].statement.status == "corrected"


def test_a_release_that_was_published_again_is_another_run(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    saw(until(2024), 2021)
    for at, as_of in ((2030, 2020), (2031, 2021), (2032, 2020)):
        ingest([out / "raw"], out=out, published_at=year(at), as_of=year(as_of))

    assert published(history(out).entries[0]) == [(2030, 2031), (2032, None)]


def test_without_a_property_all_is_told_but_the_name(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)

    assert {each.said.property for each in history(out, None).entries} == {
        "type",
        "host_country",
        "mandate_end",
    }
    assert {each.said.property for each in history(out, "name").entries} == {"name"}


def test_a_mission_is_found_in_any_case_and_in_releases_alone(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    ingest([out / "raw"], out=out, published_at=year(2030))
    shutil.rmtree(out / "raw")

    found = history(out, mission="eutm mali")

    assert (found.mission_id, [each.seen for each in found.entries]) == ("EUTM Mali", [()])


@pytest.mark.parametrize(
    ("mission", "name", "message"),
    [
        ("EUTM Mail", None, "did you mean EUTM Mali"),
        ("EUTM Mali", "staff", "nothing was said on it of EUTM Mali; there are .*mandate_end"),
    ],
)
def test_what_is_not_there_is_an_error_with_what_is(
    out: Path, saw: Saw, mission: str, name: str | None, message: str
) -> None:
    saw(until(2022), 2020)

    with pytest.raises(InputError, match=message):
        history(out, name, mission)


def test_a_damaged_snapshot_is_told_and_the_others_are_read(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    saw(until(2024), 2021)
    path = out / "raw" / "mali" / f"{sha256(until(2022).encode()).hexdigest()}.txt"
    path.write_bytes(b"else")

    found = history(out)

    assert [each.said.value for each in found.entries] == ["2024-05-18"]
    [warning] = found.warnings
    assert warning.startswith(f"mali of 2020-06-01T00:00:00Z: {path.name}: damaged")


def test_a_release_that_is_gone_is_told(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    release = ingest([out / "raw"], out=out, published_at=year(2030)).release
    shutil.rmtree(release.path)

    found = history(out)

    assert found.warnings == (f"{release.release_id}: the release is not there any more",)
    assert found.entries[0].published == ()


@pytest.mark.parametrize("table", ["missions", "statements"])
def test_a_table_that_cannot_be_read_is_told_and_the_other_releases_are_read(
    out: Path, saw: Saw, table: str
) -> None:
    saw(until(2022), 2020)
    damaged = ingest([out / "raw"], out=out, published_at=year(2030)).release
    saw(until(2024), 2021)
    ingest([out / "raw"], out=out, published_at=year(2031))
    path = Path(damaged.path, f"{table}.parquet")
    path.write_bytes(b"else")

    found = history(out)

    [warning] = found.warnings
    assert warning.startswith(f"left out: {path.resolve()}: the table cannot be read")
    assert published(found.entries[-1]) == [(2031, None)]


def test_what_was_extracted_once_is_not_extracted_again(
    out: Path, saw: Saw, monkeypatch: pytest.MonkeyPatch
) -> None:
    saw(until(2022), 2020)
    saw(until(2024), 2021)
    before = history(out)

    def never(*arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(batch, "extract_document", never)

    assert history(out) == before


def test_a_history_is_json_with_the_evidence_of_each_run(out: Path, saw: Saw) -> None:
    saw(until(2022), 2020)
    ingest([out / "raw"], out=out, published_at=year(2030))

    [entry] = as_dict(history(out))["entries"]

    assert (entry["value"], entry["key"], entry["lower"]) == ("2022-05-18", (), "2022-05-18")
    [at_source], [release] = entry["seen"], entry["published"]
    assert (at_source["source_id"], at_source["since"], at_source["gone"]) == (
        "mali",
        "2020-06-01T00:00:00Z",
        None,
    )
    assert until(2022)[at_source["start"] : at_source["end"]] == at_source["quote"]
    assert (release["release_id"], release["since"], release["selected"]) == (
        (out / "latest").readlink().name,
        "2030-06-01T00:00:00Z",
        True,
    )
