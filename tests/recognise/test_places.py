"""Countries and regions are found as such, and their namesakes are told apart."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise

Place = tuple[str, str]


def places(text: str, label: str) -> list[Place]:
    """Return the places of `label` as written, with their value."""
    found = recognise(read_text(text))
    return [(each.text, each.ids[0]) for each in found if each.label == label]


def countries(text: str) -> list[Place]:
    return places(text, "COUNTRY")


def test_niger_and_nigeria_are_two() -> None:
    assert countries("Police from Niger, Nigeria and the Nigerien and Nigerian coasts.") == [
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
    ]


def test_the_guineas_are_four() -> None:
    assert countries("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea sent boats.") == [
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
    ]


def test_the_congos_are_two() -> None:
    assert countries("The Republic of the Congo borders on the Democratic Republic of the Congo.") == [
        ("Republic of the Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
    ]


@pytest.mark.parametrize("written", ["DRC", "DR Congo", "RD Congo"])
def test_short_forms_mean_the_larger_congo(written: str) -> None:
    assert countries(f"Police of {written} took part.") == [(written, "COD")]


@pytest.mark.parametrize("sea", ["Indian Ocean", "Gulf of Guinea", "Red Sea"])
def test_a_sea_is_no_country(sea: str) -> None:
    text = f"Ships cross the {sea} each day."

    assert countries(text) == []
    assert places(text, "REGION") == [(sea, sea)]


def test_central_african_states_are_a_region_and_no_country() -> None:
    assert countries("The chiefs of Central African states met.") == []


def test_the_central_african_republic_is_a_country() -> None:
    assert countries("Neighbours of the Central African Republic met.") == [
        ("Central African Republic", "CAF")
    ]


def test_case_tells_a_country_from_a_word() -> None:
    assert countries("The US gave us a turkey, and Turkey gave us chad of Chad.") == [
        ("US", "USA"),
        ("Turkey", "TUR"),
        ("Chad", "TCD"),
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kosovo", "XKX"),
        ("Palestinian", "PSE"),
        ("Bosnia and Herzegovina", "BIH"),
        ("BiH", "BIH"),
        ("Georgian", "GEO"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("UKRAINE", "UKR"),
    ],
)
def test_names_adjectives_and_abbreviations_have_a_code(written: str, code: str) -> None:
    assert countries(f"The police of {written} origin took part.") == [(written, code)]


@pytest.mark.parametrize(
    "text", ["The New Jersey State Police came.", "African Americans came.", "The British Isles."]
)
def test_a_namesake_is_masked(text: str) -> None:
    assert countries(text) == []


def test_a_country_inside_a_name_is_found_too() -> None:
    assert countries("The staff of EUTM Mali stayed.") == [("Mali", "MLI")]
