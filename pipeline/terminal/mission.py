"""One mission, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.terminal.fields import place, value
from pipeline.terminal.tables import add, share, table

Row = Mapping[str, Any]


def mission(record: Row, statements: Sequence[Row], documents: Mapping[str, str]) -> RenderableType:
    """Return one mission field by field, with what the record shows of its `statements`.

    `documents` gives the name of a document by its id.
    """
    shown = sorted((each for each in statements if each["selected"]), key=_first_fields_first)
    fields = table("field", "value", "conf.", "evidence", right=("conf.",))
    fields.columns[-1].ratio = 1
    for each in shown:
        add(fields, each["property"], value(each), share(each["confidence"]), _evidence(each, documents))
    return Group(*_heading(record), fields, *_rest(len(statements) - len(shown)))


def _first_fields_first(statement: Row) -> tuple[int, str, int]:
    return (*place(statement["property"]), statement["start"])


def _evidence(statement: Row, documents: Mapping[str, str]) -> Text:
    at = f"{documents[statement['document_id']]}:{statement['start']}-{statement['end']}"
    return Text.assemble(" ".join(statement["quote"].split()), "\n", (f"{at} by {statement['rule']}", "dim"))


def _heading(record: Row) -> Iterable[Text]:
    about = [record["organisation"], record["kind"], record["type"], record["status"]]
    about += ["provisional"] * record["provisional"] + ["to be reviewed"] * record["needs_review"]
    yield Text.assemble((record["mission_id"], "bold"), f"  {record['name']}")
    yield Text(" · ".join(each for each in about if each is not None), style="dim")


def _rest(number: int) -> Iterable[Text]:
    if number > 0:
        yield Text(f"{number} more statements that the record does not show: --json has them", style="dim")
