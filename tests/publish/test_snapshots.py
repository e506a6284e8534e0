"""What is kept beside a snapshot: whole, whoever else is writing to the folder of its source."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.acquire.snapshots import SIGHTINGS, folder_of
from pipeline.model import Document
from pipeline.publish.lines import locked
from pipeline.publish.snapshots import keep_text

DOCUMENT = Document("a" * 64, "mali", "mali.html", "text/html", "EUTM Mali began in 2013.", ())


def test_a_text_waits_for_who_sweeps_the_folder_of_its_source(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "mali")

    with ThreadPoolExecutor(1) as pool:
        with locked(folder / SIGHTINGS):
            kept = pool.submit(keep_text, DOCUMENT, tmp_path)
            with pytest.raises(TimeoutError):
                kept.result(timeout=0.2)
            before = [path.name for path in folder.iterdir()]
        kept.result(timeout=60)

    assert before == [SIGHTINGS]
    assert [path.read_text(encoding="utf-8") for path in folder.glob("*.txt")] == [DOCUMENT.text]
