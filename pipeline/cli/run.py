"""`missions run`: one ingestion, in this process or as a Prefect flow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pipeline.cli.arguments import AsJson, AsOf, Out, moment
from pipeline.cli.clock import now, reach
from pipeline.cli.output import print_json, print_view, progress, warn
from pipeline.places import EXTRACTED, store_of

if TYPE_CHECKING:
    from pipeline.acquire.sources import Source
    from pipeline.ingestion import Ingestion

CHANGES_SHOWN: Final = 10


def run(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT ...]",
            help="Files, folders, documents of raw/ by their names without ending, sources by their ids or "
            "addresses; without any, all of raw/ and all sources.",
            show_default=False,
        ),
    ] = None,
    out: Out = EXTRACTED,
    flow: Annotated[
        bool, typer.Option("--flow", help="Run as a Prefect flow: history, retries, artifacts.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")] = 1,
    as_of: AsOf = None,
    accept_gate: Annotated[
        bool, typer.Option("--accept-gate", help="Publish although a source's gate says no; it is logged.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ingest documents and publish a release of what they say."""
    call = _Call(inputs or [], out, workers, moment(as_of), accept_gate)
    made = _run_flow(call) if flow else _run_here(call)
    warn(made.warnings)
    if as_json:
        _print_json(made)
    else:
        _print(made)


@dataclass(frozen=True, slots=True)
class _Call:
    """What a call asks for, however it is run."""

    inputs: Sequence[str]
    out: Path
    workers: int
    as_of: datetime | None
    accept_gates: bool


def _run_here(call: _Call) -> Ingestion:
    from pipeline import ingestion

    located = ingestion.locate(call.inputs, out=call.out)
    unread = _visited(located.sources, call)
    with progress("reading and extracting") as shown:
        made = ingestion.ingest(
            located.paths,
            out=call.out,
            published_at=now(),
            as_of=call.as_of,
            accept_gates=call.accept_gates,
            workers=call.workers,
            progress=shown,
        )
    return replace(made, warnings=(*unread, *made.warnings))


def _visited(sources: Sequence[Source], call: _Call) -> tuple[str, ...]:
    """Fetch the sources of a run, but not of one that asks how it was; say which gave no page, and why."""
    if not sources or call.as_of is not None:
        return ()
    from pipeline.fetching import told, visit_all

    with progress(f"fetching {len(sources)} pages"):
        return told(visit_all(sources, store=store_of(call.out), reach=reach()))


def _run_flow(call: _Call) -> Ingestion:
    from pipeline import ingestion

    ingestion.locate(call.inputs, out=call.out)  # a wrong name is said at once, before a server starts
    # Errors come out of here as the one line that everybody gets; the run's own log is kept by Prefect.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    with progress("starting Prefect") as shown:
        from flows import ingest

        return ingest.run(
            call.inputs,
            out=call.out,
            as_of=call.as_of,
            accept_gates=call.accept_gates,
            workers=call.workers,
            progress=shown,
        )


def _print_json(made: Ingestion) -> None:
    from pipeline.report import summarise

    release = made.release
    told = {
        "release_id": release.release_id,
        "path": release.path,
        "report": _report(made),
        "new": release.new,
        "changes": None if made.changes is None else len(made.changes.changes),
    }
    print_json(told | summarise(made.dataset))


def _print(made: Ingestion) -> None:
    from pipeline.report import summarise
    from pipeline.terminal.changes import changes
    from pipeline.terminal.run import run_summary

    print_view(run_summary(summarise(made.dataset)))
    if made.changes is not None:
        print_view(changes(made.changes.changes, most=CHANGES_SHOWN))
    typer.echo(f"release    {made.release.path}{_there_already(made)}")
    typer.echo(f"report     {_report(made)}")


def _there_already(made: Ingestion) -> str:
    if made.release.new:
        return ""
    return "  (there already: nothing changed)" if made.changes is None else "  (as there was before)"


def _report(made: Ingestion) -> str:
    return str(Path(made.release.path, "report.html"))
