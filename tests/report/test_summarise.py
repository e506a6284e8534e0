from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import Confidence, Dataset
from pipeline.report import summarise

Summary = dict[str, Any]


@pytest.fixture
def summary(dataset: Dataset) -> Summary:
    return summarise(dataset)


def test_summary_is_json(summary: Summary) -> None:
    assert json.loads(json.dumps(summary, allow_nan=False)) == summary


def test_order_of_the_rows_changes_nothing(
    dataset: Dataset, summary: Summary, backwards: Callable[[Dataset], Dataset]
) -> None:
    assert json.dumps(summarise(backwards(dataset))) == json.dumps(summary)


def test_counts_say_how_much_there_is(summary: Summary) -> None:
    assert summary["counts"] == {
        "documents": 3,
        "ingested": 2,
        "quarantined": 1,
        "characters": 859,
        "sections": 8,
        "mission_sections": 5,
        "linked_sections": 5,
        "mentions": 8,
        "statements": 21,
        "accepted": 0,
        "missions": 6,
        "needs_review": 2,
        "decisions": 2,
        "applied": 1,
        "claims": 4,
        "checks": 4,
        "conflict": 1,
        "unknown": 1,
        "holds": 2,
    }


def test_linked_share_counts_mission_sections_alone(dataset: Dataset) -> None:
    unlinked = replace(dataset.sections[1], mission_id=None)
    changed = replace(dataset, sections=(unlinked, *dataset.sections[2:]))
    assert summarise(changed)["linked_share"] == 0.8


def test_linked_share_of_no_mission_section_is_null(dataset: Dataset) -> None:
    assert summarise(replace(dataset, sections=()))["linked_share"] is None


def test_quarantined_document_has_its_reason(summary: Summary) -> None:
    [scan] = [each for each in summary["documents"] if each["status"] == "quarantined"]
    assert (scan["name"], scan["reason"]) == ("scan.pdf", "no text in it: scanned pages?")
    assert (scan["characters"], scan["note"]) == (None, None)


def test_document_without_a_mission_is_noted(summary: Summary) -> None:
    notes = {each["name"]: each["note"] for each in summary["documents"]}
    assert notes == {"minutes.txt": "no missions found", "overview.txt": None, "scan.pdf": None}


def test_label_has_mean_lowest_and_what_has_no_value(summary: Summary) -> None:
    labels = {each["label"]: each for each in summary["labels"]}
    assert labels["DATE"] == {"label": "DATE", "n": 2, "without_value": 0, "mean": 0.905, "lowest": 0.83}
    assert labels["REGION"]["without_value"] == 1


def test_property_has_mean_and_lowest(summary: Summary) -> None:
    properties = {each["property"]: each for each in summary["properties"]}
    assert properties["mandate_end"] == {"property": "mandate_end", "n": 2, "mean": 0.925, "lowest": 0.92}


def test_missions_of_the_union_come_first(summary: Summary) -> None:
    assert [each["mission_id"] for each in summary["missions"]][-2:] == ["EUTM Mali", "MINUSMA"]


def test_mission_has_the_names_of_its_hosts(summary: Summary) -> None:
    hosts = {each["mission_id"]: each["hosts"] for each in summary["missions"]}
    assert hosts["EUTM Mali"] == ["Mali"]
    assert hosts["EUNAVFOR Aspides"] == []


def test_least_sure_statement_comes_first_with_its_evidence(summary: Summary) -> None:
    assert summary["lowest_statements"][0] == {
        "kind": "launched",
        "mission_id": "EUFOR Althea",
        "value": "2004-12",
        "confidence": 0.49,
        "parts": {"mention": 0.99, "attachment": 0.49 / 0.99},
        "rule": "launched.same-clause",
        "document": "overview.txt",
        "start": 614,
        "end": 650,
        "before": "The military operation in Bosnia and Herzegovina ",
        "quote": "took over from NATO in December 2004",
        "after": ".",
    }


def test_list_of_the_least_sure_is_short(dataset: Dataset) -> None:
    many = tuple(dataset.statements[0]._replace(confidence=Confidence(n / 100)) for n in range(40))
    lowest: Any = summarise(replace(dataset, statements=many))["lowest_statements"]
    assert [each["confidence"] for each in lowest] == [n / 100 for n in range(25)]


def test_conflict_comes_first_with_the_totals_that_it_weighs(summary: Summary) -> None:
    conflict = summary["checks"][0]
    assert conflict["outcome"] == "conflict"
    assert [quote["quote"] for quote in conflict["quotes"]] == [
        "three military",
        "four military operations are under way",
    ]


def test_empty_dataset_has_a_summary() -> None:
    summary: Any = summarise(Dataset((), (), (), (), (), (), ()))
    assert set(summary["counts"].values()) == {0}


def test_ledger_says_what_share_of_each_kind_is_used_and_why_not_the_rest(summary: Summary) -> None:
    assert summary["ledger"] == [
        {"kind": "DATE", "n": 2, "used": 1, "share": 0.5, "unused": {"no role": 1}},
        {"kind": "NUMBER", "n": 2, "used": 1, "share": 0.5, "unused": {"no kind": 1}},
    ]


def test_what_is_said_of_a_mission_and_not_used_is_quoted(summary: Summary) -> None:
    assert [(each["kind"], each["quote"]) for each in summary["unused"]] == [("DATE", "early 2024")]


def test_decisions_that_do_not_apply_come_first_with_the_reason(summary: Summary) -> None:
    told = [(each["outcome"], each["of"], each["explanation"]) for each in summary["decisions"]]

    assert told == [
        ("orphaned", "EUAM Iraq staff = 100", "its words stand nowhere any more"),
        ("applied", "EUTM Mali launched = 100", "its words stand once"),
    ]


def test_a_rejected_statement_is_nothing_to_look_at_first(dataset: Dataset) -> None:
    rejected = [each._replace(status="rejected") for each in dataset.statements]

    assert summarise(replace(dataset, statements=tuple(rejected)))["lowest_statements"] == []
