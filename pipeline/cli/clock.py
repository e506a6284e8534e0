"""The clock of this machine, and the way to the web by it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.acquire.web import Reach


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def reach() -> Reach:
    """Return the way to the web, on which waiting takes time."""
    from pipeline.acquire.web import Reach

    return Reach(clock=now, sleep=time.sleep)
