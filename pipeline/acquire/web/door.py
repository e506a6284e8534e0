"""The only way out: connections to addresses that may be visited, and bytes until the time is up."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from pipeline.acquire.addresses import not_public
from pipeline.acquire.web.outcome import RefusedError


class Door(httpcore.NetworkBackend):
    """Resolves a host once, holds all its addresses to what is allowed, and connects to one of these.

    As the name is not looked up again, it cannot lead elsewhere in between. `left` gives the seconds
    until the whole answer has to be there.
    """

    def __init__(
        self,
        *,
        resolve: Callable[[str, int], tuple[str, ...]],
        allowed: tuple[str, ...],
        left: Callable[[], float],
    ) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._left = left
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of `host` that answers; raises RefusedError."""
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._system.connect_tcp(
                    address, port, _least(timeout, self._left()), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._left)
        raise failure

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("it has no address") from None
        wrong = not_public(addresses, allowed=self._allowed)
        if wrong is not None:
            raise RefusedError(f"{host} leads to {wrong}, which is no public address")
        return addresses


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing waits longer than is left for the whole answer."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _least(timeout, self._left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _least(timeout, self._left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _least(timeout, self._left()))
        return _Timed(stream, self._left)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (as httpcore has it)
        return self._stream.get_extra_info(info)


def _least(timeout: float | None, left: float) -> float:
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left if timeout is None else min(timeout, left)
