"""Scores what was extracted from one document against its gold."""

from __future__ import annotations

from pipeline.evaluate.claims import score_claims
from pipeline.evaluate.evidence import score_evidence
from pipeline.evaluate.facts import score_facts
from pipeline.evaluate.gold import GoldDocument
from pipeline.evaluate.measures import Score, pool
from pipeline.evaluate.mentions import score_mentions
from pipeline.evaluate.missions import score_missions
from pipeline.evaluate.sections import score_sections
from pipeline.model import Extraction

_ASPECTS = (score_mentions, score_sections, score_missions, score_facts, score_claims, score_evidence)


def score(gold: GoldDocument, extraction: Extraction) -> Score:
    """Every figure of one document; what nobody annotated is left out, never counted against either side."""
    return pool(aspect(gold, extraction) for aspect in _ASPECTS)
