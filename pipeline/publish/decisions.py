"""Append a decision to the file of decisions, whole or not at all, whoever else is writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    return append_all([decision], folder, unless=lambda: None)


def append_all(decisions: Sequence[Decision], folder: Path, *, unless: Callable[[], None]) -> Path:
    """Add `decisions` as `append` does, all or none.

    `unless` is called when nobody else may write until this is done; what it raises is raised here, and
    nothing is written.
    """
    path = folder / FILE
    try:
        with locked(path) as descriptor:
            unless()
            append_line(descriptor, "\n".join(map(as_line, decisions)).encode())
    except OSError as error:
        message = f"{path}: the decision could not be written ({error.strerror})"
        raise DecisionError(f"{message}. Make room or the folder writable, and decide again") from error
    return path
