"""Scores the totals that one document states of its subject: the same place and the same value."""

from __future__ import annotations

from typing import Literal

from pipeline.evaluate.align import align
from pipeline.evaluate.gold import GoldClaim, GoldDocument
from pipeline.evaluate.measures import Error, Judgement, Score, Tally, error
from pipeline.model import Claim, Extraction


def score_claims(gold: GoldDocument, extraction: Extraction) -> Score:
    """The score of the claims, matched within each value by overlap; empty where the gold has none."""
    if gold.claims is None:
        return Score()
    wanted, given = list(gold.claims), list(extraction.claims)
    for value in {claim.value for claim in gold.claims}:
        theirs = [claim for claim in wanted if claim.value == value]
        ours = [claim for claim in given if claim.value == value]
        for i, j in align([claim.span for claim in theirs], [claim.span for claim in ours]):
            wanted.remove(theirs[i])
            given.remove(ours[j])
    right = len(gold.claims) - len(wanted)
    return Score(
        tallies={("claims", "claims"): Tally(right, len(given), len(wanted))},
        judgements=tuple(
            Judgement("claims", claim.what, claim.rule, claim.confidence, claim not in given)
            for claim in extraction.claims
        ),
        errors=(
            *(_error(gold, "missed", claim) for claim in wanted),
            *(_error(gold, "spurious", claim) for claim in given),
        ),
    )


def _error(gold: GoldDocument, kind: Literal["missed", "spurious"], claim: GoldClaim | Claim) -> Error:
    expected, found = (claim.value, None) if kind == "missed" else (None, claim.value)
    note = f"by {claim.rule}" if isinstance(claim, Claim) else ""
    return error(
        gold, kind, f"claim {claim.what}", span=claim.span, expected=expected, found=found, note=note
    )
