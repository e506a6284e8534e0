"""`missions history`: what was said of one mission, over time."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.arguments import AsJson, Mission, Out
from pipeline.cli.output import print_json, print_view, progress, warn
from pipeline.places import EXTRACTED


def history(
    mission: Mission,
    what: Annotated[
        str | None,
        typer.Option("--property", help="As in mandate_end; all but name without it.", show_default=False),
    ] = None,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Show what each source, snapshot by snapshot, and each release said of a mission, oldest first."""
    from pipeline.history import as_dict
    from pipeline.history import history as history_of

    with progress("reading snapshots") as shown:
        found = history_of(mission, out=out, name=what, progress=shown)
    warn(found.warnings)
    if as_json:
        print_json(as_dict(found))
        return
    from pipeline.terminal.history import history as view

    print_view(view(found))
