"""What fits into one cell of a spreadsheet: lists as text, and no text that it would take for a formula."""

from __future__ import annotations

from typing import Any

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a formula opens with, for one spreadsheet or another; some pass over a break or tab before it."""

Plain = str | int | float | bool | None


def plain(value: Any) -> Plain:  # noqa: ANN401  (any value of a table)
    """Return `value` as one cell: a list joined by '; ', a named part of a confidence as 'part=value'."""
    if not isinstance(value, list):
        cell: Plain = value
        return cell
    match value:
        case [int() | float() as only]:
            return only
        case _ if any(each is not None for each in value):
            return "; ".join(map(_item, value))
        case _:
            return None


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet might calculate `text` rather than show it."""
    return text.startswith(FORMULA)


def _item(value: object) -> str:
    match value:
        case None:
            return ""
        case {"part": part, "value": share}:
            return f"{part}={share}"
        case _:
            return str(value)
