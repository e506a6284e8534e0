"""Finds dates, relative dates and durations with token patterns."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.recognise.patterns import Candidate, TokenPatterns, keep, longest, read
from pipeline.rulebook import token_rules


@Language.factory("missions_dates")
def create(nlp: Language, name: str) -> Dates:
    """Make the component; it finds "dates"."""
    return Dates()


class Dates:
    """The spaCy component: the rules of `dates.toml`; a false-positive rule wins its overlap.

    A duration may lie in a relative date ('the next two years'), but dates of both kinds never overlap.
    """

    def __init__(self) -> None:
        self._patterns = TokenPatterns(token_rules("dates"))

    def __call__(self, doc: Doc) -> Doc:
        lengths: list[Candidate] = []
        dates: list[Candidate] = []
        for candidate in self._patterns.candidates(read(doc)):
            (lengths if candidate.label == "DURATION" else dates).append(candidate)
        keep(doc, "dates", sorted(longest(doc, lengths) + longest(doc, dates)))
        return doc
