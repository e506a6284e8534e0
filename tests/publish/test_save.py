"""A file that is saved is there whole, or as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.errors import ExportError
from pipeline.publish.save import save


def broken() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError


def test_the_pieces_are_the_file(tmp_path: Path) -> None:
    save(iter([b"a", b"b"]), tmp_path / "x.csv")

    assert (tmp_path / "x.csv").read_bytes() == b"ab"


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"before")

    with pytest.raises(RuntimeError):
        save(broken(), tmp_path / "x.csv")

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x.csv": b"before"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to("real.csv")

    save([b"after"], tmp_path / "link.csv")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"after"


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    save([b"a", b"b"], pipe)

    reader.join()
    assert read == [b"ab"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["nowhere/x.csv", ""], ids=["no such folder", "a folder"])
def test_what_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be written .* Name another file"):
        save([b"a"], tmp_path / name)
