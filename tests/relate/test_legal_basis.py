"""The act that set up or prolonged a mission is its legal basis; acts on other matters are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("EUTM Mali was set up by Council Decision 2013/34/CFSP.", "2013/34/CFSP"),
        ("EUTM Mali was created by the Council's Joint Action 2013/34/CFSP of January.", "2013/34/CFSP"),
        ("EUTM Mali\n\nIts mandate was prolonged by Decision (CFSP) 2020/434.", "(CFSP) 2020/434"),
        ("In spring the Council adopted Decision (CFSP) 2020/434 extending EUTM Mali.", "(CFSP) 2020/434"),
        ("EUTM Mali (Council Decision 2013/34/CFSP) trains soldiers.", "2013/34/CFSP"),
        ("EUTM Mali\n\nLegal basis: Council Decision 2013/34/CFSP", "2013/34/CFSP"),
        ("The legal basis of EUTM Mali is Council Decision 2013/34/CFSP.", "2013/34/CFSP"),
    ],
)
def test_the_number_of_an_act_is_given_as_it_is_cited(
    facts: Callable[[str, str], Facts], sentence: str, number: str
) -> None:
    assert facts(sentence, "legal_basis") == [("EUTM Mali", number)]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("UNMIK was established by Security Council resolution 1244 (1999).", "UNSCR 1244 (1999)"),
        ("UNMIK was created under UNSCR 1244.", "UNSCR 1244"),
        ("By its resolution 1244 (1999) the Council established UNMIK.", "UNSCR 1244 (1999)"),
    ],
)
def test_a_resolution_is_named_as_one_of_the_security_council(
    facts: Callable[[str, str], Facts], sentence: str, number: str
) -> None:
    assert facts(sentence, "legal_basis") == [("UNMIK", number)]


@pytest.mark.parametrize(
    "sentence",
    [
        "EUTM Mali was praised in Council Decision 2013/34/CFSP.",
        "EUTM Mali was launched in spring; sanctions followed under Council Decision 2017/1775/CFSP.",
        "Council Decision 2013/34/CFSP on restrictive measures does not bind EUTM Mali.",
        "EUTM Mali welcomed resolution 2100 (2013).",
    ],
)
def test_an_act_on_another_matter_is_no_legal_basis(
    facts: Callable[[str, str], Facts], sentence: str
) -> None:
    assert facts(sentence, "legal_basis") == []
