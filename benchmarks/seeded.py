"""Hides edits that matter among edits that do not, and measures how soon the queue shows them.

A share is of as many as there can be in that place. Beside the queue the same pages are compared as plain
texts, paragraph by paragraph, the largest difference first.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from pipeline.ingestion import ingest
from pipeline.review.queue import items
from pipeline.review.tables import latest
from pipeline.rulebook import missions

PAGES, MATTERING, HARMLESS = 50, 2, 18
"""Pages, edits that matter in each, and edits that do not."""

AT = (10, 50, 100)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

PLACES = ("the harbour", "the old town", "the airport", "the market hall", "the school", "the river bank")
PEOPLE = ("visitors", "pupils", "neighbours", "journalists", "guests", "volunteers")
DOINGS = ("talked about the weather", "asked for the way", "took photographs", "sang", "waited", "had tea")


class Facts(NamedTuple):
    """What a page says of its mission."""

    launched: date
    mandate_end: date
    staff: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page about one mission: its facts, in the words numbered `wording`, between asides."""

    mission_id: str
    facts: Facts
    wording: int
    asides: tuple[str, ...]

    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the page, the facts in places of their own."""
        middle = len(self.asides) // 2
        return [self.mission_id, *self.asides[:middle], *self._said(), *self.asides[middle:]]

    def _said(self) -> Iterator[str]:
        opening = ("was launched on", "was set up on", "was established on")[self.wording % 3]
        yield f"{self.mission_id} {opening} {_written(self.facts.launched)}."
        until = ("runs until", "expires on")[self.wording % 2]
        yield f"The mandate of {self.mission_id} {until} {_written(self.facts.mandate_end)}."
        yield f"{self.mission_id} has {('about ', '')[self.wording % 2]}{self.facts.staff} staff."


def main() -> int:
    """Print the share of the edits that matter among the first of both lists; exit 1 below the floor."""
    given = _arguments()
    chance = random.Random(given.seed)
    before = [_page(name, chance) for name in _names()]
    after, mattering = _edited(before, chance)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        for day, pages in enumerate((before, after)):
            _publish(pages, out, day)
        queue = [(each.mission_id, each.field) for each in items(latest(out))]
    texts = _by_size(before, after)
    print(f"{len(mattering)} edits that matter, {PAGES * HARMLESS} that do not, seed {given.seed}")
    print(f"{'':12}{'listed':>8}" + "".join(f"{f'first {n}':>12}" for n in AT))
    for name, listed in (("queue", queue), ("plain diff", texts)):
        shares = [len(mattering & set(listed[:n])) / min(n, len(mattering)) for n in AT]
        print(f"{name:12}{len(listed):8}" + "".join(f"{share:12.2f}" for share in shares))
    return int(len(mattering & set(queue[: AT[-1]])) / len(mattering) < given.floor)


def _names() -> list[str]:
    """Return the ids of missions of the Union, one for each page."""
    return [each.mission_id for each in missions().values() if each.organisation == "EU"][:PAGES]


def _page(mission_id: str, chance: random.Random) -> Page:
    launched = date(2003, 1, 1) + timedelta(days=chance.randrange(6000))
    facts = Facts(launched, launched + timedelta(days=chance.randrange(800, 3000)), chance.randrange(40, 900))
    return Page(mission_id, facts, chance.randrange(6), tuple(_aside(chance) for _ in range(HARMLESS)))


def _aside(chance: random.Random) -> str:
    """Return a paragraph that says nothing of any mission, though it may have a number and a date."""
    day = _written(date(2015, 1, 1) + timedelta(days=chance.randrange(3000)))
    number = chance.randrange(3, 400)
    who, where, what = chance.choice(PEOPLE), chance.choice(PLACES), chance.choice(DOINGS)
    sentences = [f"On {day} some {number} {who} came to {where} and {what}."]
    sentences += [f"The {chance.choice(PEOPLE)} {chance.choice(DOINGS)} near {chance.choice(PLACES)}."] * (
        chance.randrange(4)
    )
    return " ".join(sentences)


def _edited(pages: Sequence[Page], chance: random.Random) -> tuple[list[Page], set[tuple[str, str]]]:
    """Return the pages with all edits, and which field of which mission was edited in a way that matters."""
    mattering: set[tuple[str, str]] = set()
    after = []
    for page in pages:
        facts = page.facts
        for field, change in chance.sample(CHANGES, MATTERING):
            facts = change(facts, chance)
            mattering.add((page.mission_id, field))
        wording = chance.randrange(6)
        after.append(Page(page.mission_id, facts, wording, _harmlessly(page.asides, chance)))
    return after, mattering


def _later_launch(facts: Facts, chance: random.Random) -> Facts:
    return facts._replace(launched=facts.launched + timedelta(days=chance.randrange(1, 300)))


def _longer_mandate(facts: Facts, chance: random.Random) -> Facts:
    return facts._replace(mandate_end=facts.mandate_end + timedelta(days=chance.randrange(30, 900)))


def _other_staff(facts: Facts, chance: random.Random) -> Facts:
    return facts._replace(staff=facts.staff + chance.randrange(1, 80))


CHANGES: tuple[tuple[str, Callable[[Facts, random.Random], Facts]], ...] = (
    ("launched", _later_launch),
    ("mandate_end", _longer_mandate),
    ("staff", _other_staff),
)


def _harmlessly(asides: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    """Return the paragraphs, each edited in one way or another: words, figures, more, less, another place."""
    edited: list[str] = []
    for aside in asides:
        match chance.randrange(5):
            case 0:
                edited += [aside, _aside(chance)]
            case 1:
                edited.append(aside.replace(" came to ", " walked all the way to "))
            case 2:
                edited.append(aside.replace(".", " once more."))
            case 3:
                edited.insert(0, aside)
            case _:
                edited.append(_aside(chance))
    return tuple(edited)


def _by_size(before: Sequence[Page], after: Sequence[Page]) -> list[tuple[str, str]]:
    """Return the paragraphs that differ, the largest difference first, each named by what it tells."""
    found: list[tuple[int, str, str]] = []
    for old, new in zip(before, after, strict=True):
        was, now = old.paragraphs(), new.paragraphs()
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        for how, i, j, k, m in matcher.get_opcodes():
            if how != "equal":
                pairs = zip(_filled(was[i:j], m - k), _filled(now[k:m], j - i), strict=True)
                found += [(_size(*pair), old.mission_id, _told(pair)) for pair in pairs]
    return [(mission_id, told) for _, mission_id, told in sorted(found, key=lambda each: -each[0])]


def _filled(paragraphs: Sequence[str], n: int) -> list[str]:
    return [*paragraphs, *[""] * max(n - len(paragraphs), 0)]


def _size(old: str, new: str) -> int:
    """Return how many characters are in one of the two and not in the other."""
    same = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return len(old) + len(new) - 2 * same


def _told(pair: tuple[str, str]) -> str:
    text = " ".join(pair)
    cues = {"mandate_end": "The mandate of", "staff": " staff.", "launched": " was "}
    return next((field for field, cue in cues.items() if cue in text), "nothing")


def _publish(pages: Sequence[Page], out: Path, day: int) -> None:
    folder = out.parent / f"pages-{day}"
    folder.mkdir()
    for number, page in enumerate(pages):
        (folder / f"page-{number}.txt").write_text("\n\n".join(page.paragraphs()) + "\n", encoding="utf-8")
    ingest([folder], out=out, published_at=MOMENT + timedelta(days=day))


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--floor", type=float, default=0.8, help="of the share in the first 100")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
