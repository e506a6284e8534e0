"""`missions diff`: what changed between two releases, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.arguments import AsJson, Out
from pipeline.cli.ending import refuse
from pipeline.cli.output import print_json, print_view, warn
from pipeline.places import EXTRACTED

if TYPE_CHECKING:
    from pipeline.comparison import Compared


def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="The earlier release.", show_default=False)
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="The later one; unless named, the latest.", show_default=False),
    ] = None,
    working_tree: Annotated[
        bool,
        typer.Option("--working-tree", help="What the rules and code here would make of OLD's pages."),
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Print a page of its own, for mail.")] = False,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two releases, each change with its cause: without any named, the last two."""
    if working_tree and new is not None:
        refuse("--working-tree takes one release, found two")
    from pipeline.comparison import compare_between, compare_working_tree

    if working_tree:
        found = compare_working_tree(old or "latest", out=out)
    else:
        found = compare_between(old, new, out=out)
    warn([] if found.warning is None else [found.warning])
    if as_json:
        _print_json(found)
    elif html:
        _print_html(found)
    elif markdown:
        _print_markdown(found)
    else:
        _print(found)


def _print_json(found: Compared) -> None:
    from pipeline.publish.changes import as_row

    print_json({"old": found.old, "new": found.new, "changes": [as_row(each) for each in found.changes]})


def _print_html(found: Compared) -> None:
    from pipeline.publish.changes import as_row
    from pipeline.report.render import render_changes

    typer.echo(render_changes(found.old, found.new, [as_row(each) for each in found.changes]))


def _print_markdown(found: Compared) -> None:
    from pipeline.compare.text import markdown

    typer.echo(markdown(found.old, found.new, found.changes), nl=False)


def _print(found: Compared) -> None:
    from pipeline.terminal.changes import changes

    typer.echo(f"from {found.old} to {found.new}")
    print_view(changes(found.changes))
