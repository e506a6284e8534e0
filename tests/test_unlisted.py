"""Missions that the gazetteer does not list are found by the form of their names, and have records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

from pipeline import extract, rulebook
from pipeline.evaluate import read_gold
from pipeline.evaluate.gold import GoldDocument
from pipeline.model import Extraction

GOLD = Path(__file__).parent / "gold"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
NEWEST = "2020"
"""Missions launched from this year on are left out of the gazetteer."""

# Floors: raise them when the figures have risen, and never lower one to let a change pass.
RECALL = 0.9

Row = dict[str, str]
Read = list[tuple[GoldDocument, Extraction]]

FOLDERS = [
    pytest.param(GOLD, id="gold"),
    pytest.param(
        CORPUS,
        id="corpus",
        marks=[
            pytest.mark.corpus,
            pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at ../shared/corpus"),
        ],
    ),
]


def is_old(row: Row) -> bool:
    return not row["launched"] or row["launched"] < NEWEST


def forget() -> None:
    """Empty what the pipeline has computed from its rules."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "pipeline":
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()


@pytest.fixture(scope="module")
def left_out() -> Iterator[set[str]]:
    """The missions launched from `NEWEST` on, while the gazetteer does not hold them."""
    rows = rulebook._csv
    newer = {row["mission_id"] for row in rows("missions.csv") if not is_old(row)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            rulebook, "_csv", lambda name: [r for r in rows(name) if r.get("mission_id") not in newer]
        )
        forget()
        yield newer
    forget()


@pytest.fixture(scope="module", params=FOLDERS)
def documents(request: pytest.FixtureRequest, left_out: set[str]) -> Read:
    """The documents of a folder of gold, as the pipeline reads them without the new missions."""
    return [(gold, extract(gold.text, name=gold.name)) for gold in read_gold(request.param)]


def named(gold: GoldDocument) -> set[str]:
    return {mission.mission_id for mission in gold.missions} | (gold.others or set())


def test_the_names_of_missions_are_found_without_their_rows(documents: Read) -> None:
    wanted, found = 0, 0
    for gold, extraction in documents:
        spans = {mention.span for mention in extraction.mentions if mention.label == "MISSION"}
        names = [m.span for m in gold.mentions if m.label == "MISSION" and "MISSION" in gold.labels]
        wanted, found = wanted + len(names), found + len(spans.intersection(names))

    assert found >= RECALL * wanted


def test_missions_without_a_row_have_records(documents: Read, left_out: set[str]) -> None:
    wanted, found = 0, 0
    for gold, extraction in documents:
        missions = named(gold) & left_out
        wanted += len(missions)
        found += len(missions.intersection(record.mission_id for record in extraction.missions))

    assert wanted
    assert found >= RECALL * wanted


def test_a_record_of_a_mission_without_a_row_is_provisional(documents: Read, left_out: set[str]) -> None:
    records = [record for _, extraction in documents for record in extraction.missions]

    assert all(record.provisional for record in records if record.mission_id in left_out)


def test_texts_about_other_missions_have_no_records(documents: Read) -> None:
    assert not [
        (gold.name, record.mission_id)
        for gold, extraction in documents
        for record in extraction.missions
        if gold.name.startswith("neg-") and record.mission_id not in named(gold)
    ]
