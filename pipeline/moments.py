"""Moments: what is meant by one that somebody gives, and how they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from pipeline.errors import InputError


def last_moment(given: str | date) -> datetime:
    """Return the moment that is meant, in UTC: of a day its last; without a zone it is read as UTC.

    Raises InputError for a text that is neither a day nor a moment in ISO 8601.
    """
    try:
        meant = _read(given) if isinstance(given, str) else given
        if not isinstance(meant, datetime):
            return datetime.combine(meant, time.max, UTC)
        return in_utc(meant)
    except (ValueError, OverflowError):
        message = f"{given}: expected a day like 2025-03-01, or a moment like 2025-03-01T12:00:00Z"
        raise InputError(message) from None


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; without a zone it is read as UTC.

    Raises OverflowError where UTC has it before the year 1 or after the year 9999.
    """
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def written(moment: datetime) -> str:
    """Return a moment in UTC as it is written: `2025-04-30T12:00:00Z`."""
    return moment.isoformat().replace("+00:00", "Z")


def _read(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return datetime.fromisoformat(written)
