"""Fetches the page of a source, politely, and says what came of it."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

import httpx

from pipeline.acquire.addresses import shown
from pipeline.acquire.media import essence
from pipeline.acquire.sources import Source
from pipeline.acquire.web.ask import Answer, status_line
from pipeline.acquire.web.follow import follow
from pipeline.acquire.web.insist import insist
from pipeline.acquire.web.outcome import (
    Failed,
    FailedError,
    Fetched,
    NotModified,
    Outcome,
    Refused,
    RefusedError,
    Validators,
)
from pipeline.acquire.web.reach import Reach
from pipeline.acquire.web.robots import delay_at
from pipeline.model import Snapshot

_GONE = "; look for where the page has gone, and mend its url in sources.toml"


def fetch(source: Source, *, reach: Reach, previous: Validators | None = None) -> Outcome:
    """Return the page of `source`, or that it is as it was when `previous` was given, or why there is none.

    The robots.txt of each host on the way is honoured, its delay kept, passing trouble waited for; only
    public addresses are visited, and those that the source allows by name. No failure raises.
    """
    try:
        answer = follow(
            httpx.URL(source.url).copy_with(fragment=None),
            lambda url: _visit(url, source, reach, previous),
            source=source,
        )
        return _outcome(answer, source, reach)
    except RefusedError as error:
        return Refused(str(error))
    except FailedError as error:
        return Failed(str(error))


def _visit(url: httpx.URL, source: Source, reach: Reach, previous: Validators | None) -> Answer:
    delay = delay_at(url, source=source, reach=reach)
    headers = _conditions(url, previous)
    answer = insist(url, headers, source=source, delay=delay, reach=reach)
    if answer.status == HTTPStatus.NOT_MODIFIED and not headers:
        raise FailedError(f"{shown(url)}: 304 Not Modified, although no state was named")
    return answer


def _conditions(url: httpx.URL, previous: Validators | None) -> dict[str, str]:
    """What asks for the page only where it has changed since; sent to the address that named its state."""
    if previous is None or previous.url != str(url):
        return {}
    named = {"If-None-Match": previous.etag, "If-Modified-Since": previous.last_modified}
    return {header: value for header, value in named.items() if value is not None}


def _outcome(answer: Answer, source: Source, reach: Reach) -> Outcome:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return NotModified()
    if answer.status != HTTPStatus.OK:
        raise FailedError(f"{shown(answer.url)}: {status_line(answer.status)}{_hint(answer.status)}")
    sent = essence(answer.headers.get("content-type", source.media_type))
    if sent != source.media_type:
        raise FailedError(f"{shown(answer.url)}: {sent[:40]!r} came, expected {source.media_type}")
    if not answer.data:
        raise FailedError(f"{shown(answer.url)}: an empty answer")
    if answer.url.path == "/" != httpx.URL(source.url).path:
        raise FailedError(f"{shown(source.url)}: redirects to the front page{_GONE}")
    snapshot = Snapshot(
        document_id=hashlib.sha256(answer.data).hexdigest(),
        source_id=source.id,
        name=source.id,
        media_type=source.media_type,
        data=answer.data,
        url=str(answer.url),
        retrieved_at=reach.clock(),
    )
    return Fetched(snapshot, _validators(answer))


def _hint(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return _GONE
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "; the host does not show it to programs, or only after a login"
    return ""


def _validators(answer: Answer) -> Validators | None:
    etag, last_modified = (_legible(answer.headers.get(name)) for name in ("etag", "last-modified"))
    if etag is None and last_modified is None:
        return None
    return Validators(str(answer.url), etag, last_modified)


def _legible(value: str | None) -> str | None:
    """A header's value where it can be sent back."""
    return value if value is not None and value.isascii() and value.isprintable() else None
