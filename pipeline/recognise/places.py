"""Finds countries and regions: names, adjectives, demonyms and abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.rulebook import CountryForm, country_forms, region_forms

_INVERTED = re.compile(r"[,(]| - ")


@Language.factory("missions_places")
def create(nlp: Language, name: str) -> Places:
    """Make the component; it writes `doc.spans["places"]` and marks the tokens as entities PLACE."""
    return Places(nlp)


class Places:
    """The spaCy component: phrases of the place gazetteers, the longest first."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for form, written in _written().items():
            self._matcher.add(form, [nlp.make_doc(text) for text in (form, *written)])

    def __call__(self, doc: Doc) -> Doc:
        found = filter_spans([span for span in self._spans(doc) if _is_written_as(span)])
        places = [span for span in found if span.kb_id_ != "mask"]
        doc.spans["places"] = places
        if places:
            doc.set_ents(places)
        return doc

    def _spans(self, doc: Doc) -> Iterator[Span]:
        for form, start, end in self._matcher(doc):
            label, value, _ = _forms()[doc.vocab.strings[form]]
            yield Span(doc, start, end, label="PLACE", kb_id=value, span_id=f"gazetteer.{label}")


def _is_written_as(span: Span) -> bool:
    """Say whether case agrees: an abbreviation as it is listed, a name never all in lower case."""
    text = span.text
    if text.islower():
        return False
    exact = _abbreviations().get(text.lower())
    return exact is None or text in exact


@cache
def _written() -> dict[str, set[str]]:
    """Return the forms in lower case with the ways they are listed: tokens depend on the case ('BiH')."""
    written: dict[str, set[str]] = defaultdict(set)
    for form in (
        *(name for _, name in _library_names()),
        *(own.form for own in country_forms()),
        *region_forms(),
    ):
        written[form.lower()].add(form)
    return dict(written)


@cache
def _forms() -> dict[str, tuple[str, str, str]]:
    """Return for each written form, in lower case: label, value and kind. Later sources win."""
    forms = {form.lower(): ("country", code, "name") for code, form in _library_names()}
    forms |= {form.form.lower(): _own(form) for form in country_forms()}
    forms |= {form.lower(): ("region", region, "name") for form, region in region_forms().items()}
    return forms


def _own(form: CountryForm) -> tuple[str, str, str]:
    return ("mask", "mask", form.kind) if form.kind == "mask" else ("country", form.alpha_3, form.kind)


@cache
def _abbreviations() -> dict[str, set[str]]:
    exact: dict[str, set[str]] = defaultdict(set)
    for form in country_forms():
        if form.kind == "abbreviation":
            exact[form.form.lower()].add(form.form)
    return dict(exact)


def _library_names() -> Iterator[tuple[str, str]]:
    """Yield code and name of all ISO 3166-1 entries, as pycountry and CLDR write them.

    Inverted names ('Moldova, Republic of') would swallow what follows in a list and are left out.
    """
    territories = Locale("en").territories
    for country in pycountry.countries:
        names = {getattr(country, key, None) for key in ("name", "common_name", "official_name")}
        names.add(territories.get(country.alpha_2))
        plain = sorted(name for name in names if name and not _INVERTED.search(name))
        yield from ((country.alpha_3, name.removeprefix("the ")) for name in plain)
