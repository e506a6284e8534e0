"""Measures an extraction against a folder of annotated documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.markup import read_markup
from pipeline.evaluate.score import score
from pipeline.evaluate.standoff import read_standoff
from pipeline.model import Extraction

__all__ = ["Evaluation", "evaluate", "read_gold"]


def evaluate(
    folder: Path, *, names: Sequence[str] = (), extract: Callable[[str, str], Extraction]
) -> Evaluation:
    """The evaluation of `extract`, called with text and name, on the gold documents of `folder`.

    `names` restricts it to the documents so named. Raises GoldError when the folder holds no gold, lacks one
    of the names, or has a malformed file.
    """
    return Evaluation(
        {gold.name: score(gold, extract(gold.text, gold.name)) for gold in read_gold(folder, names)}
    )


def read_gold(folder: Path, names: Sequence[str] = ()) -> Iterator[GoldDocument]:
    """The gold documents of `folder`, by name: texts/NAME.txt with gold/NAME.json, and NAME.gold."""
    standoff = {path.stem for path in (*folder.glob("texts/*.txt"), *folder.glob("gold/*.json"))}
    markup = {path.stem: path for path in folder.glob("*.gold")}
    _refuse(folder, names, standoff, set(markup))
    for name in sorted(standoff | set(markup)):
        if not names or name in names:
            yield read_markup(markup[name]) if name in markup else read_standoff(folder, name)


def _refuse(folder: Path, names: Sequence[str], standoff: set[str], markup: set[str]) -> None:
    if not standoff and not markup:
        raise GoldError(f"{folder}: no gold there; name a folder with texts/ and gold/, or with .gold files")
    for name in sorted(standoff & markup):
        raise GoldError(f"{folder}: {name} has both {name}.gold and gold/{name}.json; keep one")
    for name in names:
        if name not in standoff | markup:
            raise GoldError(f"{folder}: no document {name!r}; it has {', '.join(sorted(standoff | markup))}")
