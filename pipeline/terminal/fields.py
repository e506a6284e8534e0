"""What fields of a mission look like, and in which order they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_FIRST: Final = ("name", "type", "host_country", "launched", "mandate_end", "staff")


def place(name: str) -> tuple[int, str]:
    """Return what orders fields: the first ones first, then the others by their names."""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def value(statement: Mapping[str, Any]) -> str:
    """Return the value of a statement with what it counts, its basis and date, and how it is asserted."""
    shown = [statement["value"], statement["unit"], statement["basis"], statement["as_of"]]
    assertion = statement["assertion"]
    return " ".join([each for each in shown if each] + [f"({assertion})"] * (assertion != "asserted"))
