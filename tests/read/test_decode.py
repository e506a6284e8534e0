"""Bytes become text, or are refused with a reason."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableError
from pipeline.read.decode import decode

TEXT = "Opération «Althea» – lancée\r\nle 2 décembre 2004\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le bom", "utf-16-be bom", "utf-16-le", "utf-16-be", "windows-1252"],
)
def test_text_comes_out_unaltered_without_its_mark(data: bytes) -> None:
    assert decode(data) == TEXT


def test_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    assert decode("Мисия в Косово".encode("cp1251"), "windows-1251") == "Мисия в Косово"


def test_wrong_declaration_gives_way_to_valid_utf8() -> None:
    assert decode(TEXT.encode(), "windows-1251") == TEXT


@pytest.mark.parametrize("declared", ["no-such-encoding", "rot13", "utf-8"])
def test_unusable_declaration_is_passed_over(declared: str) -> None:
    assert decode(TEXT.encode("cp1252"), declared) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b" \r\n\t", "white space"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xff\xd8\xff\xe0rest", "JPEG"),
        (b"GIF89arest", "GIF"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"text\x00and more of it", "NUL byte at 4"),
        (b"\x01\x02\x03\x04\x05", "control characters"),
        (b"na\x81ve caf\xe9", "byte 0x81 at 2"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "damaged UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        assert decode(data).strip()
