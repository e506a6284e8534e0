"""A folder of gold, in either form or both, is measured document by document and pooled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate import Evaluation, evaluate, read_gold
from pipeline.evaluate.evaluation import total
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Score, Tally
from pipeline.model import Extraction

FRONT = "+++\nmentions_complete = true\n+++\n"
JSON = {"doc": "beside", "mentions_complete": True, "missions": [], "mentions": {"DATE": [[0, 4, "2017"]]}}
SHA256 = "46e67c525617663b392a53c0e94ba79e62db62a851fb175ae87756d4e73c9718"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document in each form."""
    home = tmp_path / "folder"
    for name in ("texts", "gold"):
        (home / name).mkdir(parents=True)
    (home / "inside.gold").write_text(FRONT + "Since <date 2018>2018</date>")
    (home / "texts/beside.txt").write_text("2017")
    (home / "gold/beside.json").write_text(json.dumps(JSON | {"sha256": SHA256}))
    return home


def silent(ours: Extraction) -> Extraction:
    """An extraction that says nothing."""
    return replace(ours, sections=(), mentions=(), statements=(), claims=(), missions=())


def test_both_forms_of_gold_are_read_by_name(folder: Path) -> None:
    assert [gold.name for gold in read_gold(folder)] == ["beside", "inside"]


def test_names_choose_among_the_documents(folder: Path) -> None:
    assert [gold.name for gold in read_gold(folder, ["inside"])] == ["inside"]


def test_text_and_name_are_what_is_extracted_from(folder: Path, ours: Extraction) -> None:
    asked = []

    def extract(text: str, name: str) -> Extraction:
        asked.append((text, name))
        return silent(ours)

    evaluate(folder, extract=extract)
    assert asked == [("2017", "beside"), ("Since 2018", "inside")]


def test_figures_are_pooled_over_the_documents(folder: Path, ours: Extraction) -> None:
    found = evaluate(folder, extract=lambda text, name: silent(ours))
    assert [score.tallies["mentions exact", "DATE"] for score in found.documents.values()] == [
        Tally(0, 0, 1)
    ] * 2
    assert found.pooled.tallies["mentions exact", "DATE"] == Tally(0, 0, 2)


def test_documents_are_of_the_kind_that_their_names_begin_with() -> None:
    dates = {("mentions exact", "DATE"): Tally(1, 0, 0)}
    names = ("un-one", "page", "wiki-a", "un-two-reports", "wiki-b", "other-page")
    kinds = Evaluation({name: Score(tallies=dates) for name in names}).kinds
    assert {kind: score.tallies["mentions exact", "DATE"].right for kind, score in kinds.items()} == {
        "un": 2,
        "wiki": 2,
        "others": 2,
    }


def test_errors_name_their_document(folder: Path, ours: Extraction) -> None:
    found = evaluate(folder, extract=lambda text, name: silent(ours))
    missed = [(error.document, error.gold) for error in found.errors if error.what == "DATE"]
    assert missed == [("beside", "2017"), ("inside", "2018")]


def test_a_group_is_the_sum_of_its_names(tmp_path: Path, gold: GoldDocument, ours: Extraction) -> None:
    found = evaluate(tmp_path, extract=lambda text, name: ours)
    assert total(found.pooled, "facts") == Tally(right=6, spurious=0, missed=0)


def test_the_evaluation_can_be_written_as_json(tmp_path: Path, gold: GoldDocument, ours: Extraction) -> None:
    found = evaluate(tmp_path, extract=lambda text, name: replace(ours, mentions=ours.mentions[1:]))
    written = json.loads(json.dumps(found.as_dict()))
    assert written["pooled"]["mentions exact"]["all"]["missed"] == 1
    assert written["documents"]["page"]["facts"]["launched"]["f1"] == 1.0
    assert written["calibration"]["mentions"]["n"] == len(ours.mentions) - 1
    assert written["errors"][0]["kind"] == "missed"


def test_a_figure_of_nothing_is_null(folder: Path, ours: Extraction) -> None:
    found = evaluate(folder, extract=lambda text, name: silent(ours))
    assert found.as_dict()["pooled"]["mentions exact"]["STAFF"]["recall"] is None


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold there; name a folder with"):
        list(read_gold(tmp_path / "nowhere"))


def test_a_name_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(GoldError, match="no document 'outside'; it has beside, inside"):
        list(read_gold(folder, ["outside"]))


def test_one_name_in_both_forms_is_an_error(folder: Path) -> None:
    (folder / "beside.gold").write_text(FRONT + "Text.")
    with pytest.raises(GoldError, match=r"beside has both beside.gold and gold/beside.json; keep one"):
        list(read_gold(folder))
