"""Serves the review pages until it is told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable

import uvicorn

from pipeline.errors import InputError
from pipeline.review.app import create
from pipeline.review.setup import Setup


def serve(setup: Setup, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the pages at `host` and `port` (0: any that is free); `announce` is told their address.

    Raises InputError where nobody can listen there.
    """
    config = uvicorn.Config(
        create(setup), host=host, port=port, log_level="critical", access_log=False, server_header=False
    )
    try:
        listening = config.bind_socket()
    except SystemExit as error:
        message = f"{host}:{port}: cannot listen there, as it is taken or not of this machine"
        raise InputError(f"{message}. Give another --port or --host") from error
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    listening.listen()  # whoever follows the address at once waits, and is not refused
    name = f"[{host}]" if ":" in host else host
    announce(f"http://{name}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])
