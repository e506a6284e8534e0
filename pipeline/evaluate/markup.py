"""Reads gold in the in-sentence form: NAME.gold, a front matter in TOML and the text with tags in it.

    +++
    mentions_complete = true
    [[missions]]
    id = "EUTM Mali"
    host_countries = ["MLI"]
    launched = {value = "2013-02", earliest = "2013-02-01", latest = "2013-02-28"}
    +++
    <section mission EUTM Mali><heading><mission EUTM Mali>EUTM Mali</mission></heading>
    Open since <date 2013-02>February 2013</date>, with <staff 100/200>100 to 200 trainers</staff>.

Tags are `mission`, `date`, `duration`, `country`, `region`, `staff`, each with its value; those of
different labels may nest, and `<mission? X>` marks a span on which readers may differ. `<section KIND>`
(`preamble`, `other`, or `mission` and the id) stands alone before the first character of a section, and
`<heading>` wraps its heading. `&lt;` and `&amp;` stand for `<` and `&`. The front matter has the fields
of the stand-off form; the span of a claim is that of its quote.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.check import check
from pipeline.evaluate.entries import (
    Entry,
    filled,
    many,
    read_claim,
    read_labels,
    read_missions,
    read_others,
    read_value,
)
from pipeline.evaluate.gold import LABELS, GoldClaim, GoldDocument, GoldMention, GoldSection
from pipeline.model import SectionKind, Span

_FRONT = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<matter>.*?)^\+\+\+[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
_KEYS = ("mentions_complete", "labels_complete", "notes", "missions", "other_missions", "claims")
_PIECE = re.compile(r"<(?P<tag>[^<>]*)>|(?P<escape>&lt;|&amp;)|(?P<stray>[<&])|(?P<plain>[^<&]+)")
_TAG = re.compile(r"(?P<close>/)?(?P<name>[a-z]+)(?P<doubt>\?)?(?: (?P<value>\S(?:.*\S)?))?")
_KINDS: dict[str, SectionKind] = {"preamble": "preamble", "other": "other", "mission": "mission"}
_SECTION = re.compile(r"(?P<kind>preamble|other|mission(?= ))(?:(?<=mission) (?P<mission_id>.+))?")
_ENTITIES = {label.lower(): label for label in LABELS}
_NAMES = (*_ENTITIES, "section", "heading")


def read_markup(path: Path) -> GoldDocument:
    """The gold document of a NAME.gold file.

    Raises GoldError with the line of the file when the front matter or a tag is malformed.
    """
    source = _source(path)
    front = _FRONT.match(source)
    if front is None:
        raise GoldError(f"{path.name}: line 1: no front matter; begin with TOML between two lines +++")
    gold = _front_matter(front["matter"], path.name)
    body = _Body(path.name, source)
    for piece in _PIECE.finditer(source, front.end()):
        body.take(piece)
    body.close()
    document = GoldDocument(
        name=path.stem,
        text=body.text,
        labels=read_labels(gold, path.name),
        mentions=tuple(sorted(body.mentions, key=lambda mention: (mention.span, mention.label))),
        ambiguous=tuple(body.ambiguous),
        missions=read_missions(gold, path.name),
        others=read_others(gold, path.name),
        sections=tuple(body.sections()) if body.openings else None,
        claims=_claims(gold, body.text, path.name),
        notes=tuple(many(gold.get("notes"), f"{path.name}: notes")),
    )
    return check(document, path.name)


def _source(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); name a .gold file") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _front_matter(matter: str, place: str) -> Entry:
    try:
        gold = tomllib.loads(matter)
    except tomllib.TOMLDecodeError as error:
        raise GoldError(f"{place}: front matter is no TOML: {error}, counted after +++") from error
    for key in gold:
        if key not in _KEYS:
            raise GoldError(f"{place}: front matter has {key!r}; choose from {', '.join(_KEYS)}")
    return gold


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    value: str
    doubt: bool
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class _Opening:
    start: int
    kind: SectionKind
    mission_id: str | None


@dataclass(slots=True)
class _Body:
    """The text without its tags, and the spans of those, as the pieces of the source come in."""

    name: str
    source: str
    text: str = ""
    mentions: list[GoldMention] = field(default_factory=list)
    ambiguous: list[GoldMention] = field(default_factory=list)
    openings: list[_Opening] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)

    def take(self, piece: re.Match[str]) -> None:
        place = f"{self.name}: line {self._line(piece)}"
        if piece["stray"] is not None:
            raise GoldError(f"{place}: a lone {piece['stray']!r}; write &lt; for <, and &amp; for &")
        if piece["tag"] is None:
            self.text += {"&lt;": "<", "&amp;": "&"}.get(piece[0], piece[0])
            return
        tag = _TAG.fullmatch(piece["tag"])
        if tag is None or tag["name"] not in _NAMES:
            raise GoldError(f"{place}: {piece[0]} is no tag; choose from {', '.join(_NAMES)}")
        if tag["close"] is not None:
            self._end(tag, place)
        elif tag["name"] == "section":
            self._section(tag, place)
        else:
            self._begin(tag, self._line(piece), place)

    def close(self) -> None:
        if self.opened:
            left = self.opened[-1]
            raise GoldError(f"{self.name}: line {left.line}: <{left.name}> is not closed; add </{left.name}>")
        if self.openings and self.openings[0].start != 0:
            raise GoldError(f"{self.name}: text before the first <section>; begin with <section preamble>")
        if self.headings and not self.openings:
            raise GoldError(f"{self.name}: <heading> without any <section>; put <section KIND> before it")

    def sections(self) -> Iterator[GoldSection]:
        ends = [opening.start for opening in self.openings[1:]] + [len(self.text)]
        for opening, end in zip(self.openings, ends, strict=True):
            inside = [span for span in self.headings if opening.start <= span.start and span.end <= end]
            heading = self.text[inside[0].start : inside[0].end] if inside else ""
            if len(inside) > 1:
                raise GoldError(f"{self.name}: the section headed {heading!r} has two <heading>; keep one")
            yield GoldSection(Span(opening.start, end), heading, opening.kind, opening.mission_id)

    def _line(self, piece: re.Match[str]) -> int:
        return self.source.count("\n", 0, piece.start()) + 1

    def _begin(self, tag: re.Match[str], line: int, place: str) -> None:
        name = tag["name"]
        if any(outer.name == name for outer in self.opened):
            raise GoldError(f"{place}: <{name}> inside <{name}>; spans of one label do not nest")
        value = "" if name == "heading" else read_value(_ENTITIES[name], tag["value"], f"{place}: <{name}>")
        self.opened.append(_Open(name, value, tag["doubt"] is not None, len(self.text), line))

    def _end(self, tag: re.Match[str], place: str) -> None:
        if not self.opened or self.opened[-1].name != tag["name"]:
            inner = f"</{self.opened[-1].name}> is due first" if self.opened else "nothing is open"
            raise GoldError(f"{place}: </{tag['name']}> closes nothing here: {inner}")
        tagged = self.opened.pop()
        span = Span(tagged.start, len(self.text))
        if tagged.name == "heading":
            self.headings.append(span)
        else:
            spans = self.ambiguous if tagged.doubt else self.mentions
            spans.append(GoldMention(_ENTITIES[tagged.name], span, tagged.value))

    def _section(self, tag: re.Match[str], place: str) -> None:
        form = _SECTION.fullmatch(tag["value"] or "")
        if form is None:
            raise GoldError(f"{place}: section is {tag['value']!r}; write preamble, other or mission ID")
        if self.opened:
            raise GoldError(f"{place}: <section> inside <{self.opened[-1].name}>; close that first")
        self.openings.append(_Opening(len(self.text), _KINDS[form["kind"]], form["mission_id"]))


def _claims(gold: Entry, text: str, place: str) -> tuple[GoldClaim, ...] | None:
    if "claims" not in gold:
        return None
    claims = []
    for n, row in enumerate(many(gold["claims"], f"{place}: claims")):
        spot = f"{place}: claims[{n}]"
        quote = filled(row, "quote", spot)
        times = text.count(quote)
        if times != 1:
            raise GoldError(f"{spot}: quote {quote!r} stands {times} times in the text; quote what is unique")
        start = text.index(quote)
        claims.append(read_claim(row, Span(start, start + len(quote)), spot))
    return tuple(claims)
