"""A real HTTP server on loopback that says what a test tells it to, a clock that only sleeping moves."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.acquire.sources import Gates, Source
from pipeline.acquire.web import Patience, Reach

LOOPBACK = "127.0.0.1"
NAMES = {
    "pages.test": LOOPBACK,
    "www.pages.test": LOOPBACK,
    "inside.test": "127.0.0.2",
    "meta.test": "169.254.169.254",
}
"""The hosts of these tests; `inside.test` and `meta.test` lie where no source may go."""

PAGE = b"""<!doctype html><html><head><title>EUTM Mali</title></head><body><main><h1>EUTM Mali</h1>
<p>The training mission in Mali was launched on 18 February 2013, and its mandate ended on 18 May 2024.</p>
</main></body></html>"""


@dataclass(frozen=True)
class Reply:
    """What the server answers: its Content-Length is that of `body` unless `headers` have one.

    A `bare` body is all that it sends.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Callable[[], Iterable[bytes]] = PAGE
    bare: bool = False


@dataclass
class Site:
    """The server's pages by path, each a row of replies of which the last stays, and what it was asked."""

    port: int = 0
    pages: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str, *, host: str = "pages.test") -> str:
        return f"http://{host}:{self.port}{path}"


@dataclass
class Clock:
    """A moment that goes on by sleeping, and by `step` seconds each time that it is asked for."""

    moment: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    step: float = 0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=self.step)
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of its own for each test."""
    with serving() as site:
        yield site


@contextmanager
def serving(certificate: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Start a server, with TLS where it has a certificate; what it has no page for is not found."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            replies = site.pages.get(self.path, [Reply(404, body=b"no such page")])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            self.close_connection = True
            with suppress(OSError):  # the client has heard enough
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            if not reply.bare:
                self._send_head(reply)
            for chunk in [reply.body] if isinstance(reply.body, bytes) else reply.body():
                self.wfile.write(chunk)

        def _send_head(self, reply: Reply) -> None:
            self.send_response(reply.status)
            length = {"Content-Length": str(len(reply.body))} if isinstance(reply.body, bytes) else {}
            for name, value in ({"Content-Type": "text/html"} | length | dict(reply.headers)).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    if certificate is not None:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reach(clock: Clock) -> Reach:
    """The way to the hosts of these tests."""
    return Reach(clock=clock, sleep=clock.sleep, resolve=resolve, patience=Patience(silence=5))


@pytest.fixture
def source(site: Site) -> Source:
    """A source on the server, under the host `pages.test`, which the source allows to be on loopback."""
    return Source(
        id="eutm-mali",
        url=site.url("/mission"),
        publisher="EUTM Mali",
        cron="0 4 * * *",
        media_type="text/html",
        language="en",
        delay=3,
        gates=Gates(),
        allow_private=(LOOPBACK,),
    )


def resolve(host: str, port: int) -> tuple[str, ...]:
    if host not in NAMES:
        raise OSError(f"no address for {host}:{port}")
    return (NAMES[host],)
