"""Importing: what of an archive goes into the store, and what is said of the rest."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.snapshots import folder_of, history
from pipeline.errors import InputError
from pipeline.history import history as history_of
from pipeline.importing import Imported, take_in

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
SOURCE = "example-org-mali"
URL = "https://www.example.org/mali"


def page(end: int) -> bytes:
    return f"<html><body><h1>EUTM Mali</h1><p>EUTM Mali runs until 18 May {end}.</p></body></html>".encode()


def record(body: bytes, date: str, *, kind: str = "response", **more: str) -> bytes:
    """Return the bytes of a WARC record of the page at URL."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    said = {
        "WARC-Type": kind,
        "WARC-Target-URI": URL,
        "WARC-Date": f"{date}T00:00:00Z",
        "Content-Length": str(len(body)),
    } | {f"WARC-{name.replace('_', '-')}": value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + body + b"\r\n\r\n"


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., Imported]:
    """A function that imports an archive of files, given by their names and bytes."""

    def imported(**files: bytes) -> Imported:
        folder = tmp_path / "archive"
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            (folder / name.replace("_", ".")).write_bytes(data)
        return take_in(folder, store=tmp_path / "out" / "raw", seen_at=MOMENT)

    return imported


def seen(tmp_path: Path) -> list[tuple[str, str]]:
    """Return when the page was seen, and with which bytes."""
    sightings = history(folder_of(tmp_path / "out" / "raw", SOURCE))
    return [(f"{each.retrieved_at:%Y-%m-%d}", each.document_id) for each in sightings]


def test_an_archive_of_a_page_gives_the_timeline_of_a_mandate(
    taken: Callable[..., Imported], tmp_path: Path
) -> None:
    captures = [("2020-03-01", 2022), ("2021-03-01", 2022), ("2022-06-01", 2024)]
    made = taken(crawl_warc_gz=b"".join(gzip.compress(record(page(end), date)) for date, end in captures))

    found = history_of(
        "EUTM Mali", out=tmp_path / "out", name="mandate_end", progress=lambda done, total: None
    )

    assert (made.new, made.known, made.sources) == (2, 1, (SOURCE,))
    assert [(e.said.value, [(r.since.year, r.until.year) for r in e.seen]) for e in found.entries] == [
        ("2022-05-18", [(2020, 2021)]),
        ("2024-05-18", [(2022, 2022)]),
    ]


def test_to_import_again_adds_nothing(taken: Callable[..., Imported], tmp_path: Path) -> None:
    archive = record(page(2022), "2020-03-01")
    taken(crawl_warc=archive)
    before = seen(tmp_path)

    made = taken(crawl_warc=archive)

    assert (made.new, made.known) == (0, 1)
    assert seen(tmp_path) == before


@pytest.mark.parametrize("name", ["a_warc", "z_warc"])
def test_a_revisit_is_a_sighting_of_the_bytes_it_refers_to(
    taken: Callable[..., Imported], tmp_path: Path, name: str
) -> None:
    refers = {"Refers_To_Target_URI": URL, "Refers_To_Date": "2020-03-01T00:00:00Z"}
    again = record(b"", "2021-03-01", kind="revisit", **refers)

    made = taken(**{"m_warc": record(page(2022), "2020-03-01"), name: again})

    (first, one), (second, other) = seen(tmp_path)
    assert (made.new, made.known, made.refused) == (1, 1, ())
    assert (first, second) == ("2020-03-01", "2021-03-01")
    assert one == other


def test_a_revisit_of_a_page_of_an_earlier_import_is_one_too(
    taken: Callable[..., Imported], tmp_path: Path
) -> None:
    taken(first_warc=record(page(2022), "2020-03-01"))
    (tmp_path / "archive" / "first.warc").unlink()
    refers = {"Refers_To_Target_URI": URL, "Refers_To_Date": "2020-03-01T00:00:00Z"}

    taken(second_warc=record(b"", "2021-03-01", kind="revisit", **refers))

    assert [date for date, _ in seen(tmp_path)] == ["2020-03-01", "2021-03-01"]


def test_a_revisit_of_a_page_that_was_never_imported_is_refused(taken: Callable[..., Imported]) -> None:
    refers = {"Refers_To_Target_URI": URL, "Refers_To_Date": "2019-03-01T00:00:00Z"}

    made = taken(
        crawl_warc=record(page(2022), "2020-03-01") + record(b"", "2021-03-01", kind="revisit", **refers)
    )

    [refused] = made.refused
    assert (refused.name, refused.reason.partition(";")[0]) == (
        URL,
        "a revisit of a page that was never imported",
    )


def test_records_that_are_no_pages_are_counted(taken: Callable[..., Imported]) -> None:
    made = taken(crawl_warc=record(b"", "2020-03-01", kind="request") * 3 + record(page(2022), "2020-03-01"))

    assert (made.new, made.passed_over, made.refused) == (1, 3, ())


def test_web_archives_and_dated_files_are_taken_from_one_folder(taken: Callable[..., Imported]) -> None:
    made = taken(**{"crawl_warc": record(page(2022), "2020-03-01"), "niger-2020-03-01_html": page(2022)})

    assert made.sources == (SOURCE, "niger")


def test_the_source_of_an_address_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(record(page(2022), "2020-03-01"))

    made = take_in(
        tmp_path / "crawl.warc", store=tmp_path / "raw", seen_at=MOMENT, source_of={URL: "mali"}.__getitem__
    )

    assert made.sources == ("mali",)


def test_an_archive_without_a_page_is_an_error_that_says_why(taken: Callable[..., Imported]) -> None:
    with pytest.raises(InputError, match="none of 2 files or records can be imported"):
        taken(crawl_warc=record(b"", "2020-03-01", kind="request"), notes_txt=b"Notes.")
