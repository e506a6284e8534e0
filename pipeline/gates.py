"""Gates: whether a new dataset may take the place of the last one, as far as one source is concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.acquire.sources import Source
from pipeline.model import Dataset

_FIELDS = ("type", "host_country", "launched", "mandate_end", "staff")
_MOST_NAMED = 5


def breaches(source: Source, now: Dataset, before: Collection[str]) -> tuple[str, ...]:
    """Return what `now` says of `source` against its gates, a sentence each that says what to look at.

    `before` are the missions that the source named in the last release, none where there was none.
    """
    return (
        *_too_few_missions(source, now),
        *_too_few_linked(source, now),
        *_too_few_filled(source, now),
        *_too_many_vanished(source, now, before),
    )


def _too_few_missions(source: Source, now: Dataset) -> Iterator[str]:
    least, named = source.gates.missions, _missions(source, now)
    if least is not None and len(named) < least:
        yield (
            f"{source.id}: it names {len(named)} missions, expected {least} or more; "
            f"look at {source.url} and at how its headings are read"
        )


def _too_few_linked(source: Source, now: Dataset) -> Iterator[str]:
    least, documents = source.gates.linked, _documents(source, now)
    headed = [each for each in now.sections if each.document_id in documents and each.heading is not None]
    linked = [each for each in headed if each.mission_id is not None]
    if least is not None and len(linked) < least * len(headed):
        yield (
            f"{source.id}: {len(linked)} of {len(headed)} headed sections ({_share(linked, headed)}) are "
            f"linked to a mission, expected {least:.0%} or more; look at the headings of the others"
        )


def _too_few_filled(source: Source, now: Dataset) -> Iterator[str]:
    least, documents, named = source.gates.filled, _documents(source, now), _missions(source, now)
    asked = [(mission, field) for mission in named for field in _FIELDS]
    said = {
        (each.mission_id, each.property)
        for each in now.statements
        if each.document_id in documents and each.status != "rejected"
    }
    filled = [each for each in asked if each in said]
    if least is not None and len(filled) < least * len(asked):
        by_field = {field: sum(each == field for _, each in filled) for field in _FIELDS}
        poorest = min(_FIELDS, key=by_field.__getitem__)
        yield (
            f"{source.id}: {len(filled)} of {len(asked)} fields ({_share(filled, asked)}) are filled, "
            f"expected {least:.0%} or more; look at {poorest}, which {by_field[poorest]} of {len(named)} "
            "missions have"
        )


def _too_many_vanished(source: Source, now: Dataset, before: Collection[str]) -> Iterator[str]:
    most, named = source.gates.vanished, _missions(source, now)
    gone = [mission for mission in sorted(before) if mission not in named]
    if most is not None and len(gone) > most * len(before):
        more = f" and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
        yield (
            f"{source.id}: {len(gone)} of {len(before)} missions ({_share(gone, before)}) vanished at "
            f"once, expected {most:.0%} or fewer; look for {', '.join(gone[:_MOST_NAMED])}{more} at "
            f"{source.url}"
        )


def _documents(source: Source, dataset: Dataset) -> frozenset[str]:
    return frozenset(each.document_id for each in dataset.documents if each.source_id == source.id)


def _missions(source: Source, dataset: Dataset) -> tuple[str, ...]:
    """The ids of the missions that the source's documents name, sorted."""
    documents = _documents(source, dataset)
    return tuple(sorted({each.mission_id for each in dataset.statements if each.document_id in documents}))


def _share(part: Collection[object], whole: Collection[object]) -> str:
    return f"{len(part) / len(whole):.0%}"
