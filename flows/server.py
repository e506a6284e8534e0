"""The Prefect server of a schedule: the one that the settings name, or one of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from prefect.client.orchestration import get_client
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_SERVER_API_HOST,
    PREFECT_SERVER_API_PORT,
    temporary_settings,
)

from pipeline.errors import InputError

_PATIENCE: Final = 120
_GRACE: Final = 10


@contextmanager
def server() -> Iterator[None]:
    """Settle which server is spoken to; start one on this machine where no setting names any.

    It ends with the context, and keeps its database for the next time. Raises InputError where it does
    not come up.
    """
    if PREFECT_API_URL.value() is not None:
        yield
        return
    host, port = PREFECT_SERVER_API_HOST.value(), PREFECT_SERVER_API_PORT.value()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)]
    # A process that is told to end while the server comes up takes it along, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with temporary_settings({PREFECT_API_URL: f"http://{host}:{port}/api"}):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(process, f"{host}:{port}")
            yield
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process of Prefect's; one that then waits for others, as for connections to close, is killed."""
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], where: str) -> None:
    """Wait until the server answers; a process that ended, or takes too long, is an error."""
    end = time.monotonic() + _PATIENCE
    with get_client(sync_client=True) as client:
        while client.api_healthcheck() is not None:
            if process.poll() is not None or time.monotonic() > end:
                message = f"{where}: the Prefect server does not start there"
                raise InputError(f"{message}; free the port, or name a server with PREFECT_API_URL")
            time.sleep(0.5)
