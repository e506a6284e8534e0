"""Web archives that a test writes itself, record by record."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

Record = Callable[..., bytes]
Written = Callable[..., Path]

URL = "https://www.example.org/missions/mali"
PAGE = b"<html><body><h1>EUTM Mali</h1><p>EUTM Mali runs until 18 May 2022.</p></body></html>"


@pytest.fixture
def record() -> Record:
    """A function that gives the bytes of a WARC record: of a page, or as the arguments say."""

    def bytes_of(
        body: bytes = PAGE,
        *,
        kind: str = "response",
        url: str = URL,
        date: str = "2020-03-01T10:00:00Z",
        status: str = "200 OK",
        http: dict[str, str] | None = None,
        warc: dict[str, str] | None = None,
    ) -> bytes:
        if kind in ("response", "revisit"):
            said = {"Content-Type": "text/html; charset=utf-8"} | (http or {})
            body = _head(f"HTTP/1.1 {status}", said) + body
        headers = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": date,
            "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(body)),
        }
        return _head("WARC/1.0", headers | (warc or {})) + body + b"\r\n\r\n"

    return bytes_of


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A function that writes records as an archive; with the ending `.gz` each is packed by itself."""

    def to_file(*records: bytes, name: str = "crawl.warc") -> Path:
        path = tmp_path / "archive" / name
        path.parent.mkdir(exist_ok=True)
        pack = gzip.compress if name.endswith(".gz") else bytes
        path.write_bytes(b"".join(map(pack, records)))
        return path

    return to_file


def _head(first: str, headers: dict[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()
