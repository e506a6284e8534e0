"""A slip of the pen in a listed name is seen through; another word is not taken for one."""

from __future__ import annotations

import pytest

from pipeline.recognise.misspelt import misspelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("EUBAM Lybia", "EUBAM Libya"),
        ("EUBAM-Lybia", "EUBAM Libya"),
        ("EUPOL COPSS", "EUPOL COPPS"),
        ("EUPOL Afganistan", "EUPOL Afghanistan"),
        ("EUTM Somallia", "EUTM Somalia"),
        ("EUTM Mail", "EUTM Mali"),
        ("UMAMET", "UNAMET"),
        ("UNPROFR", "UNPROFOR"),
    ],
)
def test_one_slip_is_seen_through(written: str, meant: str) -> None:
    assert misspelt(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "EUTM Mali",
        "EUTM Main",
        "EUTM RAC",
        "EUBAM Staff",
        "EUXY Lybia",
        "EUTM Libya",
        "EUBAM",
        "UNMIX",
        "MINUSXX",
    ],
)
def test_another_word_is_no_slip(written: str) -> None:
    assert misspelt(written) is None
