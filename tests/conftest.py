"""What several tests share: a small folder of documents, the bytes under a folder, rows in another order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.model import Dataset

PAGES = {
    "training.txt": (
        "EUTM Mali\n\nThe European Union launched its training mission in Mali, EUTM Mali, on 18 February "
        "2013. Its mandate ended on 18 May 2024.\n"
    ),
    "kosovo.txt": (
        "EULEX Kosovo\n\nEULEX Kosovo is a civilian mission. It has been deployed in Kosovo since "
        "2008 and has about 360 staff.\n"
    ),
    "weather.txt": "Nothing but rain was reported along the coast, and the harbour stayed quiet.\n",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with two documents about missions and one about none."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def files_under() -> Callable[[Path], dict[str, bytes]]:
    """A function that gives the bytes of every file of a release folder, by its path in there."""

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    return contents


@pytest.fixture
def backwards() -> Callable[[Dataset], Dataset]:
    """A function that gives a dataset with the rows of every table in the opposite order."""

    def turned(dataset: Dataset) -> Dataset:
        return Dataset(**{field.name: getattr(dataset, field.name)[::-1] for field in fields(dataset)})

    return turned
