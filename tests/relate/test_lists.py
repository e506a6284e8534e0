"""Lists of deployments: each entry is one mission's, under the contributor who leads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Statement

Statements = Callable[[str, str], list[Statement]]


def rows(found: list[Statement]) -> list[tuple[str, str, str | None]]:
    return sorted((each.mission_id, each.value, each.unit) for each in found)


def test_a_contributor_leads_its_entries(statements: Statements) -> None:
    text = "Austria abroad\n\nAustria: 12 Mali (EUTM); 320 Kosovo (KFOR); 170 Lebanon (UNIFIL)\n"

    assert rows(statements(text, "contingent")) == [
        ("EUTM Mali", "12", "AUT"),
        ("KFOR", "320", "AUT"),
        ("UNIFIL", "170", "AUT"),
    ]


def test_the_country_of_the_page_leads_a_list_without_contributor(statements: Statements) -> None:
    text = "Abroad\n\nIreland sends people.\n\n- EUTM Mali: 20 personnel\n- UNIFIL: 350 personnel\n"

    assert rows(statements(text, "contingent")) == [("EUTM Mali", "20", "IRL"), ("UNIFIL", "350", "IRL")]


def test_a_table_is_a_list(statements: Statements) -> None:
    text = (
        "| Mission | Country | Number |\n|---|---|---|\n| EUTM Mali | Mali | 200 |\n| KFOR | Kosovo | 680 |\n"
        "\nGermany sends people abroad.\n"
    )

    assert rows(statements(text, "contingent")) == [("EUTM Mali", "200", "DEU"), ("KFOR", "680", "DEU")]


def test_counts_of_a_list_are_no_staff_of_the_mission(statements: Statements) -> None:
    text = "Austria abroad\n\nAustria: 12 Mali (EUTM); 320 Kosovo (KFOR)\n"

    assert statements(text, "staff") == []


@pytest.mark.parametrize(
    "text",
    [
        "The largest contributors to EULEX Kosovo are Italy (189) and Germany (124).",
        "The composition of EULEX Kosovo is as follows: Italy: 189, Germany: 124.",
        "Many are seconding personnel to EULEX Kosovo. This is the breakdown:\n\nItaly 189\nGermany 124\n",
    ],
)
def test_contributors_are_listed_after_their_mission(statements: Statements, text: str) -> None:
    assert rows(statements(text, "contingent")) == [
        ("EULEX Kosovo", "124", "DEU"),
        ("EULEX Kosovo", "189", "ITA"),
    ]


def test_counts_of_a_page_on_one_countrys_people_are_its_own(statements: Statements) -> None:
    text = "Ireland takes part in four EU operations abroad.\n\nEight officers are with EUTM Mali.\n"

    assert rows(statements(text, "contingent")) == [("EUTM Mali", "8", "IRL")]
    assert statements(text, "staff") == []


def test_one_entry_makes_no_list(statements: Statements) -> None:
    assert statements("In Ireland\n\n- UNIFIL: 350 personnel\n", "contingent") == []


@pytest.mark.parametrize(
    "text",
    [
        "EULEX Kosovo has staff from many states: Italy (189), Germany (124).",
        "Contributors to EULEX Kosovo are Italy with 189 and Germany with 124.",
        "EULEX Kosovo, top contributors: 189 (Italy), 124 (Germany).",
        "EULEX Kosovo: contributors\n\n| Country | Number |\n|---|---|\n| Italy | 189 |\n| Germany | 124 |\n",
    ],
)
def test_countries_with_numbers_are_contributors(statements: Statements, text: str) -> None:
    assert rows(statements(text, "contingent")) == [
        ("EULEX Kosovo", "124", "DEU"),
        ("EULEX Kosovo", "189", "ITA"),
    ]


def test_a_country_before_a_colon_sends_all_that_follow(statements: Statements) -> None:
    text = "Swedish soldiers in missions: EUTM Mali (8 officers); EULEX Kosovo (9 officers)."

    assert rows(statements(text, "contingent")) == [("EULEX Kosovo", "9", "SWE"), ("EUTM Mali", "8", "SWE")]


def test_a_title_on_a_countrys_forces_says_whose_people_are_counted(statements: Statements) -> None:
    text = "Danish soldiers in the field\n\nForty officers are working in EUTM Mali.\n"

    assert rows(statements(text, "contingent")) == [("EUTM Mali", "40", "DNK")]
    assert statements(text, "staff") == []


def test_a_title_on_the_forces_of_a_host_sends_nobody(statements: Statements) -> None:
    text = "Malian soldiers in the field\n\nForty officers are working in EUTM Mali.\n"

    assert statements(text, "contingent") == []


def test_words_above_announce_a_list_of_contributors(statements: Statements) -> None:
    text = "EULEX Kosovo is at work.\n\nContributors\n\n- Italy 189\n- Germany 124\n"

    assert rows(statements(text, "contingent")) == [
        ("EULEX Kosovo", "124", "DEU"),
        ("EULEX Kosovo", "189", "ITA"),
    ]


def test_a_country_may_stand_above_its_count(statements: Statements) -> None:
    text = "EULEX Kosovo\n\nContributors\n\nItaly\n\n189\n\nGermany\n\n124\n"

    assert rows(statements(text, "contingent")) == [
        ("EULEX Kosovo", "124", "DEU"),
        ("EULEX Kosovo", "189", "ITA"),
    ]


@pytest.mark.parametrize(
    ("sentence", "shares"),
    [
        ("France and Italy offered 40 soldiers each.", [("FRA", "40"), ("ITA", "40")]),
        ("Poland and Italy sent 5 and 20 soldiers respectively.", [("POL", "5"), ("ITA", "20")]),
        ("Spain gave 30, Portugal 12.", [("ESP", "30"), ("PRT", "12")]),
    ],
)
def test_countries_share_out_their_people(
    statements: Statements, sentence: str, shares: list[tuple[str, str]]
) -> None:
    text = f"EUMM Georgia\n\nThe mission has 200 monitors. {sentence}\n"

    found = statements(text, "contingent")

    assert sorted((each.unit or "", each.value) for each in found) == sorted(shares)


def test_a_list_is_no_countrys_where_others_are_told_of_as_often(statements: Statements) -> None:
    text = (
        "Missions\n\n| Mission | People |\n|---|---|\n| EUTM Mali | 200 |\n| KFOR | 680 |\n\n"
        "Germany and Italy met. So did Germany, Spain, Austria, Poland and Malta.\n"
    )

    assert rows(statements(text, "staff")) == [("EUTM Mali", "200", "person"), ("KFOR", "680", "person")]


def test_a_parliament_tells_whose_people_a_table_counts(statements: Statements) -> None:
    text = (
        "Strength\n\n| Mission | Ceiling | Present |\n|---|---|---|\n| EUTM Mali | 350 | 187 |\n"
        "| KFOR | 800 | 70 |\n\nIn May the Bundestag voted to stay in Mali.\n"
    )

    assert rows(statements(text, "contingent")) == [
        ("EUTM Mali", "187", "DEU"),
        ("EUTM Mali", "350", "DEU"),
        ("KFOR", "70", "DEU"),
        ("KFOR", "800", "DEU"),
    ]


def test_countries_that_give_people_give_them_to_the_mission_of_the_page(statements: Statements) -> None:
    text = (
        "EUMM Georgia\n\nEUMM Georgia works with UNOMIG in Tbilisi.\n\nThe hotel is full.\n\n"
        "France and Italy met. Sweden offered 28 men and Poland offered 25.\n"
    )

    assert rows(statements(text, "contingent")) == [
        ("EUMM Georgia", "25", "POL"),
        ("EUMM Georgia", "28", "SWE"),
    ]
