"""Append a decision to the file of decisions, whole or not at all, whoever else is writing."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pipeline.acquire.decisions import as_line
from pipeline.errors import DecisionError
from pipeline.model import Decision

FILE = "decisions.jsonl"


def append(decision: Decision, folder: Path) -> Path:
    """Add `decision` as the last line of the file in `folder`, wait until the disk has it, return the file.

    Writers wait for each other. A last line without an end, as a crash leaves it, is kept on a line of
    its own. Raises DecisionError where the folder cannot be written; the file is as it was then.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            _add(descriptor, as_line(decision).encode() + b"\n")
        finally:
            os.close(descriptor)
    except OSError as error:
        message = f"{path}: the decision could not be written ({error.strerror})"
        raise DecisionError(f"{message}. Make room or the folder writable, and decide again") from error
    return path


def _add(descriptor: int, line: bytes) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        line = b"\n" + line
    try:
        if os.write(descriptor, line) < len(line):
            raise OSError(0, "no more room")
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise
