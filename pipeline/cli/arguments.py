"""Arguments that several commands take."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import InputError
from pipeline.moments import last_moment

Mission = Annotated[str, typer.Argument(help="The id of a mission, as in 'EUTM Mali'.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="As it was by then: a day, or a moment in UTC.", show_default=False),
]
Out = Annotated[Path, typer.Option(help="The folder of the releases.", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def moment(as_of: str | None) -> datetime | None:
    """Return the moment that `--as-of` means; anything else is a wrong call."""
    if as_of is None:
        return None
    try:
        return last_moment(as_of)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from None
