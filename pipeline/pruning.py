"""Pruning: which releases stay by the policy, and which entries of the cache their documents need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pipeline.acquire.publications import publications
from pipeline.errors import ReleaseError
from pipeline.fingerprint import Fingerprint, fingerprint
from pipeline.load import release_folder
from pipeline.model import Snapshot
from pipeline.publish.cache import key_of
from pipeline.publish.prune import Pruned, prune
from pipeline.rebuild import Json, made_by, manifest_of, moment

YOUNG: Final = timedelta(days=90)
"""What was published so lately stays, whatever its number."""


def prune_by_age(out: Path, *, now: datetime, keep: int, dry_run: bool = False) -> Pruned:
    """Drop the releases in `out` that are neither among the `keep` newest publications nor young at `now`.

    Their changes go too, and the entries of the cache that no release that stays needs; with `dry_run`
    nothing goes. Raises ReleaseError where nothing was published, a release that stays is damaged, or
    something cannot be dropped.
    """
    published = publications(out)
    if not published:
        raise ReleaseError(f"{out}: no release has been published. Run `missions run` first")
    young = [each for each in published if now - each.published_at <= YOUNG]
    kept = {each.release_id for each in (*published[-keep:], *young)}
    there = {each for each in kept if (out / "releases" / each).is_dir()}
    manifests = [manifest_of(release_folder(out, each)) for each in sorted(there)]
    return prune(out, releases=there, cached=set(_cached(manifests)), dry_run=dry_run)


def _cached(manifests: list[Json]) -> Iterator[str]:
    """Yield what the documents of releases are kept under, by any of their pipelines and the one that runs.

    A comparison asks for the documents of one release as the pipeline of another reads them.
    """
    pipelines = {fingerprint(), *map(made_by, manifests)}
    for manifest in manifests:
        for each in manifest["inputs"]:
            yield from (_key(each, by) for by in pipelines)


def _key(each: Json, by: Fingerprint) -> str:
    named = {name: each[name] for name in ("document_id", "source_id", "name", "media_type", "url")}
    return key_of(Snapshot(**named, data=b"", retrieved_at=moment(each["retrieved_at"])), by)
