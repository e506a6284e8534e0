"""Recognition: a document's text to the spans that its rules find, without values yet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from typing import cast

from spacy.language import Language

from pipeline.model import Document, Found, Label

# The imports register the components.
from pipeline.recognise import counts, dates, groups, missions, places  # noqa: F401
from pipeline.recognise.patterns import found, read, ruled_out
from pipeline.recognise.tokens import blank_english
from pipeline.recognise.view import View, view

# Long texts go through spaCy in pieces cut between blocks, or in blocks that are very long: what it and the
# token patterns cost a character grows with length.
_PIECE = 20_000
_LONGEST = 100_000
_PLACE_LABELS: dict[str, Label] = {"gazetteer.country": "COUNTRY", "gazetteer.region": "REGION"}


def recognise(document: Document) -> tuple[Found, ...]:
    """Return all spans that the rules find, in order; of one label they do not overlap.

    Those of the label "NONE" are what a false-positive rule says is nothing.
    """
    folded = view(document)
    introduced: set[str] = set()
    found = [each for piece in _pieces(folded.text) for each in _in_piece(folded, *piece, introduced)]
    return tuple(sorted(found, key=lambda each: (each.span, each.label)))


@cache
def pipeline() -> Language:
    """Return the spaCy pipeline of all recognisers; built once, as it compiles every rule.

    The rules live as long as the process, so the collector is told not to go through them each time.
    """
    nlp = blank_english()
    for name in ("missions_places", "missions_names", "missions_dates", "missions_counts"):
        nlp.add_pipe(name)
    gc.collect()
    gc.freeze()
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield start and text of the pieces; each ends with the line that reaches the length, or at a blank."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE, start + _LONGEST) + 1
        if not end and len(text) - start > _LONGEST:
            end = text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        end = end or len(text)
        yield start, text[start:end]
        start = end


def _in_piece(folded: View, start: int, piece: str, introduced: set[str]) -> Iterator[Found]:
    """Yield what is found in a piece; the short names that the pieces before introduced are known in it."""
    nlp = pipeline()
    doc = nlp.make_doc(piece)
    doc.user_data |= {"text": piece, "introduced": introduced}
    doc = nlp(doc)
    tokens = read(doc)
    for key in ("missions", "dates", "counts", "places"):
        for each in found(doc, key):
            first, end = tokens.starts[each.start], tokens.ends[each.end - 1]
            where, text = folded.span(start + first, start + end), tokens.text[first:end]
            if key == "places":
                yield Found(_PLACE_LABELS[each.rule], where, text, each.rule, "place", (each.reading,))
                continue
            if key != "missions":  # the capitals of a name ('BiH') do not make two words of it
                text = tokens.apart(each.start, each.end)
            yield Found(cast(Label, each.label), where, text, each.rule, each.reading, each.ids)
    for each in ruled_out(doc):
        first, end = tokens.starts[each.start], tokens.ends[each.end - 1]
        where = folded.span(start + first, start + end)
        yield Found("NONE", where, tokens.text[first:end], each.rule, "none")
