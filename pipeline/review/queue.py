"""The queue: what changed and what is uncertain, the most severe first, and the filters on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import pyarrow.compute as pc
from jinja2.filters import do_urlencode

from pipeline.model import Decision
from pipeline.review.changes import Changes, changes_to
from pipeline.review.standing import Standing
from pipeline.review.tables import table

Row = dict[str, Any]
State = Literal["open", "decided", "all"]
Severity = Literal["high", "middle", "low", "none"]

FIELDS: Final = (
    "mission", "mandate_end", "launched", "host_country", "type", "staff", "status", "mandate_extension",
    "successor", "predecessor", "established", "contingent", "legal_basis", "mandate_duration",
)  # fmt: skip
"""Fields in the order in which they matter to a reader; others come before names, which come last."""

CAUSES: Final = ("source", "rules", "source+rules", "unsure", "decision")
_SEVERE: Final[tuple[tuple[Severity, int], ...]] = (("high", 70), ("middle", 40), ("low", 1), ("none", 0))


class Item(NamedTuple):
    """What a reviewer is asked: about a change, or about a statement that is not sure enough.

    `item_id` begins with `c-` and the id of the change, or `s-` and that of the statement. A decision is on
    `statement_id`, in the release before where it is `gone`; of a mission that came or went, on its name.
    """

    item_id: str
    kind: str
    mission_id: str
    field: str
    key: str
    old: str | None
    new: str | None
    relation: str
    cause: str
    severity: int
    confidence: float | None
    quote: str
    rule: str
    statement_id: str
    explanation: str
    alike: str

    @property
    def gone(self) -> bool:
        """Say whether the statement stands in the release before alone."""
        return self.kind == "removed"

    @property
    def correctable(self) -> str | None:
        """Return the value that a correction is of, null where there is nothing to correct."""
        return None if self.field == "mission" else self.new

    @property
    def href(self) -> str:
        kind, _, name = self.item_id.partition("-")
        return f"/{'changes' if kind == 'c' else 'statements'}/{name}"

    @property
    def grade(self) -> Severity:
        """Return the severity in words."""
        return next(name for name, least in _SEVERE if self.severity >= least)


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue is asked for; an empty text asks for all, `mission` for ids that it stands in."""

    state: State = "open"
    severity: str = ""
    cause: str = ""
    field: str = ""
    kind: str = ""
    mission: str = ""
    below: float | None = None
    alike: str = ""

    def holds(self, item: Item) -> bool:
        """Say whether an item is asked for, whatever was decided of it."""
        return (
            self.severity in {"", item.grade}
            and self.cause in {"", item.cause}
            and self.field in {"", item.field}
            and self.kind in {"", item.kind}
            and self.mission.casefold() in item.mission_id.casefold()
            and self.alike in {"", item.alike}
            and (self.below is None or (item.confidence is not None and item.confidence < self.below))
        )

    def query(self, **changed: object) -> str:
        """Return the filters as the query of a URL, some of them changed."""
        now = replace(self, **changed)  # type: ignore[arg-type]  # the names of fields
        given = {name: getattr(now, name) for name in self.__slots__}
        return "&".join(
            f"{name}={do_urlencode(str(value))}"
            for name, value in given.items()
            if value not in {"", None, "open"}
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to, with the number of items that each would show beside the others."""

    severity: Mapping[str, int]
    cause: Mapping[str, int]
    field: Mapping[str, int]
    kind: Mapping[str, int]


def items(release: Path) -> tuple[Item, ...]:
    """Return the queue of the release in the folder `release`, in its order: each statement once."""
    return _items(release, changes_to(release))


def chosen(queue: Iterable[Item], filters: Filters) -> list[Item]:
    """Return the items that the filters ask for, whatever was decided of them."""
    return [each for each in queue if filters.holds(each)]


def of_state(queue: Iterable[Item], standing: Standing, state: State) -> list[Item]:
    """Return the items that are still open, or were decided, or all."""
    if state == "all":
        return list(queue)
    return [each for each in queue if (decided(each, standing) is not None) == (state == "decided")]


def decided(item: Item, standing: Standing) -> Decision | None:
    """Return the decision by which an item is done, null while it is open."""
    return (standing.removal if item.gone else standing.verdict)(item.statement_id)


def choices(queue: Sequence[Item], filters: Filters) -> Choices:
    """Return what each filter can be set to while the others stay as they are."""
    return Choices(
        severity=_counts(queue, replace(filters, severity=""), "grade", [name for name, _ in _SEVERE]),
        cause=_counts(queue, replace(filters, cause=""), "cause", CAUSES),
        field=_counts(queue, replace(filters, field=""), "field", (*FIELDS, "name")),
        kind=_counts(queue, replace(filters, kind=""), "kind", ("changed", "added", "removed", "unsure")),
    )


@lru_cache(maxsize=4)
def _items(release: Path, changes: Changes) -> tuple[Item, ...]:
    changed = [_change(row) for row in changes.rows if row["old_statement_id"] or row["new_statement_id"]]
    missions = {each.statement_id for each in changed if each.field == "mission"}
    changed = [each for each in changed if each.field == "mission" or each.statement_id not in missions]
    seen = {each.statement_id for each in changed}
    unsure = (item for item in _unsure(release) if item.statement_id not in seen)
    return tuple(sorted([*changed, *unsure], key=_rank))


def _counts(queue: Iterable[Item], filters: Filters, name: str, order: Sequence[str]) -> dict[str, int]:
    found = Counter(getattr(each, name) for each in queue if filters.holds(each))
    known = [each for each in order if each in found]
    return {each: found[each] for each in (*known, *sorted(set(found) - set(known)))}


def _change(row: Row) -> Item:
    gone = row["kind"] == "removed"
    side = "old" if gone else "new"
    return Item(
        item_id=f"c-{row['change_id']}",
        kind=row["kind"],
        mission_id=row["mission_id"],
        field=row["property"],
        key=row["key"] or "",
        old=row["old"],
        new=row["new"],
        relation=row["relation"],
        cause=row["cause"],
        severity=row["severity"],
        confidence=row[f"{side}_confidence"],
        quote=row[f"{side}_quote"] or "",
        rule=row[f"{side}_rule"] or "",
        statement_id=row[f"{side}_statement_id"],
        explanation=row["explanation"],
        alike=_alike(row["property"], row["kind"], row["relation"], row["cause"], row[f"{side}_rule"] or ""),
    )


def _unsure(release: Path) -> list[Item]:
    """Return the statements that the records show and that are to be reviewed."""
    rows = table(release, "statements")
    to_review = pc.and_(pc.equal(rows["status"], "review"), rows["selected"])
    columns = ["statement_id", "mission_id", "property", "value", "confidence", "quote", "rule"]
    kept = rows.select(columns).filter(to_review)
    return [
        Item(
            item_id=f"s-{statement_id}",
            kind="unsure",
            mission_id=mission_id,
            field=name,
            key="",
            old=None,
            new=value,
            relation="",
            cause="unsure",
            severity=0,
            confidence=confidence,
            quote=quote,
            rule=rule,
            statement_id=statement_id,
            explanation="The statement is not sure enough to be accepted without a review.",
            alike=_alike(name, rule, value),
        )
        for statement_id, mission_id, name, value, confidence, quote, rule in zip(
            *(kept[column].to_pylist() for column in columns), strict=True
        )
    ]


def _alike(*same: str) -> str:
    return sha256("\0".join(same).encode()).hexdigest()[:12]


def _rank(item: Item) -> tuple[object, ...]:
    """The most severe first, then by cause, field, and the least sure; the rest only settles ties."""
    cause = CAUSES.index(item.cause) if item.cause in CAUSES else len(CAUSES)
    field = FIELDS.index(item.field) if item.field in FIELDS else len(FIELDS) + (item.field == "name")
    sure = 0.0 if item.confidence is None else item.confidence
    return (-item.severity, cause, field, sure, item.mission_id, item.item_id)
