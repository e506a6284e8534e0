"""How the sources do: when each was fetched and changed last, when it is due, what came of its visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from pipeline.acquire.snapshots import folder_of
from pipeline.acquire.sources import Source, next_run
from pipeline.acquire.visits import visits
from pipeline.model import Visit
from pipeline.moments import written


@dataclass(frozen=True, slots=True)
class Health:
    """A source and how it does: moments in UTC, null where there was none yet.

    `last_fetch` is the last visit that gave a page, `last_change` the last one that gave another page than
    before. `failing` are the visits since then, all of them without a page, oldest first.
    """

    source: Source
    last_fetch: datetime | None
    last_change: datetime | None
    next_run: datetime
    failing: tuple[Visit, ...]

    @property
    def said(self) -> str:
        """How the source does, in words."""
        if not self.failing:
            how = "never fetched" if self.last_fetch is None else "well"
        else:
            number, since, last = len(self.failing), self.failing[0].at, self.failing[-1]
            counted = f"{number} visit" + "s" * (number > 1)
            how = f"failing since {since:%Y-%m-%d %H:%M} ({counted}): {last.outcome}: {last.reason}"
        return how if self.source.verified else f"unverified, {how}"


def health(sources: Sequence[Source], *, store: Path, now: datetime) -> tuple[Health, ...]:
    """Return how each of `sources` does, by the visits in `store`. Raises StoreError as `visits` does."""
    return tuple(_health(each, visits(folder_of(store, each.id)), now) for each in sources)


def as_row(health: Health) -> dict[str, Any]:
    """Return how a source does in JSON's types: moments like `2025-04-30T12:00:00Z`, null where none was."""
    source, last = health.source, health.failing[-1] if health.failing else None
    return {
        "id": source.id,
        "url": source.url,
        "publisher": source.publisher,
        "cron": source.cron,
        "verified": None if source.verified is None else source.verified.isoformat(),
        "last_fetch": _written(health.last_fetch),
        "last_change": _written(health.last_change),
        "next_run": _written(health.next_run),
        "failing_since": _written(health.failing[0].at) if health.failing else None,
        "failing_visits": len(health.failing),
        "outcome": None if last is None else last.outcome,
        "reason": None if last is None else last.reason,
        "health": health.said,
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else written(moment)


def _health(source: Source, made: Sequence[Visit], now: datetime) -> Health:
    failing = tuple(takewhile(lambda visit: visit.reason is not None, reversed(made)))[::-1]
    fetched = [each.at for each in made if each.reason is None]
    changed = [each.at for each in made if each.outcome == "changed"]
    return Health(
        source,
        last_fetch=max(fetched, default=None),
        last_change=max(changed, default=None),
        next_run=next_run(source, now),
        failing=failing,
    )
