"""The nouns of a score: tallies and shares that add up over documents, judgements, and single errors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, Self, TypeVar

from pipeline.evaluate.gold import GoldDocument
from pipeline.model import Confidence, Span

Key = tuple[str, str]
ErrorKind = Literal["missed", "spurious", "wrong", "span", "evidence"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the gold were found, how many missed, and how many of ours are not in the gold."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def gold(self) -> int:
        return self.right + self.missed

    @property
    def ours(self) -> int:
        return self.right + self.spurious

    @property
    def precision(self) -> float | None:
        return ratio(self.right, self.ours)

    @property
    def recall(self) -> float | None:
        return ratio(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        return ratio(2 * self.right, self.gold + self.ours)


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `n`."""

    right: int = 0
    n: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.n + other.n)

    @property
    def value(self) -> float | None:
        return ratio(self.right, self.n)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The confidence of one row of ours, and whether the gold agrees with the row.

    `of` is its label, property or total, `rule` the rule that made it.
    """

    table: Literal["mentions", "statements", "claims"]
    of: str
    rule: str
    confidence: Confidence
    right: bool


@dataclass(frozen=True, slots=True)
class Error:
    """One difference from the gold: where it is, and what either side has; 40 characters of context.

    `note` says what else may help: the rule that found ours, what ours has instead, why there is no place.
    """

    document: str
    kind: ErrorKind
    what: str
    gold: str | None
    ours: str | None
    span: Span | None = None
    text: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Figures by group and name; the sum of two scores pools them."""

    tallies: Mapping[Key, Tally] = field(default_factory=dict)
    shares: Mapping[Key, Share] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    errors: tuple[Error, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            _joined(self.tallies, other.tallies),
            _joined(self.shares, other.shares),
            self.judgements + other.judgements,
            self.errors + other.errors,
        )

    def group(self, name: str) -> dict[str, Tally]:
        """The tallies of one group, by name."""
        return {key[1]: tally for key, tally in self.tallies.items() if key[0] == name}


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`, or null where there is nothing."""
    return part / whole if whole else None


def pool(scores: Iterable[Score]) -> Score:
    """The sum of the scores."""
    return sum(scores, Score())


def error(
    gold: GoldDocument,
    kind: ErrorKind,
    what: str,
    *,
    span: Span | None,
    expected: str | None,
    found: str | None,
    note: str = "",
) -> Error:
    """An error with its text and context, where it has a place."""
    if span is None:
        return Error(gold.name, kind, what, expected, found, note=note)
    text, start, end = gold.text, max(span.start, 0), max(span.end, 0)
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    return Error(gold.name, kind, what, expected, found, span, text[start:end], before, after, note)


class _Addable(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V", bound=_Addable)


def _joined(left: Mapping[_K, _V], right: Mapping[_K, _V]) -> dict[_K, _V]:
    joined = dict(left)
    for key, value in right.items():
        joined[key] = joined[key] + value if key in joined else value
    return joined
