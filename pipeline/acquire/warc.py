"""Web archives (WARC) to snapshots: the pages in them, with their addresses and when they were fetched."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader, BytesIO, StringIO
from math import inf
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from pipeline.acquire.addresses import fault, shown
from pipeline.acquire.local import MAX_BYTES, too_large
from pipeline.acquire.media import MEDIA_TYPES, essence
from pipeline.acquire.unpack import unpacked
from pipeline.errors import UnreadableError
from pipeline.model import Quarantined, Snapshot
from pipeline.moments import in_utc

_GZIP: Final = 31
"""How zlib calls gzip."""

_LONGEST_HEAD: Final = 1_000_000
_PIECE: Final = 1 << 16

_CHUNKED: Final = re.compile(rb"[0-9A-Fa-f]+ *(?:;[^\r\n]*)?\r\n")

_PROTOCOLS: Final = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2"]

SourceOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Revisit:
    """That a page was fetched again and was as before: as the snapshot of a source from another moment."""

    source_id: str
    name: str
    url: str
    retrieved_at: datetime
    of_source: str
    of_moment: datetime


@dataclass(frozen=True, slots=True)
class PassedOver:
    """That a record is no page: a request, an image, a redirect."""


Item = Snapshot | Quarantined | Revisit | PassedOver
Fetched = dict[str, tuple[str, datetime]]
"""Source and moment of each page that was taken, by the id of its record and the digest of its bytes."""


class _DamagedError(Exception):
    """An archive is damaged from some place on; the message says how."""


def pages(path: Path, *, source_of: SourceOf, fetched: Fetched) -> Iterator[Item]:
    """Yield what each record of an archive holds; what cannot be read, as quarantined.

    Pages are the responses with status 200 and the resources, from the web and of a type that is read.
    `source_of` gives the source of an address. `fetched` is what earlier archives held, and is added to.
    An archive that breaks off or is damaged is quarantined itself, after all that could be read of it.
    """
    read, damage = 0, None
    try:
        with path.open("rb") as file:
            for item in _items(_Stream(file), source_of, fetched):
                yield item
                read += 1
        damage = None if read else "it holds no record"
    except _DamagedError as error:
        damage = str(error)
    except OSError as error:
        damage = f"it cannot be read: {error.strerror or error}"
    if damage is not None:
        reason = f"the archive is damaged ({damage}); {read} records before that are read. Fetch it again"
        yield _quarantined(path.name, "application/warc", reason)


class _Stream:
    """The content of a file that is packed with gzip, member by member, or plain; `fault` says where it ends.

    `members` is how many of them were begun. What a member gave is in doubt until the next is begun, as
    its checksum stands at its end. No more than `left` bytes are given.
    """

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._is_packed = file.peek(2)[:2] == b"\x1f\x8b"
        self._unpacker = zlib.decompressobj(_GZIP)
        self._packed = b""
        self.members = 0
        self.fault: str | None = None
        self.left = inf

    def read(self, size: int) -> bytes:
        """Return what comes next, of one member alone; nothing at the end, or where a member is damaged."""
        if self.left <= 0:
            return b""
        content = self._unpacked(size) if self._is_packed else self._file.read(size)
        self.left -= len(content)
        return content

    def _unpacked(self, size: int) -> bytes:
        content = b""
        while not content and self.fault is None:
            packed = self._packed or self._file.read(size)
            if self.members == 0 or self._unpacker.eof:
                if not packed:
                    break
                self._unpacker = zlib.decompressobj(_GZIP)
                self.members += 1
            if not packed:
                self.fault = "it breaks off"
                break
            try:
                content = self._unpacker.decompress(packed, size)
            except zlib.error as error:
                self.fault = f"gzip: {error}"
            self._packed = self._unpacker.unconsumed_tail or self._unpacker.unused_data
        return content


def _items(stream: _Stream, source_of: SourceOf, fetched: Fetched) -> Iterator[Item]:
    """Yield what the whole records of an archive hold; raises _DamagedError after the last of them."""
    records = ArchiveIterator(stream, no_record_parse=True)
    record, damage = _next(records, stream)
    while record is not None:
        if record.length is None:
            raise _DamagedError("a record says no length")
        item, member = _item(record, source_of, fetched), stream.members
        following, damage = _next(records, stream)
        if stream.fault is not None and stream.members == member:
            raise _DamagedError(stream.fault)
        if record.raw_stream.tell() < record.length:
            raise _DamagedError("a record breaks off")
        yield item
        record = following
    if stream.fault is not None or damage is not None:
        raise _DamagedError(stream.fault or damage)


def _next(records: ArchiveIterator, stream: _Stream) -> tuple[ArcWarcRecord | None, str | None]:
    """Return the next record, when the rest of the one before is read; none and why, where there is none."""
    while records.record is not None and records.record.raw_stream.read(_PIECE):
        pass
    stream.left = _LONGEST_HEAD
    try:
        with redirect_stderr(StringIO()):  # where warcio prints what it stumbles over
            record = next(records, None)
    except ArchiveLoadFailed:
        return None, "no record stands where one should begin"
    if stream.left <= 0:
        return None, f"the head of a record has more than {_LONGEST_HEAD:,} bytes"
    stream.left = inf
    return record, None


def _item(record: ArcWarcRecord, source_of: SourceOf, fetched: Fetched) -> Item:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource", "revisit") or not _is_on_the_web(url):
        return PassedOver()
    try:
        if record.rec_type == "revisit":
            return _revisit(record, url, source_of, fetched)
        return _page(record, url, source_of, fetched)
    except UnreadableError as error:
        return _quarantined(shown(url), record.content_type or "", str(error))


def _is_on_the_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _page(record: ArcWarcRecord, url: str, source_of: SourceOf, fetched: Fetched) -> Snapshot | PassedOver:
    http = None if record.rec_type == "resource" else _http(record)
    if http is not None and http.get_statuscode() != "200":
        return PassedOver()
    said = record.content_type if http is None else http.get_header("Content-Type")
    media_type = essence(said or "")
    if media_type not in MEDIA_TYPES:
        return PassedOver()
    source_id, moment = _source(url, source_of), _moment(record.rec_headers.get_header("WARC-Date"))
    data = _body(record, http)
    for header in ("WARC-Record-ID", "WARC-Payload-Digest"):
        if (known_by := record.rec_headers.get_header(header)) is not None:
            fetched[known_by] = (source_id, moment)
    sha256 = hashlib.sha256(data).hexdigest()
    return Snapshot(sha256, source_id, _name(url), media_type, data, url, moment)


def _http(record: ArcWarcRecord) -> StatusAndHeaders:
    stream = LimitReader(record.raw_stream, _LONGEST_HEAD)
    try:
        head = StatusAndHeadersParser(_PROTOCOLS, verify=False).parse(stream)
    except (EOFError, StatusAndHeadersParserException):
        raise UnreadableError("the record has no head of an HTTP response; archive the page again") from None
    if stream.tell() == _LONGEST_HEAD:
        raise UnreadableError(f"the head of its HTTP response has {_LONGEST_HEAD:,} bytes or more")
    return head


def _source(url: str, source_of: SourceOf) -> str:
    why = fault(url)
    if why is not None:
        raise UnreadableError(why)
    return source_of(url)


def _moment(written: str | None) -> datetime:
    try:
        return in_utc(datetime.fromisoformat(written or ""))
    except (ValueError, OverflowError):
        raise UnreadableError(f"WARC-Date is {written!r}, expected one like 2025-04-30T12:00:00Z") from None


def _body(record: ArcWarcRecord, http: StatusAndHeaders | None) -> bytes:
    """Return the bytes of a page as its server had them before it packed them."""
    cut = record.rec_headers.get_header("WARC-Truncated")
    if cut is not None:
        raise UnreadableError(f"the archive holds the beginning alone (WARC-Truncated: {cut[:40]})")
    if record.length > MAX_BYTES:
        raise UnreadableError(too_large(record.length))
    data: bytes = record.raw_stream.read()
    if http is not None:
        if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
            data = _joined(data)
        data = unpacked(data, http.get_header("Content-Encoding") or "")
    if not data:
        raise UnreadableError("the page is empty")
    return data


def _joined(data: bytes) -> bytes:
    """Return the chunks of a body as one; an archive may have joined them, and kept the header."""
    if _CHUNKED.match(data) is None:
        return data
    try:
        joined: bytes = ChunkedDataReader(BytesIO(data), raise_exceptions=True).read()
    except ChunkedDataException:
        raise UnreadableError("its chunks break off; archive the page again") from None
    return joined


def _name(url: str) -> str:
    """Return the last part of an address, as a file there would be called."""
    parts = urlsplit(url)
    return PurePosixPath(parts.path).name or parts.hostname or url


def _revisit(record: ArcWarcRecord, url: str, source_of: SourceOf, fetched: Fetched) -> Revisit:
    """Return a fetch that found what was archived before, as the record says by its address or its bytes."""
    said = record.rec_headers.get_header
    of_url, of_date = said("WARC-Refers-To-Target-URI"), said("WARC-Refers-To-Date")
    by_bytes = fetched.get(said("WARC-Refers-To")) or fetched.get(said("WARC-Payload-Digest"))
    if of_url is not None and of_date is not None:
        of = _source(of_url, source_of), _moment(of_date)
    elif by_bytes is not None:
        of = by_bytes
    else:
        raise UnreadableError("a revisit of a page that is not archived before it; import that archive too")
    moment = _moment(said("WARC-Date"))
    return Revisit(_source(url, source_of), _name(url), url, moment, of_source=of[0], of_moment=of[1])


def _quarantined(name: str, media_type: str, reason: str) -> Quarantined:
    return Quarantined(hashlib.sha256(name.encode()).hexdigest(), name, name, media_type, reason)
