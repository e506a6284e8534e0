"""Counts of people are found with their bounds; counts of other things and of other people are not."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise


def counts(text: str) -> list[str]:
    return [
        text[each.span.start : each.span.end] for each in recognise(read_text(text)) if each.label == "STAFF"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2,364 staff",
        "100 police officers",
        "seventy police officers",
        "two hundred soldiers",
        "4,000 military and civilian personnel",
        "4,000 women and men",
        "100 to 150 officers",
        "up to 100 staff",
        "more than 200 monitors",
        "almost 4,000 people",
        "about 360 staff",
        "a maximum of 60 experts",
        "some 1 200 troops",
        "up to 1\u202f200 troops",
        "62\u00a0500 troops",
        "six of its advisers",
        "one hundred and fifty monitors",
        "fifty-three international staff",
        "twenty to thirty experts",
        "3.7 thousand soldiers",
        "170-odd trainers",
        "170 or so trainers",
        "140 military or civilian advisers",
        "some 325 international civilians",
        "1,950 international officials",
        "three non-commissioned officers",
        "up to about 120 experts",
    ],
)
def test_a_count_of_people_is_found_with_its_bound(written: str) -> None:
    assert counts(f"The mission has {written} in the field.") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "The mission has 12 ships and many staff.",
        "The mission lost 30% of staff.",
        "The mission trained 300 officers.",
        "In all, 40 soldiers were killed there.",
        "The mission spent € 300 staff fees.",
        "A force of two brigades stood by.",
        "The fleet of lorries was reduced to about 85.",
        "The mission trained 300 soldiers and 20 officers.",
        "A total of 300 soldiers were trained.",
        "The mission built six police stations.",
        "The mission works at 25 border posts.",
        "It has several hundred staff.",
        "There were 5 members of the Council there.",
        "The number of ports was cut from 1,200 to 1,000.",
        "Combined Task Force 151 met the officers.",
        "The Group of Five for the Sahel has a force.",
        "There were five members of the Council there.",
    ],
)
def test_other_counts_are_left(text: str) -> None:
    assert counts(text) == []


def test_the_number_of_a_date_is_no_count() -> None:
    assert counts("On 15 May 2012, officers came.") == []


def test_the_counts_of_a_list_are_found_without_their_unit() -> None:
    assert counts("Austria: 170 Lebanon (UNIFIL); 320 Kosovo (KFOR)") == ["170", "320"]


def test_a_count_in_brackets_after_a_mission_is_found() -> None:
    assert counts("Deployments in spring:\n\n- KFOR (680)\n- UNIFIL (120)\n") == ["680", "120"]


def test_a_count_in_brackets_is_found_with_its_bound() -> None:
    text = "KFOR in Kosovo (about 680), UNIFIL in Lebanon (up to 980), Chad (c. 220), Niger (about 1 350)"

    assert counts(text) == ["about 680", "up to 980", "c. 220", "about 1 350"]


def test_each_number_of_a_change_is_found() -> None:
    assert counts("The number of local staff was cut from 1,200 to 1,000.") == ["1,200", "1,000"]


def test_kinds_of_staff_share_a_unit_that_is_said_before() -> None:
    assert counts("Staff: 65 international, 20 local\n") == ["65 international", "20 local"]


def test_people_who_trained_others_are_found() -> None:
    assert counts("By then 170 instructors had trained a battalion.") == ["170 instructors"]


def test_numbers_after_contributors_are_found() -> None:
    assert counts("The contributors are France: 50, Spain: 20, and others.") == ["50", "20"]


def test_a_year_before_a_number_is_no_part_of_it() -> None:
    assert counts("In 2012\u00a0200 troops came.") == ["200 troops"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A liaison team of three is in town.", "three"),
        ("A battalion of over 700 came by ship.", "over 700"),
        ("The soldiers went home and were reduced to about 85.", "about 85"),
        ("The number of local staff is about 850 now.", "about 850"),
        ("The total international personnel will be 352.", "352"),
        ("The soldiers, of which 66 are there, wait.", "66"),
        ("The officers, thirty from Poland, wait.", "thirty"),
        ("A five-member liaison team is in town.", "five-member"),
        ("Of the authorised officers, 264 were there.", "264"),
        ("Troop strength: around 2000", "around 2000"),
        ("Personnel\n\n180 (in spring)\n", "180"),
        ("Ireland has sent 12 to EUTM Mali.", "12"),
        ("Staff in post: 132", "132"),
        ("UNIFIL 342; others stay at home.", "342"),
        ("The soldiers will go from home, 20 with the UN mission.", "20"),
        ("It has eight (8) military personnel.", "eight (8) military personnel"),
    ],
)
def test_a_count_whose_unit_is_said_before_is_found(text: str, written: str) -> None:
    assert counts(text) == [written]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("EUTM Mali is a training mission with 250 trainers.", "250 trainers"),
        ("The mission has 580 soldiers. Trained men left.", "580 soldiers"),
        ("KFOR is being reduced from 14,000 to some 10,000 by May.", "14,000"),
        ("EULEX Kosovo has shrunk to about 430.", "about 430"),
        ("EUAM Iraq does its work with a hundred or so.", "a hundred or so"),
        ("EUTM Mali: up to 120 persons", "up to 120 persons"),
        ("The team was doubled from ten (10) to twenty (20) in all.", "ten (10)"),
    ],
)
def test_a_count_is_one_of_people_by_what_is_around_it(text: str, written: str) -> None:
    assert written in counts(text)


def test_a_column_headed_by_a_word_for_people_holds_counts() -> None:
    rows = "| Year | International | Ships |\n|---|---|---|\n| 2009 | 1,569 | 12 |\n| 2013 | 1,130 | 14 |\n"

    assert counts(rows) == ["1,569", "1,130"]


def test_the_total_under_a_list_is_a_count() -> None:
    assert counts("Lebanon ......... 353\n\nTotal ......... 353\n\nEnd") == ["353", "353"]


def test_the_mark_of_a_note_behind_a_mission_is_no_count() -> None:
    assert counts("Name\tSince\tStrength\nEUFOR Althea (1)\tDec 2004\t900\n") == ["900"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EULEX Kosovo is still there, and it comes to over 430.", ["over 430"]),
        ("EUTM Mali was reviewed. Some 300 stayed on in Bamako.", ["Some 300"]),
        ("The mission, of about 500, holds the port.", ["about 500"]),
        ("Since: 2014\nPeople: 255, many of them young\n", ["255"]),
        ("| Year | Staff (plan / there) |\n|---|---|\n| 2009 | 1,569 / 1,002 |\n", ["1,569", "1,002"]),
        ("Name\tStaff\nEUFOR Althea (1)\t85 (4)\n", []),
    ],
)
def test_a_number_may_stand_without_the_people_that_it_counts(text: str, found: list[str]) -> None:
    assert counts(text) == found
