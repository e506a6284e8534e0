"""The timeline draws what is known of mandates, and tells it from what is not."""

from __future__ import annotations

from typing import Any

from pipeline.report.timeline import timeline


def mission(name: str, launched: str | None, end: str | None, **more: str | None) -> dict[str, Any]:
    return {
        "mission_id": name,
        "status": "running",
        "launched": launched,
        "launched_earliest": launched,
        "launched_latest": launched,
        "mandate_end": end,
        "mandate_end_earliest": end,
        "mandate_end_latest": end,
    } | more


def bars(found: dict[str, Any], name: str) -> list[tuple[str, float, float]]:
    [row] = [each for each in found["rows"] if each["mission_id"] == name]
    return [(each["kind"], each["x"], round(each["x"] + each["width"])) for each in row["bars"]]


def test_a_mandate_reaches_from_its_launch_to_its_end() -> None:
    found = timeline([mission("EUTM Mali", "2010-01-01", "2014-12-31"), mission("B", "2019-06-01", None)])

    assert bars(found, "EUTM Mali") == [("sure", 0.0, 50)]


def test_a_mandate_without_an_end_stays_open() -> None:
    found = timeline([mission("EUTM Mali", "2010-01-01", None), mission("B", "2019-06-01", "2019-12-31")])

    assert bars(found, "EUTM Mali") == [("open", 0.0, 100)]


def test_of_a_mission_that_has_ended_an_open_end_is_short() -> None:
    ended = mission("EUTM Mali", "2010-01-01", None, status="ended")

    assert bars(timeline([ended, mission("B", "2019-06-01", None)]), "EUTM Mali") == [("open", 0.0, 4)]


def test_a_date_that_is_not_exact_is_drawn_apart() -> None:
    about = mission(
        "EUTM Mali", "2010", "2019-12-31", launched_earliest="2010-01-01", launched_latest="2010-12-31"
    )

    assert [kind for kind, _, _ in bars(timeline([about]), "EUTM Mali")] == ["about", "sure"]


def test_missions_stand_in_the_order_of_their_launch() -> None:
    found = timeline(
        [mission("B", "2012-01-01", None), mission("A", "2015-01-01", None), mission("C", None, None)]
    )

    assert [each["mission_id"] for each in found["rows"]] == ["B", "A"]


def test_without_dates_there_is_nothing_to_draw() -> None:
    assert timeline([mission("A", None, None)]) == {"years": [], "rows": []}
