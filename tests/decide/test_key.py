"""A statement's key leaves its date or number out."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.decide.key import key_of
from pipeline.model import Statement


@pytest.fixture
def statement() -> Statement:
    return extract("EUTM Mali was launched on 18 February 2013.").statements[0]


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"property": "launched", "value": "2013-02-18"}, ()),
        ({"property": "host_country", "value": "MLI"}, ("MLI",)),
        ({"property": "staff", "value": "400", "basis": "deployed", "as_of": "2022"}, ("deployed", "2022")),
        ({"property": "staff", "value": "400"}, ("", "")),
        ({"property": "contingent", "value": "170", "unit": "AUT", "as_of": "2022"}, ("AUT", "2022")),
    ],
)
def test_the_key_is_what_tells_several_apart(
    statement: Statement, cells: dict[str, str], key: tuple[str, ...]
) -> None:
    assert key_of(statement._replace(**cells)) == key  # type: ignore[arg-type]  # the fields are the test's own
