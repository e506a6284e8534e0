"""`missions show`: one mission of a release, with the evidence of each field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.cli.arguments import AsJson, AsOf, Mission, Out, moment
from pipeline.cli.output import print_json, print_view
from pipeline.places import EXTRACTED


def show(mission: Mission, out: Out = EXTRACTED, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Show one mission of the latest release: each field with its confidence, quote and place."""
    by = moment(as_of)
    from pipeline.load import latest_by, release_folder
    from pipeline.lookup import known_as

    release = release_folder(out, "latest" if by is None else latest_by(by, out=out)).name
    records = {each["mission_id"]: each for each in _rows("missions", out, release)}
    record = records[known_as(mission, records, where=f"release {release}")]
    of_all = _rows("statements", out, release)
    statements = [each for each in of_all if each["mission_id"] == record["mission_id"]]
    if as_json:
        print_json({"mission": record, "statements": statements})
        return
    from pipeline.terminal.mission import mission as view

    names = {each["document_id"]: each["name"] for each in _rows("documents", out, release)}
    print_view(view(record, statements, names))


def _rows(table: str, out: Path, release: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a release in JSON's types, null where there is no value."""
    from pipeline.load import load

    frame = load(table, out=out, release=release)
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", date_format="iso"))
    return rows
