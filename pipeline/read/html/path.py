"""Where an element stands in its page: what holds it, and the CSS path that leads to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

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


def children_of(node: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Yield the children of an element, texts too, each with its step of a CSS path."""
    children = [(child, child.tag or "") for child in node.iter(include_text=True)]
    alike = Counter(tag for _, tag in children)
    seen: Counter[str] = Counter()
    for child, tag in children:
        name = tag if tag.isalnum() else _ODD.sub(r"\\\g<0>", tag)
        if alike[tag] > 1:
            seen[tag] += 1
            name = f"{name}:nth-of-type({seen[tag]})"
        yield child, name


def _step(node: LexborNode) -> str:
    siblings = children_of(node.parent) if node.parent is not None else ()
    return next((step for each, step in siblings if each.mem_id == node.mem_id), node.tag or "")
