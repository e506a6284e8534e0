"""Tokens are cut where words have run together, and numbers stay whole."""

from __future__ import annotations

import pytest

from pipeline.recognise.tokens import blank_english


def tokens(text: str) -> list[str]:
    return [token.text for token in blank_english()(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("2025The next", ["2025", "The", "next"]),
        ("togetherSo they", ["together", "So", "they"]),
        ("in May2025", ["in", "May", "2025"]),
        ("UkraineEUAM", ["Ukraine", "EUAM"]),
        ("EUAMThe next", ["EUAM", "The", "next"]),
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
    "text", ["2,364", "15.10.2021", "15th", "2nd", "1990s", "USA", "NGOs", "https://a.example/b-c"]
)
def test_what_is_one_thing_stays_one_token(text: str) -> None:
    assert tokens(text) == [text]


def test_no_character_is_lost() -> None:
    text = "  April 2025The “next”\none:  a_b*c (d)…\u00a0end "

    assert blank_english()(text).text == text
