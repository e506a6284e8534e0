"""The sources, and how each does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.acquire.health import Health
from pipeline.terminal.tables import add, table


def sources(found: Sequence[Health]) -> RenderableType:
    """Return the sources as a table: when each was fetched, changed and is due, and how it does."""
    if not found:
        return Text("no sources: `missions add URL` adds one")
    shown = table("source", "last fetch", "last change", "next run", "health")
    for each in found:
        moments = map(_minute, (each.last_fetch, each.last_change, each.next_run))
        add(shown, each.source.id, *moments, each.said)
    return Group(shown, Text("moments in UTC", style="dim"))


def _minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
