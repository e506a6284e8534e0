"""`missions export`: the list of missions or a table, for spreadsheets and programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from pipeline.cli.arguments import Out
from pipeline.places import EXTRACTED

STDOUT: Final = Path("-")


def export(
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="[TABLE]",
            help="A table, or 'list': a row a mission with its evidence. Without one the list, "
            "and in a workbook every table too.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Its ending says the format; - is standard output.",
            dir_okay=False,
            allow_dash=True,
        ),
    ] = STDOUT,
    form: Annotated[
        Literal["csv", "jsonl", "xlsx"] | None,
        typer.Option(
            "--format", help="The format, where no FILE says it: jsonl unless told.", show_default=False
        ),
    ] = None,
    release: Annotated[str, typer.Option(metavar="ID", help="The release.")] = "latest",
    out: Out = EXTRACTED,
) -> None:
    """Export the list of missions or a table of a release: a workbook, CSV or JSON lines."""
    form = form or _format_of(to)
    if form == "xlsx" and to == STDOUT and sys.stdout.isatty():
        raise typer.BadParameter("a workbook is nothing for a terminal; name a file with --to")
    from pipeline.export import export as exported
    from pipeline.publish.save import save

    pieces = exported(table, form, out=out, release=release)
    if to == STDOUT:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        save(pieces, to)


def _format_of(file: Path) -> Literal["csv", "jsonl", "xlsx"]:
    match file.suffix.lower():
        case ".csv":
            return "csv"
        case ".xlsx":
            return "xlsx"
        case ".jsonl":
            return "jsonl"
        case _ if file == STDOUT:
            return "jsonl"
        case _:
            message = f"{file}: expected a name that ends in .csv, .jsonl or .xlsx"
            raise typer.BadParameter(f"{message}; or say which with --format", param_hint="--to")
