"""A row whose quote does not stand where it says is counted, and so is a gap between sections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.evaluate.evidence import score_evidence
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Share
from pipeline.model import Extraction, Span


def test_a_mention_with_another_text_is_a_violation(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.mentions[0]._replace(text="other")
    share = score_evidence(gold, replace(ours, mentions=(wrong, *ours.mentions[1:]))).shares[
        "evidence", "mentions"
    ]
    assert share.n - share.right == 1


def test_a_statement_with_another_quote_is_a_violation(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.statements[0]._replace(quote="other")
    score = score_evidence(gold, replace(ours, statements=(wrong,)))
    assert score.shares["evidence", "statements"] == Share(0, 1)


def test_a_claim_outside_the_text_is_a_violation(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.claims[0]._replace(span=Span(10_000, 10_003))
    assert score_evidence(gold, replace(ours, claims=(wrong,))).shares["evidence", "claims"] == Share(0, 1)


def test_an_offset_below_zero_is_a_violation(gold: GoldDocument, ours: Extraction) -> None:
    wrong = ours.claims[0]._replace(span=Span(-3, -1), quote=gold.text[-3:-1])
    assert score_evidence(gold, replace(ours, claims=(wrong,))).shares["evidence", "claims"] == Share(0, 1)


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_sections_with_a_gap_do_not_tile(gold: GoldDocument, ours: Extraction, left_out: int) -> None:
    some = tuple(section for n, section in enumerate(ours.sections) if n != left_out)
    score = score_evidence(gold, replace(ours, sections=some))
    assert score.shares["evidence", "sections tile"] == Share(0, 1)
