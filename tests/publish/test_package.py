"""datapackage.json: the Frictionless validator reads the release with it, and finds what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from pipeline import ingest
from pipeline.model import Dataset, Release
from pipeline.publish.schemas import TABLES

Publish = Callable[[Dataset], Release]


def complaints(release: Release) -> list[tuple[str, str]]:
    """Return the table and the kind of each error that the validator finds."""
    report = Package(str(Path(release.path, "datapackage.json"))).validate()
    errors = [("package", error.type) for error in report.errors]
    return errors + [(task.name, error.type) for task in report.tasks for error in task.errors]


def schema(release: Release, table: str) -> dict[str, Any]:
    package = json.loads(Path(release.path, "datapackage.json").read_bytes())
    [found] = [each["schema"] for each in package["resources"] if each["name"] == table]
    return dict(found)


def fields(release: Release, table: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in schema(release, table)["fields"]}


def test_the_validator_accepts_a_release(dataset: Dataset, publish_to: Publish) -> None:
    assert complaints(publish_to(dataset)) == []


def test_the_validator_accepts_a_release_of_pages(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")

    assert complaints(ingest(pages, out=tmp_path / "out")) == []


def test_the_validator_accepts_empty_tables(dataset: Dataset, publish_to: Publish) -> None:
    only_documents = Dataset(dataset.documents, (), (), (), (), (), ())

    assert complaints(publish_to(only_documents)) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"mission_id": "EUCAP Nowhere"}, "foreign-key"),
        ({"section_id": "sec-9"}, "foreign-key"),
        ({"status": "perhaps"}, "constraint-error"),
        ({"assertion": "hoped"}, "constraint-error"),
        ({"statement_id": "name-EUCAP Nestor"}, "primary-key"),
    ],
)
def test_the_validator_finds_what_is_wrong(
    dataset: Dataset, publish_to: Publish, changes: dict[str, Any], kind: str
) -> None:
    first, *rest = dataset.statements
    wrong = replace(dataset, statements=(first._replace(**changes), *rest))

    assert ("statements", kind) in complaints(publish_to(wrong))


def test_every_table_is_described_with_its_columns(dataset: Dataset, publish_to: Publish) -> None:
    release = publish_to(dataset)
    for name, table in TABLES.items():
        assert list(fields(release, name)) == table.schema.names


def test_types_are_those_of_table_schema(dataset: Dataset, publish_to: Publish) -> None:
    missions = fields(publish_to(dataset), "missions")

    named = ("confidence", "needs_review", "launched", "host_countries")
    assert [missions[name]["type"] for name in named] == ["number", "boolean", "string", "any"]
    assert missions["host_countries"]["description"] == "A list of texts."


def test_closed_sets_are_those_of_the_nouns(dataset: Dataset, publish_to: Publish) -> None:
    release = publish_to(dataset)

    assert fields(release, "missions")["type"]["constraints"]["enum"] == [
        "civilian", "military", "civilian-military",
    ]  # fmt: skip
    assert "NUMBER" in fields(release, "ledger")["kind"]["constraints"]["enum"]
    assert fields(release, "ledger")["reason"]["constraints"]["enum"][0] == "in a name"
    assert "enum" not in fields(release, "checks")["kind"]["constraints"]


def test_keys_lead_from_table_to_table(dataset: Dataset, publish_to: Publish) -> None:
    statements = schema(publish_to(dataset), "statements")

    assert statements["primaryKey"] == ["statement_id"]
    assert {each["reference"]["resource"] for each in statements["foreignKeys"]} == {
        "documents", "sections", "missions",
    }  # fmt: skip
