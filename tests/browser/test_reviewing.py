"""A reviewer's whole way in a real browser: by mouse, by keys alone, without JavaScript, two at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.load import rows
from tests.browser.acts import click, correct, listed, press, progress
from tests.browser.conftest import Serving
from tests.review.conftest import AFTER, Publishing

pytestmark = pytest.mark.browser

FIRST = ("Amber", "Birch", "Copper", "Dune", "Ember")
LAST = ("Arrow", "Bridge", "Crest", "Dawn", "Forge", "Gate", "Harbour", "Lance", "Shield", "Tide")


def test_what_is_decided_with_the_mouse_is_in_the_next_release(
    chromium: Browser, serving: Serving, publishing: Publishing, out: Path
) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving(None))
        click(page.get_by_role("link", name="Say who you are"))
        page.get_by_label("Name").fill("Ada")
        click(page.get_by_role("button", name="Keep"))

        click(listed(page, "EULEX Kosovo · mandate end").get_by_role("link", name="mandate end"))
        assert page.locator("ins.evidence").inner_text() == "2027"
        click(page.get_by_role("button", name="Accept"))
        page.goto(page.url.partition("/changes")[0] + "/queue")
        correct(listed(page, "EUTM Mali · launched"), "2013-02-18")
        click(listed(page, "EULEX Kosovo · staff").get_by_role("button", name="Reject"))
        assert progress(page) == "3 of 5 are decided."

        publishing(AFTER)
        page.goto(page.url.partition("/queue")[0] + "/missions/EULEX%20Kosovo")
        assert page.get_by_text("accepted").first.is_visible()

    assert decided(out) == {
        ("EULEX Kosovo", "mandate_end"): ("2027-06-14", "accepted"),
        ("EUTM Mali", "launched"): ("2013-02-18", "corrected"),
        ("EULEX Kosovo", "staff"): ("400", "rejected"),
    }


def test_keys_alone_are_enough(
    chromium: Browser, serving: Serving, publishing: Publishing, out: Path
) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        press(page, "a")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.type("2013-02-18")
        press(page, "Enter")
        press(page, "r")
        page.keyboard.press("n")
        page.keyboard.type("see the other page")
        press(page, "Enter")
        assert progress(page) == "3 of 5 are decided."
        assert page.get_by_text("Ada: see the other page").is_visible()
        publishing(AFTER)

    assert decided(out) == {
        ("EULEX Kosovo", "mandate_end"): ("2027-06-14", "accepted"),
        ("EUTM Mali", "launched"): ("2013-02-18", "corrected"),
        ("EULEX Kosovo", "staff"): ("400", "rejected"),
    }


def test_a_key_takes_the_last_decision_back(chromium: Browser, serving: Serving) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        press(page, "a")
        press(page, "r")
        assert progress(page) == "2 of 5 are decided."
        press(page, "u")
        press(page, "u")

        assert progress(page) == "0 of 5 are decided."


def test_those_alike_are_accepted_with_two_keys(chromium: Browser, serving: Serving) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        press(page, "s")
        press(page, "A")

        assert progress(page) == "2 of 5 are decided."


def test_fifty_changes_are_cleared_with_a_key_each(
    chromium: Browser, serving: Serving, publishing: Publishing
) -> None:
    publishing(AFTER | strengths(100))
    publishing(AFTER | strengths(200))
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue?cause=source")
        assert progress(page) == "0 of 50 are decided."

        for _ in range(50):
            press(page, "a")

        assert progress(page) == "50 of 50 are decided."


def test_the_filters_are_set_with_the_mouse(chromium: Browser, serving: Serving) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        page.get_by_label("Field").select_option("staff")
        click(page.get_by_role("button", name="Filter"))

        assert progress(page) == "0 of 2 are decided."


def test_a_key_that_is_held_down_decides_once(chromium: Browser, serving: Serving) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        with page.expect_navigation():
            page.keyboard.down("a")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method))
        page.keyboard.down("a")
        page.wait_for_timeout(200)

        assert "POST" not in sent


def test_a_key_in_a_field_is_a_letter(chromium: Browser, serving: Serving) -> None:
    with chromium.new_context() as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue")

        page.keyboard.press("n")
        page.keyboard.type("jar")

        assert page.locator("li.here [data-note]").input_value() == "jar"


def test_the_second_of_two_reviewers_is_told(chromium: Browser, serving: Serving, out: Path) -> None:
    with chromium.new_context() as one, chromium.new_context() as two:
        ada, ben = one.new_page(), two.new_page()
        ada.goto(serving("Ada") + "/queue")
        ben.goto(serving("Ben") + "/queue")

        press(ada, "a")
        press(ben, "r")
        assert ben.get_by_role("heading", level=1).inner_text() == "Nothing was written"
        assert ben.get_by_text("accepted by Ada").is_visible()
        click(ben.get_by_role("link", name="The statement"))

        assert ben.get_by_text("accepted by Ada").first.is_visible()
    assert len((out / "decisions" / "decisions.jsonl").read_text().splitlines()) == 1


def test_all_of_it_works_without_javascript(
    chromium: Browser, serving: Serving, publishing: Publishing, out: Path
) -> None:
    with chromium.new_context(java_script_enabled=False) as browser:
        page = browser.new_page()
        page.goto(serving("Ada") + "/queue?field=mandate_end")
        click(listed(page, "EULEX Kosovo · mandate end").get_by_role("button", name="Accept"))
        correct(listed(page, "EUTM Mali · mandate end"), "2026-05")
        assert page.get_by_text("Nothing is left here").is_visible()
        click(page.get_by_role("button", name="Undo"))
        assert progress(page) == "1 of 2 are decided."
        publishing(AFTER)

    assert decided(out) == {("EULEX Kosovo", "mandate_end"): ("2027-06-14", "accepted")}


def strengths(least: int) -> dict[str, str]:
    """Return fifty pages, each of them on the strength of one operation."""
    names = [f"Operation {first}{last}" for first in FIRST for last in LAST]
    return {
        f"{i}.txt": f"{name}\n\n{name} is a military operation. It has {least + i} troops.\n"
        for i, name in enumerate(names)
    }


def decided(out: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the statements that a decision is on, with what became of them."""
    applied = [row for row in rows("decisions", out=out) if row["outcome"] == "applied"]
    on = {row["statement_id"] for row in applied if row["verdict"] in {"accept", "reject", "correct"}}
    return {
        (row["mission_id"], row["property"]): (row["value"], row["status"])
        for row in rows("statements", out=out)
        if row["statement_id"] in on
    }
