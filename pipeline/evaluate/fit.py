"""Fits what makes a row likely to be right to annotated pages, and measures it on pages left out.

A logistic regression over the named parts of each confidence, shrunk (ridge) so that a part that was seen
seldom weighs little. The figures are cross-validated: the confidence of a row comes from a fit without its
page, nor any other version of that page.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipeline.evaluate.calibrate import Bin, Calibration, Risk, calibrate, highest_risk
from pipeline.evaluate.measures import Judgement, Score
from pipeline.model import Confidence
from pipeline.rulebook import Acceptance, Odds

_FOLDS: Final = 10
_SHRINKAGE: Final = 1.0
_TUNED: Final = "page: tuned to"
_VERSION: Final = re.compile(r"[-_]?(?:19|20)\d\d(?:[-_]\d\d)*")
_RISK, _LEVEL = 0.05, 0.95
_SHARES: Final = [share / 20 for share in range(10, 21)]
_METHOD: Final = "Clopper–Pearson, thresholds tested in fixed sequence"


@dataclass(frozen=True, slots=True)
class Fitted:
    """The odds of each table, how they did on pages left out, each rule's record, and what is accepted."""

    odds: Mapping[str, Odds]
    measured: Mapping[str, Calibration]
    records: Mapping[str, tuple[int, int]]
    acceptance: Acceptance


def fit(scores: Mapping[str, Score], tuned: Mapping[str, Score]) -> Fitted:
    """Fit to the judged rows of documents, given by name; there must be statements and mentions.

    `scores` are of pages that no rule was mended by: every figure is measured on them, and they say how often
    rows are right. Those of `tuned` pages only help to say which parts matter: a part of their own takes up
    how much better the rules do on them, and is left out of the odds.
    """
    rows = {table: _rows(scores, table) for table in ("mentions", "statements", "claims")}
    beside = {table: [_marked(row) for _, row in _rows(tuned, table)] for table in rows}
    left_out = {table: _left_out(rows[table], beside[table]) for table in ("mentions", "statements")}
    judged = [row for of_table in rows.values() for _, row in of_table]
    mentions = zip(rows["mentions"], left_out["mentions"], strict=True)
    names = [found for (_, row), found in mentions if row.of == "MISSION"]
    accepted = _acceptance(left_out["statements"], {row.of for _, row in rows["statements"]})
    return Fitted(
        {
            table.removesuffix("s"): _fitted([*(row for _, row in found), *beside[table]])
            for table, found in rows.items()
        },
        {table.removesuffix("s"): calibrate(found) for table, found in left_out.items()},
        _records(judged),
        _with_names(accepted, names),
    )


def _rows(scores: Mapping[str, Score], table: str) -> list[tuple[str, Judgement]]:
    return [(name, row) for name, score in scores.items() for row in score.judgements if row.table == table]


def _marked(row: Judgement) -> Judgement:
    return replace(row, confidence=Confidence(0.0, (*row.confidence.parts, (_TUNED, 1.0))))


def page_of(name: str) -> str:
    """The page that a document is a version of: its name without years and dates."""
    return _VERSION.sub("", name)


def _left_out(rows: Sequence[tuple[str, Judgement]], beside: Sequence[Judgement]) -> list[tuple[float, bool]]:
    """Return for each row the confidence by a fit without its page, and whether it is right."""
    pages = [page_of(name) for name, _ in rows]
    found: dict[int, tuple[float, bool]] = {}
    for training, rest in GroupKFold(min(_FOLDS, len(set(pages)))).split(rows, groups=pages):
        fitted = _fitted([*(rows[i][1] for i in training), *beside])
        found |= {int(i): (_probability(fitted, rows[i][1]), rows[i][1].right) for i in rest}
    return [found[i] for i in range(len(rows))]


def _fitted(rows: Sequence[Judgement]) -> Odds:
    """Return the odds that fit the rows; without both right and wrong ones, those of one wrong row more."""
    right = sum(row.right for row in rows)
    names = sorted({name for row in rows for name in _parts(row)})
    if right in (0, len(rows)) or not names:
        return Odds(round((right + 0.5) / (len(rows) - right + 0.5), 3), {})
    place = {name: i for i, name in enumerate(names)}
    seen: NDArray[np.float64] = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        seen[i, [place[name] for name in _parts(row)]] = 1.0
    model = LogisticRegression(C=_SHRINKAGE, max_iter=1000).fit(seen, [row.right for row in rows])
    weights = zip(names, model.coef_[0], strict=True)
    factors = {name: round(math.exp(weight), 3) for name, weight in weights if name != _TUNED}
    return Odds(round(math.exp(model.intercept_[0]), 3), factors)


def _parts(row: Judgement) -> list[str]:
    return [name for name, _ in row.confidence.parts if name != "base"]


def _probability(odds: Odds, row: Judgement) -> float:
    product = odds.base * math.prod(odds.parts.get(name, 1.0) for name in _parts(row))
    return round(product / (1 + product), 4)


def _records(rows: Sequence[Judgement]) -> dict[str, tuple[int, int]]:
    right = Counter(row.rule for row in rows if row.right)
    return {rule: (right[rule], n) for rule, n in sorted(Counter(row.rule for row in rows).items())}


def _acceptance(rows: Sequence[tuple[float, bool]], measured: set[str]) -> Acceptance:
    """Return the lowest threshold that keeps the share of wrong rows below 5 %, with 95 % confidence.

    Thresholds are asked from strict to lenient, at shares of the rows that are set beforehand, until one
    fails: so the bound holds for the one chosen, though several were asked (Angelopoulos et al., Learn then
    Test, 2021). Where the first fails nothing is accepted.
    """
    ordered = sorted((confidence for confidence, _ in rows), reverse=True)
    best = Acceptance(1.0, frozenset(measured), len(rows), 0.0, 0, 1.0, _LEVEL, _METHOD)
    for share in _SHARES:
        threshold = ordered[math.ceil(share * len(rows)) - 1]
        taken = [right for confidence, right in rows if confidence >= threshold]
        wrong = len(taken) - sum(taken)
        bound = highest_risk(wrong, len(taken), _LEVEL) if taken else 1.0
        if bound > _RISK:
            break
        accepted = len(taken) / len(rows)
        best = Acceptance(
            threshold, best.measured, len(rows), round(accepted, 4), wrong, round(bound, 4), _LEVEL, _METHOD
        )
    return best


def _with_names(accepted: Acceptance, names: Sequence[tuple[float, bool]]) -> Acceptance:
    """Accept names too, which are as sure as their mentions, if the threshold keeps the bound among these."""
    taken = [right for confidence, right in names if confidence >= accepted.threshold]
    if not taken or highest_risk(len(taken) - sum(taken), len(taken), _LEVEL) > _RISK:
        return accepted
    return replace(accepted, measured=accepted.measured | {"name"})


def as_toml(fitted: Fitted) -> str:
    """The file `confidence.toml` that holds what was fitted, with the figures that say what it is worth."""
    sections: dict[str, Mapping[str, object]] = {}
    for table, odds in fitted.odds.items():
        sections |= {table: {"base": odds.base}, f"{table}.parts": odds.parts}
    accepted = {field.name: getattr(fitted.acceptance, field.name) for field in fields(fitted.acceptance)}
    sections["acceptance"] = accepted | {"measured": sorted(fitted.acceptance.measured)}
    sections |= {f"measured.{table}": _figures(found) for table, found in fitted.measured.items()}
    sections["records"] = fitted.records
    return _HEAD + "".join(_section(name, rows) for name, rows in sections.items())


_HEAD: Final = """\
# How sure the pipeline is: written by `make calibrate` from annotated pages, not by hand.
#
# [mention], [statement], [claim]: the odds that a row is right are `base` times the factor of each part that
# the row has; a part that is not listed has the factor 1. The confidence is odds / (1 + odds).
# [acceptance]: statements of at least this confidence need no review (pipeline/rulebook.py, Acceptance).
# [measured]: how confidences did on pages left out of the fit (pipeline/evaluate/calibrate.py); a bin is
# [low, high, rows, mean confidence, share right], a point of the curve [threshold, share taken, share wrong].
# [records]: how often each rule was right on these pages, [right, of n].
"""


def _section(name: str, rows: Mapping[str, object]) -> str:
    """Return a TOML table; its keys and values are written as in JSON, which TOML reads alike."""
    written = (
        f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(rows[key], ensure_ascii=False)}\n"
        for key in rows
    )
    return f"\n[{name}]\n{''.join(written)}"


def _figures(found: Calibration) -> dict[str, object]:
    """Return the figures that there are, to four places."""
    plain = {key: getattr(found, key) for key in ("ece", "brier", "skill", "auroc")}
    return {
        "n": found.n,
        "right": found.right,
        **{key: round(value, 4) for key, value in plain.items() if value is not None},
        "bins": [_rounded(each) for each in found.bins],
        "curve": [_rounded(each) for each in found.curve],
    }


def _rounded(row: Bin | Risk) -> list[float]:
    return [round(value, 4) for value in astuple(row)]
