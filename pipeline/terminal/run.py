"""The closing summary of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.terminal.tables import add, share, table

Row = Mapping[str, Any]

_MISSIONS_SHOWN: Final = 50
_NAMED: Final = 10
_WIDTHS: Final = {"type": 8, "launched": 10, "until": 10}


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


def _missions(missions: Sequence[Row]) -> Iterable[RenderableType]:
    shown = table("mission", "type", "hosts", "launched", "until", "staff", "conf.", right=("staff", "conf."))
    shown.pad_edge = False  # each column counts, of 80
    for column in shown.columns[1:]:
        column.min_width = _WIDTHS.get(str(column.header))  # the names give way, the dates do not
    for each in missions[:_MISSIONS_SHOWN]:
        kind = "both" if each["type"] == "civilian-military" else each["type"]
        texts = [kind, " ".join(each["host_countries"]), each["launched"], each["mandate_end"], each["staff"]]
        add(shown, each["mission_id"], *(text or "" for text in texts), share(each["confidence"]))
    if missions:
        yield shown
    if len(missions) > _MISSIONS_SHOWN:
        yield Text(f"  … and {len(missions) - _MISSIONS_SHOWN} more in the report\n")


def _confidence(properties: Sequence[Row]) -> Iterable[RenderableType]:
    shown = table("confidence of", "statements", "mean", "lowest", right=("statements", "mean", "lowest"))
    shown.pad_edge = False
    for each in properties:
        add(shown, each["property"], str(each["n"]), share(each["mean"]), share(each["lowest"]))
    if properties:
        yield shown


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
    for line in lines[:_NAMED]:
        yield Text.assemble((what, colour), f"  {line}")
    if len(lines) > _NAMED:
        yield Text(f"… and {len(lines) - _NAMED} more in the report")
    if lines:
        yield Text()


def _counted(number: Row) -> Iterable[str]:
    yield f"documents  {number['ingested']} ingested, {number['quarantined']} in quarantine"
    yield f"missions   {number['missions']}, {number['needs_review']} of them to be reviewed"
    if number["decisions"]:
        yield f"decisions  {number['decisions']}, {number['applied']} of them applied"
    yield f"checks     {number['holds']} hold, {number['conflict']} conflict, {number['unknown']} unknown"
