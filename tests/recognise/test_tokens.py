"""Tokens are cut where words have run together, and numbers stay whole."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from pipeline.recognise.tokens import blank_english, flags, longest, windows


def tokens(text: str) -> list[str]:
    return [token.text for token in blank_english()(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("2025The next", ["2025", "The", "next"]),
        ("togetherSo they", ["together", "So", "they"]),
        ("in May2025", ["in", "May", "2025"]),
        ("UkraineEUAM", ["Ukraine", "EUAM"]),
        ("over.The", ["over", ".", "The"]),
        ("Mali's army", ["Mali", "'s", "army"]),
        ("Georgia’s army", ["Georgia", "’s", "army"]),
        ("(EUTM)", ["(", "EUTM", ")"]),
        ("EUTM-Mali", ["EUTM", "-", "Mali"]),
        ("2004–2012", ["2004", "–", "2012"]),
        ("2018/19", ["2018", "/", "19"]),
        ("300 (EU)", ["300", "(", "EU", ")"]),
        ("81%of", ["81", "%", "of"]),
    ],
)
def test_words_that_run_together_are_cut(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


@pytest.mark.parametrize(
    "text", ["2,364", "15.10.2021", "15th", "2nd", "1990s", "USA", "https://a.example/b-c"]
)
def test_what_is_one_thing_stays_one_token(text: str) -> None:
    assert tokens(text) == [text]


def test_no_character_is_lost() -> None:
    text = "  April 2025The “next”\none:  a_b*c (d)…\u00a0end "

    assert blank_english()(text).text == text


def test_a_window_reaches_around_its_anchor() -> None:
    doc = blank_english()("one two 2012 four five six")
    flags(doc.vocab)

    assert list(windows(doc, ["YEAR"], before=1, after=2)) == [(1, 5)]


def test_windows_that_touch_are_one() -> None:
    doc = blank_english()("2010 two 2012 four five six seven 2020")

    assert list(windows(doc, ["YEAR"], before=1, after=1)) == [(0, 4), (6, 8)]


def test_a_text_without_anchor_has_no_window() -> None:
    assert list(windows(blank_english()("no year here"), ["YEAR"], before=3, after=3)) == []


def test_the_longest_of_overlapping_spans_stays() -> None:
    doc = blank_english()("on 9 May 2011 in town")
    short, long = Span(doc, 2, 4, "DATE"), Span(doc, 1, 4, "DATE")

    assert longest([short, long]) == [long]


def test_a_false_positive_wins_its_overlap_and_is_dropped() -> None:
    doc = blank_english()("resolution 1244 ( 1999 ) of May")
    refused, year = Span(doc, 1, 3, "DATE", kb_id="none"), Span(doc, 2, 6, "DATE")

    assert longest([refused, year]) == []
