"""Recognition: a document's text to the spans that its rules find, without values yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from spacy.language import Language
from spacy.tokens import Span as SpacySpan

from pipeline.model import Document, Found, Label
from pipeline.recognise import counts, dates, missions, places  # noqa: F401  the imports register the factories
from pipeline.recognise.tokens import blank_english
from pipeline.recognise.view import View, view

# Long texts go through spaCy in pieces cut between blocks: its cost a character grows with length.
_PIECE = 20_000
_PLACE_LABELS: dict[str, Label] = {"gazetteer.country": "COUNTRY", "gazetteer.region": "REGION"}


def recognise(document: Document) -> tuple[Found, ...]:
    """Return all spans that the rules find, in order; of one label they do not overlap."""
    folded = view(document)
    found = [each for piece in _pieces(folded.text) for each in _in_piece(folded, *piece)]
    return tuple(sorted(found, key=lambda each: (each.span, each.label)))


@cache
def pipeline() -> Language:
    """Return the spaCy pipeline of all recognisers; built once, as it compiles every rule."""
    nlp = blank_english()
    for name in ("missions_places", "missions_names", "missions_dates", "missions_counts"):
        nlp.add_pipe(name)
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield start and text of the pieces; each ends with the line that reaches the length."""
    start = 0
    while start < len(text):
        cut = text.find("\n", start + _PIECE) + 1
        end = cut or len(text)
        yield start, text[start:end]
        start = end


def _in_piece(folded: View, start: int, piece: str) -> Iterator[Found]:
    doc = pipeline()(piece)
    ids = doc.user_data["mission_ids"]
    for key in ("missions", "dates", "counts"):
        for span in doc.spans[key]:
            yield _found(folded, start, span, ids.get((span.start, span.end), ()))
    for span in doc.spans["places"]:
        yield replace(_found(folded, start, span, (span.kb_id_,)), label=_PLACE_LABELS[span.id_])


def _found(folded: View, start: int, span: SpacySpan, ids: tuple[str, ...]) -> Found:
    where = folded.span(start + span.start_char, start + span.end_char)
    return Found(cast(Label, span.label_), where, span.text, span.id_, span.kb_id_, ids)
