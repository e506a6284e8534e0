"""The command line `missions`: a module a command, each importing what it needs as it runs: help is quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import typer

from pipeline.cli import (
    add,
    decide,
    diff,
    evaluate,
    export,
    extract,
    history,
    importing,
    prune,
    review,
    run,
    serve,
    show,
    sources,
    verify,
)
from pipeline.cli.ending import reported

app = typer.Typer(
    help="Mission records, with evidence and confidence, from the pages that describe EU missions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: Final[tuple[Callable[..., None], ...]] = (
    run.run,
    sources.sources,
    add.add,
    serve.serve,
    importing.import_,
    extract.extract,
    show.show,
    history.history,
    export.export,
    decide.decide,
    diff.diff,
    review.review,
    verify.verify,
    prune.prune,
    evaluate.evaluate,
    evaluate.calibrate,
)
"""In the order in which help lists them."""

for command in COMMANDS:
    app.command(command.__name__.removesuffix("_"))(reported(command))


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    app(prog_name="missions")
