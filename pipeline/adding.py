"""Adding a source: fetches its page and tells what would be extracted, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.acquire.sources import Gates, Source
from pipeline.acquire.web import Failed, Fetched, Reach, Refused, fetch
from pipeline.decide import decide
from pipeline.errors import SourceError
from pipeline.extraction import extract_document
from pipeline.fetching import why_none
from pipeline.model import Dataset
from pipeline.read import read
from pipeline.reconcile import assemble

_GATES: Final = Gates(missions=1, vanished=0.5)
"""What a page that names missions must hold from now on, until somebody says it better."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A source whose page was fetched, and what the page says."""

    source: Source
    dataset: Dataset


def look(source: Source, *, listed: Sequence[Source], reach: Reach) -> Seen:
    """Fetch the page of a new source and return what would be extracted from it; nothing is written.

    Where the page names missions, the source has gates, and the day in `verified`.
    Raises SourceError where its id or address is among those `listed`, and where there is no page: with
    the reason that a visit would give.
    """
    for each in listed:
        if source.url == each.url:
            raise SourceError(f"{source.url}: it is the source {each.id!r} already")
        if source.id == each.id:
            raise SourceError(f"{source.id}: there is a source of that id already; choose another with --id")
    dataset = _dataset(source, reach)
    if dataset.missions:
        source = replace(source, gates=_GATES, verified=reach.clock().date())
    return Seen(source, dataset)


def _dataset(source: Source, reach: Reach) -> Dataset:
    match fetch(source, reach=reach):
        case Fetched(snapshot):
            if (reason := why_none(snapshot)) is not None:
                raise SourceError(f"{source.url}: {reason}")
            return decide(assemble([extract_document(read(snapshot))], []), [])
        case Refused(reason) | Failed(reason):
            raise SourceError(reason)
        case _:
            raise SourceError(f"{source.url}: not modified, although nothing was asked before; try again")
