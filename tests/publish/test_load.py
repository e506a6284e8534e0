"""A table of a release comes back as a DataFrame, the latest or by a day, or the reason why not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.errors import InputError, ReleaseError
from pipeline.load import latest_by, load
from pipeline.model import Dataset, Release
from pipeline.moments import last_moment
from pipeline.publish.schemas import TABLES

Publish = Callable[[Dataset], Release]
PublishOn = Callable[[Dataset, int], Release]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_with_its_columns(
    dataset: Dataset, publish_to: Publish, tmp_path: Path, name: str
) -> None:
    publish_to(dataset)
    frame = load(name, out=tmp_path)
    assert list(frame.columns) == TABLES[name].schema.names
    assert len(frame) == 2


def test_values_come_back_as_they_were(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    publish_to(dataset)
    row = load("missions", out=tmp_path).set_index("mission_id").loc["EUCAP Somalia"]
    assert row["host_countries"] == ["SOM", "DJI"]
    assert (row["launched"], row["predecessor"], row["confidence"]) == ("2012-07", "EUCAP Nestor", 0.8125)


def test_null_stays_null(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    publish_to(dataset)
    frame = load("missions", out=tmp_path)
    assert frame["mandate_end"].isna().all()
    assert not (frame == "nan").to_numpy().any()


def test_whole_number_beside_a_null_stays_whole(
    dataset: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    publish_to(dataset)
    frame = load("documents", out=tmp_path).set_index("status")
    assert str(frame.loc["ingested", "characters"]) == "69"
    assert frame["characters"].isna()["quarantined"]


def test_earlier_release_loads_by_its_id(
    dataset: Dataset, other: Dataset, publish_to: Publish, tmp_path: Path
) -> None:
    first = publish_to(dataset)
    publish_to(other)
    frame = load("documents", out=tmp_path, release=first.release_id)
    assert dataset.documents[0].document_id in set(frame["document_id"])
    assert dataset.documents[0].document_id not in set(load("documents", out=tmp_path)["document_id"])


def test_as_of_gives_what_was_published_by_then(
    dataset: Dataset, other: Dataset, publish_on: PublishOn, tmp_path: Path
) -> None:
    first, second = publish_on(dataset, 1), publish_on(other, 3)

    by_day = [latest_by(last_moment(date(2025, 5, day)), out=tmp_path) for day in (1, 2, 3)]

    assert by_day == [first.release_id, first.release_id, second.release_id]
    assert load("documents", out=tmp_path, as_of="2025-05-02").equals(
        load("documents", out=tmp_path, release=first.release_id)
    )


def test_as_of_gives_the_release_that_was_the_latest_again(
    dataset: Dataset, other: Dataset, publish_on: PublishOn, tmp_path: Path
) -> None:
    first, _, _ = publish_on(dataset, 1), publish_on(other, 2), publish_on(dataset, 3)

    assert latest_by(datetime(2025, 5, 4, tzinfo=UTC), out=tmp_path) == first.release_id


def test_before_the_first_publication_the_error_names_it(
    dataset: Dataset, publish_on: PublishOn, tmp_path: Path
) -> None:
    first = publish_on(dataset, 1)

    with pytest.raises(ReleaseError, match=rf"the first was {first.release_id} at 2025-05-01T12:00:00Z"):
        load("missions", out=tmp_path, as_of=date(2025, 4, 30))


def test_as_of_where_nothing_was_published_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="and nothing since"):
        load("missions", out=tmp_path, as_of="2025-05-01")


def test_a_release_and_as_of_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name one of the two"):
        load("missions", out=tmp_path, release="r1", as_of="2025-05-01")


def test_unknown_table_lists_the_tables(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    publish_to(dataset)
    with pytest.raises(
        ReleaseError,
        match=r"mission: no such table .* checks, claims, decisions, documents, ledger, mentions",
    ):
        load("mission", out=tmp_path)


def test_missing_release_lists_the_releases(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    release = publish_to(dataset)
    with pytest.raises(ReleaseError, match=f"r0: no such release .*{release.release_id}"):
        load("missions", out=tmp_path, release="r0")


def test_folder_without_any_release_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"none\)\. Run `missions run`"):
        load("missions", out=tmp_path)


def test_damaged_table_is_named(dataset: Dataset, publish_to: Publish, tmp_path: Path) -> None:
    release = publish_to(dataset)
    (Path(release.path) / "missions.parquet").write_bytes(b"not a table")
    with pytest.raises(ReleaseError, match=r"missions\.parquet: the table cannot be read"):
        load("missions", out=tmp_path)


def test_import_costs_no_heavy_library() -> None:
    script = "import sys, pipeline.load; print([m for m in ('pandas', 'pyarrow') if m in sys.modules])"
    command = [sys.executable, "-c", script]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout == "[]\n"
