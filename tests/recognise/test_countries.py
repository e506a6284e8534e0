"""Each country of ISO 3166 is found by its names and its people's; namesakes are none."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry
import pytest
from babel import Locale

from pipeline.read import read_text
from pipeline.recognise import recognise

Place = tuple[str, str]

ELSE_READ = {"Antarctica", "Congo"}
"""Names of ISO 3166 that we read as something else: a region, and the larger of two."""

PEOPLES = """
AFG Afghan, AGO Angolan, ALB Albanian, AND Andorran, ARE Emirati, ARG Argentine, ARM Armenian, ATG
Antiguan, AUS Australian, AUT Austrian, AZE Azerbaijani, BDI Burundian, BEL Belgian, BEN Beninese, BFA
Burkinabe, BGD Bangladeshi, BGR Bulgarian, BHR Bahraini, BHS Bahamian, BIH Bosnian, BLR Belarusian, BLZ
Belizean, BOL Bolivian, BRA Brazilian, BRB Barbadian, BRN Bruneian, BTN Bhutanese, BWA Botswanan, CAF
Central African, CAN Canadian, CHE Swiss, CHL Chilean, CHN Chinese, CIV Ivorian, CMR Cameroonian, COD
Congolese, COL Colombian, COM Comorian, CPV Cabo Verdean, CRI Costa Rican, CUB Cuban, CYP Cypriot, CZE
Czech, DEU German, DJI Djiboutian, DNK Danish, DOM Dominican, DZA Algerian, ECU Ecuadorian, EGY Egyptian,
ERI Eritrean, ESP Spanish, EST Estonian, ETH Ethiopian, FIN Finnish, FJI Fijian, FRA French, FSM
Micronesian, GAB Gabonese, GBR British, GEO Georgian, GHA Ghanaian, GIN Guinean, GMB Gambian, GNB
Bissau-Guinean, GNQ Equatorial Guinean, GRC Greek, GRD Grenadian, GTM Guatemalan, GUY Guyanese, HND
Honduran, HRV Croatian, HTI Haitian, HUN Hungarian, IDN Indonesian, IND Indian, IRL Irish, IRN Iranian,
IRQ Iraqi, ISL Icelandic, ISR Israeli, ITA Italian, JAM Jamaican, JOR Jordanian, JPN Japanese, KAZ Kazakh,
KEN Kenyan, KGZ Kyrgyz, KHM Cambodian, KIR I-Kiribati, KNA Kittitian, KOR South Korean, KWT Kuwaiti, LAO
Laotian, LBN Lebanese, LBR Liberian, LBY Libyan, LCA Saint Lucian, LIE Liechtensteiner, LKA Sri Lankan,
LSO Basotho, LTU Lithuanian, LUX Luxembourger, LVA Latvian, MAR Moroccan, MCO Monegasque, MDA Moldovan,
MDG Malagasy, MDV Maldivian, MEX Mexican, MHL Marshallese, MKD Macedonian, MLI Malian, MLT Maltese, MMR
Burmese, MNE Montenegrin, MNG Mongolian, MOZ Mozambican, MRT Mauritanian, MUS Mauritian, MWI Malawian, MYS
Malaysian, NAM Namibian, NER Nigerien, NGA Nigerian, NIC Nicaraguan, NLD Dutch, NOR Norwegian, NPL
Nepalese, NRU Nauruan, NZL New Zealander, OMN Omani, PAK Pakistani, PAN Panamanian, PER Peruvian, PHL
Filipino, PLW Palauan, PNG Papua New Guinean, POL Polish, PRK North Korean, PRT Portuguese, PRY
Paraguayan, PSE Palestinian, QAT Qatari, ROU Romanian, RUS Russian, RWA Rwandan, SAU Saudi, SDN Sudanese,
SEN Senegalese, SGP Singaporean, SLB Solomon Islander, SLE Sierra Leonean, SLV Salvadoran, SMR
Sammarinese, SOM Somali, SRB Serbian, SSD South Sudanese, STP Santomean, SUR Surinamese, SVK Slovak, SVN
Slovenian, SWE Swedish, SWZ Swazi, SYC Seychellois, SYR Syrian, TCD Chadian, TGO Togolese, THA Thai, TJK
Tajik, TKM Turkmen, TLS Timorese, TON Tongan, TTO Trinidadian, TUN Tunisian, TUR Turkish, TUV Tuvaluan,
TWN Taiwanese, TZA Tanzanian, UGA Ugandan, UKR Ukrainian, URY Uruguayan, USA American, UZB Uzbek, VCT
Vincentian, VEN Venezuelan, VNM Vietnamese, VUT Ni-Vanuatu, WSM Samoan, XKX Kosovar, YEM Yemeni, ZAF South
African, ZMB Zambian, ZWE Zimbabwean
"""
OTHER_NAMES = """
BIH Bosnia & Herzegovina, BIH Bosnia-Herzegovina, BIH BiH, CAF CAR, CAF RCA, CAF Centrafrique, CHN PRC,
CIV Ivory Coast, CIV Cote d`Ivoire, COD Congo-Kinshasa, COD DR of the Congo, COD DRC, COD Zaire, COG
Congo-Brazzaville, COG Republic of the Congo, CPV Cape Verde, CZE Czech Republic, GBR Great Britain, GBR
U.K., GNB Guinea–Bissau, KNA St Kitts, LCA St. Lucia, MKD FYR of Macedonia, MKD FYROM, MKD former Yugoslav
Republic of Macedonia, MMR Burma, NLD Holland, PSE occupied Palestinian territory, SWZ Swaziland, TCD
Tchad, TLS East Timor, TUR Turkey, TUR Turkiye, ARE UAE, USA U.S., USA USA, XKX Kosovo
"""
NAMESAKES = [
    "He comes from Atlanta, Georgia, and studied at Georgia Tech.",
    "The US state of Georgia paid.",
    "A road leads to Lebanon, Tennessee.",
    "He flew from Panama City, Florida, to New Mexico.",
    "Michael Jordan met Jordan Henderson and Tom Holland.",
    "The Jordan Valley and the Niger Delta are green.",
    "He polishes china while the turkey rests on a jersey.",
    "A guinea pig ate Brazil nuts.",
    "The hanging chad was counted.",
    "Ships cross the Indian Ocean and the Gulf of Guinea.",
    "South Ossetian and Northern Irish police met.",
    "African Americans and Latin Americans met.",
    "Give us a car.",
]


def countries(text: str) -> list[Place]:
    found = recognise(read_text(text))
    return [(each.text, each.ids[0]) for each in found if each.label == "COUNTRY"]


def listed(table: str) -> list[tuple[str, str]]:
    """Return code and form of each entry of a table."""
    entries = (entry.strip() for entry in table.replace("\n", " ").split(","))
    return [(entry[:3], entry[4:]) for entry in entries]


def iso_names() -> Iterator[tuple[str, str]]:
    """Yield code and name as ISO 3166 and CLDR have them, but for forms that stand in no sentence."""
    for country in pycountry.countries:
        names = {getattr(country, key, None) for key in ("name", "common_name", "official_name")}
        names.add(Locale("en").territories.get(country.alpha_2))
        plain = sorted(name for name in names if name and "(" not in name and not is_inverted(name))
        yield from ((country.alpha_3, name) for name in plain if name not in ELSE_READ)


def is_inverted(name: str) -> bool:
    return "," in name and " and " not in name


@pytest.mark.parametrize(("code", "name"), list(iso_names()))
def test_a_country_is_found_by_its_names(code: str, name: str) -> None:
    assert countries(f"The police of {name} came.") == [(name.removeprefix("the "), code)]


@pytest.mark.parametrize(("code", "name"), listed(PEOPLES))
def test_a_country_is_found_by_its_people(code: str, name: str) -> None:
    assert countries(f"The {name} police came.") == [(name, code)]


@pytest.mark.parametrize(("code", "name"), listed(OTHER_NAMES))
def test_a_country_is_found_by_its_other_names(code: str, name: str) -> None:
    assert countries(f"The police of {name} came.") == [(name, code)]


@pytest.mark.parametrize("text", NAMESAKES)
def test_a_namesake_is_no_country(text: str) -> None:
    assert countries(text) == []


def test_each_namesake_of_a_pair_is_told_apart() -> None:
    assert countries("He flew from Atlanta, Georgia, to Tbilisi, Georgia.") == [("Georgia", "GEO")]
    assert countries("The Guinean, Bissau-Guinean and Equatorial Guinean police came.") == [
        ("Guinean", "GIN"),
        ("Bissau-Guinean", "GNB"),
        ("Equatorial Guinean", "GNQ"),
    ]
    assert countries("Sudan, South Sudan, the Sudanese and the South Sudanese agreed.") == [
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("Sudanese", "SDN"),
        ("South Sudanese", "SSD"),
    ]
    assert countries("The Dominican Republic is larger than Dominica.") == [
        ("Dominican Republic", "DOM"),
        ("Dominica", "DMA"),
    ]


@pytest.mark.parametrize("mark", ["'", "’", "‘", "´"])
def test_an_apostrophe_may_be_any(mark: str) -> None:
    assert countries(f"The police of Côte d{mark}Ivoire came.") == [(f"Côte d{mark}Ivoire", "CIV")]
