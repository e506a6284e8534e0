"""Files and folders become snapshots, and what cannot be taken says why."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire import MAX_BYTES, acquire
from pipeline.errors import InputError
from pipeline.model import Quarantined, Snapshot


def put(path: Path, content: str = "EUTM Mali trains the army.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def taken(path: Path) -> Snapshot:
    [found] = acquire([path])
    assert isinstance(found, Snapshot)
    return found


def refused(path: Path) -> Quarantined:
    [found] = acquire([path])
    assert isinstance(found, Quarantined)
    return found


def names(*paths: Path) -> list[str]:
    return [each.name for each in acquire(paths)]


def test_file_becomes_a_snapshot_of_its_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "mali.txt", "é")
    assert taken(path) == Snapshot(
        document_id=hashlib.sha256("é".encode()).hexdigest(),
        source_id="mali",
        name="mali.txt",
        media_type="text/plain",
        data="é".encode(),
    )


def test_folder_is_searched_to_its_depths_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.md", "c.html"):
        put(tmp_path / name)
    assert names(tmp_path) == ["y.md", "z.txt", "b.txt", "c.html"]


def test_hidden_files_and_sidecars_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", ".git/config", "mali.txt"):
        put(tmp_path / name)
    put(tmp_path / "mali.txt.meta.json", "{}")
    assert names(tmp_path) == ["mali.txt"]


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside.txt")
    inside = put(tmp_path / "in/mali.txt").parent
    (inside / "away.txt").symlink_to(outside)
    (inside / "near.txt").symlink_to(inside / "mali.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "self.txt").symlink_to(inside / "self.txt")
    assert names(inside) == ["mali.txt", "near.txt"]


def test_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    path = put(tmp_path / "mali.txt")
    assert names(tmp_path, path) == ["mali.txt"]


def test_same_bytes_under_two_names_are_both_given(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    first, second = acquire([tmp_path])
    assert first.document_id == second.document_id


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", "<html>", "text/plain"),
        ("a.md", "# EUTM", "text/plain"),
        ("a.HTML", "EUTM", "text/html"),
        ("a.htm", "EUTM", "text/html"),
        ("a", "EUTM", "text/plain"),
        ("a.page", "\ufeff\n <!DOCTYPE html><p>EUTM", "text/html"),
        ("a.page", "<html lang=en>", "text/html"),
        ("a.PDF", "EUTM", "application/pdf"),
        ("a", "%PDF-1.7", "application/pdf"),
    ],
)
def test_media_type_is_told_by_extension_or_else_by_content(
    tmp_path: Path, name: str, content: str, media_type: str
) -> None:
    assert taken(put(tmp_path / name, content)).media_type == media_type


def test_sidecar_says_source_address_moment_and_media_type(tmp_path: Path) -> None:
    path = put(tmp_path / "3f2a.bin")
    said = {
        "source": "eeas",
        "url": "https://example.org/missions",
        "retrieved_at": "2025-05-01T12:00:00+02:00",
        "media_type": "text/html; charset=utf-8",
    }
    put(tmp_path / "3f2a.bin.meta.json", json.dumps(said))
    found = taken(path)
    assert (found.source_id, found.url, found.media_type) == ("eeas", said["url"], "text/html")
    assert found.retrieved_at == datetime(2025, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("{", "a.txt.meta.json: not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ("[]", "expected an object with source, name, url, retrieved_at"),
        ('{"fetched": "now"}', "unknown key 'fetched'; allowed are source"),
        ('{"url": 5}', "url is 5, expected a string"),
        ('{"source": "\\ud800"}', "source is '\\ud800', which no file in UTF-8 can hold"),
        ('{"retrieved_at": "yesterday"}', "retrieved_at is 'yesterday', expected a moment like"),
        ('{"retrieved_at": "0001-01-01T00:00:00+14:00"}', "expected a moment like"),
    ],
)
def test_wrong_sidecar_puts_its_document_in_quarantine(tmp_path: Path, sidecar: str, reason: str) -> None:
    path = put(tmp_path / "a.txt")
    put(tmp_path / "a.txt.meta.json", sidecar)
    found = refused(path)
    assert reason in found.reason
    assert found.document_id == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.WARC.gz"])
def test_web_archive_is_refused_with_the_command_that_takes_it(tmp_path: Path, name: str) -> None:
    assert "take the pages in it with `missions import`" in refused(put(tmp_path / name, "WARC/1.0")).reason


def test_too_large_a_file_is_hashed_and_refused_with_both_figures(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    found = refused(path)
    assert found.reason.startswith("20,000,001 bytes are more than the 20,000,000")
    assert found.document_id == hashlib.sha256(bytes(MAX_BYTES + 1)).hexdigest()


def test_file_that_vanishes_is_refused_under_the_hash_of_its_name(tmp_path: Path) -> None:
    path = put(tmp_path / "mali.txt")
    stream = acquire([path])
    path.unlink()
    [found] = stream
    assert isinstance(found, Quarantined)
    assert "cannot be read: No such file" in found.reason
    assert found.document_id == hashlib.sha256(b"mali.txt").hexdigest()


def test_name_that_is_no_utf8_is_made_legible(tmp_path: Path) -> None:
    path = put(tmp_path / "caf\udce9.txt")
    assert taken(path).name == "caf\ufffd.txt"


@pytest.mark.parametrize("name", ["gone.txt", "gone/deeper", "nul\x00.txt", "x" * 5000])
def test_path_that_is_not_there_is_named_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="there is no such file or folder; check the path"):
        acquire([put(tmp_path / "mali.txt"), tmp_path / name])


def test_folder_in_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "mali.txt")
    closed = put(tmp_path / "closed/niger.txt").parent
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)

    with pytest.raises(InputError, match=r"closed: the folder cannot be listed \(Permission denied\)"):
        acquire([tmp_path])


def test_folder_without_a_document_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no document; put text, HTML or PDF files in it"):
        acquire([tmp_path])
