"""What tells a statement from the others of its mission and property, whatever its value."""

from __future__ import annotations

from pipeline.model import Statement


def key_of(statement: Statement) -> tuple[str, ...]:
    """Return the rest of a statement's key, beside mission and property: never the date or the number.

    That is the country of a host, basis and time of a strength, country and time of a contingent.
    """
    match statement.property:
        case "host_country":
            return (statement.value,)
        case "staff":
            return (statement.basis or "", statement.as_of or "")
        case "contingent":
            return (statement.unit or "", statement.as_of or "")
        case _:
            return ()
