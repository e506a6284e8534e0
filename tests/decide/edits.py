"""Random edits of a page that keep track of every character: where it came from, and whether it is a copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?= |\n|$)|(?=\n|$))")
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
WORD = re.compile(r"\w+")
NAME = re.compile(r"\b[A-Z]{3,}[a-z]*(?: [A-Z][\w-]+)?")
FILLING = ("also", "however", "new", "reportedly", "then", "about", "2019", "400", "not", "former")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with, for each character, its place in the first text (-1: new) and how often it was copied."""

    text: str
    origins: tuple[int, ...]
    copies: tuple[int, ...]

    def __getitem__(self, part: slice) -> Tagged:
        return Tagged(self.text[part], self.origins[part], self.copies[part])

    def __add__(self, other: Tagged) -> Tagged:
        return Tagged(self.text + other.text, self.origins + other.origins, self.copies + other.copies)


def tagged(text: str) -> Tagged:
    """Return the first text: every character is where it came from."""
    return Tagged(text, tuple(range(len(text))), (0,) * len(text))


def edited(page: Tagged, random: Random, number: int) -> Tagged:
    """Return `page` after a number of random edits."""
    for _ in range(number):
        page = random.choice(EDITS)(page, random)
    return page


def mended(page: Tagged, text: str) -> Tagged:
    """Return `page` with what was altered back to what stands there in the first text as never altered."""
    visible = [i for i, each in enumerate(page.text) if not each.isspace()]
    origins, at = list(page.origins), 0
    while at < len(visible):
        end = at
        while end < len(visible) and page.origins[visible[end]] < 0:
            end += 1
        if at < end < len(visible) and at > 0:
            first, last = page.origins[visible[at - 1]], page.origins[visible[end]]
            between = [i for i in range(first + 1, last) if not text[i].isspace()]
            if [text[i] for i in between] == [page.text[i] for i in visible[at:end]]:
                for i, origin in zip(visible[at:end], between, strict=True):
                    origins[i] = origin
        at = end + 1
    return Tagged(page.text, tuple(origins), page.copies)


def _new(text: str) -> Tagged:
    return Tagged(text, (-1,) * len(text), (0,) * len(text))


def _copied(part: Tagged) -> Tagged:
    return Tagged(part.text, part.origins, tuple(each + 1 for each in part.copies))


def _piece(page: Tagged, random: Random) -> tuple[int, int]:
    """Return a sentence or line, or now and then a paragraph."""
    form = PARAGRAPH if random.random() < 0.2 else SENTENCE
    spans = [found.span() for found in form.finditer(page.text) if found.group().strip()]
    return random.choice(spans) if spans else (0, len(page.text))


def _put(page: Tagged, part: Tagged, random: Random, near: int | None = None) -> Tagged:
    """Return `page` with a part put before or after a sentence, beside it or as a paragraph of its own."""
    spans = [found.span() for found in SENTENCE.finditer(page.text) if found.group().strip()]
    if near is not None:
        spans = sorted(spans, key=lambda span: abs(span[0] - near))[:6]
    start, end = random.choice(spans) if spans else (0, 0)
    gap = _new(" " if random.random() < 0.7 else "\n\n")
    if random.random() < 0.5:
        return page[:start] + part + gap + page[start:]
    return page[:end] + gap + part + page[end:]


def duplicate(page: Tagged, random: Random) -> Tagged:
    start, end = _piece(page, random)
    return _put(page, _copied(page[start:end]), random, start if random.random() < 0.6 else None)


def double(page: Tagged, random: Random) -> Tagged:
    """Say a sentence twice in a row."""
    start, end = _piece(page, random)
    gap = _new(random.choice((" ", "\n", "\n\n")))
    one, other = page[start:end], _copied(page[start:end])
    first, last = random.choice(((one, other), (other, one)))
    return page[:start] + first + gap + last + page[end:]


def move(page: Tagged, random: Random) -> Tagged:
    start, end = _piece(page, random)
    return _put(page[:start] + page[end:], page[start:end], random, start if random.random() < 0.4 else None)


def delete(page: Tagged, random: Random) -> Tagged:
    start, end = _piece(page, random)
    return page[:start] + page[end:]


def alter(page: Tagged, random: Random) -> Tagged:
    start, end = _piece(page, random)
    return page[:start] + _altered(page[start:end], random, page.text) + page[end:]


def imitate(page: Tagged, random: Random) -> Tagged:
    """Put a copy with some words altered beside a sentence."""
    start, end = _piece(page, random)
    return _put(page, _altered(_copied(page[start:end]), random, page.text), random, start)


def supplant(page: Tagged, random: Random) -> Tagged:
    """Alter a sentence, and put a copy of what it was elsewhere."""
    start, end = _piece(page, random)
    part = page[start:end]
    return _put(page[:start] + _altered(part, random, page.text) + page[end:], _copied(part), random, start)


def rename(page: Tagged, random: Random) -> Tagged:
    """Put the name of one mission for that of another, once."""
    found = list(NAME.finditer(page.text))
    if len(found) < 2:
        return page
    one, other = random.choice(found), random.choice(found)
    if one.group() == other.group():
        return page
    return page[: one.start()] + _new(other.group()) + page[one.end() :]


def retype(page: Tagged, random: Random) -> Tagged:
    """Wrap lines elsewhere, double spaces, and write quotation marks and dashes another way."""
    others = {" ": (" ", " ", " ", "  ", "\u00a0"), "-": ("-", "‑", "–"), "'": ("'", "’"), '"': ('"', "”")}
    text = "".join(random.choice(others.get(each, (each,)))[:1] for each in page.text)
    return Tagged(text, page.origins, page.copies)


def _altered(part: Tagged, random: Random, vocabulary: str) -> Tagged:
    for _ in range(random.randint(1, 4)):
        words = list(WORD.finditer(part.text))
        if not words:
            return part
        found = random.choice(words)
        word = random.choice((*FILLING, random.choice(WORD.findall(vocabulary))))
        if word == found.group():
            continue
        put = random.choice((_new(word), _new(f"{word} ") + part[found.start() : found.end()], _new("")))
        part = part[: found.start()] + put + part[found.end() :]
    return part


EDITS: Sequence[Callable[[Tagged, Random], Tagged]] = (
    duplicate, double, move, move, alter, alter, imitate, supplant, rename, delete, retype,
)  # fmt: skip
