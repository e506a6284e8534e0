"""The rules as typed values: the only reader of `pipeline/rules/`."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from pipeline.errors import RuleError
from pipeline.model import Assertion, Label, MissionKind, MissionType

RULES = Path(__file__).parent / "rules"

Row = TypeVar("Row")
WallPlace = Literal["title", "text", "markup"]


@dataclass(frozen=True, slots=True)
class TokenClass:
    """A named class of tokens: some words (in lower case), or a pattern for the whole token."""

    name: str
    words: frozenset[str] = frozenset()
    regex: re.Pattern[str] | None = None

    def holds(self, token: str) -> bool:
        """Say whether `token` belongs to the class."""
        return token.lower() in self.words if self.regex is None else self.regex.fullmatch(token) is not None


@dataclass(frozen=True, slots=True)
class TokenRule:
    """A pattern of tokens that finds mentions, with an example and a near miss as its proof.

    `reading` says how the span is to be normalised; "none" makes it a false-positive rule.
    `take` names the classes of the tokens that are the mention (empty: the whole match).
    """

    id: str
    label: Label
    reading: str
    pattern: tuple[str, ...]
    take: tuple[str, ...]
    example: str
    near_miss: str


@dataclass(frozen=True, slots=True)
class MissionEntry:
    """A row of the gazetteer of missions: what is known of a mission before any page is read."""

    mission_id: str
    name: str
    organisation: str
    kind: MissionKind
    type: MissionType | None
    hosts: tuple[str, ...]
    launched: str | None
    ended: str | None
    predecessor: str | None
    successor: str | None
    wikidata_id: str | None
    sure: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryForm:
    """A way to write a country that no library lists; kind "mask" hides what is no country."""

    alpha_3: str
    form: str
    kind: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that give a mention next to them its role in a statement: a pattern over frames (roles.toml)."""

    id: str
    property: str
    pattern: re.Pattern[str]
    assertion: Assertion
    example: str
    near_miss: str
    begins: Literal["line", "subject", "anywhere"]
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    fallback: bool = False
    listed: bool = False
    constant: str | None = None
    interval: bool = False
    own: bool = False
    follows: bool = False

    def matches(self, text: str, leads: Iterable[int]) -> Iterable[re.Match[str]]:
        """Return the matches in `text`, where a subject can begin at the offsets `leads` alone, ascending."""
        if self.begins == "subject":
            return self._matches_at(text, leads)
        # Most rules find nothing, and one search costs a third of what it takes to look for all matches.
        first = self.pattern.match(text) if self.begins == "line" else self.pattern.search(text)
        if first is None:
            return ()
        return (first,) if self.begins == "line" else self.pattern.finditer(text, first.start())

    def _matches_at(self, text: str, leads: Iterable[int]) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        for start in leads:
            if found and start < found[-1].end():
                continue
            if (match := self.pattern.match(text, start)) is not None:
                found.append(match)
        return found

    def is_met(self, match: re.Match[str]) -> bool:
        """Say whether the text up to the end of the match holds what the rule needs, and nothing bars it."""
        if self.unless is not None and self.unless.search(match.string) is not None:
            return False
        return self.needs is None or self.needs.search(match.string, 0, match.end()) is not None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what its cells must hold, and how it may be headed, in lower case."""

    label: Label
    headings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country on the map of 1000 units' width: the middle of its largest part, and an SVG path.

    The path is empty where the country is too small to be drawn.
    """

    alpha_3: str
    x: int
    y: int
    path: str


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """A pattern for a total that a document states of its subject as a whole."""

    id: str
    what: str
    pattern: re.Pattern[str]
    example: str
    near_miss: str
    needs: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """What multiplies to the odds that a row is right: those of any row, and a factor for each named part."""

    base: float
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From which confidence on a statement is accepted, and what was measured where it was set.

    Of `n` statements of the properties in `measured`, on pages that the odds were not fitted to, the share
    `share` was accepted and `wrong` of these were wrong; `bound` is the share of wrong ones that is not
    exceeded, at the confidence `level`, by the method `method`.
    """

    threshold: float
    measured: frozenset[str]
    n: int
    share: float
    wrong: int
    bound: float
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that says something of a whole line: what kind of heading, caption or cue it is."""

    id: str
    pattern: re.Pattern[str]
    example: str
    near_miss: str


@dataclass(frozen=True, slots=True)
class WallRule:
    """A pattern that tells a wall from a page, in a place of pages with no more than `most_words` words."""

    id: str
    place: WallPlace
    most_words: int
    reason: str
    pattern: re.Pattern[str]
    example: str
    near_miss: str


@cache
def token_classes() -> dict[str, TokenClass]:
    """Return the token classes of `classes.toml` by name."""
    table = _toml("classes.toml")
    return {name: _token_class(name, row) for name, row in table.items()}


@cache
def token_rules(name: str) -> tuple[TokenRule, ...]:
    """Return the token rules of the rule file `name` ("dates", "counts", "missions")."""
    table = _toml(f"{name}.toml")
    return tuple(_token_rule(f"{name}.toml", row) for row in table.get("rule", ()))


@cache
def date_joiners() -> tuple[str, ...]:
    """Return the words that part the ends of an interval, the surest first."""
    return tuple(_toml("dates.toml")["joiners"])


@cache
def date_words(table: str) -> dict[str, int]:
    """Return what words of dates mean: `table` "seasons", "ordinals", "parts", "days" or "steps"."""
    return dict(_toml("dates.toml")[table])


@cache
def duration_units() -> dict[str, str]:
    """Return the units of durations with the form that ISO 8601 gives them ("P{}Y")."""
    return dict(_toml("dates.toml")["durations"])


@cache
def bounds() -> dict[tuple[str, ...], str]:
    """Return the phrases that bound a count, as lower-case tokens, with "<=", ">=", "~" or "="."""
    return {tuple(phrase.split()): bound for phrase, bound in _toml("counts.toml")["bounds"].items()}


@cache
def bounds_after() -> dict[tuple[str, ...], str]:
    """Return the words that bound a count from behind it ("or so"), in the same way."""
    return {tuple(words.split()): bound for words, bound in _toml("counts.toml")["bounds_after"].items()}


@cache
def unit_singulars() -> dict[str, str]:
    """Return what a count counts, in the singular, by the last word of its span in lower case."""
    return dict(_toml("counts.toml")["units"])


@cache
def missions() -> dict[str, MissionEntry]:
    """Return the gazetteer of missions by id."""
    return {entry.mission_id: entry for entry in map(_mission, _csv("missions.csv"))}


@cache
def name_openings(table: str) -> dict[str, str]:
    """Return what a name's parts say: `table` "openers", "acronyms" (organisation), "kinds" or "places"."""
    return dict(_toml("names.toml")[table])


@cache
def name_words(name: str) -> frozenset[str]:
    """Return the list `name` of `names.toml`: "heads", "fillers", "general" or "works_there"."""
    return frozenset(_toml("names.toml")[name])


@cache
def reopened() -> dict[str, tuple[str, ...]]:
    """Return how names may be opened too, by how they are listed, in lower case ("european union": "eu")."""
    return {opening: tuple(others) for opening, others in _toml("names.toml")["reopened"].items()}


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Return the acronyms that open the names of EU missions, each with what their full names say."""
    return {acronym: tuple(said) for acronym, said in _toml("names.toml")["families"].items()}


@cache
def country_forms() -> tuple[CountryForm, ...]:
    """Return our own country names, abbreviations, demonyms and masks."""
    return tuple(_row("countries.csv", CountryForm, row) for row in _csv("countries.csv"))


@cache
def region_forms() -> dict[str, str]:
    """Return the region that each written form names."""
    return {row["form"]: row["region"] for row in _csv("regions.csv")}


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the countries of the map: Natural Earth 1:110m (public domain), made coarser."""
    rows = _csv("world.csv")
    return tuple(Outline(row["alpha_3"], int(row["x"]), int(row["y"]), row["path"]) for row in rows)


@cache
def wordlist(name: str) -> frozenset[str]:
    """Return the list of words `name` of `words.toml`, in lower case."""
    return frozenset(word.lower() for word in _toml("words.toml")[name])


@cache
def furniture(name: str) -> frozenset[str]:
    """Return the list `name` of `furniture.toml`: what a page has around its content."""
    return frozenset(_toml("furniture.toml")[name])


@cache
def triggers() -> tuple[Trigger, ...]:
    """Return the role triggers, in the order in which they are tried."""
    table = _toml("roles.toml")
    rows = ({**row, "begins": _begins(row["pattern"])} for row in table["rule"])
    return tuple(_compiled("roles.toml", Trigger, row, table["fragments"]) for row in rows)


def _begins(pattern: str) -> Literal["line", "subject", "anywhere"]:
    if pattern.startswith("^"):
        return "line"
    return "subject" if pattern.startswith("(?P<subject>") else "anywhere"


@cache
def role_hint(name: str) -> re.Pattern[str]:
    """Return the hint `name` of `roles.toml`: "subject", "points_back", "sends", "whole"."""
    return re.compile(_toml("roles.toml")["hints"][name])


@cache
def claim_subject() -> re.Pattern[str]:
    """Return what makes a count of people in a sentence a total of all missions."""
    return re.compile(_toml("claims.toml")["subject"])


@cache
def columns() -> dict[str, Column]:
    """Return the columns of tables of missions, by the property that they give."""
    table = _toml("columns.toml")
    return {name: Column(row["label"], frozenset(row["headings"])) for name, row in table.items()}


@cache
def claim_cue() -> re.Pattern[str]:
    """Return what a sentence must hold before the patterns of totals are tried on it."""
    return re.compile(_toml("claims.toml")["cue"])


@cache
def claim_rules() -> tuple[ClaimRule, ...]:
    """Return the patterns of totals."""
    table = _toml("claims.toml")
    fragments = {name: text.replace("[ ]", r"(?:\s+)") for name, text in table["fragments"].items()}
    rows = ({key: text.replace("[ ]", r"(?:\s+)") for key, text in row.items()} for row in table["rule"])
    return tuple(_compiled("claims.toml", ClaimRule, row, fragments) for row in rows)


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """Return the line patterns of the rule file `name` ("types", "sentences", "assertions")."""
    return tuple(_compiled(f"{name}.toml", Pattern, row) for row in _toml(f"{name}.toml")["rule"])


@cache
def wall_rules() -> tuple[WallRule, ...]:
    """Return what tells a wall from a page, in the order in which it is tried."""
    return tuple(_compiled("walls.toml", WallRule, row) for row in _toml("walls.toml")["rule"])


@cache
def odds(table: str) -> Odds:
    """Return what the odds of a row of `table` ("mention", "statement", "claim") are made of."""
    row = _toml("confidence.toml")[table]
    return Odds(row["base"], dict(row.get("parts", {})))


@cache
def acceptance() -> Acceptance:
    """Return from which confidence on a statement needs no review, and what that was measured to keep."""
    row = _toml("confidence.toml")["acceptance"]
    return _row("confidence.toml", Acceptance, {**row, "measured": frozenset(row["measured"])})


@cache
def measured(table: str) -> dict[str, Any]:
    """Return how the confidences of `table` ("mention", "statement") did on pages left out of their fit.

    The keys are those of `evaluate.calibrate.Calibration`; a figure that could not be told is not there.
    """
    return dict(_toml("confidence.toml")["measured"][table])


@cache
def severity(property_: str, relation: str, *, is_shown: bool) -> int:
    """Return how soon a reviewer should see a change of a property, 0 to 100; `is_shown`, by a record."""
    tables = _toml("severity.toml")
    weights, shares = tables["property"], tables["relation"]
    shown = 1.0 if is_shown else tables["shown"]["no"]
    weighed: float = weights.get(property_, weights["other"]) * shares[relation] * shown
    return round(weighed)


@cache
def records() -> dict[str, tuple[int, int]]:
    """Return how often each rule was right on annotated pages that it was not made for, and of how many."""
    return {rule: (right, n) for rule, (right, n) in _toml("confidence.toml")["records"].items()}


@cache
def digest() -> str:
    """Return the SHA-256 (hex) of all rule files, names and contents."""
    found = hashlib.sha256()
    for path in sorted(RULES.iterdir()):
        if path.suffix in {".toml", ".csv"}:
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((RULES / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as why:
        raise RuleError(f"rules/{name}: cannot be read ({why}); mend the file") from why


def _csv(name: str) -> Iterable[dict[str, str]]:
    with (RULES / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, strict=True)


def _token_class(name: str, row: Mapping[str, Any]) -> TokenClass:
    _expect("classes.toml", name, row, {"words", "regex"})
    regex = re.compile(row["regex"]) if "regex" in row else None
    return TokenClass(name, frozenset(row.get("words", ())), regex)


def _token_rule(file: str, row: Mapping[str, Any]) -> TokenRule:
    _expect(file, row.get("id", "?"), row, {field.name for field in fields(TokenRule)})
    split = {key: tuple(row.get(key, "").split()) for key in ("pattern", "take")}
    for word in (*split["pattern"], *split["take"]):
        _known_class(file, row["id"], word)
    return TokenRule(**{**row, **split})


def _known_class(file: str, rule: str, word: str) -> None:
    name = word.rstrip("?+*")
    if name.isupper() and name.isalpha() and name not in token_classes() and name not in {"PLACE", "NAMED"}:
        raise RuleError(f"rules/{file}: rule {rule}: no token class {name!r}; add it to classes.toml")


def _mission(row: Mapping[str, str]) -> MissionEntry:
    lists = {key: tuple(x for x in row[key].split("|") if x) for key in ("hosts", "sure", "weak")}
    texts = {key: value or None for key, value in row.items() if key not in lists}
    return _row("missions.csv", MissionEntry, {**texts, **lists})


def _compiled(
    file: str, kind: type[Row], row: Mapping[str, Any], fragments: Mapping[str, str] | None = None
) -> Row:
    texts = {key: _filled(row[key], fragments or {}) for key in ("pattern", "needs", "unless") if key in row}
    try:
        return _row(file, kind, {**row, **{key: re.compile(text, re.VERBOSE) for key, text in texts.items()}})
    except (re.error, KeyError) as why:
        raise RuleError(f"rules/{file}: rule {row.get('id', '?')}: bad pattern ({why}); mend it") from why


def _filled(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put the fragments in for their names; a fragment may use those that stand before it."""
    for name in reversed(list(fragments)):
        pattern = pattern.replace("{" + name + "}", f"(?:{fragments[name]})")
    return pattern


def _row(file: str, kind: type[Row], row: Mapping[str, Any]) -> Row:
    allowed = {field.name for field in fields(cast(Any, kind))}
    _expect(file, next(iter(row.values()), "?"), row, allowed)
    try:
        return kind(**row)
    except TypeError as why:
        raise RuleError(f"rules/{file}: {next(iter(row.values()))}: {why}; fill the missing keys") from why


def _expect(file: str, place: object, row: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(row) - allowed)
    if unknown:
        raise RuleError(
            f"rules/{file}: {place}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(allowed))}"
        )
