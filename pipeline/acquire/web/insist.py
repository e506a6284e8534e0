"""A request made again while the server has trouble, ever later and never sooner than it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from pipeline.acquire.addresses import shown
from pipeline.acquire.sources import Source
from pipeline.acquire.web.ask import Answer, ask, status_line
from pipeline.acquire.web.outcome import FailedError
from pipeline.acquire.web.reach import Reach

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


def insist(
    url: httpx.URL, headers: Mapping[str, str], *, source: Source, delay: float, reach: Reach
) -> Answer:
    """Return the first answer to a GET of `url` that says more than that the server has trouble.

    Raises FailedError where none comes, or where the server asks to wait longer than a run does;
    RefusedError as `ask` does.
    """
    pause = reach.patience.pause
    for attempt in range(1, reach.patience.attempts + 1):
        wait = min(pause * 2 ** (attempt - 1), reach.patience.longest_pause)
        try:
            answer = ask(url, headers, source=source, delay=delay, reach=reach)
        except FailedError as error:
            if not error.again:
                raise
            trouble = str(error)
        else:
            if answer.status not in _PASSING:
                return answer
            trouble = f"{shown(url)}: {status_line(answer.status)}"
            wait = max(wait, _asked_to_wait(answer.headers, reach.clock()))
        if wait > reach.patience.longest_pause:
            raise FailedError(f"{trouble}; it asks to be left alone for {wait:,.0f} seconds")
        if attempt < reach.patience.attempts:
            reach.sleep(wait)
    raise FailedError(f"{trouble}; asked {reach.patience.attempts} times")


def _asked_to_wait(headers: httpx.Headers, now: datetime) -> float:
    """The seconds that `Retry-After` says, as a number or as a date; 0 where it says nothing legible."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return 0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
