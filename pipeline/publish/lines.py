"""Append a line to a file that others append to as well, whole or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """Wait for, then hold the lock of a file that is opened for appending, made where it is not there.

    The system frees the lock when the process ends, however it ends. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def append(descriptor: int, line: bytes) -> None:
    """Add `line` to the locked file, and wait until the disk has it.

    A last line without an end, as a crash leaves it, is kept on a line of its own. Raises OSError; the
    file is as it was then.
    """
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        line = b"\n" + line
    try:
        if os.write(descriptor, line + b"\n") < len(line) + 1:
            raise OSError(0, "no more room")
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise
