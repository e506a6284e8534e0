"""The form that every check takes before it is numbered."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Outcome


class Draft(NamedTuple):
    """A question that a document was asked, and the outcome; `mission_id` is null where it is of several."""

    kind: str
    mission_id: str | None
    outcome: Outcome
    expected: str | None
    found: str | None
    explanation: str
