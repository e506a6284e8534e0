"""What is packed for the way: no more than a document may have is ever unpacked."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from pipeline.acquire.local import MAX_BYTES
from pipeline.acquire.unpack import unpacked
from pipeline.errors import UnreadableError

TOO_MANY = b"\0" * (MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("", TOO_MANY),
        ("gzip", gzip.compress(TOO_MANY, 1)),
        ("deflate", zlib.compress(TOO_MANY, 1)),
        ("br", brotli.compress(TOO_MANY, quality=1)),
    ],
    ids=["plain", "gzip", "deflate", "brotli"],
)
def test_what_unpacks_to_too_much_is_refused(packing: str, data: bytes) -> None:
    with pytest.raises(UnreadableError, match="more than the 20,000,000 bytes that are read"):
        unpacked(data, packing)


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("gzip", gzip.compress(b"a page")),
        ("deflate", zlib.compress(b"a page")),
        ("br", brotli.compress(b"a page" * 9)),
    ],
)
def test_what_breaks_off_is_refused(packing: str, data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged or break off"):
        unpacked(data[:-3], packing)


def test_as_much_as_is_read_is_unpacked() -> None:
    assert len(unpacked(gzip.compress(TOO_MANY[1:], 1), "gzip")) == MAX_BYTES
