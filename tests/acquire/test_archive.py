"""A folder of dated files: of which source each is, and when it was fetched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.archive import archived
from pipeline.errors import InputError
from pipeline.model import Quarantined, Snapshot


def put(path: Path, text: str = "A page.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "source_id", "moment"),
    [
        ("mali-2020-03-01.html", "mali", (2020, 3, 1)),
        ("20200301-mali.html", "mali", (2020, 3, 1)),
        ("mali_20200301T101500Z.html", "mali", (2020, 3, 1, 10, 15)),
        ("20200301101500 mali.html", "mali", (2020, 3, 1, 10, 15)),
        ("mali 2020.03.txt", "mali", (2020, 3, 1)),
        ("mali-2020.txt", "mali", (2020, 1, 1)),
        ("mali/2020-03-01.txt", "mali", (2020, 3, 1)),
        ("2020-03-01/mali.txt", "mali", (2020, 3, 1)),
        ("2020-03-01/pages/mali.txt", "mali", (2020, 3, 1)),
        ("eu-2020-list-2024-05-06.txt", "eu-2020-list", (2024, 5, 6)),
    ],
)
def test_source_and_moment_are_read_from_the_path(
    tmp_path: Path, path: str, source_id: str, moment: tuple[int, ...]
) -> None:
    put(tmp_path / path)

    [taken] = archived(tmp_path)

    assert isinstance(taken, Snapshot)
    assert (taken.source_id, taken.retrieved_at) == (source_id, datetime(*moment, tzinfo=UTC))  # type: ignore[misc, arg-type]


def test_a_sidecar_goes_before_the_name(tmp_path: Path) -> None:
    put(tmp_path / "mali-2020-03-01.html")
    put(
        tmp_path / "mali-2020-03-01.html.meta.json",
        '{"source": "bamako", "retrieved_at": "2021-01-02T03:04:05Z"}',
    )

    [taken] = archived(tmp_path)

    assert isinstance(taken, Snapshot)
    assert (taken.source_id, taken.retrieved_at) == ("bamako", datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC))


@pytest.mark.parametrize("name", ["mali.txt", "mali-20201350.txt", "section-12.txt", "2020-03-01.txt"])
def test_a_file_without_a_date_or_a_source_is_refused_with_the_mend(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)

    [taken] = archived(tmp_path)

    assert isinstance(taken, Quarantined)
    assert "name it like page-2025-03-01.html" in taken.reason


def test_a_day_that_no_month_has_is_no_date(tmp_path: Path) -> None:
    put(tmp_path / "mali-2021-06-31.txt")

    [taken] = archived(tmp_path)

    assert isinstance(taken, Quarantined)


def test_the_same_file_is_its_own_snapshot_with_its_bytes(tmp_path: Path) -> None:
    put(tmp_path / "mali-2020-03-01.txt", "EUTM Mali runs.")

    [taken] = archived(tmp_path)

    assert isinstance(taken, Snapshot)
    assert taken.data == b"EUTM Mali runs."


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(archived(tmp_path / "nowhere"))
