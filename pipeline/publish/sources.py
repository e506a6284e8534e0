"""Add a source to `sources.toml`, whole or not at all, with all that stands there kept as it is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import tomlkit

from pipeline.acquire.sources import Source, parse_sources, read_sources
from pipeline.errors import SourceError
from pipeline.publish.lines import append, locked


def add_source(path: Path, source: Source) -> None:
    """Append `source` to the file, which is made where it is not there, as a table of its own.

    Raises SourceError where the file or the source is malformed, where the file has a source of that id,
    and where it cannot be written; it is as it was then.
    """
    table = table_of(source)
    try:
        with locked(path) as file:
            if source.id in {each.id for each in read_sources(path)}:
                raise SourceError(f"{path}: there is a source {source.id!r} already; choose another id")
            append(file, f"\n{table}".rstrip().encode())
    except OSError as error:
        message = f"{path}: the source could not be added ({error.strerror})"
        raise SourceError(f"{message}. Make room or the folder writable, and add it again") from error


def table_of(source: Source) -> str:
    """Return the source as it is written: what is not asked or allowed is left out.

    Raises SourceError where it would not be read again.
    """
    gates = tomlkit.inline_table()
    gates.update({gate: bound for gate, bound in asdict(source.gates).items() if bound is not None})
    said = asdict(source) | {"gates": gates, "verified": source.verified or False}
    table = tomlkit.dumps({"source": [{key: value for key, value in said.items() if value != ()}]})
    parse_sources(table, name="the new source")
    return table
