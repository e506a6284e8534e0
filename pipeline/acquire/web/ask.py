"""One request and its answer: at a host's turn, to an allowed address, within a time and a size.

The requests go through httpcore, the engine of httpx, as only there a connection can be held to the
address that was checked. Nothing is kept between two of them: no cookie, no connection, no proxy.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version

import httpcore
import httpx

from pipeline.acquire.addresses import shown
from pipeline.acquire.local import MAX_BYTES
from pipeline.acquire.sources import Source
from pipeline.acquire.web.door import Door
from pipeline.acquire.web.outcome import FailedError
from pipeline.acquire.web.reach import Host, Reach

ROBOT = "mission-extraction"
"""What robots.txt files may call this project."""

_MANNERS = (
    ("User-Agent", f"{ROBOT}/{version(ROBOT)} (reads pages about missions into records with evidence)"),
    ("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.1"),
    ("Accept-Encoding", "gzip"),
)
_PIECE = 1_000_000
"""The most bytes that are unpacked at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; `data` is the unpacked body of a 200, else empty."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    data: bytes


def ask(url: httpx.URL, headers: Mapping[str, str], *, source: Source, delay: float, reach: Reach) -> Answer:
    """Return the answer to a GET of `url`, made `delay` seconds after the last one to its host.

    Raises RefusedError where the host's address may not be visited, FailedError where no answer comes in
    time, or one that is broken, packed in an unknown way or too large.
    """
    host = reach.hosts.setdefault(url.host, Host())
    with host.lock:
        _wait_for_turn(host, delay, reach)
        try:
            return _answer(url, headers, source, reach)
        except httpcore.TimeoutException:
            raise FailedError(f"{shown(url)}: the answer takes too long", again=True) from None
        except httpcore.ConnectError as error:
            raise FailedError(f"{shown(url)}: no connection ({error})", again=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError):
            raise FailedError(f"{shown(url)}: the answer breaks off or is no HTTP", again=True) from None
        finally:
            host.asked_at = reach.clock()


def status_line(status: int) -> str:
    """Return a status as it is told: `404 Not Found`, by the standard and not by the server's own words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _wait_for_turn(host: Host, delay: float, reach: Reach) -> None:
    if host.asked_at is not None:
        since = (reach.clock() - host.asked_at).total_seconds()
        wait = min(delay - since, delay)
        if wait > 0:
            reach.sleep(wait)


def _answer(url: httpx.URL, headers: Mapping[str, str], source: Source, reach: Reach) -> Answer:
    patience, began = reach.patience, reach.clock()
    door = Door(
        resolve=reach.resolve,
        allowed=source.allow_private,
        left=lambda: patience.answer - (reach.clock() - began).total_seconds(),
    )
    timeouts = {"connect": patience.connect, "read": patience.silence, "write": patience.silence}
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    with (
        httpcore.ConnectionPool(ssl_context=reach.trust, network_backend=door) as pool,
        pool.stream(
            "GET",
            target,
            headers=[*_MANNERS, ("Accept-Language", source.language), *headers.items()],
            extensions={"timeout": timeouts},
        ) as response,
    ):
        said = httpx.Headers(response.headers)
        data = _body(url, said, response.iter_stream()) if response.status == HTTPStatus.OK else b""
        return Answer(url, response.status, said, data)


def _body(url: httpx.URL, headers: httpx.Headers, chunks: Iterator[bytes]) -> bytes:
    """The unpacked body; reading stops where it gets too large, packed or not."""
    packing = headers.get("content-encoding", "").strip().lower() or "identity"
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FailedError(f"{shown(url)}: packed with {packing[:40]!r}, which was not asked for")
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise _too_large(url)
    data = bytearray()
    for chunk in chunks if packing == "identity" else _unpacked(url, chunks):
        data += chunk
        if len(data) > MAX_BYTES:
            raise _too_large(url)
    return bytes(data)


def _unpacked(url: httpx.URL, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes in gzip data, in pieces that stay small however tightly they are packed."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            packed = chunk
            while packed:
                yield unpacker.decompress(packed, _PIECE)
                packed = unpacker.unconsumed_tail
            if unpacker.unused_data:  # what else comes would all be kept there
                break
    except zlib.error:
        raise FailedError(f"{shown(url)}: its gzip data are damaged", again=True) from None
    if not unpacker.eof or unpacker.unused_data:
        raise FailedError(f"{shown(url)}: its gzip data do not end where the answer does", again=True)


def _too_large(url: httpx.URL) -> FailedError:
    return FailedError(f"{shown(url)}: more than {MAX_BYTES:,} bytes, which is the most that is read")
