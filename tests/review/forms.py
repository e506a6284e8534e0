"""Fills in the forms of a page as a browser does."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.testclient import TestClient

Fields = dict[str, str]


def item(client: TestClient, mission: str, field: str, path: str = "/queue") -> LexborNode:
    """Return the item of the queue on a field of a mission."""
    listed = LexborHTMLParser(client.get(path).text).css("li[data-item]")
    [found] = [each for each in listed if _title(each) == f"{mission} · {field}"]
    return found


def fields_of(within: LexborNode, button: str) -> Fields:
    """Return what the form with this button sends when the button is pressed and nothing is filled in."""
    forms = within.css("form[method=post]")
    [form] = [each for each in forms if each.css_first(f"button[value={button}]") is not None]
    sent = {str(each.attributes["name"]): each.attributes["value"] or "" for each in form.css("input[value]")}
    return sent | {"verdict": button}


def link(listed: LexborNode) -> str:
    """Return the address that the title of an item leads to."""
    found = listed.css_first("h2 a")
    assert found is not None
    return str(found.attributes["href"])


def titles(page: str) -> list[str]:
    """Return the titles of the items of a queue, in their order."""
    return [_title(each) for each in LexborHTMLParser(page).css("li[data-item]")]


def _title(listed: LexborNode) -> str:
    heading = listed.css_first("h2")
    assert heading is not None
    return heading.text()
