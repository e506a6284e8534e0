"""Tells what a page has around its content: menus, banners, footers, boxes of links, controls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile

from selectolax.lexbor import LexborNode

from pipeline.read.html.path import around
from pipeline.rulebook import furniture

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNNAMED = ("article", "body", "html", "main")
_MAIN = "main, [role=main]"
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_ATTRIBUTED = "[class], [id], [role], [style], [hidden], [aria-hidden]"
_LEAST_LINKS = 3
_LINKED = 0.8
_LINKED_UNDER_A_TITLE = 0.6


def main_parts(body: LexborNode) -> Iterator[LexborNode]:
    """Yield where the content of the page may be, the likeliest first."""
    if (main := body.css_first(_MAIN)) is not None:
        yield main
    articles = body.css("article")
    if len(articles) == 1 and _holds_the_content(articles[0], body):
        yield articles[0]
    yield body


def left_out(root: LexborNode) -> frozenset[int]:
    """Return the elements in `root` (`mem_id`) that are hidden, or none of the content."""
    found = set(_marked(root))
    found.update(_named(root, found))
    found.update(_under_titles(root))
    found.update(_lists_of_links(root))
    found.update(_before_the_title(root))
    return frozenset(found)


def _holds_the_content(article: LexborNode, body: LexborNode) -> bool:
    """Whether the only article of a page is more than a teaser."""
    return article.css_first("h1") is not None or 2 * _length(article) > _length(body)


def _marked(root: LexborNode) -> Iterator[int]:
    """The elements that are no content by their tag, their role or because they are hidden."""
    kept = around(root.css(_MAIN)) | {node.mem_id for node in root.css(_within(_TITLES, "button"))}
    panels = {node.attributes.get("aria-controls") for node in root.css(_within(_TITLES, "[aria-controls]"))}
    for node in root.css(", ".join(furniture("elements"))):
        if node.mem_id not in kept:
            yield node.mem_id
    for node in root.css(_ATTRIBUTED):
        attributes = node.attributes
        unfolds = attributes.get("id", "") in panels or _names("panels").search(_name(node)) is not None
        is_hidden = _is_hidden(attributes) and not unfolds
        if node.mem_id not in kept and (is_hidden or attributes.get("role") in furniture("roles")):
            yield node.mem_id
    for header in root.css("header") if root.tag == "body" else ():
        if header.css_first(", ".join(_TITLES)) is None:
            yield header.mem_id


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None
    )


def _named(root: LexborNode, marked: set[int]) -> Iterator[int]:
    """The elements that are no content by a word of their class or id, if they do not hold the content."""
    titled = around(root.css(f"{_MAIN}, h1"))
    named = [(node.mem_id, _name(node)) for node in root.css("[class], [id]") if node.tag not in _UNNAMED]
    sure = {each for each, name in named if each not in titled and _names("sure_names").search(name)}
    yield from sure
    content = titled | _with_most_prose(root, marked | sure)
    yield from (each for each, name in named if each not in content and _names("weak_names").search(name))


def _name(node: LexborNode) -> str:
    attributes = node.attributes
    return _CAMEL_CASE.sub("-", f"{attributes.get('class') or ''} {attributes.get('id') or ''}")


@cache
def _names(words: str) -> re.Pattern[str]:
    """Return what finds one of the words in a class, set apart by hyphens, underscores and blanks."""
    any_of = "|".join(sorted(furniture(words), reverse=True)).replace("-", "[_-]{0,2}")
    return re.compile(rf"(?<!has-)(?<!no-)(?<!with-)(?:(?<=[\s_-])|^)(?:{any_of})(?:$|[\s_-])", re.I)


def _with_most_prose(root: LexborNode, left: set[int]) -> set[int]:
    """The elements that hold more than half of what stands in paragraphs."""
    held: Counter[int] = Counter()
    for paragraph in root.css("p"):
        holders = around([paragraph])
        if left.isdisjoint(holders):
            held.update(dict.fromkeys(holders, _length(paragraph)))
    most = max(held.values(), default=0)
    return {each for each, length in held.items() if 2 * length > most}


def _under_titles(root: LexborNode) -> Iterator[int]:
    """The boxes of links whose title says what they are, and those titles."""
    seen = around([root, *root.css(f"{_MAIN}, h1")])
    for title in root.css(", ".join(_TITLES[1:])):
        words = " ".join(title.text().split()).lower()
        if words.rstrip(" :…") not in furniture("headings"):
            continue
        box = title.parent
        while box is not None and box.mem_id not in seen:
            seen.add(box.mem_id)
            if box.css_first("a") is not None:
                if _is_linked(box, _LINKED_UNDER_A_TITLE, beside=_length(title)):
                    yield box.mem_id
                break
            box = box.parent
        if links := list(_links_after(title)):
            yield title.mem_id
            yield from links


def _links_after(title: LexborNode) -> Iterator[int]:
    """The elements next to a title that hold little but links."""
    node = title.next
    while node is not None and node.tag not in _TITLES:
        if node.is_element_node:
            if not node.css_first("a") or not _is_linked(node, _LINKED_UNDER_A_TITLE):
                return
            yield node.mem_id
        node = node.next


def _lists_of_links(root: LexborNode) -> Iterator[int]:
    """The lists of links that lead about a site."""
    inner: set[int] = set()
    for node in root.css("ul, ol"):
        if node.mem_id not in inner:
            inner.update(each.mem_id for each in node.css("ul, ol"))
            links = [" ".join(link.text().split()).lower() for link in node.css("a")]
            of_site = sum(link in furniture("site_links") for link in links)
            if len(links) >= _LEAST_LINKS and 2 * of_site >= len(links) and _is_linked(node, _LINKED):
                yield node.mem_id


def _before_the_title(root: LexborNode) -> Iterator[int]:
    """What holds little but links before the title of a page, where no element says what is its main part."""
    if root.tag != "body" or root.css_first("h1") is None:
        return
    kept = around([root, *root.css("h1")])
    seen: set[int] = set()
    for node in takewhile(lambda node: node.tag != "h1", root.css("a, h1")):
        holder = node.parent
        if holder is not None and holder.mem_id not in seen:
            seen.add(holder.mem_id)
            if holder.mem_id not in kept and _is_linked(holder, _LINKED):
                yield holder.mem_id
        if holder is not None and holder.mem_id in kept and node.mem_id not in kept:
            yield node.mem_id


def _is_linked(node: LexborNode, share: float, *, beside: int = 0) -> bool:
    """Whether at least that share of the text of an element, but for so many characters, is links."""
    linked = sum(_length(link) for link in node.css("a"))
    return linked >= share * (_length(node) - beside)


def _length(node: LexborNode) -> int:
    """The characters of an element's text but white space."""
    return sum(map(len, node.text().split()))


def _within(outer: Iterable[str], inner: str) -> str:
    return ", ".join(f"{tag} {inner}" for tag in outer)
