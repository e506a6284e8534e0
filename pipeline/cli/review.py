"""`missions review`: the pages for reviewers."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from pipeline.cli.arguments import Out
from pipeline.cli.clock import now
from pipeline.cli.ending import refuse
from pipeline.places import EXTRACTED

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
LOOPBACK_NAMES: Final = ("127.0.0.1", "[::1]", "localhost")
"""How a browser on this machine may name the pages' server; any other name may be a trick of another site."""
SHORTEST_TOKEN: Final = 16


def review(
    host: Annotated[
        str, typer.Option(help="Where to listen; other machines reach it by another than 127.0.0.1.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes one that is free.")] = 8420,
    token: Annotated[
        str | None,
        typer.Option(envvar="MISSIONS_TOKEN", help="What whoever comes has to know.", show_default=False),
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option(envvar="MISSIONS_REVIEWER", help="Who decides, if no form says it.", show_default=False),
    ] = None,
    out: Out = EXTRACTED,
) -> None:
    """Serve the pages on which reviewers look at releases and decide, until Ctrl-C."""
    is_loopback = host in LOOPBACK
    if not is_loopback and (token is None or len(token) < SHORTEST_TOKEN):
        refuse(
            f"--host {host}: other machines could reach the pages, so that --token (or MISSIONS_TOKEN) with "
            f"at least {SHORTEST_TOKEN} characters is needed; this makes one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    import secrets

    from pipeline.load import release_folder
    from pipeline.review.serve import serve
    from pipeline.review.setup import Setup

    release_folder(out, "latest")  # without a release there is nothing to look at: say so at once
    setup = Setup(
        out=out,
        clock=now,
        secret=secrets.token_bytes(32),
        reviewer=reviewer,
        token=token,
        hosts=frozenset(LOOPBACK_NAMES) if is_loopback else frozenset(),
    )
    serve(setup, host=host, port=port, announce=lambda address: typer.echo(f"review     {address}"))
