"""Fetching: a visit to a source on the web, and the snapshot that comes of it, into the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.acquire.snapshots import current, folder_of, history, snapshot_of
from pipeline.acquire.sources import Source
from pipeline.acquire.visits import visits
from pipeline.acquire.web import Failed, Fetched, NotModified, Outcome, Reach, Refused, Validators, fetch
from pipeline.errors import UnreadableError
from pipeline.model import Snapshot, Visit, VisitOutcome
from pipeline.publish.snapshots import keep
from pipeline.publish.visits import log_visit
from pipeline.read import read
from pipeline.read.wall import why_no_page

_AT_ONCE: Final = 8


def visit(source: Source, *, store: Path, reach: Reach) -> Visit:
    """Fetch the page of `source`, keep it in `store` if it is a page at all, and log what came of it.

    A page that did not change, by what its server says or by its bytes, is one more sighting. Whatever is
    wrong with a page, or with its server, is the reason that the visit gives; what the store has stays as
    it was. Raises StoreError where the store cannot be read or written.
    """
    folder = folder_of(store, source.id)
    last = _last_snapshot(folder)
    named = _validators(folder, last)
    outcome = fetch(source, reach=reach, previous=named)
    if isinstance(outcome, NotModified) and last is not None:
        outcome = Fetched(replace(last, retrieved_at=reach.clock()), named)
    made = _made(source, outcome, last, reach)
    if isinstance(outcome, Fetched) and made.reason is None:
        keep(outcome.snapshot, store, origin="fetch", seen_at=made.at)
    log_visit(made, store)
    return made


def visit_all(sources: Sequence[Source], *, store: Path, reach: Reach) -> tuple[Visit, ...]:
    """Visit several sources, those of different hosts at the same time. Raises StoreError as `visit` does."""
    if not sources:
        return ()
    with ThreadPoolExecutor(min(len(sources), _AT_ONCE)) as pool:
        return tuple(pool.map(lambda each: visit(each, store=store, reach=reach), sources))


def told(visits: Iterable[Visit]) -> tuple[str, ...]:
    """Return a line for each visit that gave no page: the source's last snapshot stands in for it."""
    return tuple(
        f"{each.source_id}: {each.outcome}: {each.reason}" for each in visits if each.reason is not None
    )


def why_none(snapshot: Snapshot) -> str | None:
    """Return why bytes that came are no page that says something, null where they are one."""
    try:
        return why_no_page(snapshot, read(snapshot))
    except UnreadableError as error:
        return str(error)


def _last_snapshot(folder: Path) -> Snapshot | None:
    """Return what was fetched last, if it is still whole."""
    for seen in current([each for each in history(folder) if each.origin == "fetch"]):
        taken = snapshot_of(folder, seen)
        if isinstance(taken, Snapshot):
            return taken
    return None


def _validators(folder: Path, last: Snapshot | None) -> Validators | None:
    """Return how the server named the state of the page that the store has."""
    named = [each for each in visits(folder) if each.document_id is not None]
    if last is None or not named or named[-1].document_id != last.document_id or named[-1].url is None:
        return None
    return Validators(named[-1].url, named[-1].etag, named[-1].last_modified)


def _made(source: Source, outcome: Outcome, last: Snapshot | None, reach: Reach) -> Visit:
    at = reach.clock()
    match outcome:
        case Fetched(snapshot, validators):
            reason = why_none(snapshot)
            if reason is not None:
                return Visit(source.id, at, "no page", reason)
            known = last is not None and last.document_id == snapshot.document_id
            what: VisitOutcome = "unchanged" if known else "changed"
            named = validators or Validators(snapshot.url or source.url)
            state = (named.url, named.etag, named.last_modified)
            return Visit(source.id, at, what, None, snapshot.document_id, *state)
        case Refused(reason):
            return Visit(source.id, at, "refused", reason)
        case Failed(reason):
            return Visit(source.id, at, "failed", reason)
        case NotModified():  # although no state was named
            return Visit(source.id, at, "failed", f"{source.url}: not modified, but since when is not known")
