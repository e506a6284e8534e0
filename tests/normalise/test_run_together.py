"""Words that have run together are read like words that have not, and never end a document."""

from __future__ import annotations

import pytest

from pipeline import extract


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It lasts 6months there.", "P6M"),
        ("It lasts 2-3years.", "P2Y/P3Y"),
        ("Within 72hours.", "PT72H"),
        ("In Q2 of2020.", "2020-34"),
        ("In the second quarter of2020.", "2020-34"),
        ("In spring of2022.", "2022-21"),
        ("In Summer2022.", "2022-22"),
        ("From 2018to2020 on.", "2018/2020"),
        ("From June 2012to May 2013.", "2012-06/2013-05"),
        ("In early2019.", "2019~"),
        ("At the end of2019.", "2019~"),
        ("It has 100staff.", "100"),
        ("It has between 100and 150staff.", "100/150"),
    ],
)
def test_run_together_words_are_read(text: str, value: str) -> None:
    assert [each.value for each in extract(text).mentions] == [value]
