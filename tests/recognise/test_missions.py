"""Names of missions are found: the listed ones by the gazetteer, the others by their form."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise


def names(text: str) -> list[str]:
    found = recognise(read_text(text))
    return [text[each.span.start : each.span.end] for each in found if each.label == "MISSION"]


@pytest.mark.parametrize(
    "written",
    [
        "EUTM Mali",
        "EUFOR Althea",
        "EUNAVFOR MED IRINI",
        "European Union Training Mission in Mali",
        "EU Training Mission in Mali",
        "EUPOL COPPS",
        "MINUSMA",
        "Operation Atalanta",
        "KFOR",
    ],
)
def test_a_listed_name_is_found_whole(written: str) -> None:
    assert names(f"For years {written} has had a mandate there.") == [written]


@pytest.mark.parametrize(
    "written",
    [
        "EUSTAR Gambia",
        "EUSTAR-Gambia",
        "EUSTAR–Gambia",
        "EUBAM Lybia",
        "MINUSGA",
        "Operation Steady Watch",
        "EU Harbour Patrol Mission in the Gambia",
        "EUFOR Pontos",
        "EUNAVFOR MED PONTOS",
        "EUNAVFOR Med Pontos",
        "EU NAVFOR Pontos",
        "EU BAM South Sudan",
        "European Union Training Mission – Gambia",
        "European Union Naval Force PONTOS",
        "Op Pontos",
    ],
)
def test_an_unlisted_name_is_found_by_its_form(written: str) -> None:
    assert names(f"For years {written} has had a mandate there.") == [written]


def test_an_unlisted_acronym_of_the_united_nations_is_found_beside_a_word_for_missions() -> None:
    assert names("The mission UNMISGA grew, said UNMILGA.") == ["UNMISGA"]


@pytest.mark.parametrize("people", ["Troops", "Commander", "Staff", "Headquarters"])
def test_people_and_things_of_a_mission_are_no_part_of_its_name(people: str) -> None:
    assert names(f"The operation EUFOR {people} moved.") == ["EUFOR"]


@pytest.mark.parametrize("written", ["Eufor", "Eulex", "Unifil", "Kfor", "Minusma", "Isaf"])
def test_an_acronym_is_known_as_newspapers_write_it(written: str) -> None:
    assert names(f"For years {written} has had a mandate there.") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "In the film Operation Blue Heron two divers fall in love.",
        "Players of Operation Blue Heron choose a ship first.",
        "The charity Operation Blue Heron gives spectacles away.",
    ],
)
def test_an_operation_of_a_story_or_a_game_is_no_mission(text: str) -> None:
    assert names(text) == []


def test_an_operation_at_sea_is_one_though_nobody_lists_it() -> None:
    assert names("Two frigates took part in Operation Blue Heron.") == ["Operation Blue Heron"]


def test_a_name_in_quotation_marks_is_a_name() -> None:
    assert names("The police operation of 2004 in the south, “Proxima”, was small.") == ["Proxima"]


def test_quotation_marks_belong_to_the_name_that_they_are_part_of() -> None:
    assert names("The camp of EUFOR “Althea” is large.") == ["EUFOR “Althea”"]


def test_an_acronym_after_a_full_name_is_a_name_of_its_own() -> None:
    text = "The EU Training Mission EUTM Mali moved."

    assert names(text) == ["EU Training Mission", "EUTM Mali"]


@pytest.mark.parametrize(
    "text",
    [
        "The EU Battlegroup Mission in Kenya moved.",
        "The NATO Response Force (NRF) grew.",
        "EUREKA EUMETSAT is on a poster.",
        "EU Trade Mission to Kenya.",
        "The UNMAS office moved.",
    ],
)
def test_what_only_looks_like_a_full_name_is_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("written", ["EUMS", "EUSR", "EUISS", "EUROPE"])
def test_other_acronyms_of_the_union_are_no_missions(written: str) -> None:
    assert names(f"The mission was advised by {written} in its mandate.") == []


@pytest.mark.parametrize("thing", ["Operation Commander", "Operation Headquarters", "Operation Plan"])
def test_a_thing_of_an_operation_is_no_name(thing: str) -> None:
    assert names(f"The {thing} changed.") == []


def test_neighbours_of_one_mission_are_one_name() -> None:
    assert names("The ships of EUNAVFOR - Operation Atalanta stayed.") == ["EUNAVFOR - Operation Atalanta"]


def test_neighbours_of_two_missions_are_two_names() -> None:
    assert names("The staff of EUTM Mali/EUTM Somalia stayed.") == ["EUTM Mali", "EUTM Somalia"]


def test_an_acronym_in_small_letters_is_no_name() -> None:
    assert names("Minus one is kfor in nobody's book.") == []


def test_the_gazetteer_says_what_a_short_name_can_mean() -> None:
    found = [each for each in recognise(read_text("The mission EUTM grew.")) if each.label == "MISSION"]

    assert {"EUTM Mali", "EUTM Somalia"} <= set(found[0].ids)


@pytest.mark.parametrize("text", ["EUTM Mali-wide work", "The work of EUTM\nMali-based people"])
def test_a_compound_of_a_place_is_no_part_of_the_name(text: str) -> None:
    assert names(text) == ["EUTM"]


def test_what_a_mission_does_is_no_compound_of_the_place() -> None:
    assert names("A EUTM Mali-trained company") == ["EUTM Mali"]


def test_a_listed_acronym_with_a_slip_is_a_name_beside_a_word_for_missions() -> None:
    assert names("The missions UMAMET and UNTAET were near; UNAMAT was a shop.") == ["UMAMET", "UNTAET"]


@pytest.mark.parametrize(
    "text",
    [
        "Operation Lemonade collects toys for children.",
        "Customs officers opened Operation Lemonade, and vessels were searched.",
        "Surgeons of Operation Lemonade sailed on a ship to heal patients.",
    ],
)
def test_an_operation_without_forces_around_it_is_no_mission(text: str) -> None:
    assert names(text) == []


def test_an_operation_with_forces_around_it_is_one_though_nobody_lists_it() -> None:
    assert names("Soldiers flew out for Operation Lemonade.") == ["Operation Lemonade"]


@pytest.mark.parametrize("marks", ["“”", "‘’", '""'])
def test_quotation_marks_behind_operation_belong_to_the_name(marks: str) -> None:
    name = f"Operation {marks[0]}Sea Guardian{marks[1]}"

    assert names(f"Three ships joined {name} in the spring.") == [name]


def test_operation_in_lower_case_behind_a_name_is_no_part_of_it() -> None:
    assert names("The EUNAVFOR Atalanta operation goes on.") == ["EUNAVFOR Atalanta"]


def test_a_word_that_is_a_name_too_is_borne_by_forces() -> None:
    assert names("French troops of Barkhane left the town.") == ["Barkhane"]
    assert names("Barkhane is a dune of the desert.") == []


def test_names_in_a_row_bear_each_other_where_forces_are_told_of() -> None:
    assert names("It was the largest military venture yet, after Concordia and Artemis a year ago.") == [
        "Concordia",
        "Artemis",
    ]
    assert names("The temples of Concordia and Artemis fell.") == []


def test_a_name_with_a_space_agency_around_it_is_no_mission() -> None:
    assert names("The mission Artemis of NASA flies to the moon.") == []


def test_the_owner_of_a_mission_may_stand_apart_from_its_name() -> None:
    assert names("The UN’s Interim Force in Lebanon grew.") == ["Interim Force in Lebanon"]


def test_a_bare_name_is_one_on_a_page_of_another_mission() -> None:
    text = "The mandate of MINUSMA had two years to go. By then Barkhane was history."

    assert names(text) == ["MINUSMA", "Barkhane"]


@pytest.mark.parametrize("text", ["A ship, the Costa Barkhane, sailed.", "Barkhane is a dune."])
def test_a_bare_name_is_none_where_no_mission_is_told_of_or_beside_another_name(text: str) -> None:
    assert names(f"KFOR is in Kosovo. {text}") == ["KFOR"]


@pytest.mark.parametrize("text", ["A European force has left.", "European force of arms", "EU naval mission"])
def test_a_description_in_small_letters_is_no_name(text: str) -> None:
    assert names(f"Soldiers tell of it. {text}") == []


def test_a_word_for_missions_behind_a_listed_name_is_no_part_of_it() -> None:
    assert names("The EU SSR Guinea-Bissau Mission closed its camp.") == ["EU SSR Guinea-Bissau"]


@pytest.mark.parametrize("tag", ["NEW", "Planned", "Closed"])
def test_a_tag_behind_an_unlisted_name_is_no_part_of_it(tag: str) -> None:
    assert names(f"EUNAVFOR Pontos {tag}\n\nThe mission has a mandate there.") == ["EUNAVFOR Pontos"]


@pytest.mark.parametrize("name", ["Amis", "Micah", "Maes"])
def test_a_name_of_people_is_no_acronym_as_newspapers_write_it(name: str) -> None:
    assert names(f"The mission was led by {name} in its second year.") == []


def test_a_raised_mark_behind_a_name_is_no_part_of_it() -> None:
    assert names("The mandate of KFOR¹ and EUTM Mali².") == ["KFOR", "EUTM Mali"]


def test_a_long_name_is_known_without_its_place() -> None:
    name = "EU Advisory Mission for civilian security sector reform"

    assert names(f"The {name} (EUAM Ukraine) stayed.") == [name, "EUAM Ukraine"]
