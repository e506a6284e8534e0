"""Moments: what is meant by a date that somebody gives."""

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
        return meant.replace(tzinfo=UTC) if meant.tzinfo is None else meant.astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"{given}: expected a day like 2025-03-01, or a moment like 2025-03-01T12:00:00Z"
        raise InputError(message) from None


def _read(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return datetime.fromisoformat(written)
