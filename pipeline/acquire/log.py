"""The logs of a source, JSON lines that are only ever added to: one noun a line, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import StoreError
from pipeline.model import Sighting, Visit

Logged = TypeVar("Logged", Sighting, Visit)


def as_line(noun: Sighting | Visit) -> bytes:
    """Return a sighting or a visit as one line of JSON, without the line's end."""
    return msgspec.json.encode(noun)


def read_log(path: Path, noun: type[Logged]) -> Iterator[tuple[str, Logged]]:
    """Yield what each line of a log says, and its place (`file:number`); nothing where there is no file.

    A line that a crash tore is passed over. Raises StoreError where the file cannot be read, and for any
    other line that is no such noun.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if line.rstrip().endswith(b"}"):
            where = f"{path}:{number}"
            yield where, _noun(line, noun, where)


def _noun(line: bytes, noun: type[Logged], where: str) -> Logged:
    try:
        said = msgspec.json.decode(line, type=noun)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{where}: no {noun.__name__.lower()} ({error}); mend or remove the line") from None
    for field in fields(said):
        value = getattr(said, field.name)
        if isinstance(value, datetime) and value.tzinfo is None:
            message = f"{field.name} has no zone, expected one like 2025-04-30T12:00:00Z"
            raise StoreError(f"{where}: {message}; mend or remove the line")
    return said
