"""Terminal: what a person sees of a run and of a mission, 80 columns wide or more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.acquire.health import Health
from pipeline.compare.text import counted, named
from pipeline.history import History, Run
from pipeline.model import Change, Decision

MISSIONS_SHOWN = 50
NAMED = 10
COLUMN_WIDTHS = {"type": 8, "launched": 10, "until": 10}
FIRST_FIELDS = ("name", "type", "host_country", "launched", "mandate_end", "staff")

Row = Mapping[str, Any]


def run_summary(summary: Row) -> RenderableType:
    """Return the closing summary of a run: missions, confidence by field, conflicts, quarantine."""
    return Group(
        *_missions(summary["missions"]),
        *_confidence(summary["properties"]),
        *_conflicts(summary["checks"]),
        *_quarantine(summary["documents"]),
        *_decisions(summary["decisions"]),
        *_notes(summary["documents"]),
        *map(Text, _counted(summary["counts"])),
    )


def mission(record: Row, statements: Sequence[Row], documents: Mapping[str, str]) -> RenderableType:
    """Return one mission field by field, with what the record shows of its `statements`.

    `documents` gives the name of a document by its id.
    """
    shown = sorted((each for each in statements if each["selected"]), key=_first_fields_first)
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    for heading in ("field", "value"):
        table.add_column(heading, overflow="fold")
    table.add_column("conf.", justify="right")
    table.add_column("evidence", overflow="fold", ratio=1)
    for each in shown:
        cells = map(Text, (each["property"], _value(each), _share(each["confidence"])))
        table.add_row(*cells, _evidence(each, documents))
    return Group(*_heading(record), table, *_rest(len(statements) - len(shown)))


def changes(found: Sequence[Change], *, most: int | None = None) -> RenderableType:
    """Return changes as a table, the most severe first; of more than `most` the rest as a number."""
    if not found:
        return Text("nothing that is said of any mission changed")
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    for heading in ("mission", "property", "change", "old", "new", "cause"):
        table.add_column(heading, overflow="fold")
    for each in found[:most]:
        cells = (each.mission_id, named(each), each.relation, each.old or "", each.new or "", each.cause)
        table.add_row(*map(Text, cells))
    return Group(Text(counted(found)), table, *_rest(len(found) - len(found[:most])))


def decision(decided: Decision) -> RenderableType:
    """Return a decision: what of, what it says, and the words that it rests on in their context."""
    of = " ".join((decided.mission_id, decided.property, *filter(None, decided.key), "=", decided.expected))
    says = decided.verdict if decided.value is None else f"{decided.verdict} to {decided.value}"
    reason = f": {decided.reason}" if decided.reason else ""
    return Group(
        Text.assemble((of, "bold")),
        Text.assemble(decided.before.strip("\n"), (decided.quote, "bold"), decided.after.strip("\n")),
        Text(f"in {decided.source_id}, under {decided.section or 'no mission'}", style="dim"),
        Text(f"{decided.reviewer}: {says}{reason}"),
    )


def history(of: History) -> RenderableType:
    """Return what was said of a mission, field by field: when by snapshots of sources, when by releases."""
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    for heading in ("field", "value"):
        table.add_column(heading, overflow="fold")
    table.add_column("seen", overflow="fold", ratio=3)
    table.add_column("published", overflow="fold", ratio=2)
    for each in sorted(of.entries, key=lambda entry: _place(entry.said.property)):
        cells = map(Text, (each.said.property, _value(each.said._asdict())))
        table.add_row(*cells, _lines(map(_seen, each.seen)), _lines(map(_published, each.published)))
    return Group(Text(of.mission_id, "bold"), table)


def sources(found: Sequence[Health]) -> RenderableType:
    """Return the sources as a table: when each was fetched, changed and is due, and how it does."""
    if not found:
        return Text("no sources: `missions add URL` adds one")
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    for heading in ("source", "last fetch", "last change", "next run", "health"):
        table.add_column(heading, overflow="fold")
    for each in found:
        moments = map(_minute, (each.last_fetch, each.last_change, each.next_run))
        _add(table, each.source.id, *moments, each.said)
    return Group(table, Text("moments in UTC", style="dim"))


def _minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _first_fields_first(statement: Row) -> tuple[int, str, int]:
    return (*_place(statement["property"]), statement["start"])


def _place(name: str) -> tuple[int, str]:
    """Return what orders fields: the first ones first, then the others by their names."""
    return (FIRST_FIELDS.index(name) if name in FIRST_FIELDS else len(FIRST_FIELDS), name)


def _heading(record: Row) -> Iterable[Text]:
    about = [record["organisation"], record["kind"], record["type"], record["status"]]
    about += ["provisional"] * record["provisional"] + ["to be reviewed"] * record["needs_review"]
    yield Text.assemble((record["mission_id"], "bold"), f"  {record['name']}")
    yield Text(" · ".join(each for each in about if each is not None), style="dim")


def _rest(number: int) -> Iterable[Text]:
    if number > 0:
        yield Text(f"{number} more statements that the record does not show: --json has them", style="dim")


def _missions(missions: Sequence[Row]) -> Iterable[RenderableType]:
    table = _table(
        "mission", "type", "hosts", "launched", "until", "staff", "conf.", right=("staff", "conf.")
    )
    for column in table.columns[1:]:
        column.min_width = COLUMN_WIDTHS.get(str(column.header))  # the names give way, the dates do not
    for each in missions[:MISSIONS_SHOWN]:
        kind = "both" if each["type"] == "civilian-military" else each["type"]
        texts = [kind, " ".join(each["host_countries"]), each["launched"], each["mandate_end"], each["staff"]]
        _add(table, each["mission_id"], *(text or "" for text in texts), _share(each["confidence"]))
    if missions:
        yield table
    if len(missions) > MISSIONS_SHOWN:
        yield Text(f"  … and {len(missions) - MISSIONS_SHOWN} more in the report\n")


def _confidence(properties: Sequence[Row]) -> Iterable[RenderableType]:
    table = _table("confidence of", "statements", "mean", "lowest", right=("statements", "mean", "lowest"))
    for each in properties:
        _add(table, each["property"], str(each["n"]), _share(each["mean"]), _share(each["lowest"]))
    if properties:
        yield table


def _conflicts(checks: Sequence[Row]) -> Iterable[RenderableType]:
    conflicts = [each for each in checks if each["outcome"] == "conflict"]
    yield from _named("conflict", "red", [each["explanation"] for each in conflicts])


def _quarantine(documents: Sequence[Row]) -> Iterable[RenderableType]:
    unread = [each for each in documents if each["status"] == "quarantined"]
    yield from _named("quarantine", "yellow", [f"{each['name']}: {each['reason']}" for each in unread])


def _decisions(decisions: Sequence[Row]) -> Iterable[RenderableType]:
    told = [each for each in decisions if each["outcome"] != "applied"]
    yield from _named("decision", "yellow", [_lapsed(each) for each in told])


def _lapsed(each: Row) -> str:
    by = f"{each['verdict']} by {each['reviewer']}"
    return f"{each['outcome']}: {each['of']}, {by}: {each['explanation']}"


def _notes(documents: Sequence[Row]) -> Iterable[RenderableType]:
    yield from _named(
        "note", "dim", [f"{each['name']}: {each['note']}" for each in documents if each["note"]]
    )


def _named(what: str, colour: str, lines: Sequence[str]) -> Iterable[RenderableType]:
    """Yield a paragraph a line, the first ones of many."""
    for line in lines[:NAMED]:
        yield Text.assemble((what, colour), f"  {line}")
    if len(lines) > NAMED:
        yield Text(f"… and {len(lines) - NAMED} more in the report")
    if lines:
        yield Text()


def _counted(number: Row) -> Iterable[str]:
    yield f"documents  {number['ingested']} ingested, {number['quarantined']} in quarantine"
    yield f"missions   {number['missions']}, {number['needs_review']} of them to be reviewed"
    if number["decisions"]:
        yield f"decisions  {number['decisions']}, {number['applied']} of them applied"
    yield f"checks     {number['holds']} hold, {number['conflict']} conflict, {number['unknown']} unknown"


def _table(*headings: str, right: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return table


def _add(table: Table, *cells: str) -> None:
    """Add a row of plain text: square brackets of a document are no markup."""
    table.add_row(*map(Text, cells))


def _value(statement: Row) -> str:
    shown = [statement["value"], statement["unit"], statement["basis"], statement["as_of"]]
    assertion = statement["assertion"]
    return " ".join([each for each in shown if each] + [f"({assertion})"] * (assertion != "asserted"))


def _evidence(statement: Row, documents: Mapping[str, str]) -> Text:
    place = f"{documents[statement['document_id']]}:{statement['start']}-{statement['end']}"
    return Text.assemble(
        " ".join(statement["quote"].split()), "\n", (f"{place} by {statement['rule']}", "dim")
    )


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


def _lines(texts: Iterable[Text]) -> Text:
    return Text("\n").join(texts)


def _share(value: float) -> str:
    return f"{value:.2f}"
