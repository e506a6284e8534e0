"""`missions prune`: drops old releases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.arguments import AsJson, Out
from pipeline.cli.clock import now
from pipeline.cli.output import print_json
from pipeline.places import EXTRACTED


def prune(
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="So many publications stay at least.")] = 30,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; nothing does.")] = False,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Drop releases that are neither among the newest nor of the last 90 days; every snapshot stays."""
    from pipeline.pruning import prune_by_age

    gone = prune_by_age(out, now=now(), keep=keep, dry_run=dry_run)
    if as_json:
        print_json(asdict(gone))
        return
    for release in gone.releases:
        typer.echo(f"release    {release}")
    typer.echo(
        f"{'would drop' if dry_run else 'dropped'} {len(gone.releases)} releases, {len(gone.changes)} "
        f"comparisons, {gone.cached} entries of the cache: {gone.bytes:,} bytes"
    )
