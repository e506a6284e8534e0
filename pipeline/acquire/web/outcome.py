"""What comes of a visit to a page: the page, that it is as it was, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Snapshot


@dataclass(frozen=True, slots=True)
class Validators:
    """How a server names the state of the page at `url`, so that the next visit asks only for a newer one."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came; its `snapshot` has the address that it came from, redirects followed."""

    snapshot: Snapshot
    validators: Validators | None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is as it was at the last visit."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The page was not asked for, as it may not be: `reason` says why; another visit gives the same."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The page was asked for and did not come, or not whole: `reason` says why."""

    reason: str


Outcome = Fetched | NotModified | Refused | Failed


class RefusedError(Exception):
    """Something that may not be asked for; the message is the reason."""


class FailedError(Exception):
    """An answer that did not come or cannot be used; the message is the reason.

    `again` says whether the same request may give another answer soon.
    """

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again
