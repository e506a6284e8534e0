"""`missions extract`: what one document says, as JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.model import Document


def extract(
    file: Annotated[
        Path,
        typer.Argument(help="The document; - reads it from standard input.", dir_okay=False, allow_dash=True),
    ],
) -> None:
    """Print what one document says as JSON lines, one a row; `kind` says of which table."""
    from pipeline.extraction import extract_document
    from pipeline.lines import lines

    for line in lines(extract_document(_document(file))):
        typer.echo(json.dumps(line, ensure_ascii=False))


def _document(file: Path) -> Document:
    from pipeline.acquire import acquire, given
    from pipeline.errors import UnreadableError
    from pipeline.model import Quarantined
    from pipeline.read import read

    [taken] = [given(sys.stdin.buffer.read(), name="-")] if str(file) == "-" else acquire([file])
    if isinstance(taken, Quarantined):
        raise InputError(f"{file}: {taken.reason}")
    try:
        return read(taken)
    except UnreadableError as error:
        raise InputError(f"{file}: {error}") from error
