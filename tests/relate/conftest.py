"""What the tests of relation share: the statements and claims of a text, without their scores."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement
from pipeline.normalise import normalise
from pipeline.read import read_text
from pipeline.recognise import recognise
from pipeline.relate import Relations, relate
from pipeline.segment import segment

Facts = list[tuple[str, str]]


def related(text: str) -> Relations:
    document = read_text(text)
    mentions = normalise(document, recognise(document))
    return relate(document, segment(document, mentions), mentions)


@pytest.fixture
def relations() -> Callable[[str], Relations]:
    """A function that gives what a plain text says."""
    return related


@pytest.fixture
def statements() -> Callable[[str, str], list[Statement]]:
    """A function that gives the statements of one property in a plain text, in order."""
    return lambda text, name: [each for each in related(text).statements if each.property == name]


@pytest.fixture
def facts() -> Callable[[str, str], Facts]:
    """A function that gives mission and value of the statements of one property in a plain text."""
    return lambda text, name: [
        (each.mission_id, each.value) for each in related(text).statements if each.property == name
    ]
