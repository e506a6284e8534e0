"""One change or statement: what it was and is, both pages side by side, and why it is read so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, HTTPException, Request, Response

from pipeline.model import Document, Span
from pipeline.review.changes import changes_to, release_before
from pipeline.review.compared import Compared, compared, single
from pipeline.review.history import history
from pipeline.review.queue import Item, decided, items
from pipeline.review.render import page, reviewer_of
from pipeline.review.rules import about, rules
from pipeline.review.setup import Setup
from pipeline.review.standing import Standing, standing
from pipeline.review.tables import latest, where
from pipeline.review.texts import text_of
from pipeline.rulebook import records

Row = dict[str, Any]

IN_WORDS: Final = {
    "source": "the page says something else",
    "rules": "the page is the same, and is read in another way",
    "decision": "a reviewer decided so",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: the statement in one of the releases, its document, and its rule."""

    title: str
    release: Path
    row: Row
    document: Row
    rule: Row


class _Version(NamedTuple):
    """A document in one of the releases, and where the statement's evidence stands in it, if it does."""

    release: Path
    document_id: str
    evidence: Span | None


@router.get("/changes/{change_id}")
def change(request: Request, change_id: str) -> Response:
    """Show a change of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    row = changes_to(release).row(change_id)
    if row is None:
        raise HTTPException(404, f"The latest release has no change {change_id}; see the queue.")
    return _changed(request, release, row)


@router.get("/statements/{statement_id}")
def statement(request: Request, statement_id: str) -> Response:
    """Show a statement of the latest release, or the change that it is a side of."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    row = changes_to(release).on(statement_id)
    if row is not None:
        return _changed(request, release, row)
    now = _side("Now", release, statement_id)
    if now is None:
        raise HTTPException(404, f"The latest release has no statement {statement_id}; it may be gone since.")
    return _shown(request, release, f"s-{statement_id}", None, now, None)


def _changed(request: Request, release: Path, row: Row) -> Response:
    old = _side("Before", release_before(release), row["old_statement_id"])
    new = _side("Now", release, row["new_statement_id"])
    return _shown(request, release, f"c-{row['change_id']}", old, new, row)


def _side(title: str, release: Path | None, statement_id: str | None) -> Side | None:
    if release is None or statement_id is None:
        return None
    row = next(iter(where(release, "statements", "statement_id", statement_id)), None)
    if row is None:
        return None
    [document] = where(release, "documents", "document_id", row["document_id"])
    return Side(title, release, row, document, _rule(row["rule"]))


def _rule(rule: str) -> Row:
    return {"id": rule, "entry": rules().get(rule), "about": about(rule), "record": records().get(rule)}


def _shown(
    request: Request, release: Path, item_id: str, old: Side | None, new: Side | None, change: Row | None
) -> Response:
    setup: Setup = request.app.state.setup
    side = new or old
    if side is None:
        raise HTTPException(404, "Neither release has a statement of this change; see the overview.")
    decisions, queue = standing(release, setup.out), items(release)
    place = next((at for at, each in enumerate(queue) if each.item_id == item_id), None)
    statement_id, mission_id = side.row["statement_id"], side.row["mission_id"]
    holds = decisions.verdict(statement_id) if new is not None else decisions.removal(statement_id)
    return page(
        request,
        "change.html",
        release_id=release.name,
        change=change,
        row=side.row,
        field=side.row["property"] if change is None else change["property"],
        is_known=bool(where(release, "missions", "mission_id", mission_id, most=1)),
        old=old,
        new=new,
        cause=None if change is None else _in_words(change["cause"]),
        compared=_compared(setup.out, release, old, new),
        history=history(setup.out, mission_id, side.row["property"]),
        on=decisions.on(statement_id),
        decided=holds,
        is_pending=holds is not None and holds.decision_id in decisions.pending,
        seen=decisions.last(statement_id),
        undoable=decisions.undoable(reviewer_of(request)),
        previous=None if place is None else _open(reversed(queue[:place]), decisions),
        following=None if place is None else _open(queue[place + 1 :], decisions),
    )


def _in_words(cause: str) -> str:
    words = " and ".join(IN_WORDS.get(each, each) for each in cause.split("+"))
    return words[:1].upper() + words[1:] + "."


def _compared(out: Path, release: Path, old: Side | None, new: Side | None) -> Compared:
    """Return both versions of the page around the evidence; of one version alone where there is no other."""
    then = _version(old) if old is not None else _counterpart(new, release_before(release))
    now = _version(new) if new is not None else _counterpart(old, release)
    there = [each for each in (then, now) if each is not None]
    texts = [text_of(out, each.release, each.document_id) for each in there]
    match texts:
        case [Document() as before, Document() as after]:
            return compared(before, after, there[0].evidence, there[1].evidence)
        case [Document() as only]:
            return single(only, there[0].evidence, is_new=now is not None)
        case _:
            return Compared((), next((each for each in texts if isinstance(each, str)), ""), is_same=False)


def _version(side: Side) -> _Version:
    return _Version(side.release, side.row["document_id"], Span(side.row["start"], side.row["end"]))


def _counterpart(side: Side | None, release: Path | None) -> _Version | None:
    """Return the version of a side's page in the other release, where it has one."""
    if side is None or release is None:
        return None
    there = where(release, "documents", "source_id", side.document["source_id"])
    readable = [each for each in there if each["status"] == "ingested"]
    return _Version(release, readable[0]["document_id"], None) if len(readable) == 1 else None


def _open(queue: Iterable[Item], decisions: Standing) -> Item | None:
    """Return the first item that is still open."""
    return next((each for each in queue if decided(each, decisions) is None), None)
