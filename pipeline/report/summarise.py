"""Summarise a dataset: what was ingested, how sure each field is, what conflicts, what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from itertools import islice
from typing import Any, TypeVar

from pipeline.model import (
    Check,
    Claim,
    Dataset,
    DecisionOutcome,
    Document,
    LedgerEntry,
    Mention,
    Quarantined,
    Record,
    Statement,
)
from pipeline.report.countries import country_name
from pipeline.report.quote import quoted
from pipeline.report.tally import counts, labels, ledger, linked_share, properties, rules
from pipeline.rulebook import acceptance, measured

LOWEST = 25
FIELDS = 2000
UNUSED = 100
OUTCOMES = ("conflict", "unknown", "holds")
EFFECTS = ("overruled", "ambiguous", "orphaned", "expired", "invalid", "applied")

Row = dict[str, Any]
Read = Mapping[str, Document]
Sure = TypeVar("Sure", Statement, Mention)


def summarise(dataset: Dataset) -> dict[str, object]:
    """Return the summary of `dataset` in JSON's types, the same whatever the order of its rows.

    Shares and confidences are numbers in [0, 1], or null where there is nothing to share; offsets are
    half-open character offsets into the document's text.

    - `counts`: `documents`, `ingested`, `quarantined`, `characters`, `sections`, `mission_sections`,
      `linked_sections` (mission sections with a mission), `mentions`, `statements`, `missions`,
      `needs_review` (missions), `decisions`, `applied` (of these), `claims`,
      `checks`, and the checks by outcome: `conflict`, `unknown`, `holds`
    - `linked_share`: linked sections of the mission sections
    - `documents`, by name: `document_id`, `source_id`, `name`, `url`, `media_type`,
      `retrieved_at` (ISO 8601), `status` (`ingested`/`quarantined`), `reason` (of a quarantine),
      `characters`, `sections`, `mentions`, `statements`, `missions`, `note` (null, or
      what to know: 'no missions found')
    - `labels`, by label: `label`, `n`, `without_value`, `mean`, `lowest`
    - `properties`, by property: `property`, `n`, `mean`, `lowest`
    - `missions`, EU first: the columns of the table of that name, and `hosts` (country names)
    - `fields`, the first 2,000 statements that records show, in the order of `missions`: `mission_id`,
      `property`, `value`, `unit`, `status`, `confidence`, `parts`, `rule`, `document`, `start`, `end`,
      `before`, `quote`, `after`
    - `rules`, by rule: `rule`, how many `mentions` and `statements` it found, and how often it was `right`
      `of` so many on annotated pages (both null where it was not met there)
    - `lowest_statements`, `lowest_mentions`, the least sure first: `kind` (property or label), `mission_id`
      (null for a mention), `value`, `confidence`, `parts` (name to number), `rule`, `document`, `start`,
      `end`, `before`, `quote`, `after` (the quote in its context)
    - `checks`, conflicts first: `check_id`, `document` (name or null), `mission_id`, `kind`, `outcome`,
      `expected`, `found`, `explanation`, `quotes` (the claims that it weighs, as in `claims`)
    - `decisions`, those that do not apply first: `decision_id`, `reviewer`, `decided_at` (ISO 8601), `of`
      (mission, property and value that it is on), `verdict`, `value`, `reason`, `quote`, `source_id`,
      `outcome` (`applied`, `overruled`, `expired`, `ambiguous`, `orphaned`, `invalid`), `explanation`
    - `claims`, in the order of the text: `document`, `what`, `value`, `lower`, `upper`, `confidence`, `rule`,
      `start`, `end`, `before`, `quote`, `after`
    - `ledger`, by kind (label, or 'NUMBER'): `kind`, `n`, `used` (a statement or claim rests on it),
      `share`, `unused` (reason to number)
    - `calibration`: `mention` and `statement`, how confidences did on pages left out of their fit (as
      `measured` in `rules/confidence.toml`), and `acceptance`, from which one on a statement needs no review
    - `unused`, the first of what is said of a mission and nothing rests on: `kind`, `document`, `start`,
      `end`, `before`, `quote`, `after`
    """
    read = {each.document_id: each for each in dataset.documents if isinstance(each, Document)}
    names = {each.document_id: each.name for each in dataset.documents}
    checks = sorted(dataset.checks, key=_conflicts_first)
    claims = sorted(dataset.claims, key=lambda claim: (claim.document_id, claim.span, claim.what))
    return {
        "counts": counts(dataset),
        "linked_share": linked_share(dataset),
        "documents": _documents(dataset),
        "labels": labels(dataset.mentions),
        "properties": properties(dataset.statements),
        "missions": [_mission(record) for record in sorted(dataset.missions, key=_eu_first)],
        "fields": [_field(each, read) for each in _shown(dataset)],
        "rules": rules(dataset),
        "lowest_statements": [_statement(each, read) for each in _least_sure(_standing(dataset))],
        "lowest_mentions": [_mention(each, read) for each in _least_sure(dataset.mentions)],
        "checks": [_check(check, claims, names, read) for check in checks],
        "decisions": [_decision(each) for each in sorted(dataset.decisions, key=_applied_last)],
        "claims": [_claim(claim, read) for claim in claims],
        "ledger": ledger(dataset.ledger),
        "calibration": _calibration(),
        "unused": [_unused(entry, read) for entry in _without_role(dataset.ledger)],
    }


def _documents(dataset: Dataset) -> list[Row]:
    sections = Counter(section.document_id for section in dataset.sections)
    mentions = Counter(mention.document_id for mention in dataset.mentions)
    statements = Counter(statement.document_id for statement in dataset.statements)
    missions = Counter(
        document_id for document_id, _ in {(each.document_id, each.mission_id) for each in dataset.statements}
    )
    documents = sorted(dataset.documents, key=lambda each: (each.name, each.document_id, each.source_id))
    return [
        _document(each)
        | {
            "sections": sections[each.document_id],
            "mentions": mentions[each.document_id],
            "statements": statements[each.document_id],
            "missions": missions[each.document_id],
            "note": _note(each, missions[each.document_id]),
        }
        for each in documents
    ]


def _note(each: Document | Quarantined, missions: int) -> str | None:
    return "no missions found" if isinstance(each, Document) and missions == 0 else None


def _document(each: Document | Quarantined) -> Row:
    read = each if isinstance(each, Document) else None
    return {
        "document_id": each.document_id,
        "source_id": each.source_id,
        "name": each.name,
        "url": each.url,
        "media_type": each.media_type,
        "retrieved_at": None if each.retrieved_at is None else each.retrieved_at.isoformat(),
        "status": "quarantined" if read is None else "ingested",
        "reason": None if isinstance(each, Document) else each.reason,
        "characters": None if read is None else len(read.text),
    }


def _eu_first(record: Record) -> tuple[bool, str, str]:
    return (record.organisation != "EU", record.organisation, record.mission_id)


def _mission(record: Record) -> Row:
    row: Row = {field.name: getattr(record, field.name) for field in fields(record)}
    hosts = list(record.host_countries)
    return row | {"host_countries": hosts, "hosts": [country_name(code) for code in hosts]}


def _shown(dataset: Dataset) -> list[Statement]:
    """Return the first statements that records show, in the order of these."""
    selected: dict[str, list[Statement]] = {
        each.mission_id: [] for each in sorted(dataset.missions, key=_eu_first)
    }
    for statement in dataset.statements:
        if statement.selected and statement.mission_id in selected:
            selected[statement.mission_id].append(statement)
    shown = (each for of_mission in selected.values() for each in sorted(of_mission, key=_by_property))
    return list(islice(shown, FIELDS))


def _by_property(statement: Statement) -> tuple[object, ...]:
    return (statement.property, statement.document_id, statement.span, statement.rule, statement.value)


def _field(statement: Statement, read: Read) -> Row:
    said = {name: getattr(statement, name) for name in ("mission_id", "property", "unit", "status")}
    return said | _evidence(statement, read)


def _least_sure(rows: Iterable[Sure]) -> list[Sure]:
    """Return the least sure of `rows`, ties by where they stand."""
    return sorted(rows, key=lambda row: (row.confidence.value, row.document_id, row.span, row.rule))[:LOWEST]


def _standing(dataset: Dataset) -> list[Statement]:
    """Return the statements that no reviewer has rejected."""
    return [statement for statement in dataset.statements if statement.status != "rejected"]


def _statement(statement: Statement, read: Read) -> Row:
    return {"kind": statement.property, "mission_id": statement.mission_id} | _evidence(statement, read)


def _mention(mention: Mention, read: Read) -> Row:
    return {"kind": mention.label, "mission_id": None} | _evidence(mention, read)


def _evidence(row: Statement | Mention, read: Read) -> Row:
    return {
        "value": row.value,
        "confidence": row.confidence.value,
        "parts": dict(row.confidence.parts),
        "rule": row.rule,
    } | quoted(read[row.document_id], row.span)


def _conflicts_first(check: Check) -> tuple[int, str, str]:
    return (OUTCOMES.index(check.outcome), check.kind, check.check_id)


def _check(check: Check, claims: Iterable[Claim], names: Mapping[str, str], read: Read) -> Row:
    return {
        "check_id": check.check_id,
        "document": None if check.document_id is None else names[check.document_id],
        "mission_id": check.mission_id,
        "kind": check.kind,
        "outcome": check.outcome,
        "expected": check.expected,
        "found": check.found,
        "explanation": check.explanation,
        "quotes": [_claim(claim, read) for claim in claims if _weighs(check, claim)],
    }


def _weighs(check: Check, claim: Claim) -> bool:
    """Whether the check is about this claim: one of the two numbers that it compares, of the same thing."""
    return (
        claim.document_id == check.document_id
        and claim.what in check.kind
        and claim.value in (check.expected, check.found)
    )


def _claim(claim: Claim, read: Read) -> Row:
    return {
        "what": claim.what,
        "value": claim.value,
        "lower": claim.lower,
        "upper": claim.upper,
        "confidence": claim.confidence.value,
        "rule": claim.rule,
    } | quoted(read[claim.document_id], claim.span)


def _applied_last(each: DecisionOutcome) -> tuple[int, str, object, str]:
    decision = each.decision
    order = EFFECTS.index(each.outcome)
    return (order, decision.mission_id, decision.decided_at, decision.decision_id)


def _decision(each: DecisionOutcome) -> Row:
    decision = each.decision
    of = (decision.mission_id, decision.property, *filter(None, decision.key))
    return {
        "decision_id": decision.decision_id,
        "reviewer": decision.reviewer,
        "decided_at": decision.decided_at.isoformat(),
        "of": f"{' '.join(of)} = {decision.expected}",
        "verdict": decision.verdict,
        "value": decision.value,
        "reason": decision.reason,
        "quote": decision.quote,
        "source_id": decision.source_id,
        "outcome": each.outcome,
        "explanation": each.explanation,
    }


def _calibration() -> Row:
    accepted = asdict(acceptance())
    return {
        "acceptance": accepted | {"measured": sorted(accepted["measured"])},
        "mention": measured("mention"),
        "statement": measured("statement"),
    }


def _without_role(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Return the first entries that stand beside a mission, and of which no rule says what they tell."""
    unused = (entry for entry in entries if entry.reason == "no role")
    return sorted(unused, key=lambda entry: (entry.document_id, entry.span, entry.kind))[:UNUSED]


def _unused(entry: LedgerEntry, read: Read) -> Row:
    return {"kind": entry.kind} | quoted(read[entry.document_id], entry.span)
