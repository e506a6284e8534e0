"""A real browser before a real server of the pages; `make test-browser` runs what needs it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from pipeline.review.app import create
from pipeline.review.setup import Setup
from tests.review.conftest import out, publishing, setup, two_releases

__all__ = ["out", "publishing", "setup", "two_releases"]

Serving = Callable[[str | None], str]

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


@pytest.fixture
def serving(setup: Setup) -> Iterator[Serving]:
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
def chromium() -> Iterator[Browser]:
    """The browser, one for all tests."""
    with sync_playwright() as started:
        # Without its sandbox, as in a container everything runs as root.
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
