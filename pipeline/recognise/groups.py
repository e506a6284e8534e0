"""Gives what the recognisers have found to other spaCy components, as span groups."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.recognise.patterns import Candidate


@Language.component("missions_spans")
def write_spans(doc: Doc) -> Doc:
    """Write `doc.spans["places"]`, "missions", "dates" and "counts"; to be the last of the components.

    The rule is the span's id; its kb_id is the value of a place, and how to read the span otherwise.
    """
    for key, candidates in doc.user_data["found"].items():
        doc.spans[key] = [_span(doc, candidate) for candidate in candidates]
    return doc


def _span(doc: Doc, each: Candidate) -> Span:
    return Span(doc, each.start, each.end, each.label, kb_id=each.reading, span_id=each.rule)
