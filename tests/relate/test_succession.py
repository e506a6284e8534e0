"""Which mission came before and which after: told of one, it is a statement of both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUFOR Althea took over from SFOR in 2004.",
        "EUFOR Althea replaced the much larger SFOR.",
        "EUFOR Althea, which took the place of SFOR, is smaller.",
        "EUFOR Althea is the successor to SFOR.",
        "EUFOR Althea (formerly SFOR) has its camp there.",
        "SFOR was replaced by EUFOR Althea.",
        "SFOR was succeeded in December 2004 by EUFOR Althea.",
        "SFOR handed over its tasks to EUFOR Althea.",
        "SFOR gave way to EUFOR Althea.",
        "SFOR, later EUFOR Althea, had its camp there.",
        "SFOR was the predecessor of EUFOR Althea.",
        "SFOR became EUFOR Althea.",
        "SFOR was renamed EUFOR Althea.",
        "EUFOR Althea is at work. Its predecessor SFOR was larger.",
    ],
)
def test_the_two_missions_of_a_succession(facts: Callable[[str, str], Facts], sentence: str) -> None:
    assert facts(sentence, "predecessor") == [("EUFOR Althea", "SFOR")]
    assert facts(sentence, "successor") == [("SFOR", "EUFOR Althea")]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUFOR Althea works with SFOR.",
        "EUFOR Althea followed the advice of SFOR.",
        "The head of EUFOR Althea replaced his colleague at SFOR.",
        "EUFOR Althea replaced its boats with help from SFOR.",
        "SFOR handed over a school in the presence of EUFOR Althea.",
    ],
)
def test_missions_side_by_side_do_not_follow_each_other(
    facts: Callable[[str, str], Facts], sentence: str
) -> None:
    assert facts(sentence, "predecessor") == []
    assert facts(sentence, "successor") == []


def test_no_mission_follows_itself(facts: Callable[[str, str], Facts]) -> None:
    assert facts("EUFOR Althea was renamed Operation Althea.", "successor") == []
