"""What changed between two releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.compare.text import counted, named
from pipeline.model import Change
from pipeline.terminal.tables import add, table


def changes(found: Sequence[Change], *, most: int | None = None) -> RenderableType:
    """Return changes as a table, the most severe first; of more than `most` the rest as a number."""
    if not found:
        return Text("nothing that is said of any mission changed")
    shown = table("mission", "property", "change", "old", "new", "cause")
    for each in found[:most]:
        add(shown, each.mission_id, named(each), each.relation, each.old or "", each.new or "", each.cause)
    return Group(Text(counted(found)), shown, *_rest(len(found) - len(found[:most])))


def _rest(number: int) -> Iterable[Text]:
    if number > 0:
        yield Text(f"{number} more changes: `missions diff` has them", style="dim")
