"""Writes the documents that the benchmarks read: seeded, varied, about as dense in facts as real pages."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pycountry

from pipeline.rulebook import missions, region_forms

_SLOT: Final = re.compile(r"\{(\w+)\}")

# Shares of the sentences that state facts, one drawn for each document: some pages tell nothing of missions.
_DENSITIES: Final = (0.0, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7)


def documents(count: int, *, least: int, most: int, seed: int) -> Iterator[str]:
    """Yield `count` texts, the same ones for the same seed.

    The length of each is drawn between `least` and `most` characters; its last block may pass it.
    """
    rng = random.Random(seed)
    for _ in range(count):
        yield _Writer(rng).document(rng.randint(least, most))


class _Writer:
    """Writes one document, mostly about the few missions of its own."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._density = rng.choice(_DENSITIES)
        self._home = rng.sample(_missions(), 4)
        self._made: dict[str, Callable[[], str]] = {
            "mission": lambda: self._mission()[0],
            "name": lambda: self._mission()[1],
            "country": lambda: rng.choice(_countries()),
            "region": lambda: rng.choice(_regions()),
            "person": lambda: f"{self._often(_names())} {self._often(_names())}",
            "town": lambda: self._often(_names()) + rng.choice(_source()["slots"]["town_end"]),
            "host": lambda: self._often(_names()).lower(),
            "noun": self._noun,
            "nouns": lambda: _plural(self._noun()),
            "adjective": lambda: self._often(_words("adjectives")),
            "adverb": lambda: self._often(_words("adjectives")) + "ly",
            "verbed": lambda: self._often(_words("verbs")).removesuffix("e") + "ed",
            "day_number": lambda: str(rng.randint(1, 28)),
            "month_number": lambda: str(rng.randint(1, 12)),
            "month_name": lambda: rng.choice(_words("months")),
            "year": lambda: str(rng.randint(1995, 2027)),
            "decade": lambda: str(rng.randrange(1950, 2030, 10)),
            "iso": lambda: f"{rng.randint(2003, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "count": lambda: f"{int(rng.lognormvariate(5, 1.5)) + 3:,}",
        }

    def document(self, length: int) -> str:
        """Return a title and what follows it, until that makes `length` characters."""
        text = self._line("{group} {where}")
        while len(text) < length:
            text += "\n\n" + self._block()
        return text

    def _block(self) -> str:
        source, kind = _source(), self._rng.random()
        if kind < 0.15:
            return self._line(self._rng.choice(source["headings" if self._density else "plain_headings"]))
        if kind < 0.25:
            items = source["items" if self._density else "plain_items"]
            return "\n".join(f"- {self._fill(self._rng.choice(items))}" for _ in range(4))
        if kind < 0.27 and self._density:
            return "\n".join(self._fill(source["row"]) for _ in range(5))
        return " ".join(self._sentence() for _ in range(self._rng.randint(1, 5)))

    def _sentence(self) -> str:
        kind = "facts" if self._rng.random() < self._density else "prose"
        return self._line(self._rng.choice(_source()[kind]))

    def _line(self, template: str) -> str:
        line = self._fill(template)
        return line[0].upper() + line[1:]

    def _fill(self, template: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1]), template)

    def _slot(self, name: str) -> str:
        made = self._made.get(name)
        return made() if made is not None else self._fill(self._rng.choice(_source()["slots"][name]))

    def _mission(self) -> tuple[str, str]:
        return self._rng.choice(self._home if self._rng.random() < 0.7 else _missions())

    def _noun(self) -> str:
        opening = self._rng.choice(_source()["slots"]["opening"]) if self._rng.random() < 0.25 else ""
        return opening + self._often(_words("nouns"))

    def _often(self, words: Sequence[str]) -> str:
        """Return one of the words, the first of them much more often than the last, as in a language."""
        return words[int(len(words) * self._rng.random() ** 2)]


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _words(kind: str) -> list[str]:
    return str(_source()["words"][kind]).split()


@cache
def _names() -> list[str]:
    """Return names of people and towns that there are not."""
    rng = random.Random(0)
    return ["".join(rng.choices(_words("syllables"), k=rng.randint(2, 4))).capitalize() for _ in range(4_000)]


@cache
def _missions() -> list[tuple[str, str]]:
    """Return id and full name of the missions of the gazetteer."""
    return [(entry.mission_id, entry.name) for entry in missions().values()]


@cache
def _regions() -> list[str]:
    return list(region_forms())


@cache
def _countries() -> list[str]:
    return [getattr(country, "common_name", country.name) for country in pycountry.countries]


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
