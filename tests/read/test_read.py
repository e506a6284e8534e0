"""A snapshot is read by its media type, or refused with a reason."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import read as reading
from pipeline.acquire import MAX_BYTES
from pipeline.errors import UnreadableError
from pipeline.model import Snapshot
from pipeline.read import MEDIA_TYPES, element_at, read, read_text
from tests.read.drawn import drawn, lines


def snapshot(data: bytes, media_type: str = "text/plain") -> Snapshot:
    return Snapshot(
        document_id=hashlib.sha256(data).hexdigest(),
        source_id="mali",
        name="mali.txt",
        media_type=media_type,
        data=data,
        url="https://example.org/mali",
        retrieved_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


@given(st.binary(), st.sampled_from(MEDIA_TYPES))
def test_reading_raises_nothing_but_its_own_error(data: bytes, media_type: str) -> None:
    with suppress(UnreadableError):
        document = read(snapshot(data, media_type))
        assert all(block.span.end <= len(document.text) for block in document.blocks)


def test_document_keeps_what_the_snapshot_knows() -> None:
    taken = snapshot(b"EUTM Mali")
    document = read(taken)
    assert (document.document_id, document.source_id, document.name, document.url, document.retrieved_at) == (
        taken.document_id,
        taken.source_id,
        taken.name,
        taken.url,
        taken.retrieved_at,
    )


def test_plain_text_is_the_file_itself() -> None:
    assert read(snapshot(b"\xef\xbb\xbfa\r\n b ")).text == "a\r\n b "


def test_html_is_read_as_html() -> None:
    assert read(snapshot(b"<p>EUTM</p>", "text/html")).text == "EUTM"


def test_page_that_says_a_few_cells_in_every_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 2_000)
    page = f"<table><tr><th rowspan=999>{'h' * 100}{'<tr><td>x' * 100}</table>"

    with pytest.raises(UnreadableError, match="characters of text are more than the 2,000 that are read"):
        read(snapshot(page.encode(), "text/html"))


def test_pdf_is_read_as_pdf() -> None:
    assert read(snapshot(drawn(lines(72, 700, "EUTM")), "application/pdf")).text == "EUTM"


def test_offsets_lead_back_to_elements_and_what_parts_them_to_the_one_before() -> None:
    document = read(snapshot(b"<p>EU</p><p>UN</p>", "text/html"))

    assert [element_at(document, offset) for offset in (0, 1, 2, 4)] == [
        *["html > body > p:nth-of-type(1)"] * 3,
        "html > body > p:nth-of-type(2)",
    ]


def test_plain_text_is_its_own_source() -> None:
    assert element_at(read(snapshot(b"EUTM")), 0) is None


def test_other_media_types_are_refused_by_name() -> None:
    with pytest.raises(
        UnreadableError, match="'image/png' is not read, only text/plain, text/html, application/pdf"
    ):
        read(snapshot(b"x", "image/png"))


def test_too_large_a_document_is_refused_with_both_figures() -> None:
    with pytest.raises(UnreadableError, match=r"20,000,001 bytes are more than the 20,000,000"):
        read(snapshot(b"x" * (MAX_BYTES + 1)))


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(UnreadableError, match=r"U\+D800.* at character 5"):
        read_text("EUTM \ud800")
