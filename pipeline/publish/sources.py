"""Adds a source to `sources.toml`, whole or not at all, with all that stands there kept as it is."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomlkit

from pipeline.acquire.sources import Source, parse_sources
from pipeline.errors import SourceError


def add_source(path: Path, source: Source) -> None:
    """Append `source` to the file as a table of its own; comments and order of the others stay.

    Raises SourceError where the file, or what it would be, is no list of sources, and where it cannot
    be written; it is as it was then.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        parse_sources(text, name=str(path))
        longer = _with(text, source)
        parse_sources(longer, name=str(path))
        temporary = path.with_name(f".{path.name}-{os.getpid()}")
        temporary.write_text(longer, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        message = f"{path}: the source could not be added ({error.strerror})"
        raise SourceError(f"{message}. Make room or the folder writable, and add it again") from error


def _with(text: str, source: Source) -> str:
    """The text of the file with one more table, a blank line before it."""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return text + gap + tomlkit.dumps({"source": [_values(source)]})


def _values(source: Source) -> dict[str, Any]:
    """The keys of a source as they are written: what is not asked or allowed is left out."""
    gates = tomlkit.inline_table()
    gates.update({gate: bound for gate, bound in asdict(source.gates).items() if bound is not None})
    said = asdict(source) | {"gates": gates, "verified": source.verified or False}
    return {key: value for key, value in said.items() if value != ()}
