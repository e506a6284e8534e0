"""Two releases of pages of which the later say something else, and a browser's view of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.acquire.decisions import read_decisions
from pipeline.ingestion import ingest
from pipeline.model import Decision
from pipeline.review.app import create
from pipeline.review.setup import Setup
from tests.review.forms import item, link

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

BEFORE = {
    "mali.txt": (
        "EUTM Mali\n\nThe European Union launched its training mission in Mali, EUTM Mali, on 18 February "
        "2013. Its mandate runs until 18 May 2024.\n\nThe mission has 800 staff.\n"
    ),
    "kosovo.txt": (
        "EULEX Kosovo\n\nEULEX Kosovo is a civilian mission. It was launched on 9 December 2008 and has "
        "about 360 staff.\n\nIts mandate runs until 14 June 2025.\n"
    ),
}
AFTER = {
    "mali.txt": (
        "EUTM Mali\n\nThe European Union launched its training mission in Mali, EUTM Mali, on 19 February "
        "2013. Its mandate runs until 18 May 2026.\n"
    ),
    "kosovo.txt": (
        "EULEX Kosovo\n\nEULEX Kosovo is a civilian mission. It was launched on 9 December 2008 and has "
        "about 400 staff.\n\nIts mandate runs until 14 June 2027.\n"
    ),
}

Publishing = Callable[[dict[str, str]], None]


@pytest.fixture(scope="session")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases; nobody writes to it."""
    out = tmp_path_factory.mktemp("review") / "out"
    for day, texts in enumerate((BEFORE, AFTER)):
        publish(texts, out, day)
    return out


@pytest.fixture
def out(two_releases: Path, tmp_path: Path) -> Path:
    """The two releases in a folder of this test."""
    return Path(shutil.copytree(two_releases, tmp_path / "out", symlinks=True))


@pytest.fixture
def publishing(out: Path) -> Publishing:
    """A function that publishes the next release, of these pages."""
    days = count(2)
    return lambda texts: publish(texts, out, next(days))


@pytest.fixture
def setup(out: Path) -> Setup:
    """What the pages are served with: no reviewer yet, no token, and a clock that goes on by itself."""
    seconds = count()
    return Setup(
        out=out,
        clock=lambda: MOMENT.replace(day=20, minute=next(seconds) % 60),
        secret=b"known",
        hosts=frozenset({"testserver"}),
    )


@pytest.fixture
def anonymous(setup: Setup) -> Iterator[TestClient]:
    """A browser of somebody who has not said who it is."""
    with TestClient(create(setup), raise_server_exceptions=True) as client:
        yield client


@pytest.fixture
def client(setup: Setup) -> Iterator[TestClient]:
    """The browser of Ada."""
    with TestClient(create(replace(setup, reviewer="Ada"))) as client:
        yield client


@pytest.fixture
def other(setup: Setup) -> Iterator[TestClient]:
    """The browser of Ben, on a server of his own."""
    with TestClient(create(replace(setup, reviewer="Ben", secret=b"other"))) as client:
        yield client


@pytest.fixture
def decisions(out: Path) -> Callable[[], list[Decision]]:
    """A function that gives what was decided, oldest first."""
    return lambda: sorted(
        read_decisions([out / "decisions"]).decisions, key=lambda each: (each.decided_at, each.decision_id)
    )


def publish(texts: dict[str, str], out: Path, day: int) -> None:
    pages = out.parent / f"pages-{day}"
    pages.mkdir()
    for name, text in texts.items():
        (pages / name).write_text(text, encoding="utf-8")
    ingest([pages], out=out, published_at=MOMENT.replace(day=1 + day))


@pytest.fixture
def change(client: TestClient) -> str:
    """The address of the page on the end of the mandate of EULEX Kosovo, which is another now."""
    return link(item(client, "EULEX Kosovo", "mandate end"))
