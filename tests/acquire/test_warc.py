"""Web archives: which records are pages, of which source and moment, and what is told of the rest."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from pipeline.acquire import warc
from pipeline.acquire.sources import id_of
from pipeline.acquire.warc import Item, PassedOver, Revisit, pages
from pipeline.model import Quarantined, Snapshot

Record = Callable[..., bytes]
Written = Callable[..., Path]

URL = "https://www.example.org/missions/mali"
PAGE = b"<html><body><p>EUCAP Somalia has 180 staff.</p></body></html>"


def read(path: Path) -> list[Item]:
    return list(pages(path, source_of=id_of, fetched={}))


def refused(path: Path) -> str:
    """Return why the one record of an archive is refused."""
    [found] = read(path)
    assert isinstance(found, Quarantined)
    return found.reason


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_response_is_a_snapshot_of_its_address_and_moment(
    record: Record, written: Written, name: str
) -> None:
    [page] = read(written(record(PAGE), name=name))

    assert isinstance(page, Snapshot)
    assert (page.source_id, page.name, page.url) == ("example-org-missions-mali", "mali", URL)
    assert (page.media_type, page.data) == ("text/html", PAGE)
    assert page.retrieved_at == datetime(2020, 3, 1, 10, tzinfo=UTC)


def test_a_resource_is_its_whole_block(record: Record, written: Written) -> None:
    [page] = read(written(record(b"EUTM Mali.", kind="resource", warc={"Content-Type": "text/plain"})))

    assert isinstance(page, Snapshot)
    assert (page.media_type, page.data) == ("text/plain", b"EUTM Mali.")


def test_an_archive_that_is_packed_as_a_whole_is_read(record: Record, written: Written) -> None:
    path = written(gzip.compress(record() + record(date="2021-03-01T10:00:00Z")), name="crawl.warc")

    assert [
        each.retrieved_at.year for each in read(path) if isinstance(each, Snapshot) and each.retrieved_at
    ] == [
        2020,
        2021,
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "request"},
        {"kind": "warcinfo"},
        {"kind": "metadata"},
        {"status": "301 Moved Permanently"},
        {"status": "404 Not Found"},
        {"http": {"Content-Type": "image/png"}},
        {"url": "dns:www.example.org"},
        {"url": "ftp://example.org/mali.html"},
    ],
)
def test_a_record_that_is_no_page_is_passed_over(
    record: Record, written: Written, other: dict[str, str]
) -> None:
    assert read(written(record(**other))) == [PassedOver()]


@pytest.mark.parametrize(
    ("said", "media_type"),
    [
        ("text/html", "text/html"),
        ("TEXT/HTML;charset=utf-8", "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("text/plain", "text/plain"),
        ("application/pdf", "application/pdf"),
    ],
)
def test_the_media_type_is_the_one_of_the_response(
    record: Record, written: Written, said: str, media_type: str
) -> None:
    [page] = read(written(record(http={"Content-Type": said})))

    assert isinstance(page, Snapshot)
    assert page.media_type == media_type


@pytest.mark.parametrize(
    ("http", "body"),
    [
        (
            {"Transfer-Encoding": "chunked"},
            b"5\r\n<html\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[5:]),
        ),
        ({"Transfer-Encoding": "chunked"}, PAGE),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "gzip"}, PAGE),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE, wbits=-15)),
        ({"Content-Encoding": "br"}, brotli.compress(PAGE)),
    ],
    ids=["chunks", "chunks joined", "gzip", "gzip unpacked", "deflate", "deflate bare", "brotli"],
)
def test_the_content_is_what_the_server_had(
    record: Record, written: Written, http: dict[str, str], body: bytes
) -> None:
    [page] = read(written(record(body, http=http)))

    assert isinstance(page, Snapshot)
    assert page.data == PAGE


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"body": b""}, "the page is empty"),
        ({"date": "last May"}, "WARC-Date is 'last May'"),
        ({"url": "https://ada:secret@example.org/"}, "the address holds a name or password"),
        ({"url": "https://[example.org/"}, "no address of a page"),
        (
            {"warc": {"WARC-Truncated": "time"}},
            "the archive holds the beginning alone (WARC-Truncated: time)",
        ),
        ({"http": {"Content-Encoding": "zstd"}}, "packed as 'zstd', which is not read"),
        ({"http": {"Content-Encoding": "br"}}, "its packed data are damaged"),
        ({"http": {"Transfer-Encoding": "chunked"}, "body": b"ff\r\n<html>"}, "its chunks break off"),
    ],
)
def test_a_page_that_cannot_be_taken_is_refused_with_the_reason(
    record: Record, written: Written, said: dict[str, bytes], reason: str
) -> None:
    assert reason in refused(written(record(**said)))


def test_a_page_larger_than_what_is_read_is_refused_unread(
    record: Record, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MAX_BYTES", 100)

    assert "bytes are more than the" in refused(written(record(b" " * 101)))


def test_a_head_of_a_response_without_end_is_refused(record: Record, written: Written) -> None:
    first, last = read(written(record(http={"X": "x" * 2_000_000}), record()))

    assert isinstance(first, Quarantined)
    assert "the head of its HTTP response has 1,000,000 bytes or more" in first.reason
    assert isinstance(last, Snapshot)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_head_of_a_record_without_end_ends_the_reading(record: Record, written: Written, name: str) -> None:
    found = read(written(record(), record(warc={"X": "x" * 2_000_000}), record(), name=name))

    assert taken(found) == 1
    assert isinstance(found[-1], Quarantined)
    assert "the head of a record has more than 1,000,000 bytes" in found[-1].reason


def test_a_large_page_is_read_whole(record: Record, written: Written) -> None:
    page = b"<p>EUTM Mali</p>" * 500_000

    [found] = read(written(record(page), name="crawl.warc.gz"))

    assert isinstance(found, Snapshot)
    assert found.data == page


@pytest.mark.parametrize("of", ["address", "record", "digest"])
def test_a_revisit_refers_to_the_page_that_it_found_again(record: Record, written: Written, of: str) -> None:
    first = record(warc={"WARC-Record-ID": "<urn:uuid:1>", "WARC-Payload-Digest": "sha1:AA"})
    refers = {
        "address": {"WARC-Refers-To-Target-URI": URL, "WARC-Refers-To-Date": "2020-03-01T10:00:00Z"},
        "record": {"WARC-Refers-To": "<urn:uuid:1>"},
        "digest": {"WARC-Payload-Digest": "sha1:AA"},
    }[of]

    _, again = read(written(first, record(b"", kind="revisit", date="2021-04-01T00:00:00Z", warc=refers)))

    assert again == Revisit(
        "example-org-missions-mali",
        "mali",
        URL,
        datetime(2021, 4, 1, tzinfo=UTC),
        of_source="example-org-missions-mali",
        of_moment=datetime(2020, 3, 1, 10, tzinfo=UTC),
    )


def test_a_revisit_of_nothing_that_is_known_is_refused(record: Record, written: Written) -> None:
    assert "a revisit of a page that is not archived before it" in refused(
        written(record(b"", kind="revisit"))
    )


def taken(found: list[Item]) -> int:
    return sum(isinstance(each, Snapshot) for each in found)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_of_an_archive_that_breaks_off_the_whole_records_are_taken(
    record: Record, written: Written, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(record(), record(), record(b"The last one. " * 50), name=name)
    path.write_bytes(path.read_bytes()[:-60])

    found = read(path)

    assert taken(found) == 2
    assert isinstance(found[-1], Quarantined)
    assert found[-1].name == name
    assert "2 records before that are read" in found[-1].reason
    assert capsys.readouterr().err == ""


def test_of_an_archive_with_a_damaged_piece_what_stands_before_is_taken(
    record: Record, written: Written
) -> None:
    path = written(record(), record(), name="crawl.warc.gz")
    data = bytearray(path.read_bytes())
    data[-30] ^= 255
    path.write_bytes(data)

    found = read(path)

    assert taken(found) == 1
    assert isinstance(found[-1], Quarantined)
    assert "the archive is damaged (gzip: " in found[-1].reason


def test_a_record_of_a_wrong_length_ends_the_reading(
    record: Record, written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(written(record(), record(warc={"Content-Length": "150"}), record()))

    assert isinstance(found[-1], Quarantined)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("data", [b"", b"no archive\r\n", b"\r\n\r\n", b"\x1f\x8bnone", b"WARC/1.0\r\n\r\n"])
def test_what_is_no_archive_is_refused(written: Written, data: bytes) -> None:
    assert "the archive is damaged" in refused(written(data))


def test_an_archive_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "crawl.warc")


def test_no_password_of_an_address_is_told(record: Record, written: Written) -> None:
    [found] = read(written(record(url="https://ada:secret@example.org/")))

    assert "secret" not in repr(found)
