"""Names are linked to missions: by what stands nearest, and never to one that nothing speaks for."""

from __future__ import annotations

import pytest

from pipeline.model import Mention
from pipeline.normalise import normalise
from pipeline.read import read_text
from pipeline.recognise import recognise


def missions(text: str) -> list[Mention]:
    document = read_text(text)
    return [each for each in normalise(document, recognise(document)) if each.label == "MISSION"]


def links(text: str) -> list[tuple[str, str | None]]:
    return [(each.text, each.value) for each in missions(text)]


def link(text: str, name: str) -> str | None:
    """Return the mission that the last `name` of `text` is linked to."""
    return [value for written, value in links(text) if written == name][-1]


@pytest.mark.parametrize(
    ("written", "mission"),
    [
        ("EUTM Mali", "EUTM Mali"),
        ("EUTM-Mali", "EUTM Mali"),
        ("European Union Training Mission in Mali", "EUTM Mali"),
        ("EU Training Mission in Mali", "EUTM Mali"),
        ("EUFOR BiH", "EUFOR Althea"),
        ("Operation Althea", "EUFOR Althea"),
        ("EUNAVFOR Somalia", "EUNAVFOR Atalanta"),
        ("Operation IRINI", "EUNAVFOR MED IRINI"),
        ("EUCOPPS", "EUPOL COPPS"),
        ("EUPOL COPSS", "EUPOL COPPS"),
        ("EUBAM Lybia", "EUBAM Libya"),
        ("EUPOL RDC", "EUPOL RD Congo"),
        ("United Nations Interim Force in Lebanon", "UNIFIL"),
    ],
)
def test_a_sure_name_has_its_mission(written: str, mission: str) -> None:
    assert links(f"For years {written} has been there.") == [(written, mission)]


def test_brackets_say_which_mission_an_acronym_means() -> None:
    text = "The European Union Training Mission in Somalia (EUTM) trains soldiers, as EUTM Mali does."

    assert links(text)[1] == ("EUTM", "EUTM Somalia")


def test_the_country_beside_says_which_mission_is_meant() -> None:
    assert link("EUTM Mali is one thing and EUTM in Somalia is another.", "EUTM") == "EUTM Somalia"


def test_the_country_in_front_says_which_mission_of_a_list_is_meant() -> None:
    assert links("Austria: 12 Mali (EUTM); 7 Somalia (EUTM)") == [
        ("EUTM", "EUTM Mali"),
        ("EUTM", "EUTM Somalia"),
    ]


def test_the_same_sentence_says_which_mission_is_meant() -> None:
    assert link("EUTM Somalia grew. EUTM Mali, a young EUTM, did not.", "EUTM") == "EUTM Mali"


def test_the_text_before_says_which_mission_is_meant() -> None:
    assert link("EUTM RCA trains soldiers.\n\nSince last year EUTM has grown.", "EUTM") == "EUTM RCA"


def test_the_usual_mission_is_the_last_resort() -> None:
    found = missions("The mission EUTM trains soldiers.")[0]

    assert found.rule == "link.usual"


def test_a_short_name_of_one_mission_needs_no_other_evidence() -> None:
    found = missions("The mission Proxima had a mandate.")[0]

    assert (found.value, found.rule) == ("EUPOL Proxima", "link.only-candidate")


def test_renamed_missions_keep_their_own_ids() -> None:
    text = "EUNAVFOR MED became Operation Sophia, and EUNAVFOR MED IRINI followed it."

    assert [value for _, value in links(text)] == ["EUNAVFOR MED", "Operation Sophia", "EUNAVFOR MED IRINI"]


def test_an_unlisted_acronym_with_a_place_is_a_mission_of_its_own() -> None:
    assert links("The mission EUSTAR Gambia has a mandate.") == [("EUSTAR Gambia", "EUSTAR Gambia")]


def test_an_unlisted_full_name_takes_the_acronym_in_its_brackets() -> None:
    assert links("The EU Harbour Patrol Mission in the Gambia (EUHAP Gambia) began.") == [
        ("EU Harbour Patrol Mission in the Gambia", "EUHAP Gambia"),
        ("EUHAP Gambia", "EUHAP Gambia"),
    ]


def test_an_unlisted_operation_goes_by_its_own_name() -> None:
    assert links("Ships of Operation Steady Watch sail.") == [
        ("Operation Steady Watch", "Operation Steady Watch")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The EU mission is a mission like any other.",
        "The Head of the EU Delegation opened an office.",
        "The paper EUSTAR was printed in blue.",
    ],
)
def test_what_names_no_mission_is_no_mention(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize("written", ["EUSTAR Gambia", "EUSTAR-Gambia", "EUSTAR–Gambia"])
def test_an_unlisted_name_has_one_id_however_its_parts_are_joined(written: str) -> None:
    assert links(f"The mission {written} is new.") == [(written, "EUSTAR Gambia")]
