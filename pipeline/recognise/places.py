"""Finds countries and regions: names, adjectives, demonyms and abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

import pycountry
from babel import Locale
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.recognise.patterns import Candidate, keep, longest, read
from pipeline.rulebook import CountryForm, country_forms, region_forms

_INVERTED = re.compile(r"[,(]| - ")
_ALIKE: Final = (("'", "’", "‘", "`", "´"), ("-", "‑", "–"), (" and ", " & "), ("Saint ", "St. ", "St "))


@Language.factory("missions_places")
def create(nlp: Language, name: str) -> Places:
    """Make the component; it finds "places", the value as their reading."""
    return Places(nlp)


class Places:
    """The spaCy component: phrases of the place gazetteers, the longest first."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for form, written in _written().items():
            self._matcher.add(form, [nlp.make_doc(text) for text in (form, *written)])

    def __call__(self, doc: Doc) -> Doc:
        tokens = read(doc)
        found = (
            Candidate(start, end, "PLACE", *_forms()[form])
            for key, start, end in self._matcher(doc)
            if _is_written_as(tokens.words(start, end), form := doc.vocab.strings[key])
        )
        keep(doc, "places", longest(doc, found))
        return doc


def _is_written_as(text: str, form: str) -> bool:
    """Say whether case agrees: an abbreviation as it is listed, a name never all in lower case."""
    exact = _abbreviations().get(form)
    return text in exact if exact is not None else not text.islower()


@cache
def _written() -> dict[str, set[str]]:
    """Return the forms in lower case with the ways they are listed: tokens depend on the case ('BiH')."""
    written: dict[str, set[str]] = defaultdict(set)
    for form in (
        *(name for _, name in _library_names()),
        *(own.form for own in country_forms()),
        *region_forms(),
    ):
        for spelling in _spellings(form):
            written[spelling.lower()].add(spelling)
    return dict(written)


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Return value and rule for each written form, in lower case; later sources win, masks have no value."""
    read = {form: (code, "gazetteer.country") for code, form in _library_names()}
    read |= {form.form: _own(form) for form in country_forms()}
    read |= {form: (region, "gazetteer.region") for form, region in region_forms().items()}
    spelt = {spelling.lower(): value for form, value in read.items() for spelling in _spellings(form)}
    return spelt | {form.lower(): value for form, value in read.items()}


def _spellings(form: str) -> Iterator[str]:
    """Yield a name with each apostrophe, dash, short form of 'Saint' and 'and' that pages write in it."""
    yield form
    for marks in _ALIKE:
        written = next((mark for mark in marks if mark in form), None)
        if written is not None:
            yield from (form.replace(written, mark) for mark in marks if mark != written)


def _own(form: CountryForm) -> tuple[str, str]:
    return ("mask", "gazetteer.mask") if form.kind == "mask" else (form.alpha_3, "gazetteer.country")


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
