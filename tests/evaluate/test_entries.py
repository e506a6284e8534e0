"""Values of gold have the form that their label asks for."""

from __future__ import annotations

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.entries import read_value


@pytest.mark.parametrize(
    ("label", "value"),
    [
        *(
            ("DATE", value)
            for value in ("2017", "2017-10", "2013-02-18", "2019~", "2022-21", "199X", "XXXX-10-01")
        ),
        *(("DATE", value) for value in ("2018/2020", "2024-05-15/2024-05-18", "2018/..", "../2020", "2018/")),
        *(("DURATION", value) for value in ("P2Y", "P6M/P9M", "P1Y6M", "PT12H", "P3W")),
        ("COUNTRY", "XKX"),
        ("REGION", "Horn of Africa"),
        ("MISSION", "EUTM Mali"),
        ("STAFF", "0"),
    ],
)
def test_a_value_of_the_right_form_is_kept(label: str, value: str) -> None:
    assert read_value(label, value, "here") == value


@pytest.mark.parametrize(
    ("label", "value"),
    [
        *(
            ("DATE", value)
            for value in ("", "/", "../..", "17", "2017-1", "May 2017", "2017-10-01-01", 2017, None)
        ),
        *(("DURATION", value) for value in ("P", "PT", "2Y", "P2Y/")),
        *(("COUNTRY", value) for value in ("ML", "mli", "Mali")),
        *(("REGION", value) for value in ("", " ", " Sahel", "Sahel ")),
        *(("STAFF", value) for value in (-1, 1.5, True, [], [1, "2"], "1,000")),
    ],
)
def test_any_other_value_is_an_error(label: str, value: object) -> None:
    with pytest.raises(GoldError, match="here: the value is"):
        read_value(label, value, "here")


def test_a_range_of_numbers_becomes_one_value() -> None:
    assert read_value("STAFF", [100, 200], "here") == "100/200"
