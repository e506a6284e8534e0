"""What kind of document some bytes are, by their name or else by how they begin."""

from __future__ import annotations

from pathlib import PurePath

MEDIA_TYPES = ("text/plain", "text/html", "application/pdf")
"""The media types that are read."""

_BY_EXTENSION = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
}
WEB_ARCHIVES = (".warc", ".warc.gz")
"""What the names of web archives end with, which are no documents but hold many."""

_HTML_OPENINGS = (b"<!doctype html", b"<html")
_PDF_OPENING = b"%PDF-"
_OPENING_BYTES = 1024


def media_type(name: str, data: bytes) -> str:
    """By the extension; by the first bytes where that says nothing; else plain text is tried."""
    known = _BY_EXTENSION.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    if data.startswith(_PDF_OPENING):
        return "application/pdf"
    opening = data.removeprefix(b"\xef\xbb\xbf")[:_OPENING_BYTES].lstrip().lower()
    return "text/html" if opening.startswith(_HTML_OPENINGS) else "text/plain"


def essence(said: str) -> str:
    """The media type that a header or a sidecar says, without its parameters; that of XHTML is HTML's."""
    known = said.partition(";")[0].strip().lower()
    return "text/html" if known == "application/xhtml+xml" else known
