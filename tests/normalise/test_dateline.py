"""A page's own date stands at its head: in a line of its own, or behind a place and before a mark."""

from __future__ import annotations

import re

import pytest

from pipeline.model import Span
from pipeline.normalise.dateline import dateline

DAY = re.compile(r"\d{1,2} \w+ \d{4}")


def dated(text: str) -> str | None:
    found = dateline(text, (Span(*day.span()) for day in DAY.finditer(text)))
    return text[found.start : found.end] if found is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "20 February 2023\n\nThe Council met.",
        "BRUSSELS, 20 February 2023. The Council met.",
        "Tbilisi (20 February 2023) – The Council met.",
        "Figures of 20 February 2023. All are volunteers.",
        "Written answers, Monday, 20 February 2023\n\nThe Council met.",
        "A new mission\n\nPublished on: 20 February 2023, 10:30\n\nThe Council met.",
    ],
)
def test_a_date_at_the_head_is_the_pages_own(text: str) -> None:
    assert dated(text) == "20 February 2023"


@pytest.mark.parametrize(
    "text",
    [
        "The Council met on 20 February 2023.",
        "In 20 February 2023 style, all was new.",
        "The Council met for hours.\n\n20 February 2023\n\nThe Council met again.",
    ],
)
def test_another_date_is_not(text: str) -> None:
    assert dated(text) is None
