"""Pages on the web: fetched politely, from public addresses alone, or the reason why not."""

from __future__ import annotations

from pipeline.acquire.web.fetch import fetch
from pipeline.acquire.web.outcome import Failed, Fetched, NotModified, Outcome, Refused, Validators
from pipeline.acquire.web.reach import Patience, Reach

__all__ = [
    "Failed",
    "Fetched",
    "NotModified",
    "Outcome",
    "Patience",
    "Reach",
    "Refused",
    "Validators",
    "fetch",
]
