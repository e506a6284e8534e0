"""One change or statement: what it was and is, both pages side by side, and why it is read so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from pipeline.errors import ReleaseError
from pipeline.load import release_folder
from pipeline.model import Document, Span
from pipeline.review.changes import changes_to
from pipeline.review.compared import Compared, compared, single
from pipeline.review.history import history
from pipeline.review.queue import GONE_RIGHTLY, GONE_WRONGLY, decided, items
from pipeline.review.render import page, reviewer_of
from pipeline.review.rules import about, rules
from pipeline.review.setup import Setup
from pipeline.review.standing import standing
from pipeline.review.tables import latest, where
from pipeline.review.texts import document_row, text_of
from pipeline.rulebook import records

Row = dict[str, Any]

IN_WORDS: Final = {
    "source": "the page says something else",
    "rules": "the page is the same, and is read in another way",
    "decision": "a reviewer decided so",
    "unsure": "nothing changed, but it is not sure enough",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: the statement in one of the releases, and its document."""

    title: str
    release: Path
    row: Row
    document: Row


@router.get("/changes/{change_id}")
def change(request: Request, change_id: str) -> Response:
    """Show a change of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    row = changes_to(release).row(change_id)
    if row is None:
        raise HTTPException(404, f"The latest release has no change {change_id}; see the queue.")
    old = _side("Before", _before(release), row["old_statement_id"])
    new = _side("Now", release, row["new_statement_id"])
    return _shown(request, release, f"c-{change_id}", old, new, row)


@router.get("/statements/{statement_id}")
def statement(request: Request, statement_id: str) -> Response:
    """Show a statement of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    now = _side("Now", release, statement_id)
    if now is None:
        raise HTTPException(404, f"The latest release has no statement {statement_id}; it may be gone since.")
    return _shown(request, release, f"s-{statement_id}", None, now, None)


def _shown(
    request: Request, release: Path, item_id: str, old: Side | None, new: Side | None, change: Row | None
) -> Response:
    setup: Setup = request.app.state.setup
    side = new or old
    if side is None:
        raise HTTPException(404, "Neither release has the statement of this change; its tables are damaged.")
    decisions, queue = standing(release, setup.out), items(release)
    place = next((at for at, each in enumerate(queue) if each.item_id == item_id), None)
    item = None if place is None else queue[place]
    statement_id = side.row["statement_id"]
    return page(
        request,
        "change.html",
        release_id=release.name,
        item=item,
        change=change,
        row=side.row,
        old=old,
        new=new,
        sides=[each for each in (old, new) if each is not None],
        gone=new is None,
        cause=_in_words("unsure" if change is None else change["cause"]),
        compared=_compared(setup.out, release, old, new),
        rule={each.title: _rule(each.row["rule"]) for each in (old, new) if each is not None},
        history=history(setup.out, side.row["mission_id"], side.row["property"]),
        on=decisions.on(statement_id),
        decided=decided(item, decisions) if item is not None else decisions.verdict(statement_id),
        seen=decisions.last(statement_id),
        undoable=decisions.undoable(reviewer_of(request)),
        previous=None if not place else queue[place - 1],
        following=None if place is None or place + 1 == len(queue) else queue[place + 1],
        gone_words=(GONE_RIGHTLY, GONE_WRONGLY),
    )


def _before(release: Path) -> Path | None:
    old = changes_to(release).old
    try:
        return None if old is None else release_folder(release.parent.parent, old)
    except ReleaseError:
        return None


def _side(title: str, release: Path | None, statement_id: str | None) -> Side | None:
    if release is None or statement_id is None:
        return None
    row = next(iter(where(release, "statements", "statement_id", statement_id)), None)
    if row is None:
        return None
    return Side(title, release, row, document_row(release, row["document_id"]) or {})


def _in_words(cause: str) -> str:
    words = " and ".join(IN_WORDS.get(each, each) for each in cause.split("+"))
    return words[:1].upper() + words[1:] + "."


def _compared(out: Path, release: Path, old: Side | None, new: Side | None) -> Compared:
    """Return both versions of the page around the evidence; of one version alone where there is no other."""
    now = new if new is not None else _counterpart(old, release)
    then = old if old is not None else _counterpart(new, _before(release))
    texts = [text_of(out, each.release, each.row["document_id"]) for each in (then, now) if each is not None]
    evidence = [
        Span(each.row["start"], each.row["end"]) if each.row["quote"] else None
        for each in (then, now)
        if each is not None
    ]
    match texts:
        case [Document() as before, Document() as after]:
            return compared(before, after, evidence[0], evidence[1])
        case [Document() as only]:
            return single(only, evidence[0], is_new=now is not None)
        case _:
            return Compared((), next((each for each in texts if isinstance(each, str)), ""), is_same=False)


def _counterpart(side: Side | None, release: Path | None) -> Side | None:
    """Return the version of a side's page in the other release, without a statement."""
    if side is None or release is None or not side.document:
        return None
    there = where(release, "documents", "source_id", side.document["source_id"])
    readable = [each for each in there if each["status"] == "ingested"]
    if len(readable) != 1:
        return None
    row = {"document_id": readable[0]["document_id"], "start": 0, "end": 0, "quote": ""}
    return Side("", release, row, readable[0])


def _rule(rule: str) -> Row:
    return {"id": rule, "entry": rules().get(rule), "about": about(rule), "record": records().get(rule)}
