"""What one set of snapshots, rules and decisions says: the values of each statement key and record field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pipeline.decide.key import key_of
from pipeline.model import Statement

FIELDS: Final = {
    "name": "name",
    "organisation": "organisation",
    "kind": "kind",
    "type": "type",
    "status": "status",
    "host_countries": "host_country",
    "launched": "launched",
    "mandate_end": "mandate_end",
    "staff": "staff",
    "predecessor": "predecessor",
    "successor": "successor",
}
"""The fields of a record that are compared, and the property whose statements they show."""


class Key(NamedTuple):
    """What a statement says something about: all of it but the value."""

    mission_id: str
    property: str
    rest: tuple[str, ...]


class Said(NamedTuple):
    """What is said there: two statements that agree in all of this say the same."""

    value: str
    assertion: str
    lower: str | None
    upper: str | None


@dataclass(frozen=True, slots=True)
class World:
    """All that is said: for each key what, with its best evidence; and the fields of each record."""

    said: Mapping[Key, Mapping[Said, Statement]]
    records: Mapping[str, Mapping[str, str | None]]


def world(statements: Iterable[Statement], records: Sequence[Mapping[str, Any]]) -> World:
    """Return the world of the statements and mission rows of a release; what was rejected is not said."""
    said: dict[Key, dict[Said, Statement]] = defaultdict(dict)
    for s in sorted(statements, key=_best_first):
        if s.status != "rejected":
            what = Said(s.value, s.assertion, s.lower, s.upper)
            said[Key(s.mission_id, s.property, key_of(s))].setdefault(what, s)
    fields = {row["mission_id"]: {name: _text(row[name]) for name in FIELDS} for row in records}
    return World(dict(said), fields)


def _best_first(s: Statement) -> tuple[object, ...]:
    return (not s.selected, -s.confidence.value, s.document_id, s.span)


def _text(value: object) -> str | None:
    """Return a field as one text; a list by the alphabet, as the order of its elements says nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(sorted(value)) or None
    return None if value is None else str(value)
