"""Serves the review pages until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from pipeline.review.app import create
from pipeline.review.setup import Setup


def serve(setup: Setup, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the pages at `host` and `port` (0: any that is free); `announce` is told their address.

    Where the port is taken, the process ends with exit code 1 and a line that says so.
    """
    config = uvicorn.Config(
        create(setup), host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
    listening = config.bind_socket()
    listening.listen()  # whoever follows the address at once waits, and is not refused
    name = f"[{host}]" if ":" in host else host
    announce(f"http://{name}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])
