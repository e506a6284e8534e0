"""Changes as Markdown, for mail and pull requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.model import Change

COLUMNS = ("mission", "property", "change", "old", "new", "cause", "evidence")


def markdown(old: str, new: str, changes: Sequence[Change]) -> str:
    """Return the changes from one release to another as a Markdown document, the most severe first."""
    lines = [f"# Changes from {old} to {new}", ""]
    if not changes:
        return "\n".join([*lines, "Nothing that is said of any mission changed.", ""])
    lines += [f"{counted(changes)}.", "", _row(COLUMNS), _row(["---"] * len(COLUMNS))]
    lines += [_row(_cells(each)) for each in changes]
    return "\n".join([*lines, ""])


def counted(changes: Sequence[Change]) -> str:
    """Return how many changes there are, by cause and then by mission, in words."""
    causes = Counter(each.cause for each in changes)
    missions = len({each.mission_id for each in changes})
    by_cause = ", ".join(f"{number} by {cause}" for cause, number in sorted(causes.items()))
    return f"{_several(len(changes), 'change')} of {_several(missions, 'mission')}: {by_cause}"


def named(change: Change) -> str:
    """Return the property of a change, with what tells several of its statements apart."""
    return f"{change.property} ({change.key})" if change.key else change.property


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _cells(change: Change) -> list[str]:
    evidence = change.new_evidence or change.old_evidence
    return [
        change.mission_id,
        named(change),
        change.relation,
        change.old or "",
        change.new or "",
        change.cause,
        "" if evidence is None else f"“{evidence.quote}”",
    ]


def _row(cells: Sequence[str]) -> str:
    """Return one row of a table; what a page says must not end a cell or a row, or open a tag."""
    in_line = (" ".join(cell.split()) for cell in cells)
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in in_line)
    return f"| {' | '.join(escaped)} |"
