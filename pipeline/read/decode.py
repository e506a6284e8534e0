"""Bytes to text: the encoding by mark, by declaration and by what the bytes allow."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document; name it .pdf"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as text or HTML"),
    (b"{\\rtf", "an RTF document; save it as text or HTML"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image, not text"),
    (b"\xff\xd8\xff", "a JPEG image, not text"),
    (b"GIF87a", "a GIF image, not text"),
    (b"GIF89a", "a GIF image, not text"),
    (b"\x1f\x8b", "gzip data; unpack it first"),
    (b"BZh", "bzip2 data; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\xfd7zXZ\x00", "xz data; unpack it first"),
    (b"PAR1", "a Parquet file, not text"),
    (b"SQLite format 3\x00", "an SQLite database, not text"),
    (b"\x7fELF", "a program, not text"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")

_SAMPLE = 4096
_UTF16_ZEROS = 0.4
_OTHER_ZEROS = 0.05
_CONTROLS_OF_TEXT = 0.1


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, without its byte-order mark and otherwise unaltered.

    Tried in turn: byte-order mark, UTF-16 by its zero bytes, UTF-8, the `declared` encoding (a name as in
    an HTML header; unknown names are passed over), Windows-1252. Raises UnreadableError with the reason
    where the bytes are empty, binary or in no encoding that is known.
    """
    _refuse_other_kinds(data)
    text = _decoded(data, declared)
    if not text:
        raise UnreadableError("the document is empty")
    if text.isspace():
        raise UnreadableError("the document holds nothing but white space")
    controls = _CONTROL.subn("", text)[1]
    if controls > _CONTROLS_OF_TEXT * len(text):
        raise UnreadableError(f"binary data: {controls} of {len(text)} characters are control characters")
    return text


def _refuse_other_kinds(data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"the document is {kind}")


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if (encoding_16 := _utf16_without_mark(data)) is not None:
        return _strictly(data, encoding_16)
    try:
        return _without_zeros(data).decode("utf-8")
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _as_windows(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"damaged {encoding.upper()}: {error.reason} at byte {error.start}; save it as UTF-8"
        ) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text shows as a zero in every other byte."""
    sample = data[: min(_SAMPLE, len(data)) & ~1]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
    if odd > _UTF16_ZEROS and even < _OTHER_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even > _UTF16_ZEROS and odd < _OTHER_ZEROS else None


def _without_zeros(data: bytes) -> bytes:
    if (zero := data.find(0)) >= 0:
        raise UnreadableError(f"binary data: a NUL byte at {zero}")
    return data


def _as_declared(data: bytes, declared: str | None) -> str | None:
    try:
        return None if declared is None else data.decode(declared)
    except (LookupError, ValueError):
        return None


def _as_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"byte 0x{data[error.start]:02X} at {error.start} is neither UTF-8 nor Windows-1252; save it so"
        ) from None
