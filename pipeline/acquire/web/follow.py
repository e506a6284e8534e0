"""From an address to the page: redirects followed by hand, each held to what the source allows."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from pipeline.acquire.addresses import fault, shown
from pipeline.acquire.sources import Source
from pipeline.acquire.web.ask import Answer, status_line
from pipeline.acquire.web.outcome import FailedError, RefusedError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


def follow(start: httpx.URL, visit: Callable[[httpx.URL], Answer], *, source: Source) -> Answer:
    """Return the answer that `visit` gives at the end of the redirects from `start`.

    Raises RefusedError where one leads to what the source does not allow, FailedError where they lead
    nowhere, in a circle or too far.
    """
    visited: list[httpx.URL] = []
    url = start
    while len(visited) <= _MOST_REDIRECTS:
        why = _refusal(url, source)
        if why is not None:
            raise RefusedError(f"{_way_to(url, visited)}{why}")
        if url in visited:
            raise FailedError(f"{shown(url)}: redirects lead back to it")
        visited.append(url)
        answer = visit(url)
        if answer.status not in _REDIRECTS:
            return answer
        url = _target(answer)
    raise FailedError(f"{shown(start)}: more than {_MOST_REDIRECTS} redirects")


def _refusal(url: httpx.URL, source: Source) -> str | None:
    """Why a request to `url` is not made on behalf of `source`."""
    own = httpx.URL(source.url)
    if (why := fault(str(url))) is not None:
        return why
    if url.host not in {own.host, *_www_or_not(own.host), *source.allowed_hosts}:
        return "another host; where that is right, add it to allowed_hosts in sources.toml"
    if url.port not in (None, own.port):
        return "another port; where that is right, put the address in sources.toml"
    if own.scheme == "https" and url.scheme != "https":
        return "from https to http; where that is right, put the address in sources.toml"
    return None


def _www_or_not(host: str) -> tuple[str, ...]:
    return (host.removeprefix("www."),) if host.startswith("www.") else (f"www.{host}",)


def _way_to(url: httpx.URL, visited: list[httpx.URL]) -> str:
    return f"{shown(visited[-1])} redirects to {shown(url)}: " if visited else f"{shown(url)}: "


def _target(answer: Answer) -> httpx.URL:
    try:
        return answer.url.join(answer.headers["location"]).copy_with(fragment=None)
    except (KeyError, httpx.InvalidURL):
        line = status_line(answer.status)
        raise FailedError(f"{shown(answer.url)}: {line}, but it does not say where to") from None
