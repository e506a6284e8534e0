"""A snapshot's bytes to the one text that every offset refers to, with its layout."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import PurePath

from pipeline.acquire import MAX_BYTES, too_large
from pipeline.acquire.media import MEDIA_TYPES
from pipeline.errors import UnreadableError
from pipeline.model import Document, Snapshot
from pipeline.read.decode import decode
from pipeline.read.element import element_at
from pipeline.read.html import read_html
from pipeline.read.layout import Content
from pipeline.read.pdf import read_pdf
from pipeline.read.plain import plain_blocks

__all__ = ["MEDIA_TYPES", "element_at", "read", "read_text"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def read(snapshot: Snapshot) -> Document:
    """The text of a snapshot and its blocks.

    Raises UnreadableError, with a reason in one line, where the bytes are too many, empty, binary, in
    no known encoding or of a media type that is not read.
    """
    if len(snapshot.data) > MAX_BYTES:
        raise UnreadableError(too_large(len(snapshot.data)))
    content = _content(snapshot)
    if len(content.text) > MAX_BYTES:  # a few cells can be repeated in all rows of a table
        message = f"{len(content.text):,} characters of text are more than the {MAX_BYTES:,} that are read"
        raise UnreadableError(f"{message}; split the document")
    return Document(
        document_id=snapshot.document_id,
        source_id=snapshot.source_id,
        name=snapshot.name,
        media_type=snapshot.media_type,
        text=content.text,
        blocks=content.blocks,
        url=snapshot.url,
        retrieved_at=snapshot.retrieved_at,
        elements=content.elements,
    )


def read_text(text: str, *, name: str = "", date: datetime | None = None) -> Document:
    """A plain text that is in memory already, as a document.

    `document_id` is the SHA-256 of the text in UTF-8, `source_id` the stem of `name` or else `text`;
    `date` is when the text was current, against which relative dates are read. Raises UnreadableError
    where the text holds half a surrogate pair, which no encoding of text has.
    """
    half = _SURROGATE.search(text)
    if half is not None:
        raise UnreadableError(
            f"the text holds U+{ord(half[0]):04X}, half a surrogate pair, at character {half.start()}; "
            'decode its bytes with errors="replace"'
        )
    return Document(
        document_id=hashlib.sha256(text.encode()).hexdigest(),
        source_id=PurePath(name).stem or "text",
        name=name,
        media_type="text/plain",
        text=text,
        blocks=plain_blocks(text),
        retrieved_at=date,
    )


def _content(snapshot: Snapshot) -> Content:
    if snapshot.media_type == "text/plain":
        text = decode(snapshot.data)
        return Content(text, plain_blocks(text))
    if snapshot.media_type == "text/html":
        return read_html(snapshot.data)
    if snapshot.media_type == "application/pdf":
        return read_pdf(snapshot.data)
    allowed = ", ".join(MEDIA_TYPES)
    raise UnreadableError(f"media type {snapshot.media_type!r} is not read, only {allowed}")
