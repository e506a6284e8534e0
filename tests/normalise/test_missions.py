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
    assert links(f"For years {written} has had troops there.") == [(written, mission)]


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
        "The United States Mission in Geneva opened an office.",
        "The Southeast European Cooperative Initiative (SECI) opened an office.",
        "The European Union Mission to Switzerland opened an office.",
    ],
)
def test_what_names_no_mission_is_no_mention(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize("written", ["EUSTAR Gambia", "EUSTAR-Gambia", "EUSTAR–Gambia"])
def test_an_unlisted_name_has_one_id_however_its_parts_are_joined(written: str) -> None:
    assert links(f"The mission {written} is new.") == [(written, "EUSTAR Gambia")]


@pytest.mark.parametrize(
    ("written", "mission"),
    [
        ("EU Training Mission in the Gambia", "EUTM Gambia"),
        ("European Union Training Mission to the Gambia", "EUTM Gambia"),
        ("EU Border Assistance Mission to Ghana and Togo", "EUBAM Ghana and Togo"),
        ("EU Mission in Ghana", "EUM Ghana"),
        ("OSCE Mission to Ghana", "OSCE Mission to Ghana"),
        ("EU Harbour Patrol Mission in the Gambia", "EU Harbour Patrol Mission in the Gambia"),
        ("European Union Harbour Patrol Mission in the Gambia", "EU Harbour Patrol Mission in the Gambia"),
        ("EUTM GAMBIA", "EUTM Gambia"),
        ("EU NAVFOR Pontos", "EUNAVFOR Pontos"),
        ("EUMM CAR", "EUMM RCA"),
        ("OP PONTOS", "Operation Pontos"),
    ],
)
def test_an_unlisted_mission_has_an_id_of_the_usual_form(written: str, mission: str) -> None:
    assert links(f"For years {written} has had troops there.") == [(written, mission)]


def test_an_acronym_is_known_again_once_a_full_name_has_introduced_it() -> None:
    text = "SHARP was loud. The UN Harbour Mission in Ghana (SHARP) came; now SHARP is gone."

    assert {value for _, value in links(text)} == {"SHARP"}
    assert len(links(text)) == 4


def test_an_operation_is_the_mission_that_bears_its_name() -> None:
    text = "EUNAVFOR PONTOS sails. The ships of Operation Pontos are grey, and PONTOS has ten."

    assert {value for _, value in links(text)} == {"EUNAVFOR PONTOS"}


def test_the_capitals_of_a_heading_are_not_those_of_the_name() -> None:
    text = "EUFOR PONTOS\n\nFor years EUFOR Pontos has kept the peace there, as its people say.\n"

    assert {value for _, value in links(text)} == {"EUFOR Pontos"}


def test_a_short_name_can_mean_an_unlisted_mission_of_the_text() -> None:
    text = "EUTM Gambia trains soldiers. The mission EUTM is small."

    assert links(text)[-1] == ("EUTM", "EUTM Gambia")


def test_an_acronym_of_its_own_tells_a_mission_from_a_listed_one_like_it() -> None:
    text = "The United Nations Stabilization Mission in Sudan (MINUSSUD) was created."

    assert {value for _, value in links(text)} == {"MINUSSUD"}


def test_another_organisations_mission_of_that_name_is_not_meant() -> None:
    assert links("The EU Mission in Haiti is new.") == [("EU Mission in Haiti", "EUM Haiti")]


def test_the_country_of_an_aside_is_not_beside_the_name() -> None:
    text = "EUFOR Althea has a general from Austria (all of EUFOR's generals came from there)."

    assert links(text)[-1] == ("EUFOR", "EUFOR Althea")


def test_the_mission_at_work_in_that_country_alone_goes_before_one_at_work_in_many() -> None:
    assert link("In Somalia the mission EUCAP teaches sailors.", "EUCAP") == "EUCAP Somalia"


def test_a_page_does_not_speak_of_missions_that_came_after_its_last_year() -> None:
    assert link("EUPM is at work.\n\nIts mandate was renewed in 2005.", "EUPM") == "EUPM BiH"


def test_the_text_under_a_heading_says_which_mission_it_means() -> None:
    text = "EUTM\n\nSoldiers went to Somalia in order to teach.\n\nMali has other trainers, Mali says.\n"

    assert link(text, "EUTM") == "EUTM Somalia"


def test_the_launch_of_a_mission_says_which_one_is_meant() -> None:
    text = "EUAM Iraq is small.\n\nThe EUAM that has been there since December 2014 is larger.\n"

    assert link(text, "EUAM") == "EUAM Ukraine"


def test_a_mission_named_further_on_in_the_sentence_is_another_one() -> None:
    text = "EUPOL RD Congo is over.\n\nThe people of EUPOL came after those of EUPOL Kinshasa.\n"

    assert link(text, "EUPOL") == "EUPOL RD Congo"


def test_the_country_that_opens_an_entry_says_which_mission_is_meant() -> None:
    text = "EUTM Somalia is small.\n\nMali: There were ten in all. Two of them worked for the EUTM.\n"

    assert link(text, "EUTM") == "EUTM Mali"


@pytest.mark.parametrize("entry", ["The EUTM has trained soldiers for ten years.", "- EUTM: 180 soldiers"])
def test_the_country_of_the_heading_above_says_which_mission_is_meant(entry: str) -> None:
    text = f"Mali\n\n{entry}\n\nSomalia\n\n{entry}\n"

    assert [mission for name, mission in links(text) if name == "EUTM"] == ["EUTM Mali", "EUTM Somalia"]
