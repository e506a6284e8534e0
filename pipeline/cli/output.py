"""What commands write: answers on standard output, warnings and progress on standard error."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object, for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_view(view: RenderableType) -> None:
    """Print what is for people, as wide as the terminal."""
    from rich.console import Console

    Console().print(view)


def warn(warnings: Iterable[str]) -> None:
    """Print a line for each warning."""
    for each in warnings:
        typer.echo(f"missions: warning: {each}", err=True)


@contextmanager
def progress(waiting: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar where there is a terminal, and `waiting` until the first progress.

    What it yields is told the documents done and their total, null where that is not known.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    console = Console(stderr=True)
    text = TextColumn("{task.description}")
    columns = (SpinnerColumn(), text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(waiting, total=None)
        yield lambda done, total: bar.update(task, description="documents", completed=done, total=total)
