"""Save a file that somebody asked for by name: it is there whole, or as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import ExportError


def save(pieces: Iterable[bytes], path: Path) -> None:
    """Write `pieces` to `path`, in place of a file that is there.

    Raises ExportError where that cannot be. An error that `pieces` raises comes through, and leaves
    what was there.
    """
    final = path.resolve()  # a link stays, and what it leads to is replaced
    try:
        if final.exists() and not final.is_file():
            _write(pieces, final)  # a pipe or a device, which cannot be replaced; a folder fails here
            return
        temporary = final.with_name(f".{final.name}.{os.getpid()}.tmp")
        try:
            _write(pieces, temporary)
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror})"
        raise ExportError(f"{message}. Name another file, in a folder that is there") from error


def _write(pieces: Iterable[bytes], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(pieces)
