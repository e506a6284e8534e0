"""The runs of text that a PDF draws on its pages, found in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UnreadableError

MAX_PAGES = 500
"""The greatest number of pages of a PDF that is read."""

_PROGRAM = Path(__file__).with_name("glyphs.py")
_SECONDS = 180
"""It stops by itself after a minute of work; this is for a machine that has no time for it."""


class Run(NamedTuple):
    """Characters that follow each other in one size and weight: a line, or a part of one.

    Places are in points from the upper left corner of the page; letters stand on `base`.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool


class Page(NamedTuple):
    """A page of a PDF: its number, its height in points, and what is written on it, as it is drawn."""

    number: int
    height: float
    runs: tuple[Run, ...]


def pages_of(data: bytes) -> list[Page]:
    """Return the pages of a PDF.

    Raises UnreadableError where it is damaged, encrypted, too long, or takes too much time or memory.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", _PROGRAM, str(MAX_PAGES)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        raise UnreadableError(
            "the PDF is damaged, or takes more than a minute or 1 GB to read; save it as text"
        ) from None
    answer = json.loads(done.stdout)
    if "reason" in answer:
        raise UnreadableError(answer["reason"])
    return [
        Page(number, page["size"][1], tuple(Run(*run) for run in page["runs"] if run[0]))
        for number, page in enumerate(answer["pages"], 1)
    ]
