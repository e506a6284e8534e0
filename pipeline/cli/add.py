"""`missions add`: a new page for sources.toml, shown before it is written."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.arguments import AsJson
from pipeline.cli.clock import reach
from pipeline.cli.output import print_json, print_view, progress
from pipeline.places import SOURCES

if TYPE_CHECKING:
    from pipeline.adding import Seen


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The page, as in https://example.org/missions.")],
    cron: Annotated[
        str | None, typer.Option(help="When it is fetched: five fields, UTC; daily unless told.")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="Its id; unless told, from its address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who answers for it; unless told, its host.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a page to sources.toml: fetches it, shows what would be extracted, then writes its table."""
    from pipeline.acquire.sources import source_at
    from pipeline.adding import look
    from pipeline.ingestion import listed
    from pipeline.publish.sources import add_source, table_of

    usual = source_at(url)
    source = replace(
        usual,
        cron=usual.cron if cron is None else cron,
        id=usual.id if name is None else name,
        publisher=usual.publisher if publisher is None else publisher,
    )
    table_of(source)  # a wrong schedule is said before anybody is asked for a page
    with progress("fetching 1 page"):
        seen = look(source, listed=listed(), reach=reach())
    if not as_json:
        _print_seen(seen)
        if sys.stdin.isatty() and not typer.confirm(f"add it to {SOURCES}?"):
            raise typer.Exit(1)
    add_source(SOURCES, seen.source)
    if as_json:
        _print_json(seen)
    else:
        typer.echo(f"added      {seen.source.id} to {SOURCES}; `missions run {seen.source.id}` ingests it")


def _print_seen(seen: Seen) -> None:
    from pipeline.publish.sources import table_of
    from pipeline.report import summarise
    from pipeline.terminal.run import run_summary

    print_view(run_summary(summarise(seen.dataset)))
    typer.echo(f"statements {len(seen.dataset.statements)}")
    typer.echo(f"\n{table_of(seen.source)}")


def _print_json(seen: Seen) -> None:
    from pipeline.report import summarise

    summary = summarise(seen.dataset)
    print_json(
        {
            "id": seen.source.id,
            "url": seen.source.url,
            "missions": summary["missions"],
            "statements": len(seen.dataset.statements),
            "checks": summary["checks"],
        }
    )
