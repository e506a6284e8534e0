"""The store of snapshots: what it gives back, and which snapshot of a source counts when."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.newest import newest
from pipeline.acquire.snapshots import SIGHTINGS, current, folder_of, history, since, snapshot_of
from pipeline.errors import StoreError
from pipeline.model import Origin, Quarantined, Snapshot
from pipeline.publish.snapshots import keep


def day(number: int) -> datetime:
    return datetime(2025, 3, number, tzinfo=UTC)


def page(text: str, *, source_id: str = "mali", retrieved_at: datetime | None = None) -> Snapshot:
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return Snapshot(sha256, source_id, f"{source_id}.txt", "text/plain", data, None, retrieved_at)


def seen(store: Path, text: str, on: datetime, *, source_id: str = "mali", origin: Origin = "fetch") -> bool:
    snapshot = page(text, source_id=source_id, retrieved_at=None if origin == "file" else on)
    return keep(snapshot, store, origin=origin, seen_at=on)


def texts(store: Path, *, as_of: datetime | None = None) -> list[str]:
    return [
        each.data.decode()
        for each in newest([], [store], store=store, as_of=as_of)
        if isinstance(each, Snapshot)
    ]


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    seen(tmp_path, "EUTM Mali runs.", day(1))

    [sighting] = history(tmp_path / "mali")

    assert snapshot_of(tmp_path / "mali", sighting) == page("EUTM Mali runs.", retrieved_at=day(1))


def test_the_same_bytes_again_are_a_sighting_and_no_copy(tmp_path: Path) -> None:
    first = seen(tmp_path, "EUTM Mali runs.", day(1))
    files = sorted(path.name for path in (tmp_path / "mali").iterdir())

    again = seen(tmp_path, "EUTM Mali runs.", day(2))

    assert (first, again) == (True, False)
    assert [each.seen_at for each in history(tmp_path / "mali")] == [day(1), day(2)]
    assert sorted(path.name for path in (tmp_path / "mali").iterdir()) == files


def test_the_same_fetch_twice_is_one_sighting(tmp_path: Path) -> None:
    snapshot = page("EUTM Mali runs.", retrieved_at=day(1))
    keep(snapshot, tmp_path, origin="import", seen_at=day(5))

    keep(snapshot, tmp_path, origin="import", seen_at=day(6))

    assert len(history(tmp_path / "mali")) == 1


def test_the_newest_snapshot_of_each_source_counts(tmp_path: Path) -> None:
    seen(tmp_path, "new", day(4))
    seen(tmp_path, "old", day(2))
    seen(tmp_path, "another", day(3), source_id="niger")

    assert sorted(texts(tmp_path)) == ["another", "new"]


def test_as_of_counts_what_had_been_seen_by_then(tmp_path: Path) -> None:
    seen(tmp_path, "old", day(2))
    seen(tmp_path, "new", day(4))

    assert texts(tmp_path, as_of=day(1)) == []
    assert texts(tmp_path, as_of=day(3)) == ["old"]
    assert texts(tmp_path, as_of=day(4)) == ["new"]


def test_a_file_that_is_gone_is_no_source_but_for_who_names_it(tmp_path: Path) -> None:
    seen(tmp_path, "a local file", day(2), origin="file")

    assert texts(tmp_path) == []
    assert [each.source_id for each in newest([], [tmp_path / "mali"], store=tmp_path)] == ["mali"]


def test_a_file_of_which_nothing_is_known_is_what_its_source_is_now(tmp_path: Path) -> None:
    seen(tmp_path, "fetched", day(2))
    file = page("a local file")

    assert list(newest([file], [tmp_path], store=tmp_path)) == [file]


def test_by_as_of_a_file_counts_as_the_store_saw_its_source(tmp_path: Path) -> None:
    seen(tmp_path, "before its edit", day(2), origin="file")

    [then] = newest([page("after its edit")], [], store=tmp_path, as_of=day(3))

    assert isinstance(then, Snapshot)
    assert then.data == b"before its edit"


def test_two_files_of_one_source_at_one_moment_both_count(tmp_path: Path) -> None:
    both = [page("one half"), page("the other half")]

    assert list(newest(both, [], store=tmp_path)) == both


def test_a_snapshot_seen_once_more_keeps_the_moment_from_which_it_stood(tmp_path: Path) -> None:
    for number, text in enumerate(["A", "B", "A", "A"], 1):
        seen(tmp_path, text, day(number))
    sightings = history(tmp_path / "mali")

    [last] = current(sightings)

    assert (since(sightings, last).retrieved_at, last.retrieved_at) == (day(3), day(4))


def test_a_flipped_byte_is_noticed_and_the_snapshot_quarantined(tmp_path: Path) -> None:
    seen(tmp_path, "EUTM Mali runs.", day(1))
    [sighting] = history(tmp_path / "mali")
    (tmp_path / "mali" / sighting.file).write_bytes(b"EUTM Mali rums.")

    taken = snapshot_of(tmp_path / "mali", sighting)

    assert isinstance(taken, Quarantined)
    assert "damaged" in taken.reason


def test_damaged_bytes_are_written_again_when_they_are_seen_again(tmp_path: Path) -> None:
    seen(tmp_path, "EUTM Mali runs.", day(1))
    [sighting] = history(tmp_path / "mali")
    (tmp_path / "mali" / sighting.file).write_bytes(b"EUTM Mali rums.")

    seen(tmp_path, "EUTM Mali runs.", day(2))

    assert isinstance(snapshot_of(tmp_path / "mali", sighting), Snapshot)


def test_what_a_crash_left_in_a_folder_is_swept_and_its_torn_line_passed_over(tmp_path: Path) -> None:
    seen(tmp_path, "old", day(1))
    (tmp_path / "mali" / ".tmp-99-left").write_bytes(b"half")
    with (tmp_path / "mali" / SIGHTINGS).open("a") as file:
        file.write('{"source_id": "ma')

    seen(tmp_path, "new", day(2))

    assert len(history(tmp_path / "mali")) == 2
    assert not list((tmp_path / "mali").glob(".tmp-*"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("{", "{broken", "no sighting (JSON is malformed"),
        ('"length":', '"width":', "no sighting (Object missing required field `length`)"),
        ('"origin":"fetch"', '"origin":"hearsay"', "no sighting (Invalid enum value 'hearsay'"),
        ('"name":"mali.txt"', '"name":null', "no sighting (Expected `str`, got `null`"),
        ('"seen_at":"2025-03-01T00:00:00Z"', '"seen_at":"2025-03-01T00:00:00"', "seen_at has no zone"),
        ('"file":"', '"file":"../', "'../"),
    ],
)
def test_a_line_that_is_no_sighting_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    seen(tmp_path, "EUTM Mali runs.", day(1))
    path = tmp_path / "mali" / SIGHTINGS
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(StoreError, match=re.escape(f"{SIGHTINGS}:1: {reason}")):
        history(tmp_path / "mali")


@pytest.mark.parametrize("source_id", ["../../etc", "a/b", ".hidden", "Überblick", "", "x" * 300])
def test_a_source_with_whatever_id_stays_in_the_store(tmp_path: Path, source_id: str) -> None:
    folder = folder_of(tmp_path, source_id)

    assert folder.parent == tmp_path
    assert not folder.name.startswith(".")
    assert len(folder.name) < 100


def test_sources_whose_ids_look_alike_have_folders_of_their_own(tmp_path: Path) -> None:
    assert len({folder_of(tmp_path, each) for each in ("a b", "a-b", "a/b")}) == 3
