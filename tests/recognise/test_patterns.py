"""Token patterns find what the same classes of tokens would, one after the other; the longest stays."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from pipeline.recognise.patterns import Candidate, TokenPatterns, longest, read, ruled_out
from pipeline.recognise.tokens import blank_english
from pipeline.rulebook import TokenRule


def rule(pattern: str, take: str = "") -> TokenRule:
    return TokenRule("test", "DATE", "point", tuple(pattern.split()), tuple(take.split()), "", "")


def found(
    pattern: str, text: str, *, take: str = "", named: tuple[tuple[int, int, str], ...] = ()
) -> list[str]:
    doc = blank_english()(text)
    candidates = TokenPatterns([rule(pattern, take)]).candidates(read(doc).marked(named))
    return [doc[each.start : each.end].text for each in candidates]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("YEAR", "In 2012 and 2013.", ["2012", "2013"]),
        ("MONTH YEAR", "In May 2012 or 2013.", ["May 2012"]),
        ("MONTH ,? YEAR", "In May, 2012 and May 2013.", ["May, 2012", "May 2013"]),
        ("in YEAR", "In 2012, by 2013.", ["In 2012"]),
        ("YEAR / YEAR", "From 2012/2013 on.", ["2012/2013"]),
        ("( YEAR )", "A list (2012) of old.", ["(2012)"]),
        ("YEAR", "In 20124 steps.", []),
        ("YEAR", "", []),
    ],
)
def test_a_pattern_matches_tokens_in_a_row(pattern: str, text: str, matches: list[str]) -> None:
    assert found(pattern, text) == matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("YEAR DAY+", ["2012 1 2 3"]),
        ("YEAR DAY*", ["2012 1 2 3"]),
        ("YEAR DAY?", ["2012 1"]),
        ("YEAR DAY* DAY", ["2012 1 2 3"]),
        ("YEAR DAY? DAY", ["2012 1 2"]),
        ("YEAR DAY+ of", ["2012 1 2 3 of"]),
        ("DAY+ of", ["1 2 3 of", "2 3 of", "3 of"]),
        ("YEAR MONTH*", ["2012"]),
        ("YEAR MONTH+", []),
    ],
)
def test_a_word_that_may_repeat_or_lack_takes_all_it_can(pattern: str, matches: list[str]) -> None:
    assert found(pattern, "In 2012 1 2 3 of them.") == matches


def test_only_what_is_taken_is_the_candidate() -> None:
    assert found("in MONTH YEAR", "In May 2012.", take="MONTH YEAR") == ["May 2012"]
    assert found("in+ MONTH ,? YEAR .", "In in May, 2012.", take="MONTH ,? YEAR") == ["May, 2012"] * 2


def test_an_entity_is_a_class_where_it_is_named() -> None:
    assert found("to PLACE", "From Mali to Chad.", named=((3, 4, "PLACE"),)) == ["to Chad"]


def test_words_that_come_later_are_known_too() -> None:
    patterns = TokenPatterns([rule("MONTH YEAR")])

    texts = ["In May 2012.", "Nothing new here.", "By June 2013!", "In May 2012."]

    found = [list(patterns.candidates(read(blank_english()(text)))) for text in texts]
    assert [len(each) for each in found] == [1, 0, 1, 1]


def page() -> Doc:
    return blank_english()("Six words of no great weight.")


def candidate(start: int, end: int, reading: str = "point") -> Candidate:
    return Candidate(start, end, "DATE", reading, "test")


def test_the_longest_of_overlapping_candidates_stays() -> None:
    assert longest(page(), [candidate(2, 4), candidate(1, 4)]) == [candidate(1, 4)]


def test_candidates_that_only_touch_stay() -> None:
    assert longest(page(), [candidate(2, 4), candidate(4, 6)]) == [candidate(2, 4), candidate(4, 6)]


def test_a_false_positive_wins_its_overlap_and_is_kept_apart() -> None:
    doc = page()

    assert longest(doc, [candidate(1, 3, "none"), candidate(2, 6)]) == []
    assert ruled_out(doc) == [candidate(1, 3, "none")]


def test_tokens_know_the_words_that_they_stand_for() -> None:
    known = read(blank_english()("In May 2012."))

    assert known.words(1, 3) == "May 2012"


def test_tokens_know_the_classes_of_their_words() -> None:
    known = read(blank_english()("In May 2012."))

    assert known.has("MONTH", 0, 3)
    assert not known.has("MONTH", 2, 4)
