"""What a page has around its content is left out, and never its content."""

from __future__ import annotations

import pytest

from pipeline.read.html import html_content

LONG = "The mission trains the police, advises the courts and helps both to work together."


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Menu</nav>",
        "<footer>Imprint</footer>",
        "<aside>See too</aside>",
        "<header><a>Home</a></header>",
        "<script>x()</script>",
        "<style>p{}</style>",
        "<form><label>Name</label><input><button>Send</button></form>",
        "<div class='cookie-banner'>We set cookies</div>",
        "<div id=CookieConsent><p>We set cookies, and hope that you will take each of them.</p></div>",
        "<div role=navigation>Menu</div>",
        "<p hidden>Unseen</p>",
        "<p style='display: none'>Unseen</p>",
        "<noscript>Turn it on</noscript>",
        "<!-- a note -->",
        "<div class='page__footer'>Imprint</div>",
        "<div class='left-sidebar'><h2>News</h2><p>A prize for the band</p></div>",
        "<ul class=breadcrumbs><li>You are here</ul>",
        "<div class=share_buttons>Tell others</div>",
        "<div><h3>Related links</h3><ul><li><a>The other mission</a></ul></div>",
        "<h3>See also:</h3><ul><li><a>The other mission</a></ul>",
        "<div><div><h4>Share</h4></div><a><svg></svg></a></div>",
        "<ul><li><a>Contact</a><li><a>Legal notice</a><li><a>A to Z</a></ul>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert html_content(f"<title>T</title><body>{furniture}<p>{LONG}</p>").text == LONG


@pytest.mark.parametrize(
    "content",
    [
        f"<div class=sidebar><h1>EUTM</h1><p>{LONG}</p></div>",
        f"<div class=related><p>{LONG}</p><p>{LONG}</p></div><p>Short</p>",
        f"<body class='with-menu no-cookie-banner'><p>{LONG}</p>",
        f"<div class='has-sidebar'><p>{LONG}</p></div><p>{LONG}</p><p>{LONG}</p>",
        f"<div class=newsletters-of-the-mission><p>{LONG}</p></div><p>{LONG}</p><p>{LONG}</p>",
        f"<div id=cookie-wrapper class=cookies><main><p>{LONG}</p></main></div>",
        f"<nav><main><p>{LONG}</p></main></nav>",
        "<h1>Missions</h1><ul><li><a>EUTM Mali</a><li><a>EUAM Iraq</a><li><a>KFOR</a></ul>",
        f"<h2>Related</h2><p>{LONG} <a>More</a></p>",
        "<h2>Contact</h2><p>Write to <a>the spokesperson</a> of the mission</p>",
        f"<h3>Mandate</h3><div class='accordion-panel' hidden><p>{LONG}</p></div>",
        f"<h3><button aria-controls=m>Mandate</button></h3><div id=m aria-hidden=true><p>{LONG}</p></div>",
        "<article><p>A teaser</p></article><h1>Missions</h1>" + f"<p>{LONG}</p>" * 3,
    ],
)
def test_content_is_kept_whatever_it_is_called(content: str) -> None:
    kept = html_content(content).text
    assert all(words in kept for words in (LONG, "Mali", "spokesperson") if words in content)


def test_links_before_the_title_of_a_page_without_main_element_are_left_out() -> None:
    html = "<div><a>Topics</a> <a>People</a></div><div><h1>EUTM</h1></div><div><a>Topics</a></div>"
    assert html_content(html).text == "EUTM\n\nTopics"


def test_main_element_has_furniture_too() -> None:
    html = f"<main><h1>EUTM</h1><ul class=social-share><li>Tell others</ul><p>{LONG}</p></main>"
    assert html_content(html).text == f"EUTM\n\n{LONG}"
