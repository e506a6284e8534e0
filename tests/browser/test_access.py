"""Everybody can use every page: axe-core finds nothing, narrow screens hold it, nothing jumps or runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pipeline.load import rows
from pipeline.review.changes import changes_to
from pipeline.review.tables import latest
from tests.browser.acts import press
from tests.browser.conftest import Serving
from tests.review.conftest import AFTER, Publishing

pytestmark = pytest.mark.browser

SCRIPT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 100);
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_a_violation_or_is_too_wide(
    chromium: Browser, serving: Serving, out: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    address = serving("Ada")
    with chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as browser:
        page = browser.new_page()
        for path in [*paths(out), "/nowhere"]:
            page.goto(address + path)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_no_page_jumps_while_it_loads(chromium: Browser, serving: Serving, out: Path) -> None:
    address = serving("Ada")
    with chromium.new_context() as browser:
        page = browser.new_page()
        for path in paths(out):
            page.goto(address + path)
            assert page.evaluate(SHIFTS) < 0.01, path


def test_scripts_that_pages_and_people_wrote_do_not_run(
    chromium: Browser, serving: Serving, publishing: Publishing, out: Path
) -> None:
    text = f"EUAM {SCRIPT} Iraq {SCRIPT}\n\nEUAM Iraq {SCRIPT} was launched in 2017 {SCRIPT}.\n"
    publishing(AFTER | {"x.txt": text})
    address = serving(f"Eve {SCRIPT}")
    with chromium.new_context() as browser:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(address + "/queue")
        page.keyboard.press("n")
        page.keyboard.type(SCRIPT)
        press(page, "Enter")
        for path in [*paths(out), f"/missions?find={SCRIPT}"]:
            page.goto(address + path)
            assert page.title().endswith("Missions review"), path
        assert complaints == []


def test_the_report_from_the_disk_has_no_violation(chromium: Browser, out: Path) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 800}) as browser:
        page = browser.new_page()
        page.goto((out / "latest" / "report.html").resolve().as_uri())

        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def paths(out: Path) -> list[str]:
    """Return one address or more of every kind of page."""
    release = latest(out)
    changes = [f"/changes/{each['change_id']}" for each in changes_to(release).rows if each["old_quote"]]
    statement = rows("statements", out=out)[0]
    return [
        "/", "/queue", "/queue?state=all", "/queue?field=none", *changes,
        f"/statements/{statement['statement_id']}",
        "/missions", f"/missions/{statement['mission_id']}",
        "/documents", *(f"/documents/{each['document_id']}" for each in rows("documents", out=out)),
        "/releases", f"/releases/{release.name}",
        "/rules", f"/rules/{statement['rule']}", "/reviewer",
    ]  # fmt: skip


def violations(page: Page) -> list[Any]:
    """Return what axe-core finds wrong, a line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {json.dumps([node['html'][:200] for node in each['nodes'][:3]])}" for each in found
    ]
