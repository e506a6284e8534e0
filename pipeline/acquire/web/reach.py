"""How a run reaches the web, and what it keeps of each host between two requests."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from protego import Protego

from pipeline.acquire.addresses import resolved


def _of_browsers() -> ssl.SSLContext:
    """Trust in the authorities that browsers trust, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds, and how often a request is made before it is given up.

    `connect` is for one connection, `silence` for the next bytes, `answer` for a whole answer; `pause` is
    waited before the second attempt, twice as long before each further one, `longest_pause` at most.
    """

    connect: float = 10
    silence: float = 20
    answer: float = 60
    attempts: int = 4
    pause: float = 2
    longest_pause: float = 120


@dataclass(slots=True)
class Host:
    """A host: who talks to it holds its lock; `asked_at` is when the last answer of it ended."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """What an origin asks of robots; `unread` says why that could not be read, and null that it could."""

    rules: Protego
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The clock (UTC), sleep, names and trust that a run fetches with, and the hosts that it has met.

    One for all sources of a run, shared by its threads, so that no host is asked twice at once.
    """

    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    resolve: Callable[[str, int], tuple[str, ...]] = resolved
    trust: ssl.SSLContext = field(default_factory=_of_browsers)
    patience: Patience = Patience()
    hosts: dict[str, Host] = field(default_factory=dict)
    robots: dict[str, Robots] = field(default_factory=dict)
