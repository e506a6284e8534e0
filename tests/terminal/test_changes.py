"""The changes as a person sees them: of many the first ones, and where the others are."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console

from pipeline.model import Change
from pipeline.terminal.changes import changes

CHANGE = Change(
    change_id="c1",
    mission_id="EUTM Mali",
    property="mandate_end",
    key="",
    level="statement",
    kind="changed",
    relation="superseded",
    old="2024-05-18",
    new="2026-05-18",
    cause="source",
    severity=90,
    explanation="the page changed",
)


def test_of_many_changes_the_rest_is_a_number_and_where_to_see_them() -> None:
    console = Console(width=80)

    with console.capture() as captured:
        console.print(changes([replace(CHANGE, change_id=f"c{number}") for number in range(3)], most=1))

    shown = captured.get()
    assert shown.count("2026-05-18") == 1
    assert "2 more changes: `missions diff` has them" in shown
