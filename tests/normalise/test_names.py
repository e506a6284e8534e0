"""What the name of a mission says of it where the gazetteer does not list it."""

from __future__ import annotations

import pytest

from pipeline.normalise.names import hosts_of, kind, organisation, organisation_of
from pipeline.rulebook import families, missions, name_openings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EUTM Atlantis", "EU"),
        ("European Union Harbour Mission in Atlantis", "EU"),
        ("MINUATL", "UN"),
        ("United Nations Mission in Atlantis", "UN"),
        ("African Union Mission in Atlantis", "AU"),
        ("Operation Lighthouse", "unknown"),
    ],
)
def test_the_opening_of_an_unlisted_name_tells_the_organisation(name: str, expected: str) -> None:
    assert name not in missions()
    assert organisation(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EUTM Atlantis", "mission"),
        ("EUNAVFOR Atlantis", "operation"),
        ("Operation Lighthouse", "operation"),
        ("Regional Coordination Cell for Atlantis", "cell"),
    ],
)
def test_a_word_of_an_unlisted_name_tells_the_kind(name: str, expected: str) -> None:
    assert name not in missions()
    assert kind(name) == expected


def test_the_gazetteer_goes_before_the_name() -> None:
    assert all(organisation(each.mission_id) == each.organisation for each in missions().values())
    assert all(kind(each.mission_id) == each.kind for each in missions().values())


def test_no_opener_hides_a_longer_one() -> None:
    openers = list(name_openings("openers"))

    assert not [(a, b) for i, a in enumerate(openers) for b in openers[i + 1 :] if b.startswith(a + " ")]


def test_an_acronym_opens_no_full_name() -> None:
    assert organisation_of("EUTM Atlantis") == ""


def test_the_families_of_listed_missions_are_known() -> None:
    opened = {each.split()[0] for each in missions() if each.startswith("EU") and " " in each} - {"EU"}

    assert opened - {"EUSDI"} <= set(families())


@pytest.mark.parametrize(
    ("mission", "hosts"),
    [
        ("EUTM Mali", ("MLI",)),
        ("EUPM Ghana", ("GHA",)),
        ("EUTM Togo and Benin", ("TGO", "BEN")),
        ("EULEX Kosovo", ("XKX",)),
        ("EUNAVFOR Atlantis", ()),
    ],
)
def test_the_place_in_an_id_is_the_host_of_an_unlisted_mission(mission: str, hosts: tuple[str, ...]) -> None:
    assert hosts_of(mission) == hosts
