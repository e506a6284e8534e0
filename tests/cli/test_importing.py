"""`missions import`: archived pages, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Missions


def test_import_takes_a_page_of_an_archive_as_the_listed_source(missions: Missions, tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nEUTM Mali was launched on 18 February 2013."
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.eeas.europa.eu/eeas/missions-and-operations_en"
        f"\r\nWARC-Date: 2020-03-01T00:00:00Z\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    (tmp_path / "crawl.warc").write_bytes(head.encode() + page + b"\r\n\r\n")
    shutil.copy(Path(__file__).parents[2] / "sources.toml", tmp_path / "cwd")

    done = missions("import", tmp_path / "crawl.warc", "--out", tmp_path / "out", "--json")

    assert json.loads(done.stdout) == {
        "store": str(tmp_path / "out" / "raw"),
        "sources": ["eeas-missions"],
        "new": 1,
        "known": 0,
        "refused": 0,
        "passed_over": 0,
    }


def test_import_takes_dated_pages_and_names_what_it_refuses(missions: Missions, project: Path) -> None:
    archive = project / "archive"
    archive.mkdir()
    for name in ("mali-2020-01-02.txt", "mali-2021-01-02.txt", "undated.txt"):
        (archive / name).write_text(f"EUTM Mali, {name}.", encoding="utf-8")

    done = missions("import", str(archive), "--json")

    assert json.loads(done.stdout) == {
        "store": "raw",
        "sources": ["mali"],
        "new": 2,
        "known": 0,
        "refused": 1,
        "passed_over": 0,
    }
    assert "refused: undated.txt: " in done.stderr
