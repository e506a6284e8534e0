"""The map shows the countries that host missions, and what lies around them."""

from __future__ import annotations

from pipeline.report.hosts import hosts
from pipeline.rulebook import missions, outlines


def test_countries_with_most_missions_come_first() -> None:
    found = hosts(
        [
            {"mission_id": "KFOR", "host_countries": ["XKX"]},
            {"mission_id": "EUTM Mali", "host_countries": ["MLI"]},
            {"mission_id": "MINUSMA", "host_countries": ["MLI"]},
        ]
    )

    assert [(each["name"], each["missions"]) for each in found["countries"]] == [
        ("Mali", ["EUTM Mali", "MINUSMA"]),
        ("Kosovo", ["KFOR"]),
    ]


def test_the_map_shows_every_host_within_its_box() -> None:
    found = hosts([{"mission_id": "A", "host_countries": ["MLI", "IDN", "BIH"]}])

    left, top, width, height = map(int, found["box"].split())
    assert all(
        left < each["x"] < left + width and top < each["y"] < top + height for each in found["countries"]
    )


def test_a_country_is_land_or_a_host() -> None:
    found = hosts([{"mission_id": "A", "host_countries": ["MLI"]}])

    drawn = [each for each in outlines() if each.path]
    assert len(found["land"]) == len(drawn) - 1


def test_the_map_has_every_host_that_the_gazetteer_names() -> None:
    named = {code for each in missions().values() for code in each.hosts}

    assert named <= {each.alpha_3 for each in outlines()}


def test_a_host_that_the_map_lacks_is_listed_all_the_same() -> None:
    found = hosts([{"mission_id": "A", "host_countries": ["TUV"]}])

    assert [(each["name"], each["x"]) for each in found["countries"]] == [("Tuvalu", None)]
