"""A short name is known again in the whole text once the text has introduced it."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise


def introduced(text: str) -> list[str]:
    found = recognise(read_text(text))
    return [each.text for each in found if each.reading == "introduced"]


@pytest.mark.parametrize("behind", ["(SHARP)", "or SHARP"])
def test_an_acronym_behind_a_full_name_is_introduced(behind: str) -> None:
    text = f"The UN Harbour Mission in Ghana {behind} came. Then SHARP went."

    assert introduced(text) == ["SHARP", "SHARP"]


def test_the_name_of_an_operation_is_introduced() -> None:
    assert introduced("EUNAVFOR Pontos sails. Pontos has ten ships.") == ["Pontos"]


def test_the_town_of_a_mission_is_not() -> None:
    assert introduced("EUPOL Lagos moved. Lagos has ten ports.") == []


@pytest.mark.parametrize("name", ["Hagia Pontos", "Pontos Street"])
def test_a_part_of_another_name_is_no_short_name(name: str) -> None:
    assert introduced(f"EUNAVFOR Pontos sails by {name} today.") == []


def test_a_later_piece_of_a_long_text_knows_it_too() -> None:
    text = "EUNAVFOR Pontos sails.\n\n" + "The sea is calm.\n\n" * 2000 + "Pontos has ten ships.\n"

    assert introduced(text) == ["Pontos"]
