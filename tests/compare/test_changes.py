"""Changes between two releases: what is one and what is none, in which order, and where they lie."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import comparison, load
from pipeline.errors import ReleaseError
from pipeline.export import export
from pipeline.ingestion import Ingestion, ingest
from pipeline.load import changes as changes_of
from pipeline.model import Change

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
MALI = "EUTM Mali\n\nEUTM Mali was launched on 18 February 2013. Its mandate runs until 18 May 2022.\n\n"
KOSOVO = "EULEX Kosovo\n\nEULEX Kosovo has been deployed in Kosovo since 2008. It has 360 staff.\n\n"


def published(text: str, out: Path) -> Ingestion:
    page = out / "page.txt"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return ingest([page], out=out, published_at=MOMENT)


def between(old: str, new: str, out: Path) -> tuple[Change, ...]:
    """Return the changes from a page to its next version."""
    published(old, out)
    made = published(new, out)
    return () if made.changes is None else made.changes.changes


def told(changes: tuple[Change, ...]) -> list[tuple[str, ...]]:
    return [(each.mission_id, each.property, each.kind, each.relation) for each in changes]


def test_sections_in_another_order_are_no_change(tmp_path: Path) -> None:
    assert between(MALI + KOSOVO, KOSOVO + MALI, tmp_path) == ()


def test_a_sentence_that_moves_is_no_change(tmp_path: Path) -> None:
    moved = (
        "EUTM Mali\n\nThe mandate of EUTM Mali runs until 18 May 2022. It was launched on 18 February 2013.\n"
    )

    assert between(MALI, moved, tmp_path) == ()


def test_the_same_said_twice_is_no_change(tmp_path: Path) -> None:
    twice = MALI + "EUTM Mali was launched on 18 February 2013, as said.\n"

    assert between(MALI, twice, tmp_path) == ()


def test_a_later_end_of_the_mandate_supersedes_the_old_one(tmp_path: Path) -> None:
    [change] = between(MALI, MALI.replace("May 2022", "May 2024"), tmp_path)

    assert told((change,)) == [("EUTM Mali", "mandate_end", "changed", "superseded")]
    assert (change.old, change.new, change.cause) == ("2022-05-18", "2024-05-18", "source")


def test_a_change_points_to_both_quotes(tmp_path: Path) -> None:
    [change] = between(MALI, MALI.replace("18 February 2013", "February 2013"), tmp_path)

    assert change.old_evidence is not None
    assert change.new_evidence is not None
    assert "18 February 2013" in change.old_evidence.quote
    assert change.relation == "coarsened"


def test_a_mission_that_vanishes_is_told_with_all_that_was_said_of_it(tmp_path: Path) -> None:
    changes = between(MALI + KOSOVO, MALI, tmp_path)

    assert {each.mission_id for each in changes} == {"EULEX Kosovo"}
    assert told(changes)[0] == ("EULEX Kosovo", "mission", "removed", "vanished")
    assert ("EULEX Kosovo", "staff", "removed", "vanished") in told(changes)


def test_a_mission_that_appears_is_told_first(tmp_path: Path) -> None:
    changes = between(MALI, MALI + KOSOVO, tmp_path)

    assert told(changes)[0] == ("EULEX Kosovo", "mission", "added", "appeared")


def test_a_moved_mandate_goes_before_another_name(tmp_path: Path) -> None:
    later = MALI.replace("May 2022", "May 2024").replace("Its mandate", "The training mission's mandate")

    changes = between(MALI, later, tmp_path)

    assert changes[0].property == "mandate_end"
    assert sorted(changes, key=lambda each: -each.severity) == list(changes)


def test_a_figure_of_a_later_time_supersedes_the_earlier_one(tmp_path: Path) -> None:
    page = "EULEX Kosovo\n\nIn May 2020, EULEX Kosovo had 360 staff.\n"

    changes = between(page, page.replace("May 2020", "May 2021").replace("360", "420"), tmp_path)

    assert ("EULEX Kosovo", "staff", "removed", "superseded") in told(changes)
    assert ("EULEX Kosovo", "staff", "added", "appeared") in told(changes)


def test_no_change_is_told_twice(tmp_path: Path) -> None:
    changes = between(MALI + KOSOVO, KOSOVO.replace("360", "420"), tmp_path)

    assert len({each.change_id for each in changes}) == len(changes)


def test_changes_lie_beside_the_releases_and_are_loaded(tmp_path: Path) -> None:
    first = published(MALI, tmp_path).release.release_id
    second = published(KOSOVO, tmp_path).release.release_id

    rows = changes_of(out=tmp_path)

    assert rows == changes_of(out=tmp_path, between=f"{first}..{second}")
    assert {row["mission_id"] for row in rows} == {"EUTM Mali", "EULEX Kosovo"}


def test_an_older_comparison_does_not_become_the_latest(tmp_path: Path) -> None:
    ids = [published(text, tmp_path).release.release_id for text in (MALI, KOSOVO, MALI + KOSOVO)]

    comparison.compare_between(ids[0], ids[1], out=tmp_path)

    assert (tmp_path / "changes" / "latest").readlink().name == f"{ids[1]}..{ids[2]}"


def test_the_same_release_again_has_no_changes(tmp_path: Path) -> None:
    published(MALI, tmp_path)

    assert published(MALI, tmp_path).changes is None


def test_the_working_tree_is_held_against_the_release_by_its_own_pages(tmp_path: Path) -> None:
    release = published(MALI, tmp_path).release.release_id
    (tmp_path / "page.txt").write_text(KOSOVO, encoding="utf-8")

    compared = comparison.compare_working_tree("latest", out=tmp_path)

    assert (compared.old, compared.new, compared.changes) == (release, "working tree", ())


def test_one_release_has_nothing_to_be_compared_to(tmp_path: Path) -> None:
    published(MALI, tmp_path)

    with pytest.raises(ReleaseError, match="one release has been published"):
        comparison.compare_between(None, None, out=tmp_path)


def test_a_release_that_is_gone_does_not_fail_the_run_after_it(tmp_path: Path) -> None:
    first = Path(published(MALI, tmp_path).release.path)
    first.rename(tmp_path / "elsewhere")

    made = published(KOSOVO, tmp_path)

    assert made.changes is None
    assert "not compared" in made.warnings[0]


def test_changes_are_loaded_and_exported_as_any_table(tmp_path: Path) -> None:
    published(MALI, tmp_path)
    published(KOSOVO, tmp_path)

    frame = load("changes", out=tmp_path)
    exported = b"".join(export("changes", "jsonl", out=tmp_path))

    assert len(frame) == len(exported.splitlines()) == len(changes_of(out=tmp_path))
