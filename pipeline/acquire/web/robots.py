"""What a host asks of robots: read once a run, and honoured."""

from __future__ import annotations

from http import HTTPStatus

import httpx
from protego import Protego

from pipeline.acquire.addresses import shown
from pipeline.acquire.sources import Source
from pipeline.acquire.web.ask import ROBOT, Answer, status_line
from pipeline.acquire.web.follow import follow
from pipeline.acquire.web.insist import insist
from pipeline.acquire.web.outcome import FailedError, RefusedError
from pipeline.acquire.web.reach import Reach, Robots

_MOST_BYTES = 512_000
_MOST_RULES = 1_000_000
"""How often rules may be kept: the parser keeps each that stands below several robots for each of these."""

_ALL_ALLOWED = Protego.parse("")


def delay_at(url: httpx.URL, *, source: Source, reach: Reach) -> float:
    """Return the seconds to leave between two requests to the host of `url`, which may be visited.

    Raises RefusedError where its robots.txt forbids it, or asks for a longer delay than a run waits;
    FailedError where that file cannot be read for now (RFC 9309: then nothing is visited).
    """
    place = str(url.copy_with(path="/robots.txt", query=None, fragment=None))
    robots = reach.robots.get(place)
    if robots is None:
        robots = reach.robots.setdefault(place, _read(httpx.URL(place), source, reach))
    if robots.unread is not None:
        raise FailedError(f"{shown(url)} is not asked for, as robots.txt cannot be read: {robots.unread}")
    if not robots.rules.can_fetch(str(url), ROBOT):
        raise RefusedError(f"{shown(url)}: its robots.txt forbids it")
    delay = max(source.delay, robots.rules.crawl_delay(ROBOT) or 0)
    if delay > max(source.delay, reach.patience.longest_pause):
        raise RefusedError(f"{shown(url)}: its robots.txt asks for {delay:,.0f} seconds between two requests")
    return delay


def _read(place: httpx.URL, source: Source, reach: Reach) -> Robots:
    """The rules; where there is no such file, all is allowed."""
    try:
        answer = follow(
            place,
            lambda url: insist(url, {}, source=source, delay=source.delay, reach=reach),
            source=source,
        )
    except FailedError as error:
        return Robots(_ALL_ALLOWED, unread=str(error))
    if answer.status == HTTPStatus.OK:
        return _parsed(answer)
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Robots(_ALL_ALLOWED)
    return Robots(_ALL_ALLOWED, unread=f"{shown(answer.url)}: {status_line(answer.status)}")


def _parsed(answer: Answer) -> Robots:
    text = answer.data[:_MOST_BYTES].decode("utf-8", "replace")
    lines, named = len(text.splitlines()), text.lower().count("agent")
    if lines * named > _MOST_RULES:
        why = f"{shown(answer.url)}: {named:,} robots in {lines:,} lines are more than are read"
        return Robots(_ALL_ALLOWED, unread=why)
    return Robots(Protego.parse(text))
