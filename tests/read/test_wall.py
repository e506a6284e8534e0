"""What stands before a page is told from a page: by its title and headings, its few words, its markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.acquire import acquire, given
from pipeline.model import Snapshot
from pipeline.read import read
from pipeline.read.wall import why_no_page

ROOT = Path(__file__).parents[2]
SENTENCE = "<p>EULEX Kosovo has 360 staff and its mandate ends on 14 June 2027.</p>"


def why(html: str) -> str | None:
    snapshot = given(f"<!doctype html>{html}".encode(), name="page.html")
    return why_no_page(snapshot, read(snapshot))


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<title>404 | The mission</title><p>Have a look around.</p>", "wall.not-found"),
        ("<h1>This page does not exist</h1><p>Go back.</p>", "wall.not-found"),
        ("<title>The mission</title><p>The page you want can’t be found.</p>", "wall.not-found-text"),
        ("<title>Under maintenance</title><p>Until Monday.</p>", "wall.maintenance"),
        ("<title>502 Bad Gateway</title><p>Later.</p>", "wall.maintenance"),
        ("<h2>Cookies</h2><p>Please accept our cookies to continue.</p>", "wall.consent"),
        ("<h1>Log in</h1><p>Name and word.</p>", "wall.login"),
        ("<p>Staff area</p><form><input name=word type='password'></form>", "wall.password"),
        ("<title>Access denied</title><p>Number 18.</p>", "wall.denied"),
        ("<p>Tick the box: I’m not a robot.</p>", "wall.robot-check"),
        ("<title>Just a moment…</title><p>One moment.</p>", "wall.robot-check-title"),
        ("<p>Prove yourself</p><div class=h-captcha></div>", "wall.robot-check-markup"),
        ("<p>This site needs JavaScript.</p>", "wall.script"),
        ("<p>Loading</p><script src=all.js></script>", "wall.shell"),
    ],
)
def test_a_wall_is_told_with_the_rule_that_knew_it(html: str, rule: str) -> None:
    assert (why(html) or "").endswith(f"({rule})")


@pytest.mark.parametrize(
    "html",
    [
        SENTENCE,
        f"<title>EULEX Kosovo</title><script src=all.js></script><h1>EULEX Kosovo</h1>{SENTENCE * 2}",
        f"<h1>Boats not found</h1>{SENTENCE}",
        f"<h1>Access to the port denied</h1>{SENTENCE}",
    ],
)
def test_a_short_page_is_a_page(html: str) -> None:
    assert why(html) is None


def test_a_page_with_many_words_is_one_whatever_else_it_shows() -> None:
    walls = "<title>404</title><h1>Sign in</h1><script></script><input type=password><p>Accept cookies</p>"

    assert why(walls + SENTENCE * 30) is None


def test_an_empty_title_says_nothing() -> None:
    assert why(f"<title></title>{SENTENCE}") is None


def test_no_page_of_the_project_is_taken_for_a_wall() -> None:
    snapshots = [each for each in acquire([ROOT / "raw"]) if isinstance(each, Snapshot)]

    assert snapshots
    assert not [each.name for each in snapshots if why_no_page(each, read(each)) is not None]
