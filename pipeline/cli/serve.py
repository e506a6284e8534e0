"""`missions serve`: visits and releases at their times."""

from __future__ import annotations

from pipeline.cli.arguments import Out
from pipeline.places import EXTRACTED


def serve(out: Out = EXTRACTED) -> None:
    """Visit each source at its time, and publish a release once there is something new, until stopped."""
    from flows import schedule

    schedule.serve(out)
