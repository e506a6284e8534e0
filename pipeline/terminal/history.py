"""What was said of one mission, over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.history import History, Run
from pipeline.terminal.fields import place, value
from pipeline.terminal.tables import add, table


def history(of: History) -> RenderableType:
    """Return what was said of a mission, field by field: when by snapshots of sources, when by releases."""
    shown = table("field", "value", "seen", "published")
    shown.columns[2].ratio, shown.columns[3].ratio = 3, 2
    for each in sorted(of.entries, key=lambda entry: place(entry.said.property)):
        seen, published = _lines(map(_seen, each.seen)), _lines(map(_published, each.published))
        add(shown, each.said.property, value(each.said._asdict()), seen, published)
    return Group(Text(of.mission_id, "bold"), shown)


def _lines(texts: Iterable[Text]) -> Text:
    return Text("\n").join(texts)


def _seen(run: Run) -> Text:
    """Return from which sighting of a source to which it said so, open where it does still, and its words."""
    quote = " ".join(run.statement.quote.split())
    until = None if run.gone is None else run.until
    return Text.assemble(f"{_time(run.since, until)} {run.by}", "\n", (quote, "dim"))


def _published(run: Run) -> Text:
    """Return from when on releases had it, up to the one that had not, and what they held of it."""
    shown = "" if run.statement.selected else ", not in the record"
    return Text.assemble(_time(run.since, run.gone), "\n", (f"{run.statement.status}{shown}", "dim"))


def _time(since: datetime, until: datetime | None) -> str:
    days = [f"{each:%Y-%m-%d}" for each in (since, until) if each is not None]
    return f"{days[0]} –" if until is None else " – ".join(dict.fromkeys(days))
