"""Where an element stands in its page: what holds it, and the CSS path that leads to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

_ODD = re.compile(r"[^\w-]")


def around(nodes: Iterable[LexborNode]) -> set[int]:
    """Return the nodes and all elements that hold one of them (`mem_id`)."""
    found: set[int] = set()
    for node in nodes:
        each: LexborNode | None = node
        while each is not None and each.mem_id not in found:
            found.add(each.mem_id)
            each = each.parent
    return found


def steps_to(node: LexborNode) -> list[str]:
    """Return the steps of the CSS path to an element, from the root of the page."""
    steps: list[str] = []
    each: LexborNode | None = node
    while each is not None and each.is_element_node:
        steps.insert(0, _step(each))
        each = each.parent
    return steps


def children_of(node: LexborNode) -> list[tuple[LexborNode, str]]:
    """Return the children of an element, texts too, each with its step of a CSS path."""
    children = list(node.iter(include_text=True))
    tags = [child.tag or "" for child in children]
    if len(children) == 1:
        return [(children[0], _name(tags[0]))]
    alike = Counter(tags)
    seen = dict.fromkeys(alike, 0)
    steps = []
    for child, tag in zip(children, tags, strict=True):
        seen[tag] += 1
        name = _name(tag)
        steps.append((child, name if alike[tag] == 1 else f"{name}:nth-of-type({seen[tag]})"))
    return steps


def _name(tag: str) -> str:
    """The name of a tag as it stands in CSS; texts have none (`-text`)."""
    return tag if tag.isalnum() or tag == "-text" else _ODD.sub(r"\\\g<0>", tag)


def _step(node: LexborNode) -> str:
    siblings = children_of(node.parent) if node.parent is not None else []
    return next((step for each, step in siblings if each.mem_id == node.mem_id), node.tag or "")
