"""Prune what releases leave on the disk: drop old ones with their changes, and what the cache needs no more.

Snapshots, decisions and the log of publications stay, so that what a release was can be made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReleaseError
from pipeline.publish.place import TEMPORARY, holding, sweep, write_through

PRUNED = "pruned"
"""The folder of the manifests of the releases that were dropped."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was dropped, or would be: releases by id, comparisons, and a number of entries of the cache."""

    releases: tuple[str, ...]
    changes: tuple[str, ...]
    cached: int
    bytes: int


def prune(out: Path, *, releases: Collection[str], cached: Collection[str], dry_run: bool = False) -> Pruned:
    """Drop from `out` all releases but those kept in `releases`, and all entries of the cache but `cached`.

    The changes from or to a release that is dropped go with it; its manifest stays, as `pruned/<id>.json`.
    Each goes at once: what a reader finds is whole, or gone. With `dry_run` nothing is touched.
    Raises ReleaseError where `latest` is not among those kept, and where something cannot be dropped.
    """
    with holding(out):
        latest = (out / "latest").readlink().name
        if latest not in releases:
            raise ReleaseError(f"{out}: the latest release, {latest}, is not dropped; try again")
        dropped = [each for each in sorted(out.glob("releases/r*")) if each.name not in releases]
        compared = [
            each
            for each in sorted(out.glob("changes/*..*"))
            if not set(each.name.split("..")) <= set(releases) and not _is_latest(each)
        ]
        entries = [each for each in out.glob("cache/*/*") if each.name not in cached]
        found = Pruned(
            tuple(each.name for each in dropped),
            tuple(each.name for each in compared),
            len(entries),
            sum(map(_size, (*dropped, *compared, *entries))),
        )
        if not dry_run:
            try:
                _drop(dropped, compared, entries, out)
            except OSError as error:
                message = f"{error.filename or out}: cannot be dropped ({error.strerror})"
                raise ReleaseError(f"{message}. Make it writable and prune again") from error
    return found


def _drop(releases: list[Path], compared: list[Path], entries: list[Path], out: Path) -> None:
    sweep(out)
    for release in releases:
        _keep_manifest(release, out / PRUNED)
        _remove(release)
    for folder in compared:
        _remove(folder)
    for entry in entries:
        entry.unlink(missing_ok=True)


def _keep_manifest(release: Path, folder: Path) -> None:
    """Keep what a release was made of; one without a manifest was no whole release."""
    try:
        manifest = (release / "manifest.json").read_bytes()
    except FileNotFoundError:
        return
    folder.mkdir(exist_ok=True)
    temporary = folder / f"{TEMPORARY}{release.name}"
    write_through(temporary, manifest)
    temporary.replace(folder / f"{release.name}.json")


def _remove(folder: Path) -> None:
    """Take a folder away in one step; what a crash leaves of it is swept by the next publication."""
    gone = folder.rename(folder.with_name(f"{TEMPORARY}{folder.name}"))
    shutil.rmtree(gone)


def _is_latest(changes: Path) -> bool:
    link = changes.with_name("latest")
    return link.is_symlink() and link.readlink().name == changes.name


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
