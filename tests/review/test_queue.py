"""The queue has what changed in the order of its severity, and the filters of the address."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from pipeline.load import rows
from tests.review.conftest import AFTER, Publishing
from tests.review.forms import item, link, titles


def test_the_most_severe_stand_first(client: TestClient) -> None:
    assert titles(client.get("/queue").text) == [
        "EULEX Kosovo · mandate end",
        "EUTM Mali · mandate end",
        "EUTM Mali · launched",
        "EULEX Kosovo · staff",
        "EUTM Mali · staff",
    ]


def test_the_filters_are_in_the_address(client: TestClient) -> None:
    page = client.get("/queue?field=mandate_end&mission=mali").text

    assert titles(page) == ["EUTM Mali · mandate end"]
    assert '<option value="mandate_end" selected>' in page


def test_fields_of_the_filters_may_be_left_empty(client: TestClient) -> None:
    form = LexborHTMLParser(client.get("/queue").text).css_first("form.filters")
    assert form is not None
    names = [str(each.attributes["name"]) for each in form.css("select, input")]

    page = client.get("/queue", params=dict.fromkeys(names, "") | {"state": "open", "field": "staff"}).text

    assert titles(page) == ["EULEX Kosovo · staff", "EUTM Mali · staff"]


def test_filters_count_what_is_left(client: TestClient) -> None:
    assert "mandate end (2)" in client.get("/queue").text
    assert "mandate end" not in client.get("/queue?state=decided").text


def test_a_mission_that_appears_stands_in_the_queue_with_its_name(
    client: TestClient, publishing: Publishing
) -> None:
    publishing(AFTER | {"new.txt": "EUAM Iraq\n\nEUAM Iraq was launched on 22 November 2017.\n"})

    found = item(client, "EUAM Iraq", "mission")

    assert "appeared" in client.get(link(found)).text
    assert "EUAM Iraq · name" not in titles(client.get("/queue").text)


def test_a_mission_that_vanishes_stands_first(client: TestClient, publishing: Publishing) -> None:
    publishing({"mali.txt": AFTER["mali.txt"]})

    assert titles(client.get("/queue").text)[0] == "EULEX Kosovo · mission"


def test_a_comparison_that_comes_after_the_release_is_seen(client: TestClient, out: Path) -> None:
    (out / "changes").rename(out / "not yet")
    assert titles(client.get("/queue?cause=source").text) == []

    (out / "not yet").rename(out / "changes")

    assert len(titles(client.get("/queue?cause=source").text)) == 5


def test_the_less_sure_can_be_asked_for(client: TestClient, out: Path) -> None:
    surest = max(row["confidence"] for row in rows("statements", out=out) if row["property"] == "staff")

    assert len(titles(client.get("/queue?below=1").text)) == len(titles(client.get("/queue").text))
    assert "EULEX Kosovo · staff" not in titles(client.get(f"/queue?below={surest}").text)


def test_those_alike_are_shown_together(client: TestClient) -> None:
    page = client.get("/queue").text
    link = page.partition('" data-key="s"')[0].rpartition('href="')[2].replace("&amp;", "&")

    assert titles(client.get(link).text) == ["EULEX Kosovo · mandate end", "EUTM Mali · mandate end"]


def test_an_empty_queue_says_what_comes_next(client: TestClient) -> None:
    page = client.get("/queue?field=nothing").text

    assert "Show all that is open" in page
    assert "missions run" in page


def test_a_filter_that_is_none_is_said(client: TestClient) -> None:
    answer = client.get("/queue?state=maybe")

    assert answer.status_code == 422
    assert "state" in answer.text
