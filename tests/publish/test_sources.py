"""A source is added to the end of its file, and all that stood there stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.acquire.sources import Gates, Source, read_sources
from pipeline.errors import SourceError
from pipeline.publish.sources import add_source

FIRST = """# The pages of the north.

[[source]]
id = "north"  # as everybody calls it
url = "https://example.org/north"
publisher = "North"
cron = "0 4 * * *"
media_type = "text/html"
language = "en"
delay = 5
verified = 2026-04-30
gates = { missions = 3 }
"""
SOUTH = Source(
    id="south",
    url="https://example.org/south?a=1&b=2",
    publisher='The "South" – été',
    cron="30 4 * * 1",
    media_type="text/plain",
    language="fr",
    delay=2.5,
    gates=Gates(missions=1, vanished=0.25),
    verified=date(2026, 5, 1),
    allowed_hosts=("files.example.org",),
    allow_private=("127.0.0.1", "::1"),
)
PLAIN = Source("plain", "https://example.org/", "Plain", "0 4 * * *", "text/html", "en", 0, Gates())


@pytest.mark.parametrize("source", [SOUTH, PLAIN], ids=lambda source: source.id)
@pytest.mark.parametrize("before", [FIRST, FIRST.rstrip("\n"), FIRST + "\n# The end.\n"])
def test_a_source_is_read_as_it_was_added(tmp_path: Path, before: str, source: Source) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(before, encoding="utf-8")

    add_source(file, source)

    assert read_sources(file)[1:] == (source,)
    assert file.read_text(encoding="utf-8").startswith(before)


def test_the_first_source_makes_the_file(tmp_path: Path) -> None:
    add_source(tmp_path / "sources.toml", SOUTH)

    assert read_sources(tmp_path / "sources.toml") == (SOUTH,)


def test_a_source_that_would_not_be_read_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the new source:5: cron is 'daily', expected five fields"):
        add_source(tmp_path / "sources.toml", replace(SOUTH, cron="daily"))

    assert list(tmp_path.iterdir()) == []


def test_sources_that_are_added_at_once_are_all_kept(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: add_source(file, replace(SOUTH, id=f"south-{i}")), range(24)))

    assert {source.id for source in read_sources(file)} == {f"south-{i}" for i in range(24)}


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (FIRST.replace("north", "south"), "sources.toml: there is a source 'south' already"),
        (FIRST + "delai = 3\n", "sources.toml:13: unknown key 'delai'"),
        ("[[source]\n", "sources.toml:1: no TOML"),
    ],
    ids=["twice", "unknown key", "no TOML"],
)
def test_a_file_that_would_be_wrong_stays_as_it_is(tmp_path: Path, before: str, reason: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(before, encoding="utf-8")

    with pytest.raises(SourceError) as error:
        add_source(file, SOUTH)

    assert reason in str(error.value)
    assert file.read_text(encoding="utf-8") == before
    assert list(tmp_path.iterdir()) == [file]
