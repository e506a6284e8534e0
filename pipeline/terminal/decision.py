"""A decision, as it is written."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.model import Decision


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
