"""A long list in leaves: which of its rows a page shows."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from fastapi import Query

Asked = Annotated[int, Query(ge=1, le=100_000)]
"""The leaf that an address asks for."""


class Leaf(NamedTuple):
    """The leaf `number` of `of`, from 1 on; it has the rows from `start` up to `end` of the list."""

    number: int
    of: int
    start: int
    end: int


def leaf_of(n: int, asked: int, *, size: int) -> Leaf:
    """Return the leaf asked for of a list of `n` rows, `size` on each; the last where there are fewer."""
    of = max(-(-n // size), 1)
    number = min(asked, of)
    return Leaf(number, of, (number - 1) * size, min(number * size, n))
