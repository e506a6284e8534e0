"""Finds dates, relative dates and durations with token patterns around months, years and units of time."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.recognise.tokens import longest, matcher, matches, taken, windows
from pipeline.rulebook import token_rules

_ANCHORS = ("YEAR", "MONTH", "DECADE", "DOTTED", "PERIOD")
_BEFORE, _AFTER = 7, 6


@Language.factory("missions_dates")
def create(nlp: Language, name: str) -> Dates:
    """Make the component; it writes `doc.spans["dates"]`, the rule's id as the span's id."""
    return Dates(nlp)


class Dates:
    """The spaCy component: the rules of `dates.toml`; a false-positive rule wins its overlap."""

    def __init__(self, nlp: Language) -> None:
        self._rules = {rule.id: rule for rule in token_rules("dates")}
        self._matcher = matcher(nlp.vocab, self._rules.values())

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for rule_id, first, end in matches(
            self._matcher, doc, windows(doc, _ANCHORS, before=_BEFORE, after=_AFTER)
        ):
            rule = self._rules[rule_id]
            first, end = taken(doc, rule, first, end)
            spans.append(Span(doc, first, end, label=rule.label, kb_id=rule.reading, span_id=rule_id))
        doc.spans["dates"] = longest(spans)
        return doc
