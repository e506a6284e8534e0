"""Finds what each decision is about in a release, and which of several decisions on one statement holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.decide.anchor import Page, Place, anchor
from pipeline.decide.correct import corrected
from pipeline.decide.key import key_of
from pipeline.errors import DecisionError
from pipeline.model import Decision, DecisionOutcome, Effect, Statement


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of each decision, and the one that holds for a statement, by the statement's id."""

    outcomes: tuple[DecisionOutcome, ...]
    verdicts: Mapping[str, Decision]


def outcomes_of(
    decisions: Sequence[Decision], pages: Mapping[str, Sequence[Page]], statements: Iterable[Statement]
) -> Judged:
    """Return what becomes of `decisions`, in the order of their ids; `pages` has those of each source."""
    by_subject: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        by_subject[s.document_id, s.mission_id, s.property].append(s)
    done: list[DecisionOutcome] = []
    on_statement: dict[str, list[Decision]] = defaultdict(list)
    documents: dict[str, str] = {}
    for each in decisions:
        found = _found(each, pages.get(each.source_id, ()), by_subject)
        if isinstance(found, DecisionOutcome):
            done.append(found)
            continue
        for s in found:
            on_statement[s.statement_id].append(each)
            documents[s.statement_id] = s.document_id
    verdicts: dict[str, Decision] = {}
    for statement_id, rivals in on_statement.items():
        last = max(rivals, key=_in_time)
        if last.verdict != "withdraw":
            verdicts[statement_id] = last
        told = (_held_against(each, last) for each in rivals)
        done += (
            DecisionOutcome(each, outcome, why, documents[statement_id], statement_id)
            for each, (outcome, why) in zip(rivals, told, strict=True)
        )
    once = {each.decision.decision_id: each for each in sorted(done, key=_by_id, reverse=True)}
    return Judged(tuple(sorted(once.values(), key=_by_id)), verdicts)


def _found(
    decision: Decision,
    pages: Sequence[Page],
    by_subject: Mapping[tuple[str, str, str], Sequence[Statement]],
) -> list[Statement] | DecisionOutcome:
    """Return the statements that a verdict is on, or what else becomes of the decision."""
    if decision.verdict == "correct":
        try:
            corrected(decision.property, decision.value or "")
        except DecisionError as error:
            return DecisionOutcome(decision, "invalid", f"{error}")
    place = anchor(decision, pages)
    if isinstance(place, str):
        outcome, _, why = place.partition(": ")
        return DecisionOutcome(decision, cast(Effect, outcome), why)
    document_id = place.page.document.document_id
    there = _there(decision, place, by_subject.get((document_id, decision.mission_id, decision.property), ()))
    same = [s for s in there if s.value == decision.expected]
    if len(same) > 1 and same[0].span != place.span:
        why = f"its words are part of the evidence of {len(same)} statements now"
        return DecisionOutcome(decision, "ambiguous", why, document_id)
    if decision.verdict == "note":
        about = same[0].statement_id if same else None
        return DecisionOutcome(decision, "applied", "a note", document_id, about)
    return same or DecisionOutcome(decision, "expired", _expired(decision, there), document_id)


def _there(decision: Decision, place: Place, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements of the decision's key with this evidence, else those with more or less of it."""
    same_key = [s for s in statements if key_of(s) == decision.key]
    exact = [s for s in same_key if s.span == place.span]
    return exact or [
        s
        for s in same_key
        if (s.span.start <= place.span.start and place.span.end <= s.span.end)
        or (place.span.start <= s.span.start and s.span.end <= place.span.end)
    ]


def _expired(decision: Decision, there: Sequence[Statement]) -> str:
    what = f"{decision.property} of {decision.mission_id}"
    if not there:
        return f"its words stand where they stood, but no {what} is read from them any more"
    now = ", ".join(sorted({s.value for s in there}))
    if now == decision.value:
        return f"the {what} is read as {now} now, as the correction has it"
    return f"it was on {what} = {decision.expected}, and its words are read as {now} now"


def _held_against(decision: Decision, last: Decision) -> tuple[Effect, str]:
    """Say whether a decision holds beside the last one on the same statement."""
    if decision.decision_id == last.decision_id:
        return "applied", "its words stand once, with the value that was judged"
    if (decision.verdict, decision.value) == (last.verdict, last.value) and last.verdict != "withdraw":
        return "applied", f"{last.reviewer} decided the same later"
    who = "the same reviewer" if decision.reviewer == last.reviewer else last.reviewer
    says = last.verdict if last.value is None else f"{last.verdict} to {last.value}"
    return "overruled", f"{who}, later: {says}"


def _in_time(decision: Decision) -> tuple[object, ...]:
    return (decision.decided_at, decision.decision_id)


def _by_id(each: DecisionOutcome) -> tuple[str, str]:
    return (each.decision.decision_id, each.statement_id or "")
