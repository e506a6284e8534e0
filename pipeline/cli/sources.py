"""`missions sources`: the pages that are followed, and how each does."""

from __future__ import annotations

from pipeline.cli.arguments import AsJson, Out
from pipeline.cli.clock import now
from pipeline.cli.output import print_json, print_view
from pipeline.places import EXTRACTED, store_of


def sources(out: Out = EXTRACTED, as_json: AsJson = False) -> None:
    """List the pages that are followed: when each was fetched and changed last, is due, and how it does."""
    from pipeline.acquire.health import as_row, health
    from pipeline.ingestion import listed

    found = health(listed(), store=store_of(out), now=now())
    if as_json:
        print_json({"sources": [as_row(each) for each in found]})
        return
    from pipeline.terminal.sources import sources as view

    print_view(view(found))
