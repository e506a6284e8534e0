"""`missions verify`: whether a release is what its snapshots give."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.arguments import AsJson, Out
from pipeline.cli.ending import fail
from pipeline.cli.output import print_json
from pipeline.places import EXTRACTED


def verify(
    release: Annotated[str, typer.Argument(metavar="[RELEASE]", help="The id of a release.")] = "latest",
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Rebuild a release from its snapshots and compare it to the byte: 0 the same, 1 not."""
    from pipeline.verify import verify as verified

    found = verified(release, out=out)
    if as_json:
        print_json(asdict(found))
    elif found.difference is None:
        typer.echo(
            f"{found.release_id}: the same to the byte, {found.files} files from {found.snapshots} "
            f"snapshots and {found.decisions} decisions; {found.quotes} values stand where they point to"
        )
    if found.difference is not None:
        fail(f"{found.release_id}: {found.difference}")
