"""History: what was ever said of one mission, by the snapshots of each source and by each release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.acquire.publications import publications
from pipeline.acquire.snapshots import history as sightings_of
from pipeline.acquire.snapshots import moment, since, snapshot_of, sources_under
from pipeline.batch import extract_batch
from pipeline.decide.key import key_of
from pipeline.errors import InputError, ReleaseError
from pipeline.load import rows, statements
from pipeline.lookup import known_as
from pipeline.model import Assertion, Publication, Quarantined, Sighting, Statement
from pipeline.moments import written
from pipeline.places import cache_of, store_of

Json = dict[str, Any]
Progress = Callable[[int, int], None]


class Said(NamedTuple):
    """What is said of the world: a value, the bounds that the text gives it, and when it holds (`as_of`).

    `key` tells it from other values of its property that hold beside it, as that of a statement does.
    """

    property: str
    key: tuple[str, ...]
    value: str
    lower: str | None
    upper: str | None
    unit: str | None
    basis: str | None
    as_of: str | None
    assertion: Assertion


@dataclass(frozen=True, slots=True)
class Run:
    """That a source, or the releases, said something without a break.

    `since` and `until` are the first and the last sighting, or publication, with it; `gone` is the first
    after these without it, null where there is none. `by` is the id of the source, or of the first of the
    releases, and `statement` is as it was said first.
    """

    by: str
    since: datetime
    until: datetime
    gone: datetime | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said of a mission: when sources were seen to say so, and when releases did.

    To the releases it is another run when its status changes, or whether the record shows it.
    """

    said: Said
    seen: tuple[Run, ...]
    published: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class History:
    """All that was said of a mission, oldest first; `warnings` say in a line each what could not be read."""

    mission_id: str
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...]


class _Version(NamedTuple):
    """What a source was from one sighting to another: a snapshot, or several that were there at once."""

    folder: Path
    since: datetime
    until: datetime
    sightings: tuple[Sighting, ...]


class _Stand(NamedTuple):
    """What a version of a source, or a release from its publication on, says of the mission."""

    by: str
    since: datetime
    until: datetime
    said: Mapping[Said, Statement]


def history(mission: str, *, out: Path, name: str | None = None, progress: Progress) -> History:
    """Return what the sources and the releases of `out` said of a mission, on the property `name`.

    Without one that is all but how the mission is called. `progress` is told the versions of sources that are
    extracted, and their total. Raises InputError, with what there is, where nothing is said of the
    mission or on the property.
    """
    warnings: list[str] = []
    extracted = _extracted(out, warnings, progress)
    published = _published(out, warnings)
    ids = {each.mission_id for _, found in extracted for each in found} | _missions(published, out, warnings)
    mission_id = known_as(mission, ids, where=f"the sources and releases of {out}")
    seen = [run for stands in _of_sources(extracted, mission_id) for run in _runs(stands, same=_said)]
    told = list(_runs(_of_releases(published, mission_id, out, warnings), same=_as_told))
    entries = _entries(seen, told)
    if name is None:
        return History(mission_id, tuple(e for e in entries if e.said.property != "name"), tuple(warnings))
    found = tuple(each for each in entries if each.said.property == name)
    if not found:
        there = ", ".join(sorted({each.said.property for each in entries}))
        raise InputError(f"{name}: nothing was said on it of {mission_id}; there are {there}")
    return History(mission_id, found, tuple(warnings))


def as_dict(of: History) -> Json:
    """Return a history as the values of a JSON object."""
    entries = [
        each.said._asdict()
        | {
            "seen": [_cells("source_id", run) for run in each.seen],
            "published": [
                _cells("release_id", run)
                | {"status": run.statement.status, "selected": run.statement.selected}
                for run in each.published
            ],
        }
        for each in of.entries
    ]
    return {"mission_id": of.mission_id, "entries": entries, "warnings": list(of.warnings)}


def _extracted(
    out: Path, warnings: list[str], progress: Progress
) -> list[tuple[_Version, tuple[Statement, ...]]]:
    """Return what each version of each source states, of any mission; those of a source are neighbours."""
    versions = [each for folder in sources_under(store_of(out)) for each in _versions(folder)]
    extracted = []
    for done, version in enumerate(versions):
        progress(done, len(versions))
        snapshots = [snapshot_of(version.folder, each) for each in version.sightings]
        found: list[Statement] = []
        for outcome in extract_batch(snapshots, cache_of(out)):
            if isinstance(outcome, Quarantined):
                warnings.append(f"{outcome.source_id} of {written(version.since)}: {outcome.reason}")
            else:
                found += outcome.statements
        extracted.append((version, tuple(found)))
    return extracted


def _versions(folder: Path) -> Iterator[_Version]:
    """Yield what a source was, oldest first; the same bytes at several moments in a row are one version."""
    moments = [tuple(group) for _, group in groupby(sightings_of(folder), key=moment)]
    for _, run in groupby(moments, key=lambda group: {each.document_id for each in group}):
        alike = list(run)
        sightings = [each for group in alike for each in group]
        last = {each.document_id: since(sightings, each) for each in alike[-1]}
        yield _Version(folder, moment(sightings[0]), moment(sightings[-1]), tuple(last.values()))


def _published(out: Path, warnings: list[str]) -> list[Publication]:
    """Return the publications in `out` whose releases are there still."""
    found = publications(out)
    gone = {each.release_id for each in found if not (out / "releases" / each.release_id).is_dir()}
    warnings += [f"{each}: the release is not there any more" for each in sorted(gone)]
    return [each for each in found if each.release_id not in gone]


def _missions(published: Sequence[Publication], out: Path, warnings: list[str]) -> set[str]:
    """Return the ids of the missions that the releases have, as far as their tables can be read."""
    found: set[str] = set()
    for each in sorted({each.release_id for each in published}):
        try:
            found.update(row["mission_id"] for row in rows("missions", out=out, release=each))
        except ReleaseError as error:
            warnings.append(f"left out: {error}")
    return found


def _of_sources(
    extracted: Sequence[tuple[_Version, tuple[Statement, ...]]], mission_id: str
) -> Iterator[list[_Stand]]:
    """Yield for each source what its versions say of the mission, oldest first."""
    for _, of_source in groupby(extracted, key=lambda pair: pair[0].folder):
        yield [
            _Stand(at.sightings[0].source_id, at.since, at.until, _of(mission_id, found))
            for at, found in of_source
        ]


def _of_releases(
    published: Sequence[Publication], mission_id: str, out: Path, warnings: list[str]
) -> list[_Stand]:
    """Return what the releases that can be read say of the mission, in the order of their publications."""
    said: dict[str, dict[Said, Statement]] = {}
    for each in sorted({each.release_id for each in published}):
        try:
            said[each] = _of(mission_id, statements(out=out, release=each, mission_id=mission_id))
        except ReleaseError as error:
            warnings.append(f"left out: {error}")
    return [
        _Stand(each.release_id, each.published_at, each.published_at, said[each.release_id])
        for each in published
        if each.release_id in said
    ]


def _of(mission_id: str, found: Sequence[Statement]) -> dict[Said, Statement]:
    """Return what is said of a mission, each thing once: as its record shows it, else as it is said first."""
    of_mission = [each for each in found if each.mission_id == mission_id]
    said: dict[Said, Statement] = {}
    for each in sorted(of_mission, key=lambda statement: not statement.selected):
        said.setdefault(_said(each), each)
    return said


def _said(of: Statement) -> Said:
    return Said(
        of.property, key_of(of), of.value, of.lower, of.upper, of.unit, of.basis, of.as_of, of.assertion
    )


def _as_told(of: Statement) -> Hashable:
    """Return what makes a statement the same to readers of releases."""
    return _said(of), of.status, of.selected


def _runs(stands: Sequence[_Stand], *, same: Callable[[Statement], Hashable]) -> Iterator[Run]:
    """Yield the runs of stands, which are in order, that say the same."""
    saying: dict[Hashable, list[tuple[int, Statement]]] = defaultdict(list)
    for at, stand in enumerate(stands):
        for statement in stand.said.values():
            saying[same(statement)].append((at, statement))
    for found in saying.values():
        # Of neighbours the place among the stands and that among those found rise together.
        for _, run in groupby(enumerate(found), key=lambda each: each[1][0] - each[0]):
            members = [member for _, member in run]
            (first, statement), (last, _) = members[0], members[-1]
            gone = stands[last + 1].since if last + 1 < len(stands) else None
            yield Run(stands[first].by, stands[first].since, stands[last].until, gone, statement)


def _entries(seen: Sequence[Run], published: Sequence[Run]) -> list[Entry]:
    """Return the runs by what they say, what was said first, first."""
    runs: dict[Said, tuple[list[Run], list[Run]]] = defaultdict(lambda: ([], []))
    for axis, of_axis in enumerate((seen, published)):
        for run in sorted(of_axis, key=lambda each: (each.since, each.by)):
            runs[_said(run.statement)][axis].append(run)
    entries = [Entry(said, tuple(of_seen), tuple(told)) for said, (of_seen, told) in runs.items()]
    return sorted(entries, key=_oldest_first)


def _oldest_first(entry: Entry) -> tuple[datetime, tuple[str, ...]]:
    """Return what orders entries: when sources said so, or releases where none did, then what they say."""
    first = (entry.seen or entry.published)[0]
    said = entry.said
    return first.since, (said.property, *said.key, said.value, *map(str, said[3:]))


def _cells(by: str, run: Run) -> Json:
    of = run.statement
    return {
        by: run.by,
        "since": written(run.since),
        "until": written(run.until),
        "gone": None if run.gone is None else written(run.gone),
        "document_id": of.document_id,
        "start": of.span.start,
        "end": of.span.end,
        "quote": of.quote,
        "rule": of.rule,
        "confidence": of.confidence.value,
    }
