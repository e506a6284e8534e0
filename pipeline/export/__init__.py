"""Export: the tables of a release, or its flat list of missions, as the bytes of a file.

Three forms for three readers: a workbook for people (`workbook`), CSV for any spreadsheet
(`delimited`), JSON Lines for programs (`jsonlines`). Nothing here touches more than the release.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pipeline.export.delimited import delimited
from pipeline.export.flat import LIST, flat
from pipeline.export.jsonlines import jsonlines
from pipeline.export.sheet import Sheet, sheet
from pipeline.export.workbook import workbook
from pipeline.load import folder_of
from pipeline.publish.schemas import TABLES

Format = Literal["csv", "jsonl", "xlsx"]


def export(table: str | None, form: Format, *, out: Path, release: str = "latest") -> Iterator[bytes]:
    """Return the bytes of `table` in the form `form`, piece by piece.

    `table` is a table of the release, `changes` (its release is two, `OLD..NEW`), or `list`, a row a mission
    with its evidence. None is the list; in a workbook it is the list and then every table, a sheet each.
    Raises ReleaseError where there is no such release or table, or one is damaged, and ExportError where
    a table is too long for a sheet.
    """
    folder = folder_of(table or LIST, out, release)
    if form == "xlsx":
        return workbook(_every_sheet(folder) if table is None else [_sheet(table, folder)])
    return (delimited if form == "csv" else jsonlines)(_sheet(table or LIST, folder))


def _every_sheet(folder: Path) -> list[Sheet]:
    """Return the list, then the tables: missions and what is said of them first."""
    first = ["missions", "statements"]
    there = [name for name in TABLES if name not in first and (folder / f"{name}.parquet").is_file()]
    return [_sheet(name, folder) for name in (LIST, *first, *there)]


def _sheet(table: str, folder: Path) -> Sheet:
    return flat(folder) if table == LIST else sheet(table, folder)
