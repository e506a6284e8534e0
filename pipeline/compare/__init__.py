"""Compare: two releases to the changes between them, each with its relation, cause and severity."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial

from pipeline.compare.cause import Factors, State, cause, explained, written
from pipeline.compare.relation import closest, relation
from pipeline.compare.worlds import FIELDS, Key, Said, World
from pipeline.model import Change, ChangeKind, Level, Relation, Statement
from pipeline.rulebook import severity


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two worlds, the causes in which they differ, and those between them, by which causes are new there.

    Without any between them, though there are several causes, these cannot be told apart.
    """

    old: World
    new: World
    differing: Factors
    between: Mapping[Factors, World]


def changes(compared: Comparison) -> tuple[Change, ...]:
    """Return what is said otherwise in the new world, the most severe first.

    Statements are held against each other by mission, property and what tells several apart, wherever on
    their pages they stand. A record's field is told where none of its statements changed.
    """
    found = [*_of_missions(compared), *_of_statements(compared)]
    told = {(each.mission_id, each.property) for each in found}
    found += _of_records(compared, told)
    return tuple(
        sorted(found, key=lambda each: (-each.severity, each.mission_id, each.property, each.change_id))
    )


def _of_missions(compared: Comparison) -> Iterator[Change]:
    """Yield a change for each mission that only one of the worlds knows."""
    for mission_id in sorted(compared.old.records.keys() ^ compared.new.records.keys()):
        is_new = mission_id in compared.new.records
        state_in = partial(_state_of_mission, mission_id, is_new)
        causes = cause(compared.differing, compared.between, state_in)
        name = (compared.new if is_new else compared.old).records[mission_id]["name"]
        yield _change(
            compared,
            Key(mission_id, "mission", ()),
            causes,
            level="record",
            relation="appeared" if is_new else "vanished",
            old=None if is_new else name,
            new=name if is_new else None,
        )


def _of_statements(compared: Comparison) -> Iterator[Change]:
    for key in sorted(compared.old.said.keys() | compared.new.said.keys()):
        old, new = compared.old.said.get(key, {}), compared.new.said.get(key, {})
        for before, after in _pairs(old, new):
            state_in = partial(_state_of_said, key, before, after, old.keys() | new.keys())
            causes = cause(compared.differing, compared.between, state_in)
            yield _change(
                compared,
                key,
                causes,
                level="statement",
                relation=_relation(key, before, after, causes, compared),
                old=None if before is None else before.value,
                new=None if after is None else after.value,
                old_evidence=None if before is None else old[before],
                new_evidence=None if after is None else new[after],
            )


def _pairs(
    old: Mapping[Said, Statement], new: Mapping[Said, Statement]
) -> Iterator[tuple[Said | None, Said | None]]:
    """Pair what is said no more with what is said instead: first what the records show."""
    gone = sorted((said for said in old if said not in new), key=lambda said: (not old[said].selected, said))
    come = [said for said in new if said not in old]
    for said in gone:
        shown = [each for each in come if new[each].selected and old[said].selected]
        instead = closest(said, shown or come) if come else None
        if instead is not None:
            come.remove(instead)
        yield said, instead
    yield from ((None, said) for said in sorted(come))


def _state_of_mission(mission_id: str, is_new: bool, world: World) -> State:
    return "new" if (mission_id in world.records) == is_new else "old"


def _state_of_said(
    key: Key, before: Said | None, after: Said | None, known: Set[Said], world: World
) -> State:
    """Return which of two values a world has; one of its own in the place of nothing is another state."""
    said = world.said.get(key, {})
    has_other = key.property != "name" and not said.keys() <= known
    if None in (before, after) and has_other:
        return "other"
    had, has = (None if each is None else each in said for each in (before, after))
    if had is not True and has is not False:
        return "new"
    return "old" if had is not False and has is not True else "other"


def _state_of_field(
    mission_id: str, field: str, before: str | None, after: str | None, world: World
) -> State:
    match world.records.get(mission_id, {}).get(field):
        case value if value == after:
            return "new"
        case value if value == before:
            return "old"
        case _:
            return "other"


def _relation(
    key: Key, before: Said | None, after: Said | None, causes: Factors, compared: Comparison
) -> Relation:
    if before is not None and after is not None:
        return relation(key.property, before, after, by_source="source" in causes)
    if before is None:
        return "appeared"
    return "superseded" if _has_later(key, compared) else "vanished"


def _has_later(key: Key, compared: Comparison) -> bool:
    """Say whether a figure of a later time has come that takes the place of one that is gone."""
    *what, as_of = key.rest or ("",)
    return bool(as_of) and any(
        other not in compared.old.said
        and other.property == key.property
        and list(other.rest[:-1]) == what
        and other.rest[-1] > as_of
        for other in compared.new.said
        if other.mission_id == key.mission_id and other.rest
    )


def _of_records(compared: Comparison, told: set[tuple[str, str]]) -> Iterator[Change]:
    """Yield the fields that records show otherwise though no statement of theirs changed."""
    for mission_id in sorted(compared.old.records.keys() & compared.new.records.keys()):
        before, after = compared.old.records[mission_id], compared.new.records[mission_id]
        for field, name in FIELDS.items():
            if before[field] == after[field] or (mission_id, name) in told:
                continue
            state_in = partial(_state_of_field, mission_id, field, before[field], after[field])
            causes = cause(compared.differing, compared.between, state_in)
            yield _change(
                compared,
                Key(mission_id, name, ()),
                causes,
                level="record",
                relation=_record_relation(name, before[field], after[field]),
                old=before[field],
                new=after[field],
            )


def _record_relation(name: str, before: str | None, after: str | None) -> Relation:
    if before is None or after is None:
        return "appeared" if before is None else "vanished"
    return "reworded" if name == "name" else "contradicted"


def _change(
    compared: Comparison,
    key: Key,
    causes: Factors,
    *,
    level: Level,
    relation: Relation,
    old: str | None,
    new: str | None,
    old_evidence: Statement | None = None,
    new_evidence: Statement | None = None,
) -> Change:
    kind: ChangeKind = "added" if old is None else "removed" if new is None else "changed"
    evidence = [each for each in (old_evidence, new_evidence) if each is not None]
    is_shown = level == "record" or any(each.selected for each in evidence)
    bounds = [
        (each.assertion, each.lower, each.upper) if each else None for each in (old_evidence, new_evidence)
    ]
    identity = repr((*key, level, kind, old, new, bounds))
    return Change(
        change_id=hashlib.sha256(identity.encode()).hexdigest()[:24],
        mission_id=key.mission_id,
        property=key.property,
        key=" ".join(filter(None, key.rest)),
        level=level,
        kind=kind,
        relation=relation,
        old=old,
        new=new,
        cause=written(causes),
        severity=severity(key.property, relation, is_shown=is_shown),
        explanation=explained(
            causes, compared.differing, is_told_apart=bool(compared.between) or len(compared.differing) < 2
        ),
        old_evidence=old_evidence,
        new_evidence=new_evidence,
    )


__all__ = ["Comparison", "changes"]
