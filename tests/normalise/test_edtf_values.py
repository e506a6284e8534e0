"""What is written in EDTF is read with its first and last day, and nothing else is."""

from __future__ import annotations

import pytest

from pipeline.normalise.edtf_values import read_edtf


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        ("2013-02-18", "2013-02-18", "2013-02-18"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2008", "2008-01-01", "2008-12-31"),
        ("2019~", "2019-01-01", "2019-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2020-34", "2020-04-01", "2020-06-30"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2018/2020", "2018-01-01", "2020-12-31"),
        ("2024-05-15/2024-05-18", "2024-05-15", "2024-05-18"),
    ],
)
def test_a_date_has_its_first_and_last_day(value: str, lower: str, upper: str) -> None:
    date = read_edtf(value)

    assert date is not None
    assert (date.value, str(date.lower), str(date.upper)) == (value, lower, upper)


@pytest.mark.parametrize(
    "value", ["", "soon", "18 May 2024", "2023-02-29", "2024-13", "0000", "2020/2018", "2024-05-15/", "٢٠١٣"]
)
def test_nothing_else_is_a_date(value: str) -> None:
    assert read_edtf(value) is None
