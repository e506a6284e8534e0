"""Append a decision to the file of decisions, whole or not at all, whoever else is writing."""

from __future__ import annotations

from pathlib import Path

from pipeline.acquire.decisions import as_line
from pipeline.errors import DecisionError
from pipeline.model import Decision
from pipeline.publish.lines import append as append_line
from pipeline.publish.lines import locked

FILE = "decisions.jsonl"


def append(decision: Decision, folder: Path) -> Path:
    """Add `decision` as the last line of the file in `folder`, wait until the disk has it, return the file.

    Writers wait for each other. Raises DecisionError where the folder cannot be written; the file is as
    it was then.
    """
    path = folder / FILE
    try:
        with locked(path) as descriptor:
            append_line(descriptor, as_line(decision).encode())
    except OSError as error:
        message = f"{path}: the decision could not be written ({error.strerror})"
        raise DecisionError(f"{message}. Make room or the folder writable, and decide again") from error
    return path
