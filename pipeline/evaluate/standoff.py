"""Reads gold in the stand-off form: texts/NAME.txt, and its annotations by offset in gold/NAME.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.check import check
from pipeline.evaluate.entries import (
    Entry,
    entry,
    filled,
    many,
    read_claim,
    read_labels,
    read_missions,
    read_others,
    read_value,
)
from pipeline.evaluate.gold import GoldClaim, GoldDocument, GoldMention, GoldSection
from pipeline.model import Span

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read_standoff(folder: Path, name: str) -> GoldDocument:
    """The gold document `name` of `folder`.

    The offsets in the file index the text decoded as UTF-8, a byte-order mark included. The document has
    none, and its offsets are moved accordingly. Raises GoldError when a file is missing, is malformed, or
    when the text is not the one that was annotated (`sha256`).
    """
    place = f"gold/{name}.json"
    data = _bytes(folder / "texts" / f"{name}.txt", f"{place} annotates it: put the text there")
    annotations = _bytes(folder / "gold" / f"{name}.json", f"texts/{name}.txt needs it: annotate the text")
    gold = _json(annotations, place)
    _same(gold, name, data, place)
    text = _decoded(data, f"texts/{name}.txt")
    shift = 1 if text.startswith(_MARK) else 0
    document = GoldDocument(
        name=name,
        text=text[shift:],
        labels=read_labels(gold, place),
        mentions=_mentions(gold, "mentions", shift, place),
        ambiguous=_mentions(gold, "ambiguous", shift, place),
        missions=read_missions(gold, place),
        others=read_others(gold, place),
        sections=_sections(gold, shift, place),
        claims=_claims(gold, text[shift:], shift, place),
        notes=tuple(many(gold.get("notes"), f"{place}: notes")),
    )
    return check(document, place)


def _bytes(path: Path, mend: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); {mend}") from error


def _json(data: bytes, place: str) -> Entry:
    try:
        return entry(json.loads(_decoded(data, place)), place)
    except json.JSONDecodeError as error:
        raise GoldError(f"{place}: line {error.lineno} is no JSON ({error.msg}); mend it there") from error


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{place}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _same(gold: Entry, name: str, data: bytes, place: str) -> None:
    if gold.get("doc") != name:
        raise GoldError(f"{place}: doc is {gold.get('doc')!r}; write {name!r}, or rename the file")
    found = hashlib.sha256(data).hexdigest()
    if gold.get("sha256") != found:
        raise GoldError(
            f"{place}: sha256 is {gold.get('sha256')!r}, but texts/{name}.txt has {found}; "
            "restore the text that was annotated, or annotate this one"
        )


def _mentions(gold: Entry, key: str, shift: int, place: str) -> tuple[GoldMention, ...]:
    mentions = []
    for label, rows in entry(gold.get(key, {}), f"{place}: {key}").items():
        for n, row in enumerate(many(rows, f"{place}: {key}.{label}")):
            spot = f"{place}: {key}.{label}[{n}]"
            if not isinstance(row, list) or len(row) != 3:
                raise GoldError(f"{spot} is {row!r}; write [start, end, value]")
            span = _span(row[0], row[1], shift, spot)
            mentions.append(GoldMention(label, span, read_value(label, row[2], spot)))
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.label)))


def _span(start: object, end: object, shift: int, place: str) -> Span:
    if not (type(start) is int and type(end) is int):
        raise GoldError(f"{place}: start {start!r} and end {end!r} must be whole numbers")
    return Span(max(start - shift, 0), end - shift)


def _sections(gold: Entry, shift: int, place: str) -> tuple[GoldSection, ...] | None:
    if "sections" not in gold:
        return None
    rows = many(gold["sections"], f"{place}: sections")
    return tuple(_section(entry(row, place), shift, f"{place}: sections[{n}]") for n, row in enumerate(rows))


def _section(row: Entry, shift: int, place: str) -> GoldSection:
    kind, heading = row.get("kind"), row.get("heading")
    if kind not in ("mission", "preamble", "other"):
        raise GoldError(f"{place}: kind is {kind!r}; write mission, preamble or other")
    if not isinstance(heading, str):
        raise GoldError(f"{place}: heading is {heading!r}; write a text, empty where there is none")
    span = _span(row.get("start"), row.get("end"), shift, place)
    return GoldSection(span, heading, kind, row.get("mission"))


def _claims(gold: Entry, text: str, shift: int, place: str) -> tuple[GoldClaim, ...] | None:
    if "claims" not in gold:
        return None
    claims = []
    for n, row in enumerate(many(gold["claims"], f"{place}: claims")):
        spot = f"{place}: claims[{n}]"
        quote, span = filled(row, "quote", spot), _span(row.get("start"), row.get("end"), shift, spot)
        if text[span.start : span.end] != quote:
            found = text[span.start : span.end]
            raise GoldError(f"{spot}: quote is {quote!r}, the text at {span.start} has {found!r}; mend one")
        claims.append(read_claim(row, span, spot))
    return tuple(claims)
