"""How a call ends: 0 done, 1 nothing could be made or found, 2 the call is wrong; an error is one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NoReturn

import typer

from pipeline.errors import MissionsError

Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def reported(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with an option `--debug` more; without it an error is one line and exit code 1."""

    @wraps(command)
    def called(*, debug: bool = False, **given: Any) -> None:  # noqa: ANN401  (as the command has them)
        try:
            command(**given)
        except BrokenPipeError:
            # The reader (`head`, say) has enough; what is left must not be flushed into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if debug:
                raise
            fail(str(error) if isinstance(error, MissionsError) else _fault(error))

    asked = signature(command, eval_str=True)
    option = Parameter("debug", Parameter.KEYWORD_ONLY, default=False, annotation=Debug)
    options = asked.replace(parameters=[*asked.parameters.values(), option])
    called.__signature__ = options  # type: ignore[attr-defined]  # what Typer looks at
    return called


def fail(message: str) -> NoReturn:
    """Say in one line why nothing comes of a call, and exit with 1."""
    typer.echo(f"missions: {' '.join(message.split())}", err=True)
    raise typer.Exit(1)


def refuse(message: str) -> NoReturn:
    """Say why a call is wrong, and exit with 2."""
    typer.echo(f"missions: {message}", err=True)
    raise typer.Exit(2)


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}. This is a fault of the program; --debug shows where"
