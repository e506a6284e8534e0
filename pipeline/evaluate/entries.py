"""Reads the entries that both forms of gold share: complete labels, missions, claims and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.gold import APART, FACTS, LABELS, GoldClaim, GoldFact, GoldMission
from pipeline.model import Span

Entry = Mapping[str, Any]

_MOMENT = r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(-\d{2}){0,2}[~?%]?"
_LENGTH = r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?"
_FORMS = {
    "DATE": (
        re.compile(rf"{_MOMENT}(/({_MOMENT}|\.\.)?)?|(\.\.)?/{_MOMENT}"),
        "an EDTF date such as 2017-10",
    ),
    "DURATION": (re.compile(rf"{_LENGTH}(/{_LENGTH})?"), "an ISO 8601 duration such as P2Y"),
    "COUNTRY": (re.compile(r"[A-Z]{3}"), "an ISO 3166 alpha-3 code such as MLI"),
    "STAFF": (re.compile(r"\d+(/\d+)?"), "a number such as 100, or a range (100/200, in JSON [100, 200])"),
}
_TYPES = ("civilian", "military", "civilian-military")
_NAME = (re.compile(r"\S(.*\S)?"), "a name without white space at its ends")


def read_labels(gold: Entry, place: str) -> frozenset[str]:
    """The labels whose spans are all annotated: none, those of `labels_complete`, or every label."""
    complete = gold.get("mentions_complete")
    if not isinstance(complete, bool):
        raise GoldError(f"{place}: mentions_complete is {complete!r}; write true or false")
    labels = many(gold.get("labels_complete", list(LABELS)), f"{place}: labels_complete")
    for label in labels:
        if label not in (*LABELS, "ORG"):
            raise GoldError(f"{place}: labels_complete has {label!r}; choose from {', '.join(LABELS)}")
    return frozenset(labels) & frozenset(LABELS) if complete else frozenset()


def read_missions(gold: Entry, place: str) -> tuple[GoldMission, ...]:
    """The missions that the document tells something of, each with its facts."""
    rows = many(gold.get("missions", []), f"{place}: missions")
    missions = tuple(_mission(row, f"{place}: missions[{n}]") for n, row in enumerate(rows))
    ids = [mission.mission_id for mission in missions]
    for mission_id in ids:
        if ids.count(mission_id) > 1:
            raise GoldError(f"{place}: missions has {mission_id!r} twice; join the two entries")
    return missions


def read_others(gold: Entry, place: str) -> frozenset[str] | None:
    """The ids of the missions that are only named; null where the gold does not list them."""
    if "other_missions" not in gold:
        return None
    rows = many(gold["other_missions"], f"{place}: other_missions")
    return frozenset(filled(row, "id", f"{place}: other_missions[{n}]") for n, row in enumerate(rows))


def read_claim(row: object, span: Span, place: str) -> GoldClaim:
    """The claim of an entry whose span is already known."""
    value = entry(row, place).get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GoldError(f"{place}: value is {value!r}; write a number")
    return GoldClaim(filled(row, "what", place), _digits(value), span)


def read_value(label: str, value: object, place: str) -> str:
    """The value of a span or fact as a string of the form that its label asks for."""
    written = _count(value) if label == "STAFF" else value
    form, wanted = _FORMS.get(label, _NAME)
    if not isinstance(written, str) or form.fullmatch(written) is None:
        raise GoldError(f"{place}: the value is {value!r}; write {wanted}")
    return written


def filled(row: object, key: str, place: str) -> str:
    """The text under `key`, which must be there and not be blank."""
    value = entry(row, place).get(key)
    if not isinstance(value, str) or not value.strip():
        raise GoldError(f"{place}: {key} is {value!r}; write a text")
    return value


def entry(row: object, place: str) -> Entry:
    """`row` itself, which must be an object (a TOML table)."""
    if not isinstance(row, Mapping):
        raise GoldError(f"{place} is {row!r}; write an object with named fields")
    return row


def many(rows: object, place: str) -> Sequence[Any]:
    """`rows` itself, which must be a list; null counts as empty."""
    if rows is not None and not isinstance(rows, list):
        raise GoldError(f"{place} is {rows!r}; write a list")
    return rows or []


def _mission(given: object, place: str) -> GoldMission:
    row = entry(given, place)
    mission_id = filled(row, "id", place)
    place = f"{place} {mission_id}"
    facts = [*_dated(row, place), *_hosts(row, place), *_type(row, place), *_counts(row, place)]
    unsure = many(row.get("unsure"), f"{place}: unsure")
    for fact in unsure:
        if fact not in (*FACTS, APART):
            raise GoldError(f"{place}: unsure has {fact!r}; choose from {', '.join((*FACTS, APART))}")
    return GoldMission(mission_id, tuple(facts), frozenset(unsure))


def _dated(row: Entry, place: str) -> list[GoldFact]:
    facts = []
    for name in ("launched", "mandate_end"):
        if row.get(name) is not None:
            spot = f"{place}: {name}"
            fact = entry(row[name], spot)
            value = read_value("DATE", fact.get("value"), spot)
            bounds = fact.get("earliest"), fact.get("latest")
            facts.append(GoldFact(name, value, *bounds, quote=fact.get("quote")))
    return facts


def _hosts(row: Entry, place: str) -> list[GoldFact]:
    spot = f"{place}: host_countries"
    codes = many(row.get("host_countries"), spot)
    return [GoldFact("host_country", read_value("COUNTRY", code, spot)) for code in codes]


def _type(row: Entry, place: str) -> list[GoldFact]:
    value = row.get("type")
    if value not in (*_TYPES, None):
        raise GoldError(f"{place}: type is {value!r}; write {', '.join(_TYPES)}, or leave it out")
    return [] if value is None else [GoldFact("type", value)]


def _counts(row: Entry, place: str) -> list[GoldFact]:
    facts = []
    for key, name in (("staff", "staff"), ("contingents", APART)):
        for n, item in enumerate(many(row.get(key), f"{place}: {key}")):
            spot = f"{place}: {key}[{n}]"
            value = read_value("STAFF", entry(item, spot).get("value"), spot)
            unit = read_value("COUNTRY", item.get("country"), spot) if name == APART else None
            facts.append(GoldFact(name, value, unit=unit, quote=item.get("quote")))
    return facts


def _count(value: object) -> object:
    """A number or [low, high] as the string that the form of STAFF describes; anything else as it is."""
    pair = value if isinstance(value, list) else [value]
    if not pair or any(isinstance(number, bool) or not isinstance(number, int) for number in pair):
        return value
    return "/".join(str(number) for number in pair)


def _digits(value: int | float) -> str:
    return str(int(value)) if value == int(value) else str(value)
