"""`missions decide`: a reviewer's decision on one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from pipeline.cli.arguments import AsJson, Mission, Out
from pipeline.cli.clock import now
from pipeline.cli.ending import refuse
from pipeline.cli.output import print_json, print_view
from pipeline.places import EXTRACTED, decisions_of

if TYPE_CHECKING:
    from pipeline.model import Decision, Verdict


def decide(
    mission: Mission,
    what: Annotated[str, typer.Argument(metavar="PROPERTY", help="As in launched, mandate_end or staff.")],
    reviewer: Annotated[str, typer.Option(envvar="MISSIONS_REVIEWER", help="Who decides.")],
    accept: Annotated[bool, typer.Option("--accept", help="The statement is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong.")] = False,
    correct: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="What its words say: EDTF, ISO code, number."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A remark, which changes nothing.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Earlier decisions hold no more.")] = False,
    value: Annotated[str | None, typer.Option(help="The value that the statement has now.")] = None,
    statement: Annotated[str | None, typer.Option(metavar="ID", help="The id of the statement.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever reads it later.")] = None,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
) -> None:
    """Decide on a statement of the latest release: the next run follows it where its words stand again."""
    verdict = _verdict(
        accept=accept,
        reject=reject,
        correct=correct is not None,
        note=note is not None,
        withdraw=withdraw,
    )
    from pipeline.publish.decisions import append
    from pipeline.review.decision import decision_on, statements_of

    found = statements_of(mission, what, out=out, value=value, statement_id=statement)
    if len(found) > 1:
        refuse("\n".join([f"{len(found)} statements, name one with --statement:", *map(_choice, found)]))
    decision = decision_on(
        found[0],
        out=out,
        verdict=verdict,
        value=correct,
        reason=reason if note is None else note,
        reviewer=reviewer,
        decided_at=now(),
    )
    file = append(decision, decisions_of(out))
    if as_json:
        _print_json(decision, file)
    else:
        _print(decision, file)


def _verdict(**given: bool) -> Verdict:
    """Return the one verdict that is given; a call with none or several is wrong."""
    named = [name for name, is_given in given.items() if is_given]
    if len(named) != 1:
        options = ", ".join(f"--{name}" for name in given)
        refuse(f"expected one of {options}, found {' and '.join(f'--{name}' for name in named) or 'none'}")
    return cast("Verdict", named[0])


def _choice(statement: Mapping[str, Any]) -> str:
    quote = " ".join(statement["quote"].split())
    return f"  {statement['statement_id']}  {statement['value']}  “{quote}” ({statement['status']})"


def _print_json(decision: Decision, file: Path) -> None:
    from pipeline.acquire.decisions import as_line

    print_json({"file": str(file), "decision": json.loads(as_line(decision))})


def _print(decision: Decision, file: Path) -> None:
    from pipeline.terminal.decision import decision as view

    print_view(view(decision))
    typer.echo(f"written    {file}; it holds from the next run on")
