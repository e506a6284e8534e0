"""The outcome of an evaluation: a score for each document, pooled figures, and both as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.evaluate.calibrate import Calibration, calibrate
from pipeline.evaluate.measures import Error, Score, Share, Tally, pool

_OTHERS = "others"
_POOLED_GROUPS = ("mentions exact", "facts")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of the documents, by name, in order."""

    documents: Mapping[str, Score]

    @property
    def pooled(self) -> Score:
        """The sum over the documents."""
        return pool(self.documents.values())

    @property
    def kinds(self) -> dict[str, Score]:
        """The sum over the documents of each kind of text, which is the first word of their names ('wiki-…').

        Documents that are the only one of their kind are summed up as `others`, which comes last.
        """
        groups: dict[str, list[Score]] = {}
        for name, score in self.documents.items():
            groups.setdefault(name.split("-")[0], []).append(score)
        kinds = {kind: pool(scores) for kind, scores in groups.items() if len(scores) > 1}
        others = [scores[0] for scores in groups.values() if len(scores) == 1]
        return kinds | ({_OTHERS: pool(others)} if others else {})

    @property
    def errors(self) -> tuple[Error, ...]:
        """Every difference from the gold, document by document."""
        return self.pooled.errors

    def calibration(self, table: str) -> Calibration:
        """How well the confidences of `mentions` or `statements` predict what is right."""
        rows = [row for row in self.pooled.judgements if row.table == table]
        return calibrate([(row.confidence.value, row.right) for row in rows])

    def as_dict(self) -> dict[str, Any]:
        """All of it as values that JSON can hold; a figure of nothing is null."""
        return {
            "pooled": _figures(self.pooled),
            "kinds": {kind: _figures(score) for kind, score in self.kinds.items()},
            "documents": {name: _figures(score) for name, score in self.documents.items()},
            "calibration": {table: asdict(self.calibration(table)) for table in ("mentions", "statements")},
            "errors": [asdict(error) for error in self.errors],
        }


def total(score: Score, group: str) -> Tally:
    """The tallies of a group added up."""
    return sum(score.group(group).values(), Tally())


def _figures(score: Score) -> dict[str, dict[str, dict[str, float | None]]]:
    figures: dict[str, dict[str, dict[str, float | None]]] = {}
    for (group, name), tally in score.tallies.items():
        figures.setdefault(group, {})[name] = _tally(tally)
    for (group, name), share in score.shares.items():
        figures.setdefault(group, {})[name] = _share(share)
    for group in _POOLED_GROUPS:
        if group in figures:
            figures[group]["all"] = _tally(total(score, group))
    return figures


def _tally(tally: Tally) -> dict[str, float | None]:
    counts: dict[str, float | None] = dict(asdict(tally))
    return counts | {
        "gold": tally.gold,
        "ours": tally.ours,
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
    }


def _share(share: Share) -> dict[str, float | None]:
    return {"right": share.right, "n": share.n, "value": share.value}
