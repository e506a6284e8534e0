"""Decisions of the pages are those of the command line, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from pipeline.load import rows
from pipeline.model import Decision
from tests.review.conftest import AFTER, Publishing
from tests.review.forms import fields_of, item, titles

Decided = Callable[[], list[Decision]]


def test_an_accepted_change_leaves_the_queue(client: TestClient, decisions: Decided) -> None:
    page = client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "launched"), "accept")).text

    [decision] = decisions()
    assert (decision.reviewer, decision.verdict, decision.expected) == ("Ada", "accept", "2013-02-19")
    assert "EUTM Mali · launched" not in titles(page)
    assert "1 of 5 are decided" in page


def test_the_next_release_follows_what_was_decided(
    client: TestClient, publishing: Publishing, out: Path
) -> None:
    launched = fields_of(item(client, "EUTM Mali", "launched"), "correct") | {"value": "2013-02-18"}
    client.post("/decisions", data=launched)
    client.post("/decisions", data=fields_of(item(client, "EULEX Kosovo", "staff"), "reject"))
    client.post("/decisions", data=fields_of(item(client, "EULEX Kosovo", "mandate end"), "accept"))

    publishing(AFTER)

    said = {(row["mission_id"], row["property"]): row for row in rows("statements", out=out)}
    assert said["EUTM Mali", "launched"]["value"] == "2013-02-18"
    assert said["EUTM Mali", "launched"]["status"] == "corrected"
    assert said["EULEX Kosovo", "staff"]["status"] == "rejected"
    assert said["EULEX Kosovo", "mandate_end"]["status"] == "accepted"


def test_a_decision_survives_the_next_release_on_the_pages(
    client: TestClient, publishing: Publishing
) -> None:
    client.post("/decisions", data=fields_of(item(client, "EULEX Kosovo", "staff"), "reject"))

    publishing(AFTER)

    assert "reject, Ada" in client.get("/missions/EULEX%20Kosovo").text


def test_a_correction_that_is_no_value_is_told(client: TestClient, decisions: Decided) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "correct") | {"value": "in spring"}

    answer = client.post("/decisions", data=fields)

    assert answer.status_code == 422
    assert "a date in EDTF" in answer.text
    assert decisions() == []


def test_a_note_is_shown_and_decides_nothing(client: TestClient) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "note") | {"reason": "ask the <press> office"}

    page = client.post("/decisions", data=fields).text

    assert "Ada: ask the &lt;press&gt; office" in page
    assert "0 of 5 are decided" in page


def test_what_is_gone_is_judged_by_a_note(client: TestClient, decisions: Decided) -> None:
    page = client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "staff"), "gone-rightly")).text

    [decision] = decisions()
    assert (decision.verdict, decision.expected, decision.reason) == ("note", "800", "The removal is right.")
    assert "1 of 5 are decided" in page
    shown = item(client, "EUTM Mali", "staff", "/queue?state=decided").text()
    assert shown.count("The removal is right.") == 1


def test_undo_withdraws_the_last_decision_and_then_the_one_before(client: TestClient) -> None:
    client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "launched"), "accept"))
    page = client.post("/decisions", data=fields_of(item(client, "EULEX Kosovo", "staff"), "reject")).text
    assert "2 of 5 are decided" in page

    page = client.post("/decisions", data=undo(page)).text
    assert "1 of 5 are decided" in page
    assert "<strong>accept</strong> on EUTM Mali launched" in page

    page = client.post("/decisions", data=undo(page)).text
    assert "0 of 5 are decided" in page
    assert "Undo" not in page


def test_undo_goes_before_a_note_on_the_same_statement(client: TestClient) -> None:
    client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "launched"), "accept"))
    decided = item(client, "EUTM Mali", "launched", "/queue?state=all")
    page = client.post("/decisions", data=fields_of(decided, "note") | {"reason": "by telephone"}).text

    page = client.post("/decisions", data=undo(page)).text

    assert "0 of 5 are decided" in page


def test_the_verdict_on_a_removal_is_undone_too(client: TestClient) -> None:
    page = client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "staff"), "gone-rightly")).text
    assert "<strong>The removal is right.</strong> on EUTM Mali staff (800)" in page

    page = client.post("/decisions", data=undo(page)).text

    assert "0 of 5 are decided" in page


def test_the_verdict_on_a_removal_is_not_told_as_lost(client: TestClient, publishing: Publishing) -> None:
    client.post("/decisions", data=fields_of(item(client, "EUTM Mali", "staff"), "gone-rightly"))

    publishing(AFTER)

    assert "0 decisions do not apply any more" in client.get("/").text


def test_a_decision_on_a_mission_is_on_its_name(
    client: TestClient, publishing: Publishing, decisions: Decided
) -> None:
    publishing(AFTER | {"new.txt": "EUAM Iraq\n\nEUAM Iraq was launched on 22 November 2017.\n"})

    page = client.post("/decisions", data=fields_of(item(client, "EUAM Iraq", "mission"), "accept")).text

    assert [(each.property, each.expected) for each in decisions()] == [("name", "EUAM Iraq")]
    assert "EUAM Iraq · mission" not in titles(page)


def test_several_are_decided_at_once(client: TestClient, decisions: Decided) -> None:
    chosen = [item(client, mission, "mandate end") for mission in ("EUTM Mali", "EULEX Kosovo")]
    on = [fields_of(each, "accept")["on"] for each in chosen]
    fields = fields_of(chosen[0], "accept")

    client.post("/decisions", data=fields | {"on": on})

    assert [each.mission_id for each in decisions()] == ["EUTM Mali", "EULEX Kosovo"]


def test_what_is_gone_is_judged_together_where_it_stands_alone(
    client: TestClient, decisions: Decided
) -> None:
    page = LexborHTMLParser(client.get("/queue?kind=removed").text)
    pick = page.css_first("input[data-pick]")
    assert pick is not None

    client.post("/decisions", data=bulk(page, "gone-wrongly") | {"on": str(pick.attributes["value"])})

    assert [each.reason for each in decisions()] == ["The removal is wrong."]


def test_nothing_selected_is_told(client: TestClient) -> None:
    answer = client.post("/decisions", data=bulk(LexborHTMLParser(client.get("/queue").text), "accept"))

    assert answer.status_code == 422
    assert "Nothing is selected" in answer.text


def test_none_of_several_is_written_where_one_is_stale(
    client: TestClient, other: TestClient, decisions: Decided
) -> None:
    chosen = [item(client, mission, "mandate end") for mission in ("EUTM Mali", "EULEX Kosovo")]
    on = [fields_of(each, "accept")["on"] for each in chosen]
    other.post("/decisions", data=fields_of(item(other, "EULEX Kosovo", "mandate end"), "reject"))

    fields = fields_of(chosen[0], "accept") | {"on": on}
    answer = client.post("/decisions", data=fields)

    assert answer.status_code == 409
    assert [each.reviewer for each in decisions()] == ["Ben"]


def test_a_second_reviewer_is_told_what_the_first_decided(
    client: TestClient, other: TestClient, decisions: Decided
) -> None:
    seen = fields_of(item(client, "EUTM Mali", "launched"), "accept")
    other.post("/decisions", data=fields_of(item(other, "EUTM Mali", "launched"), "reject"))

    answer = client.post("/decisions", data=seen)

    assert answer.status_code == 409
    assert "rejected by Ben" in answer.text
    assert [each.reviewer for each in decisions()] == ["Ben"]


def test_a_second_tab_that_was_left_behind_is_told(client: TestClient, decisions: Decided) -> None:
    seen = fields_of(item(client, "EUTM Mali", "launched"), "accept")
    client.post("/decisions", data=seen)

    answer = client.post("/decisions", data=seen | {"verdict": "reject"})

    assert answer.status_code == 409
    assert [each.verdict for each in decisions()] == ["accept"]


def test_a_page_from_before_the_release_is_told(
    client: TestClient, publishing: Publishing, decisions: Decided
) -> None:
    seen = fields_of(item(client, "EUTM Mali", "launched"), "accept")
    publishing(AFTER | {"new.txt": "EUAM Iraq\n\nEUAM Iraq was launched on 22 November 2017.\n"})

    answer = client.post("/decisions", data=seen)

    assert answer.status_code == 409
    assert "A new release was published" in answer.text
    assert decisions() == []


def test_who_decides_can_be_said_in_a_form(anonymous: TestClient, decisions: Decided) -> None:
    page = anonymous.get("/reviewer").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    anonymous.post("/reviewer", data={"token": token, "name": "Zoë Ångström"})

    anonymous.post("/decisions", data=fields_of(item(anonymous, "EUTM Mali", "launched"), "accept"))

    assert [each.reviewer for each in decisions()] == ["Zoë Ångström"]


def test_nobody_decides_without_a_name(anonymous: TestClient, client: TestClient, decisions: Decided) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept")
    token = anonymous.get("/reviewer").text.partition('name="token" value="')[2].partition('"')[0]

    answer = anonymous.post("/decisions", data=fields | {"token": token})

    assert answer.status_code == 403
    assert decisions() == []


def test_after_a_decision_the_reviewer_stays_on_this_server(client: TestClient) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept") | {"back": "//elsewhere.example/"}

    answer = client.post("/decisions", data=fields, follow_redirects=False)

    assert answer.headers["location"] == "/queue"


def bulk(page: LexborHTMLParser, button: str) -> dict[str, str]:
    """Return what the form for several sends while none is selected."""
    form = page.css_first("#bulk")
    assert form is not None
    assert form.css_first(f"button[value={button}]") is not None
    hidden = form.css("input[type=hidden]")
    return {str(each.attributes["name"]): str(each.attributes["value"]) for each in hidden} | {
        "verdict": button
    }


def undo(page: str) -> dict[str, str]:
    main = LexborHTMLParser(page).css_first("main")
    assert main is not None
    return fields_of(main, "withdraw")
