"""Compares two releases: rebuilds what lies between them, and tells each change with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.acquire.publications import publications
from pipeline.compare import Comparison, changes
from pipeline.compare.cause import Factor, Factors, needed
from pipeline.compare.worlds import World, world
from pipeline.errors import ReleaseError, StoreError
from pipeline.fingerprint import Fingerprint, fingerprint
from pipeline.load import release_folder, rows, statements
from pipeline.model import Change, Dataset, Decision, Record, fields_of
from pipeline.places import cache_of, store_of
from pipeline.publish.changes import publish_changes
from pipeline.rebuild import inputs, made_by, manifest_of, rebuild

WORKING_TREE = "working tree"


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes from one release to another, and a warning where their causes could not be told apart."""

    old: str
    new: str
    changes: tuple[Change, ...]
    warning: str | None = None


def compare_between(old: str | None, new: str | None, *, out: Path) -> Compared:
    """Compare and publish as `compare_and_publish` does; `new` is the latest release where it is not named.

    Without `old` these are the last two that were published. Raises ReleaseError where there are no two.
    """
    if old is None:
        return compare_and_publish(*last_two(out), out=out)
    return compare_and_publish(old, new or "latest", out=out)


def last_two(out: Path) -> tuple[str, str]:
    """Return the ids of the latest release in `out` and of the one published before it, older first.

    Raises ReleaseError where there are no two.
    """
    ids = [each.release_id for each in publications(out)]
    if len(ids) < 2:
        message = (
            f"{out}: {'one release' if ids else 'no release'} has been published, a comparison takes two"
        )
        raise ReleaseError(f"{message}. Run `missions run` when a page or a rule has changed")
    return ids[-2], ids[-1]


def compare(old: str, new: str, *, out: Path) -> Compared:
    """Return the changes between two releases in `out`, given by their ids or as `latest`.

    Nothing is written but the cache. Raises ReleaseError where one is not there, or damaged.
    """
    one, other = _Published(out, old), _Published(out, new)
    differing = one.differs_from(other)
    between: dict[Factors, World] = {}
    warning = None
    if len(differing) > 1:
        if other.made_by == fingerprint():
            try:
                between = dict(_between(one, other, differing))
            except StoreError as error:
                warning = f"causes are not told apart: {error}"
        else:
            warning = f"causes are not told apart: {other.id} was made by another version of the pipeline"
    found = changes(Comparison(one.world(), other.world(), differing, between)) if differing else ()
    return Compared(one.id, other.id, found, warning)


def compare_working_tree(release: str, *, out: Path) -> Compared:
    """Return what the rules and code that run would make of a release's own snapshots and decisions.

    Raises ReleaseError where there is no such release, and StoreError where a snapshot is gone.
    """
    published = _Published(out, release)
    now = _world(published.rebuilt(published.decisions))
    compared = Comparison(published.world(), now, frozenset({"rules"}), {})
    return Compared(published.id, WORKING_TREE, changes(compared))


def compare_and_publish(old: str, new: str, *, out: Path) -> Compared:
    """Compare two releases and put their changes beside them in `out`.

    Those between the last two that were published are the latest changes. Raises ReleaseError as
    `compare` does, and where they cannot be written.
    """
    compared = compare(old, new, out=out)
    are_latest = (compared.old, compared.new) == last_two(out)
    publish_changes(compared.changes, compared.old, compared.new, out, are_latest=are_latest)
    return compared


class _Published:
    """A release in its folder, read as far as a comparison needs it."""

    def __init__(self, out: Path, release: str) -> None:
        self.out = out
        self.folder = release_folder(out, release)
        self.id = self.folder.name
        self.manifest = manifest_of(self.folder)

    @property
    def made_by(self) -> Fingerprint:
        return made_by(self.manifest)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of the release, as its table has them."""
        names = fields_of(Decision)
        found = {row["decision_id"]: row for row in rows("decisions", out=self.out, release=self.id)}
        return tuple(
            Decision(**{name: row[name] for name in names} | {"key": tuple(row["key"])})
            for row in found.values()
        )

    def differs_from(self, other: _Published) -> Factors:
        """Return in which causes another release differs from this one."""
        here, there = self.manifest, other.manifest
        source = here["inputs"] != there["inputs"]
        decision = here["digests"]["decisions"] != there["digests"]["decisions"]
        rules = self.made_by != other.made_by
        told: dict[Factor, bool] = {"source": source, "rules": rules, "decision": decision}
        return frozenset(each for each in told if told[each])

    def world(self) -> World:
        return world(
            statements(out=self.out, release=self.id), rows("missions", out=self.out, release=self.id)
        )

    def rebuilt(self, decisions: tuple[Decision, ...]) -> Dataset:
        """Return what the pipeline that runs makes of the release's snapshots and some decisions."""
        documents = inputs(self.manifest, store_of(self.out))
        return rebuild(documents, decisions, cache=cache_of(self.out))


def _between(old: _Published, new: _Published, differing: Factors) -> Iterator[tuple[Factors, World]]:
    """Yield the worlds between two releases, by which of the causes are those of the new one."""
    for wanted in needed(differing):
        pages = new if "source" in wanted or "source" not in differing else old
        judged = new if "decision" in wanted or "decision" not in differing else old
        yield wanted, _world(pages.rebuilt(judged.decisions))


def _world(dataset: Dataset) -> World:
    return world(dataset.statements, [_fields(record) for record in dataset.missions])


def _fields(record: Record) -> Mapping[str, Any]:
    return {name: getattr(record, name) for name in fields_of(record)}
