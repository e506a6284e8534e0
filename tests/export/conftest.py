"""A release of two pages, one of them fetched from the web, that only readers use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import ingest

PAGES = {
    "harbour.txt": (
        "EUTM Mali\n\nThe European Union launched its training mission in Mali, EUTM Mali, on 18 February "
        "2013. Its mandate ended on 18 May 2024.\n"
    ),
    "élan.txt": (
        "EULEX Kosovo\n\nEULEX Kosovo is a civilian mission – “the largest”. It has been deployed in Kosovo "
        "since 2008 and has about 360 staff.\n"
    ),
    "empty.txt": "",
}
ADDRESS = "https://example.org/élan?a=1&b=2"


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the releases."""
    pages = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (pages / name).write_text(text, encoding="utf-8")
    fetched = {"url": ADDRESS, "retrieved_at": "2026-01-05T12:00:00Z"}
    (pages / "élan.txt.meta.json").write_text(json.dumps(fetched), encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    ingest(pages, out=out)
    return out
