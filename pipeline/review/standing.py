"""What reviewers have decided of the statements of a release, also what only the next run will follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.acquire.decisions import read_decisions
from pipeline.decide.anchor import Page, context, folded_page
from pipeline.decide.key import key_of
from pipeline.model import Decision, Document, Span
from pipeline.places import DECISIONS, decisions_of
from pipeline.review.changes import release_before
from pipeline.review.decision import as_read, section_of
from pipeline.review.tables import table, where
from pipeline.review.texts import text_of

GONE_RIGHTLY: Final = "The removal is right."
GONE_WRONGLY: Final = "The removal is wrong."
"""How a note begins by which a reviewer judges that a statement is gone."""

Row = dict[str, Any]


class Undoable(NamedTuple):
    """A decision that can be taken back, the statement that it is on, and the last decision on that."""

    decision: Decision
    statement_id: str
    seen: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions on each statement, by its id, oldest first; `pending` are not in the release."""

    decisions: Mapping[str, tuple[Decision, ...]]
    pending: frozenset[str]

    def on(self, statement_id: str) -> tuple[Decision, ...]:
        """Return the decisions on a statement, oldest first."""
        return self.decisions.get(statement_id, ())

    def last(self, statement_id: str) -> str:
        """Return the id of the last decision on a statement, or nothing: what a form has seen."""
        on = self.on(statement_id)
        return on[-1].decision_id if on else ""

    def verdict(self, statement_id: str) -> Decision | None:
        """Return the decision that holds for a statement, the last that is no note and is not withdrawn."""
        return _holding(each for each in self.on(statement_id) if each.verdict != "note")

    def removal(self, statement_id: str) -> Decision | None:
        """Return the note that holds on whether a statement is rightly gone."""
        return _holding(each for each in self.on(statement_id) if _is_on_removal(each))

    def undoable(self, reviewer: str | None) -> Undoable | None:
        """Return the last decision of `reviewer` that holds and that no release has."""
        mine = [
            Undoable(held, statement_id, self.last(statement_id))
            for statement_id in self.decisions
            for held in (self.verdict(statement_id), self.removal(statement_id))
            if held is not None and held.reviewer == reviewer and held.decision_id in self.pending
        ]
        return max(mine, key=lambda each: _in_time(each.decision), default=None)


class _Subject(NamedTuple):
    """What a decision names its statement by, but for what stands around it."""

    source_id: str
    mission_id: str
    property: str
    key: tuple[str, ...]
    value: str
    quote: str


def standing(release: Path, out: Path) -> Standing:
    """Return what was decided up to now of the statements of the release in the folder `release`.

    The statements of the release before are there too, so that what is gone can be spoken of.
    """
    folders = tuple(dict.fromkeys((DECISIONS, decisions_of(out))))
    files = sorted(file for folder in folders for file in folder.glob("*.jsonl"))
    state = tuple((str(file), found.st_size, found.st_mtime_ns) for file in files for found in [file.stat()])
    return _standing(release, release_before(release), out, folders, state)


@lru_cache(maxsize=4)
def _standing(
    release: Path,
    before: Path | None,
    out: Path,
    folders: tuple[Path, ...],
    _state: tuple[tuple[str, int, int], ...],
) -> Standing:
    """As long as the files of decisions are in the same `_state`, they say the same."""
    decisions = read_decisions(folders).decisions
    followed = {each["decision_id"]: each["statement_id"] for each in table(release, "decisions").to_pylist()}
    pending = [each for each in decisions if each.decision_id not in followed]
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        if followed.get(each.decision_id) is not None:
            found[followed[each.decision_id]].append(each)
    for folder in filter(None, (release, before)):
        for statement_id, each in _matched(folder, out, pending):
            if each not in found[statement_id]:
                found[statement_id].append(each)
    return Standing(
        {name: tuple(sorted(each, key=_in_time)) for name, each in found.items() if each},
        frozenset(each.decision_id for each in pending),
    )


def _matched(release: Path, out: Path, decisions: Iterable[Decision]) -> list[tuple[str, Decision]]:
    """Return the decisions that are on statements of a release, each with the statement's id."""
    by_subject: defaultdict[_Subject, list[Decision]] = defaultdict(list)
    for each in decisions:
        by_subject[_named(each)].append(each)
    if not by_subject:
        return []
    sources = {row["document_id"]: row["source_id"] for row in table(release, "documents").to_pylist()}
    decided = table(release, "decisions").to_pylist()
    rows: defaultdict[_Subject, list[Row]] = defaultdict(list)
    for row in where(release, "statements", "quote", sorted({subject.quote for subject in by_subject})):
        s = as_read(row, decided)
        subject = _Subject(sources[s.document_id], s.mission_id, s.property, key_of(s), s.value, s.quote)
        if subject in by_subject:
            rows[subject].append(row)
    return [
        (row["statement_id"], each)
        for subject, there in rows.items()
        for each in by_subject[subject]
        for row in there
        if len(there) == 1 or _stands_there(each, row, release, out)
    ]


def _named(decision: Decision) -> _Subject:
    d = decision
    return _Subject(d.source_id, d.mission_id, d.property, d.key, d.expected, d.quote)


def _stands_there(decision: Decision, row: Row, release: Path, out: Path) -> bool:
    """Say whether a statement has around it what the decision has around its words."""
    document = text_of(out, release, row["document_id"])
    if isinstance(document, str):
        return False
    around = context(_page(release, document), Span(row["start"], row["end"]))
    return around == (decision.before, decision.after)


@lru_cache(maxsize=16)
def _page(release: Path, document: Document) -> Page:
    sections = where(release, "sections", "document_id", document.document_id)
    return folded_page(document, [section_of(each) for each in sections])


def _holding(decisions: Iterable[Decision]) -> Decision | None:
    """Return the last of several decisions, null where it takes the others back."""
    found = list(decisions)
    return found[-1] if found and found[-1].verdict != "withdraw" else None


def _is_on_removal(each: Decision) -> bool:
    """Say whether a decision judges that a statement is gone, or takes a verdict back."""
    judges = each.verdict == "note" and (each.reason or "").startswith((GONE_RIGHTLY, GONE_WRONGLY))
    return judges or each.verdict == "withdraw"


def _in_time(decision: Decision) -> tuple[object, ...]:
    return (decision.decided_at, decision.decision_id)
