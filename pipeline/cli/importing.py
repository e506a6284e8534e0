"""`missions import`: archived pages into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.arguments import AsJson, Out
from pipeline.cli.clock import now
from pipeline.cli.output import print_json
from pipeline.places import EXTRACTED, store_of


def import_(
    archive: Annotated[
        Path,
        typer.Argument(
            help="WARC files, and pages whose names or sidecars say when they were fetched: a folder, or one."
        ),
    ],
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Take archived pages into the store: the snapshots that `run --as-of` and `history` know."""
    from pipeline.acquire.sources import ids_of
    from pipeline.importing import take_in
    from pipeline.ingestion import listed

    store = store_of(out)
    made = take_in(archive, store=store, seen_at=now(), source_of=ids_of(listed()))
    for each in made.refused:
        typer.echo(f"missions: refused: {each.name}: {each.reason}", err=True)
    if as_json:
        print_json(
            {
                "store": str(store),
                "sources": made.sources,
                "new": made.new,
                "known": made.known,
                "refused": len(made.refused),
                "passed_over": made.passed_over,
            }
        )
        return
    typer.echo(f"{made.new} snapshots new, {made.known} known before, {len(made.refused)} refused")
    if made.passed_over:
        typer.echo(f"passed     {made.passed_over} records of web archives that are no pages")
    typer.echo(f"sources    {', '.join(made.sources)}")
    typer.echo(f"store      {store}")
