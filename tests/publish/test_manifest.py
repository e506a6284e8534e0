"""The id of a release follows from its content alone, and its manifest says from what."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow.parquet as pq

from pipeline.fingerprint import Fingerprint
from pipeline.model import Dataset, Document
from pipeline.publish.build import Built, build
from pipeline.publish.schemas import TABLES

RUNS = Fingerprint("0" * 64, "0" * 64, (("spacy", "3.8"),))


def described(built: Built) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(built.files["manifest.json"])
    return content


def test_rows_in_another_order_give_the_same_id_and_bytes(
    dataset: Dataset, backwards: Callable[[Dataset], Dataset]
) -> None:
    assert build(dataset, by=RUNS) == build(backwards(dataset), by=RUNS)


def test_another_text_gives_another_id(dataset: Dataset, other: Dataset) -> None:
    assert build(dataset, by=RUNS).release_id != build(other, by=RUNS).release_id


def test_other_rules_give_another_id(dataset: Dataset) -> None:
    assert build(dataset, by=RUNS).release_id != build(dataset, by=replace(RUNS, rules="1" * 64)).release_id


def test_other_decisions_give_another_id(dataset: Dataset) -> None:
    fewer = replace(dataset, decisions=dataset.decisions[:1])
    assert build(dataset, by=RUNS).release_id != build(fewer, by=RUNS).release_id


def test_another_version_of_a_library_gives_another_id(dataset: Dataset) -> None:
    upgraded = replace(RUNS, versions=(("spacy", "3.9"),))
    assert build(dataset, by=RUNS).release_id != build(dataset, by=upgraded).release_id


def test_another_reading_of_the_media_type_gives_another_id(dataset: Dataset) -> None:
    as_html = replace(dataset.documents[0], media_type="text/html")
    other = replace(dataset, documents=(as_html, dataset.documents[1]))
    assert build(dataset, by=RUNS).release_id != build(other, by=RUNS).release_id


def test_id_is_an_r_and_sixteen_hexadecimal_digits(dataset: Dataset) -> None:
    release_id = build(dataset, by=RUNS).release_id
    assert release_id[0] == "r"
    assert len(bytes.fromhex(release_id[1:])) == 8


def test_manifest_names_the_inputs(dataset: Dataset) -> None:
    text = next(each.text for each in dataset.documents if isinstance(each, Document))
    [read, _] = described(build(dataset, by=RUNS))["inputs"]
    assert read == {
        "document_id": dataset.documents[0].document_id,
        "source_id": "somalia",
        "name": "somalia.txt",
        "url": None,
        "media_type": "text/plain",
        "retrieved_at": "2026-01-05T12:00:00Z",
        "status": "ingested",
        "reason": None,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def test_manifest_measures_every_other_file(dataset: Dataset) -> None:
    built = build(dataset, by=RUNS)
    files = described(built)["files"]
    assert set(files) == set(built.files) - {"manifest.json"}
    for name, measures in files.items():
        assert measures["sha256"] == hashlib.sha256(built.files[name]).hexdigest()
        assert measures["bytes"] == len(built.files[name])


def test_manifest_counts_the_rows(dataset: Dataset) -> None:
    built = build(dataset, by=RUNS)
    for name in TABLES:
        rows = pq.read_table(io.BytesIO(built.files[f"{name}.parquet"])).num_rows
        assert described(built)["files"][f"{name}.parquet"]["rows"] == rows == 2


def test_data_package_describes_every_table(dataset: Dataset) -> None:
    built = build(dataset, by=RUNS)
    package = json.loads(built.files["datapackage.json"])
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        data = built.files[resource["path"]]
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
