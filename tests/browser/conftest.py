"""A real browser before a real server of the pages; `make test-browser` runs what needs it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from pipeline.review.app import create
from pipeline.review.setup import Setup
from tests.review.conftest import AFTER, BEFORE, publish, publishing, setup

__all__ = ["publishing", "setup"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser, with the reason, unless it is asked for."""
    asked = os.environ.get("BROWSER") == "yes"
    why = "needs Chromium: `make test-browser` runs it" if not asked else f"no Chromium at {CHROMIUM}"
    if asked and CHROMIUM is not None:
        return
    for each in items:
        if each.get_closest_marker("browser") is not None:
            each.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def two_releases_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases; nobody writes to it."""
    out = tmp_path_factory.mktemp("browser") / "out"
    for day, texts in enumerate((BEFORE, AFTER)):
        publish(texts, out, day)
    return out


@pytest.fixture
def out(two_releases_once: Path, tmp_path: Path) -> Path:
    """The two releases in a folder of this test."""
    return Path(shutil.copytree(two_releases_once, tmp_path / "out", symlinks=True))


@pytest.fixture
def serving(setup: Setup) -> Iterator[Callable[[str | None], str]]:
    """A function that serves the pages to a reviewer, maybe unnamed, and gives their address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def served(reviewer: str | None) -> str:
        app = create(replace(setup, reviewer=reviewer, hosts=frozenset({"127.0.0.1"})))
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error")
        listening = config.bind_socket()
        listening.listen()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield served
    for server, thread in running:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, one for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        # Without its sandbox, as in a container everything runs as root.
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
