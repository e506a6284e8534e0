"""Bytes that are handed over become a snapshot like that of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.acquire import acquire, given


@pytest.mark.parametrize(
    "data", [b"EUTM Mali began.", b"<!DOCTYPE html><p>EUTM Mali</p>"], ids=["text", "html"]
)
def test_given_bytes_are_the_snapshot_of_a_file_with_them(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page").write_bytes(data)

    assert [given(data, name="page")] == list(acquire([tmp_path / "page"]))
