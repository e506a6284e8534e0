"""Each page shows what the release says, and says what to do where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.load import rows
from pipeline.review.app import create
from pipeline.review.leaves import leaf_of
from pipeline.review.setup import Setup
from tests.review.conftest import AFTER, Publishing
from tests.review.forms import fields_of, item


def test_the_overview_counts_changes_by_cause(client: TestClient) -> None:
    page = client.get("/").text

    assert "2 missions from 2 documents" in page
    assert '<a href="/queue?cause=source&amp;state=all">source</a>' in page


def test_the_overview_has_a_timeline_and_a_map(client: TestClient) -> None:
    page = client.get("/").text

    assert 'aria-label="2013-02-19 to 2026-05-18"' in page
    assert "<title>Mali: EUTM Mali</title>" in page


def test_a_mission_shows_each_field_with_its_evidence(client: TestClient) -> None:
    page = client.get("/missions/EULEX%20Kosovo").text

    assert "2008-12-09" in page
    assert "mandate runs until 14 June 2027" in page


def test_a_document_shows_what_was_used_and_why_the_rest_was_not(client: TestClient, out: Path) -> None:
    [document] = [each for each in rows("documents", out=out) if each["name"] == "kosovo.txt"]

    page = client.get(f"/documents/{document['document_id']}").text

    assert 'class="m staff used"' in page
    assert 'title="country: said before"' in page


def test_a_release_lists_its_tables(client: TestClient, out: Path) -> None:
    release = (out / "latest").resolve().name

    page = client.get(f"/releases/{release}").text

    assert f'href="/releases/{release}/statements.csv"' in page


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_a_table_can_be_downloaded(client: TestClient, out: Path, ending: str) -> None:
    release = (out / "latest").resolve().name

    answer = client.get(f"/releases/{release}/missions.{ending}")

    assert answer.headers["content-disposition"] == f'attachment; filename="missions.{ending}"'
    assert b"EUTM Mali" in answer.content


def test_a_rule_shows_its_example_and_what_it_found(client: TestClient) -> None:
    page = client.get("/rules/mandate.until").text

    assert "Must match" in page
    assert "mandate runs until 14 June 2027" in page


def test_a_change_shows_both_pages_and_the_words_that_changed(client: TestClient, change: str) -> None:
    page = client.get(change).text

    assert '<del class="evidence">2025</del>' in page
    assert '<ins class="evidence">2027</ins>' in page
    assert "The page says something else." in page


def test_a_statement_is_shown_as_the_change_that_it_is_a_side_of(client: TestClient, out: Path) -> None:
    [end] = [each for each in rows("statements", out=out) if each["value"] == "2027-06-14"]

    assert '<del class="evidence">2025</del>' in client.get(f"/statements/{end['statement_id']}").text


def test_a_statement_that_is_sure_and_did_not_change_is_not_told_as_unsure(
    client: TestClient, out: Path
) -> None:
    [launch] = [each for each in rows("statements", out=out) if each["value"] == "2008-12-09"]

    page = client.get(f"/statements/{launch['statement_id']}").text

    assert "No change of it is known." in page
    assert "not sure enough" not in page


def test_a_decision_says_whether_the_release_follows_it(
    client: TestClient, publishing: Publishing, out: Path, change: str
) -> None:
    accepted = fields_of(item(client, "EULEX Kosovo", "mandate end"), "accept")
    client.post("/decisions", data=accepted)
    assert "It holds from the next run on." in client.get(change).text

    publishing(AFTER)

    [end] = [each for each in rows("statements", out=out) if each["value"] == "2027-06-14"]
    assert "This release follows it." in client.get(f"/statements/{end['statement_id']}").text


def test_missions_are_found_by_the_name_of_a_host(client: TestClient) -> None:
    page = client.get("/missions?find=kosovo").text

    assert "EULEX Kosovo" in page
    assert "EUTM Mali" not in page


def test_a_mission_may_have_a_slash_in_its_name(client: TestClient) -> None:
    assert "One/Other: the latest release has no such mission" in client.get("/missions/One/Other").text


def test_a_change_shows_what_the_record_showed_before(client: TestClient, change: str) -> None:
    page = client.get(change).text

    history = page.partition('id="history"')[2]
    assert history.index("2027-06-14") < history.index("2025-06-14")


@pytest.mark.parametrize(
    "path",
    ["/missions/Nobody", "/documents/nothing", "/changes/none", "/statements/none", "/rules/none", "/x"],
)
def test_what_is_not_there_is_said_with_a_way_back(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert 'href="/queue"' in answer.text


def test_a_release_that_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/releases/r0000000000000000").status_code == 404


def test_a_release_is_no_way_to_other_folders(client: TestClient) -> None:
    assert client.get("/releases/..%2F..%2Fdecisions").status_code in {404, 422}


def test_without_a_release_the_page_says_what_to_run(setup: Setup, tmp_path: Path) -> None:
    with TestClient(create(replace(setup, out=tmp_path / "empty"))) as client:
        answer = client.get("/")

    assert answer.status_code == 500
    assert "missions run" in answer.text


def test_a_snapshot_that_is_gone_leaves_the_page_without_its_text(
    client: TestClient, out: Path, change: str
) -> None:
    (out / "raw").rename(out / "elsewhere")

    answer = client.get(change)

    assert answer.status_code == 200
    assert "The text is not there" in answer.text


def test_a_snapshot_that_is_back_is_read(client: TestClient, out: Path, change: str) -> None:
    (out / "raw").rename(out / "elsewhere")
    client.get(change)

    (out / "elsewhere").rename(out / "raw")

    assert "The text is not there" not in client.get(change).text


@pytest.mark.parametrize(
    ("n", "asked", "expected"),
    [(0, 1, (1, 1, 0, 0)), (25, 1, (1, 1, 0, 25)), (26, 2, (2, 2, 25, 26)), (26, 9, (2, 2, 25, 26))],
)
def test_a_leaf_that_is_not_there_is_the_last(n: int, asked: int, expected: tuple[int, ...]) -> None:
    assert leaf_of(n, asked, size=25) == expected
