"""Tally a dataset: how many rows of each sort there are, and how sure they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import fsum
from typing import Any

from pipeline.model import Dataset, Document, LedgerEntry, Mention, Statement
from pipeline.rulebook import records

Row = dict[str, Any]


def counts(dataset: Dataset) -> dict[str, int]:
    """Return the number of rows by table, and of those among them that matter to a reader."""
    ingested = [each for each in dataset.documents if isinstance(each, Document)]
    of_missions = [section for section in dataset.sections if section.kind == "mission"]
    outcomes = Counter(check.outcome for check in dataset.checks)
    return {
        "documents": len(dataset.documents),
        "ingested": len(ingested),
        "quarantined": len(dataset.documents) - len(ingested),
        "characters": sum(len(document.text) for document in ingested),
        "sections": len(dataset.sections),
        "mission_sections": len(of_missions),
        "linked_sections": sum(section.mission_id is not None for section in of_missions),
        "mentions": len(dataset.mentions),
        "statements": len(dataset.statements),
        "accepted": sum(statement.status == "accepted" for statement in dataset.statements),
        "missions": len(dataset.missions),
        "needs_review": sum(record.needs_review for record in dataset.missions),
        "decisions": len(dataset.decisions),
        "applied": sum(each.outcome == "applied" for each in dataset.decisions),
        "claims": len(dataset.claims),
        "checks": len(dataset.checks),
        "conflict": outcomes["conflict"],
        "unknown": outcomes["unknown"],
        "holds": outcomes["holds"],
    }


def linked_share(dataset: Dataset) -> float | None:
    """Return the share of the mission sections that are linked to a mission, null without any."""
    linked = [section.mission_id is not None for section in dataset.sections if section.kind == "mission"]
    return sum(linked) / len(linked) if linked else None


def labels(mentions: Iterable[Mention]) -> list[Row]:
    """Return one row a label: number, number without a value, mean and lowest confidence."""
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.label].append(mention)
    return [
        {"label": label, "without_value": sum(each.value is None for each in group)} | _sureness(group)
        for label, group in sorted(groups.items())
    ]


def properties(statements: Iterable[Statement]) -> list[Row]:
    """Return one row a property: number, mean and lowest confidence."""
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.property].append(statement)
    return [{"property": name} | _sureness(group) for name, group in sorted(groups.items())]


def ledger(entries: Iterable[LedgerEntry]) -> list[Row]:
    """Return one row a kind: number, how many of it a statement or claim rests on, their share, and why not.

    `unused` counts the others by their reasons.
    """
    groups: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.kind].append(entry)
    return [_accounted(kind, group) for kind, group in sorted(groups.items())]


def rules(dataset: Dataset) -> list[Row]:
    """Return one row a rule: mentions and statements that it found, how often it was right when measured."""
    mentions = Counter(each.rule for each in dataset.mentions)
    statements = Counter(each.rule for each in dataset.statements)
    return [_rule(name, mentions[name], statements[name]) for name in sorted({*mentions, *statements})]


def _rule(name: str, mentions: int, statements: int) -> Row:
    right, of = records().get(name, (None, None))
    return {"rule": name, "mentions": mentions, "statements": statements, "right": right, "of": of}


def _accounted(kind: str, group: list[LedgerEntry]) -> Row:
    reasons = Counter(entry.reason for entry in group if entry.reason is not None)
    used = len(group) - reasons.total()
    unused = dict(sorted(reasons.items()))
    return {"kind": kind, "n": len(group), "used": used, "share": used / len(group), "unused": unused}


def _sureness(group: list[Mention] | list[Statement]) -> Row:
    values = [each.confidence.value for each in group]
    return {"n": len(values), "mean": fsum(values) / len(values), "lowest": min(values)}
