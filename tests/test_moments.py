"""Dates that somebody gives, and the moment that is meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.errors import InputError
from pipeline.moments import last_moment

LAST = datetime(2025, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2025-03-01", LAST),
        (date(2025, 3, 1), LAST),
        ("2025-03-01T12:00:00Z", NOON),
        ("2025-03-01 12", NOON),
        ("2025-03-01T14:00+02:00", NOON),
        (datetime(2025, 3, 1, 12), NOON),
        (datetime(2025, 3, 1, 14, tzinfo=timezone(timedelta(hours=2))), NOON),
    ],
)
def test_a_day_means_its_end_and_a_moment_itself_in_utc(given: str | date, meant: datetime) -> None:
    assert last_moment(given) == meant


@pytest.mark.parametrize("given", ["yesterday", "2025-02-30", "", "0001-01-01T00:00+14:00"])
def test_what_is_no_date_is_an_error_that_shows_one(given: str) -> None:
    with pytest.raises(InputError, match="expected a day like 2025-03-01"):
        last_moment(given)
