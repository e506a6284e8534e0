"""Where things lie: without an output folder in the working directory, with one all under it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

EXTRACTED: Final = Path("extracted")
"""The output folder where none is named: releases, changes and cache."""

RAW: Final = Path("raw")
SOURCES: Final = Path("sources.toml")
DECISIONS: Final = Path("decisions")


def store_of(out: Path) -> Path:
    """Return the store of snapshots that belongs to the output folder `out`."""
    return RAW if out == EXTRACTED else out / RAW


def decisions_of(out: Path) -> Path:
    """Return the folder that decisions on the releases in `out` are written to."""
    return DECISIONS if out == EXTRACTED else out / DECISIONS


def cache_of(out: Path) -> Path:
    """Return the folder in which extractions are kept for the next run into `out`."""
    return out / "cache"
