"""Verification: a release is rebuilt to the byte, and whatever was altered since is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import verify as verification
from pipeline.errors import ReleaseError
from pipeline.fingerprint import fingerprint
from pipeline.ingestion import ingest
from pipeline.publish.cache import recall, remember
from pipeline.publish.decisions import append
from pipeline.rebuild import rebuild
from pipeline.review import decision as review
from pipeline.verify import verify

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
PAGE = "<html><body><h1>EUCAP Somalia</h1><p>EUCAP Somalia has 180 staff in Somalia.</p></body></html>"


@pytest.fixture
def out(pages: Path, tmp_path: Path) -> Path:
    """A folder with a release of three texts and a page, and a decision on one of its statements."""
    folder = tmp_path / "out"
    (pages / "somalia.html").write_text(PAGE, encoding="utf-8")
    ingest([pages], out=folder, published_at=MOMENT)
    [row] = review.statements_of("EUTM Mali", "launched", out=folder)
    decision = review.decision_on(
        row, out=folder, verdict="accept", value=None, reason=None, reviewer="Ada", decided_at=MOMENT
    )
    append(decision, folder / "decisions")
    ingest([pages], out=folder, published_at=MOMENT)
    return folder


def flip(path: Path, at: int = 60) -> None:
    """Change one bit in the middle of a file, in place."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def difference(out: Path) -> str:
    found = verify("latest", out=out).difference
    assert found is not None
    return found


def test_an_untouched_release_is_the_same_to_the_byte(out: Path) -> None:
    found = verify("latest", out=out)

    assert found.difference is None
    assert (found.snapshots, found.decisions) == (4, 1)
    assert found.quotes > 20


def test_an_earlier_release_is_verified_by_its_id(out: Path) -> None:
    earlier = min(
        (out / "releases").iterdir(), key=lambda path: path.name == (out / "latest").readlink().name
    )

    found = verify(earlier.name, out=out)

    assert (found.difference, found.decisions) == (None, 0)


def test_the_cache_is_not_believed(out: Path) -> None:
    cache = out / "cache"
    for path in (each for each in cache.rglob("*") if each.is_file()):
        kept = recall(path.name, cache)
        assert kept is not None
        remember(replace(kept, statements=()), path.name, cache)

    assert verify("latest", out=out).difference is None


@pytest.mark.parametrize(
    "name", ["statements.parquet", "missions.parquet", "decisions.parquet", "report.json", "report.html"]
)
def test_a_flipped_byte_in_a_file_is_named(out: Path, name: str) -> None:
    flip(out / "latest" / name)

    assert f"/{name}: the bytes are not those of the manifest" in difference(out)


@pytest.mark.parametrize(
    ("old", "new"),
    [("training.txt", "trainees.txt"), ('"rows": ', '"rows":  '), ('"sha256"', '"sha257"')],
)
def test_an_altered_manifest_is_named(out: Path, old: str, new: str) -> None:
    path = out / "latest" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert "manifest.json" in difference(out)


@pytest.mark.parametrize("manifest", ["{", "[]", '{"release_id": "r"}'])
def test_a_manifest_that_is_none_is_an_error_that_names_it(out: Path, manifest: str) -> None:
    (out / "latest" / "manifest.json").write_text(manifest)

    with pytest.raises(ReleaseError, match=r"manifest\.json: the manifest cannot be read"):
        verify("latest", out=out)


@pytest.mark.parametrize("source", ["training", "somalia"])
def test_a_flipped_byte_in_a_snapshot_is_named(out: Path, source: str) -> None:
    [snapshot] = (path for path in (out / "raw" / source).iterdir() if len(path.stem) == 64)

    flip(snapshot)

    assert f"/raw/{source}/{snapshot.name}: damaged" in difference(out)


def test_a_flipped_byte_in_the_text_of_a_page_is_named(out: Path) -> None:
    [text] = (out / "raw" / "somalia").glob("*.*.txt")

    flip(text, at=5)

    assert str(text) in difference(out)


def test_a_flipped_byte_in_a_decision_is_named(out: Path) -> None:
    flip(out / "decisions" / "decisions.jsonl", at=120)

    assert "decisions.jsonl:1: " in difference(out)


def test_a_decision_made_since_changes_nothing(out: Path) -> None:
    [row] = review.statements_of("EUTM Mali", "mandate_end", out=out)
    later = review.decision_on(
        row, out=out, verdict="reject", value=None, reason=None, reviewer="Ben", decided_at=MOMENT
    )
    append(later, out / "decisions")

    assert verify("latest", out=out).difference is None


def test_a_file_that_was_put_into_a_release_is_named(out: Path) -> None:
    (out / "latest" / "notes.txt").write_text("mine")

    assert "notes.txt: no file of the release" in difference(out)


def test_a_release_of_another_version_says_so(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "fingerprint", lambda: replace(fingerprint(), code="f" * 64))

    found = verify("latest", out=out)

    assert "made by another version of the pipeline (code " in str(found.difference)
    assert found.quotes > 20


def test_a_value_that_no_rule_gives_is_found_though_the_manifest_agrees(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def altered(*arguments: object, **options: object) -> object:
        dataset = rebuild(*arguments, **options)  # type: ignore[arg-type]
        first, *rest = dataset.statements
        return replace(dataset, statements=(first._replace(value="else"), *rest))

    monkeypatch.setattr(verification, "rebuild", altered)

    assert "statements.parquet: differs; row " in difference(out)
