"""Measures the review pages over many statements: time to the first byte; exits 1 above the ceiling."""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from generated import two_releases

from pipeline.load import rows
from pipeline.review.app import create
from pipeline.review.changes import changes_to
from pipeline.review.setup import Setup
from pipeline.review.tables import latest, table

EMPTY = "/reviewer"
"""A page without a row of any table."""


def main() -> int:
    """Print the median time to the first byte of each page, and its ratio to that of an empty one."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        two_releases(out, statements=given.statements, changes=given.changes)
        setup = Setup(out=out, clock=lambda: datetime.now(UTC), secret=b"secret", reviewer="Ada")
        config = uvicorn.Config(create(setup), host="127.0.0.1", port=0, log_level="error")
        listening = config.bind_socket()
        listening.listen()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            slowest = _measured(listening.getsockname()[1], _paths(out), given.rounds)
        finally:
            server.should_exit = True
            thread.join()
    return int(slowest > given.ceiling)


def _measured(port: int, paths: dict[str, str], rounds: int) -> float:
    """Print a line a page and return the median of the slowest, in milliseconds."""
    first = {name: _first_byte(port, path) for name, path in paths.items()}
    medians = {
        name: statistics.median(_first_byte(port, path) for _ in range(rounds))
        for name, path in paths.items()
    }
    for name, median in medians.items():
        ratio = median / medians["empty"]
        print(f"{name:18} {median:8.1f} ms  {ratio:6.1f} x empty   {first[name]:8.1f} ms at first")
    return max(medians.values())


def _first_byte(port: int, path: str) -> float:
    """Return the milliseconds from the request to the first byte of a page, which has to be there."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    took = 1000 * (time.perf_counter() - begun)
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return took


def _paths(out: Path) -> dict[str, str]:
    release = latest(out)
    statement = table(release, "statements").slice(0, 1).to_pylist()[0]
    document = rows("documents", out=out)[0]["document_id"]
    return {
        "empty": EMPTY,
        "overview": "/",
        "queue": "/queue",
        "queue, filtered": "/queue?field=launched&below=0.8&state=all&leaf=3",
        "change": f"/changes/{changes_to(release).rows[0]['change_id']}",
        "statement": f"/statements/{statement['statement_id']}",
        "missions": "/missions",
        "mission": f"/missions/{statement['mission_id'].replace(' ', '%20')}",
        "documents": "/documents",
        "document": f"/documents/{document}",
        "releases": "/releases",
        "release": f"/releases/{release.name}",
        "rules": "/rules",
        "rule": f"/rules/{statement['rule']}",
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--ceiling", type=float, default=300.0, help="milliseconds, of the slowest page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
