"""Build a release in memory: its id and the bytes of its files, from content alone."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.fingerprint import Fingerprint
from pipeline.model import Dataset
from pipeline.publish.manifest import as_json, derivation, manifest, release_id
from pipeline.publish.package import data_package
from pipeline.publish.tables import parquet, tables
from pipeline.report import marked_texts, render, summarise


@dataclass(frozen=True, slots=True)
class Built:
    """A release that is not on the disk yet: its id, and the bytes of each file by name."""

    release_id: str
    files: dict[str, bytes]


def build(dataset: Dataset, *, by: Fingerprint) -> Built:
    """Return the release of `dataset`, made by that pipeline; `manifest.json` is its last file."""
    contents = tables(dataset)
    derived_from = derivation(contents["documents"], contents["decisions"], by=by)
    release = release_id(derived_from)
    files = {f"{name}.parquet": parquet(table) for name, table in contents.items()}
    files["datapackage.json"] = as_json(data_package(release, files))
    summary = {"release_id": release} | summarise(dataset)
    files["report.json"] = as_json(summary)
    files["report.html"] = render(summary, marked_texts(dataset)).encode()
    rows = {name: table.num_rows for name, table in contents.items()}
    files["manifest.json"] = as_json(manifest(release, derived_from, files, rows))
    return Built(release, files)
