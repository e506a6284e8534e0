"""The cache of extractions: it gives back what was put in, or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.extraction import extract_document
from pipeline.fingerprint import fingerprint
from pipeline.model import Extraction, Snapshot
from pipeline.publish.cache import key_of, recall, remember
from pipeline.read import read

DATA = b"EUTM Mali\n\nEUTM Mali was launched in 2013 and has some 600 staff from 22 countries.\n"
SNAPSHOT = Snapshot(hashlib.sha256(DATA).hexdigest(), "mali", "mali.txt", "text/plain", DATA)
KEY = key_of(SNAPSHOT, fingerprint())


@pytest.fixture
def extraction() -> Extraction:
    return extract_document(read(SNAPSHOT))


def kept(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


def test_an_extraction_comes_back_as_it_was(extraction: Extraction, tmp_path: Path) -> None:
    remember(extraction, KEY, tmp_path)

    assert recall(KEY, tmp_path) == extraction


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    assert recall(KEY, tmp_path) is None


@pytest.mark.parametrize("at", [0, 31, 32, 200, -1])
def test_a_flipped_byte_is_noticed(extraction: Extraction, tmp_path: Path, at: int) -> None:
    remember(extraction, KEY, tmp_path)
    damaged = bytearray(kept(tmp_path).read_bytes())
    damaged[at] ^= 1
    kept(tmp_path).write_bytes(damaged)

    assert recall(KEY, tmp_path) is None


def test_an_entry_that_was_cut_short_is_noticed(extraction: Extraction, tmp_path: Path) -> None:
    remember(extraction, KEY, tmp_path)
    kept(tmp_path).write_bytes(kept(tmp_path).read_bytes()[:100])

    assert recall(KEY, tmp_path) is None


def test_an_entry_under_the_name_of_another_is_noticed(extraction: Extraction, tmp_path: Path) -> None:
    remember(extraction, KEY, tmp_path)
    other = KEY[:-1] + ("0" if KEY[-1] != "0" else "1")
    kept(tmp_path).rename(kept(tmp_path).with_name(other))

    assert recall(other, tmp_path) is None


def test_a_folder_that_cannot_be_written_is_no_error(extraction: Extraction, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_bytes(b"")

    remember(extraction, KEY, tmp_path / "in-the-way")

    assert recall(KEY, tmp_path / "in-the-way") is None


def test_the_key_follows_bytes_provenance_rules_code_and_libraries() -> None:
    runs = fingerprint()
    keys = {
        key_of(SNAPSHOT, runs),
        key_of(replace(SNAPSHOT, document_id="0" * 64), runs),
        key_of(replace(SNAPSHOT, source_id="niger"), runs),
        key_of(replace(SNAPSHOT, retrieved_at=datetime(2025, 3, 1, tzinfo=UTC)), runs),
        key_of(SNAPSHOT, replace(runs, rules="1" * 64)),
        key_of(SNAPSHOT, replace(runs, code="1" * 64)),
        key_of(SNAPSHOT, replace(runs, versions=(("spacy", "4.0"),))),
    }

    assert len(keys) == 7
