"""Unpacks what a server packed for the way, up to the greatest size of a document that is read."""

from __future__ import annotations

import zlib

import brotli

from pipeline.acquire.local import MAX_BYTES
from pipeline.errors import UnreadableError

_GZIP, _ZLIB, _BARE = 31, 15, -15
"""How zlib calls what may be around deflated data."""


def unpacked(data: bytes, packing: str) -> bytes:
    """Return what `data` holds, packed as a header Content-Encoding says.

    What begins like no gzip is taken as it is: archives keep that header of pages that they have unpacked.
    Raises UnreadableError where the data are damaged, too large or packed in another way.
    """
    match packing.strip().lower():
        case "" | "identity":
            content = data
        case "gzip" | "x-gzip":
            content = _inflated(data, _GZIP) if data.startswith(b"\x1f\x8b") else data
        case "deflate":
            content = _inflated(data, _ZLIB if _has_zlib_header(data) else _BARE)
        case "br":
            content = _from_brotli(data)
        case other:
            raise UnreadableError(f"packed as {other[:40]!r}, which is not read; archive it as gzip or plain")
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"more than the {MAX_BYTES:,} bytes that are read; split the document")
    return content


def _has_zlib_header(data: bytes) -> bool:
    """Whether deflated data have the header that they should, and that some servers leave out."""
    return len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0


def _inflated(data: bytes, around: int) -> bytes:
    unpacker = zlib.decompressobj(around)
    try:
        content = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise _damaged() from None
    if len(content) <= MAX_BYTES and not unpacker.eof:
        raise _damaged()
    return content


def _from_brotli(data: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        content: bytes = unpacker.process(data, output_buffer_limit=MAX_BYTES + 1)
    except brotli.error:
        raise _damaged() from None
    if len(content) <= MAX_BYTES and not unpacker.is_finished():
        raise _damaged()
    return content


def _damaged() -> UnreadableError:
    return UnreadableError("its packed data are damaged or break off; archive it again")
