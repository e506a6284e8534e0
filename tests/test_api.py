"""The public Python API: `extract`, `ingest` and `load`."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import pipeline
from pipeline import extract, ingest, load

TEXT = "EUTM Mali was launched on 18 February 2013. It trains the armed forces of Mali."
HEAVY = {"dateparser", "pandas", "prefect", "pyarrow", "spacy", "typer"}


def test_extract_gives_rows_that_stand_in_the_text() -> None:
    extraction = extract(TEXT, name="note.txt")

    assert [TEXT[each.span.start : each.span.end] for each in extraction.mentions] == [
        each.text for each in extraction.mentions
    ]
    assert [each.mission_id for each in extraction.missions] == ["EUTM Mali"]


def test_extract_reads_a_day_as_its_first_moment_in_utc() -> None:
    assert extract(TEXT, date=date(2024, 5, 1)).document.retrieved_at == datetime(2024, 5, 1, tzinfo=UTC)


def test_extract_without_a_date_knows_none() -> None:
    assert extract(TEXT).document.retrieved_at is None


def test_what_ingest_publishes_load_gives_back(pages: Path, tmp_path: Path) -> None:
    release = ingest(pages, out=tmp_path / "out")

    missions = load("missions", out=tmp_path / "out")

    assert {"EUTM Mali", "EULEX Kosovo"} <= set(missions["mission_id"])
    assert Path(release.path).name == release.release_id


def test_a_second_ingestion_of_the_same_is_the_same_release(pages: Path, tmp_path: Path) -> None:
    first = ingest(pages, out=tmp_path / "out")

    second = ingest([str(each) for each in pages.iterdir()], out=tmp_path / "out")

    assert (first.release_id, first.new, second.new) == (second.release_id, True, False)


@pytest.mark.parametrize("module", ["pipeline", "pipeline.cli"])
def test_importing_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert not (HEAVY - ({"typer"} if module == "pipeline.cli" else set())) & set(loaded)


def test_the_api_is_these_three() -> None:
    assert sorted(pipeline.__all__) == ["extract", "ingest", "load"]
