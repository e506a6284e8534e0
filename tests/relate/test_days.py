"""Days of a mission's life that no words tell, but that the gazetteer bears out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]


def test_a_known_day_beside_the_mission_is_its_launch(facts: Callable[[str, str], Facts]) -> None:
    text = "The flags of EUFOR Althea were blessed on 2 December 2004."

    assert facts(text, "launched") == [("EUFOR Althea", "2004-12-02")]


def test_a_known_day_beside_the_mission_is_its_end(facts: Callable[[str, str], Facts]) -> None:
    text = "The flags of EUPM BiH were folded by its friends on 30 June 2012."

    assert facts(text, "mandate_end") == [("EUPM BiH", "2012-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        "The flags of EUFOR Althea were blessed on 3 December 2004.",
        "The flags of EUFOR Althea were blessed in December 2004.",
        "The flags of EUTM Mali were blessed on 2 December 2004.",
    ],
)
def test_no_other_date_is_a_launch(facts: Callable[[str, str], Facts], text: str) -> None:
    assert facts(text, "launched") == []


def test_what_words_tell_goes_before_what_is_known(facts: Callable[[str, str], Facts]) -> None:
    text = "EUFOR Althea was launched on 1 May 2005. Its flags were blessed on 2 December 2004."

    assert facts(text, "launched") == [("EUFOR Althea", "2005-05-01")]
