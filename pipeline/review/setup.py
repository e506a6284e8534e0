"""What the pages are started with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setup:
    """What a server of review pages is started with; nothing in it changes while it runs.

    `out` is the folder of the releases, `clock` gives the moment (UTC) at which a decision is made, and
    `secret` signs what the pages hand out. `reviewer` decides unless a form names another. With a `token`
    whoever comes has to know it; `hosts` are the names by which the server may be asked, in lower case,
    empty for any.
    """

    out: Path
    clock: Callable[[], datetime]
    secret: bytes
    reviewer: str | None = None
    token: str | None = None
    hosts: frozenset[str] = frozenset()
