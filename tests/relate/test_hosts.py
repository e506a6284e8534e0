"""Host countries: those in names, and those that the text names as the place of work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("name", "hosts"),
    [
        ("EUTM Mali", [("EUTM Mali", "MLI")]),
        ("EUFOR BiH", [("EUFOR Althea", "BIH")]),
        ("EU Police Mission for the Palestinian Territories", [("EUPOL COPPS", "PSE")]),
        ("EUSTAR Gambia", [("EUSTAR Gambia", "GMB")]),
    ],
)
def test_the_country_in_a_name_is_the_host(
    facts: Callable[[str, str], Facts], name: str, hosts: Facts
) -> None:
    assert facts(f"The mission {name} stayed.", "host_country") == hosts


def test_a_name_without_country_gives_no_host(facts: Callable[[str, str], Facts]) -> None:
    assert facts("The ships of Operation Atalanta stayed.", "host_country") == []


def test_the_text_names_the_place_of_work(facts: Callable[[str, str], Facts]) -> None:
    text = "EUFOR Althea is deployed in Bosnia and Herzegovina."

    assert facts(text, "host_country") == [("EUFOR Althea", "BIH")]


@pytest.mark.parametrize(
    "text",
    [
        "EUNAVFOR Atalanta patrols off Somalia and in the Indian Ocean.",
        "The head of EUFOR Althea has met officers in Romania.",
        "EUFOR Althea moved from Germany.",
    ],
)
def test_other_countries_are_no_hosts(facts: Callable[[str, str], Facts], text: str) -> None:
    assert facts(text, "host_country") == []


def test_a_country_leads_its_mission_in_a_list(facts: Callable[[str, str], Facts]) -> None:
    assert ("UNIFIL", "LBN") in facts("Austria: 170 Lebanon (UNIFIL); 320 Kosovo (KFOR)", "host_country")


def test_a_heading_that_is_a_country_names_the_place_of_what_stands_under_it(
    facts: Callable[[str, str], Facts],
) -> None:
    text = (
        "Side by side\n\nMeals are shared.\n\n{}\n\nSFOR went home in 2004.\n\nEUFOR Althea has 600 people.\n"
    )

    assert ("EUFOR Althea", "BIH") in facts(text.format("Bosnia and Herzegovina"), "host_country")
    assert facts(text.format("The Balkans"), "host_country") == []


def test_the_one_host_of_a_mission_may_stand_anywhere_in_the_text(facts: Callable[[str, str], Facts]) -> None:
    text = "Peace came to Kosovo in 1999.\n\nLater on there were judges, those of EULEX.\n"

    assert facts(text, "host_country") == [("EULEX Kosovo", "XKX")]


def test_of_many_hosts_one_far_away_says_nothing(facts: Callable[[str, str], Facts]) -> None:
    text = "Ships sailed to Kenya in 1995.\n\nLater on there were advisers, those of EUCAP Nestor.\n"

    assert facts(text, "host_country") == []


def test_the_one_host_of_a_mission_may_stand_in_the_name_of_another(
    facts: Callable[[str, str], Facts],
) -> None:
    text = "EUSEC RD Congo stayed.\n\nTwo streets away, the people of EUPOL Kinshasa left.\n"

    assert ("EUPOL Kinshasa", "COD") in facts(text, "host_country")
