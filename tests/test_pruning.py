"""Pruning: old releases go with what hangs on them, and can be made again; the rest stays whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import batch, ingestion
from pipeline.acquire.publications import publications
from pipeline.cli import app
from pipeline.errors import ReleaseError
from pipeline.load import changes
from pipeline.pruning import prune_by_age
from pipeline.publish import prune
from pipeline.verify import verify

NOW = datetime(2030, 6, 1, tzinfo=UTC)
Files = Callable[[Path], dict[str, bytes]]


def published(pages: Path, *days_ago: int) -> list[str]:
    """Publish a release so many days ago each, of a page that says something else each time."""
    out = pages.parent / "out"
    for days in days_ago:
        text = f"EUTM Mali\n\nEUTM Mali was launched on 18 February 2013. It has {100 + days} staff.\n"
        (pages / "training.txt").write_text(text, encoding="utf-8")
        ingestion.ingest([pages], out=out, published_at=NOW - timedelta(days=days))
    return [each.release_id for each in publications(out)]


def there(out: Path) -> set[str]:
    return {path.name for path in (out / "releases").iterdir()}


def entries(out: Path) -> set[Path]:
    return set((out / "cache").glob("*/*"))


@pytest.fixture
def out(pages: Path) -> Path:
    return pages.parent / "out"


def test_a_release_stays_if_it_is_among_the_newest_or_young(pages: Path, out: Path) -> None:
    ids = published(pages, 400, 300, 200, 90, 10)

    gone = prune_by_age(out, now=NOW, keep=1)

    assert set(gone.releases) == set(ids[:3])
    assert there(out) == set(ids[3:])
    assert prune_by_age(out, now=NOW, keep=1).releases == ()


def test_the_number_that_stays_counts_from_the_newest(pages: Path, out: Path) -> None:
    ids = published(pages, 400, 300, 200)

    prune_by_age(out, now=NOW, keep=2)

    assert there(out) == set(ids[1:])


def test_the_latest_release_is_never_dropped(pages: Path, out: Path) -> None:
    ids = published(pages, 500, 400)

    prune_by_age(out, now=NOW, keep=1)

    assert (out / "latest").resolve().name == ids[-1]
    with pytest.raises(ReleaseError, match="is not dropped"):
        prune.prune(out, releases=(), cached=())
    assert there(out) == {ids[-1]}


def test_the_changes_from_and_to_a_dropped_release_go_and_the_latest_stay(pages: Path, out: Path) -> None:
    ids = published(pages, 400, 300, 200)

    gone = prune_by_age(out, now=NOW, keep=1)

    assert gone.changes == (f"{ids[0]}..{ids[1]}",)
    assert [each["new"] for each in changes(out=out)] == ["300"]


def test_the_cache_keeps_what_the_releases_that_stay_need(
    pages: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(pages, 400, 300, 200)
    before = entries(out)

    gone = prune_by_age(out, now=NOW, keep=1)

    assert gone.cached == len(before) - len(entries(out)) == 2
    monkeypatch.setattr(batch, "extract_document", lambda document: pytest.fail(document.name))
    ingestion.ingest([pages], out=out, published_at=NOW)


def test_of_a_dropped_release_the_manifest_the_snapshots_and_the_log_stay(
    pages: Path, out: Path, files_under: Files
) -> None:
    ids = published(pages, 400, 200)
    manifest = (out / "releases" / ids[0] / "manifest.json").read_bytes()
    snapshots, log = files_under(out / "raw"), (out / "releases.jsonl").read_bytes()

    prune_by_age(out, now=NOW, keep=1)

    assert (out / "pruned" / f"{ids[0]}.json").read_bytes() == manifest
    assert files_under(out / "raw") == snapshots
    assert (out / "releases.jsonl").read_bytes() == log
    assert verify("latest", out=out).difference is None


def test_a_dropped_release_can_be_made_again(pages: Path, out: Path) -> None:
    ids = published(pages, 400, 200)
    prune_by_age(out, now=NOW, keep=1)

    again = published(pages, 400)

    assert again == [*ids, ids[0]]


def test_a_dry_run_says_the_same_and_touches_nothing(pages: Path, out: Path, files_under: Files) -> None:
    published(pages, 400, 300, 200)
    before = files_under(out)

    said = prune_by_age(out, now=NOW, keep=1, dry_run=True)

    assert files_under(out) == before
    assert said == prune_by_age(out, now=NOW, keep=1)
    assert said.bytes > 0


def test_what_a_crash_left_of_a_dropped_release_is_swept(pages: Path, out: Path) -> None:
    ids = published(pages, 400, 200)
    left = out / "releases" / f".tmp-{ids[0]}"
    left.mkdir()
    (left / "missions.parquet").write_bytes(b"half")

    prune_by_age(out, now=NOW, keep=1)

    assert there(out) == {ids[1]}


def test_without_a_release_there_is_nothing_to_prune(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release has been published"):
        prune_by_age(tmp_path, now=NOW, keep=1)


def test_the_command_names_what_it_drops(pages: Path, out: Path) -> None:
    ids = published(pages, 20_000, 10_000)

    would = CliRunner().invoke(app, ["prune", "--keep", "1", "--dry-run", "--out", str(out)])
    did = CliRunner().invoke(app, ["prune", "--keep", "1", "--json", "--out", str(out)])

    assert "would drop 1 releases" in would.stdout
    assert json.loads(did.stdout)["releases"] == [ids[0]]
