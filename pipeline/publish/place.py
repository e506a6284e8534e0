"""Place a built release on the disk so that a reader sees a whole release at any instant, or the one before.

Everything is written into a folder beside the releases, forced to the disk and renamed; then `latest`
is switched. A lock keeps a second run out meanwhile, so what lies about under a temporary name when
the lock is held was left by a run that died.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.acquire.publications import LOG, logged
from pipeline.errors import ReleaseError
from pipeline.model import Release
from pipeline.moments import written
from pipeline.publish.build import Built

TEMPORARY = ".tmp-"


def place(built: Built, out: Path, *, published_at: datetime, accepted: Sequence[str] = ()) -> Release:
    """Put `built` under `out` and make it the latest; a release that is there and whole is left alone."""
    releases = out / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with holding(out):
        sweep(out)
        try:
            missing = not _whole(releases / built.release_id, built)
            if missing:
                _write(built, releases)
            _switch(out, built.release_id, published_at, accepted)
        finally:
            sweep(out)
    return Release(built.release_id, str(releases / built.release_id), new=missing)


@contextmanager
def holding(out: Path) -> Iterator[None]:
    """Wait for, then hold the lock of `out`; the system frees it when the process ends, however it ends."""
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sweep(out: Path) -> None:
    """Remove what runs that died left under temporary names; the lock of `out` is held."""
    for folder in (out, out / "releases", *out.glob("cache/*"), out / "changes", *out.glob("changes/*")):
        for left in folder.glob(f"{TEMPORARY}*"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)  # the cache is written without the lock


def point(link: Path, target: Path) -> None:
    """Make `link` a symbolic link to `target`, in one step where it is one already."""
    temporary = link.with_name(f"{TEMPORARY}{link.name}-{os.getpid()}")
    temporary.symlink_to(target)
    temporary.replace(link)
    _force(link.parent)


def write_through(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _whole(folder: Path, built: Built) -> bool:
    """Whether `folder` holds every file of the release, to the byte."""
    return all(_holds(folder / name, data) for name, data in built.files.items())


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(built: Built, releases: Path) -> None:
    """Write the release under a temporary name and move it to its own, the damaged one's files included."""
    temporary = releases / f"{TEMPORARY}{built.release_id}-{os.getpid()}"
    temporary.mkdir()
    for name, data in built.files.items():
        write_through(temporary / name, data)
    _force(temporary)
    final = releases / built.release_id
    if final.is_dir():
        _mend(final, temporary, names=list(built.files))
    else:
        temporary.rename(final)
    _force(releases)


def _mend(damaged: Path, whole: Path, *, names: list[str]) -> None:
    """Replace file by file: no instant without the folder, which `latest` may point to."""
    for name in names:
        (whole / name).replace(damaged / name)
    _force(damaged)


def _switch(out: Path, release_id: str, published_at: datetime, accepted: Sequence[str]) -> None:
    """Point `latest` at the release and log that, also where an earlier run died between the two."""
    latest, entries = _latest(out), logged(out)
    last = entries[-1]["release_id"] if entries else None
    if latest != release_id:
        point(out / "latest", Path("releases", release_id))
    if latest != release_id or last != release_id:
        entry: dict[str, Any] = {
            "published_at": written(published_at.astimezone(UTC).replace(microsecond=0)),
            "release_id": release_id,
            "previous": last if latest == release_id else latest,
        }
        if accepted:
            entry["accepted_gates"] = list(accepted)
        _log(out, [*entries, entry])


def _latest(out: Path) -> str | None:
    """Return the id of the release that `latest` points to."""
    link = out / "latest"
    if link.is_symlink():
        return link.readlink().name
    if link.exists():
        message = f"{link}: expected the symbolic link to the newest release, found something else"
        raise ReleaseError(f"{message}. Move it away and publish again")
    return None


def _log(out: Path, entries: list[dict[str, Any]]) -> None:
    """Write the log anew and switch to it, so that no line is ever torn."""
    temporary = out / f"{TEMPORARY}log-{os.getpid()}"
    write_through(temporary, "".join(json.dumps(entry) + "\n" for entry in entries).encode())
    temporary.replace(out / LOG)
    _force(out)


def _force(folder: Path) -> None:
    """Wait until the disk has the names in `folder`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
