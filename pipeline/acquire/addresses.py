"""Which addresses may be visited: of pages by how they are written, of hosts by where they lie."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

_NO_ADDRESS = "no address of a page; write it like https://example.org/missions"
_HOST = re.compile(rb"[a-z0-9._:-]+")
_LAST_PORT = 65_535
_LONGEST_SHOWN = 150
_WRAPPED_IPV4 = IPv6Network("64:ff9b::/96")


def fault(url: str) -> str | None:
    """Return why a page at `url` is not fetched, whatever its host; null where nothing speaks against it."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return _NO_ADDRESS
    if parsed.scheme not in ("http", "https"):
        return "only http and https are fetched; save other documents as files"
    if parsed.userinfo:
        return "the address holds a name or password; use one that is public"
    if _HOST.fullmatch(parsed.raw_host) is None or not 0 < (parsed.port or 80) <= _LAST_PORT:
        return _NO_ADDRESS
    return None


def shown(url: str | httpx.URL) -> str:
    """Return an address as it may stand in messages: without credentials and without what it asks for."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return "an address that cannot be read"
    place = str(parsed.copy_with(userinfo=b"", query=None, fragment=None))
    cut = "…" if len(place) > _LONGEST_SHOWN else ""
    asks = "?…" if parsed.query else ""
    return f"{place[:_LONGEST_SHOWN]}{cut}{asks}"


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses that the system's resolver has for a host; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def not_public(addresses: Sequence[str], *, allowed: Sequence[str]) -> str | None:
    """Return the first address that is neither public nor `allowed` by name; null where there is none."""
    return next((each for each in addresses if each not in allowed and not _is_public(each)), None)


def _is_public(address: str) -> bool:
    """Whether an address lies on the open internet, an IPv4 address wrapped in an IPv6 one likewise."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        parsed = _unwrapped(parsed)
    if isinstance(parsed, IPv6Address) and parsed.is_site_local:
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _unwrapped(address: IPv6Address) -> IPv4Address | IPv6Address:
    if address in _WRAPPED_IPV4:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
