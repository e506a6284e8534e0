"""Normalises numbers in digits or words, and counts with their bounds and units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from text_to_num import text2num

from pipeline.rulebook import bounds, bounds_after, unit_singulars

_LONGEST_BOUND: Final = 4
_LONGEST_NUMBER: Final = 7
_DIGITS: Final = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{1,15}")
_THOUSANDS: Final = re.compile(r"(\d{1,3})(?:[.,](\d))? thousand")
_DASHES: Final = str.maketrans({"–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Count:
    """A count: the number, least and greatest value (null: unbounded), what is counted, and of what kind."""

    value: str
    lower: str | None
    upper: str | None
    unit: str | None


@lru_cache(maxsize=1 << 16)
def number(text: str) -> int | None:
    """Read a number in digits (with separators of thousands) or in English words; null for anything else."""
    if _DIGITS.fullmatch(text):
        return int("".join(filter(str.isdecimal, text)))
    thousands = _THOUSANDS.fullmatch(text.lower())
    if thousands is not None:
        return int(thousands[1]) * 1000 + int(thousands[2] or 0) * 100
    words = text.lower().replace("-", " ").replace("dozen", "twelve")
    words = words.removeprefix("a ").removeprefix("an ")
    try:
        return int(text2num("one " + words if words in {"hundred", "thousand"} else words, "en"))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def read_count(reading: str, text: str) -> Count | None:
    """Read the delimited count `text` ('up to 100 staff'), or a range ('between 100 and 150 officers')."""
    words = text.lower().translate(_DASHES).replace("-", " - ").replace("+", " + ").replace("(", " ").split()
    bound, words = _split_bound(words)
    unit = unit_singulars().get(words[-1]) if words else None
    if reading.startswith("range"):
        return _range(words, unit)
    value, end = _leading_number(words)
    if value is None:
        return None
    bound = _bound_after(words[end : end + 2]) or bound
    lower = str(value) if bound in {"=", ">="} else None
    upper = str(value) if bound in {"=", "<="} else None
    return Count(str(value), lower, upper, unit)


def _split_bound(words: list[str]) -> tuple[str, list[str]]:
    for length in range(min(_LONGEST_BOUND, len(words)), 0, -1):
        bound = bounds().get(tuple(word.rstrip(".") for word in words[:length]))
        if bound is not None:
            return bound, words[length:]
    return "=", words


def _bound_after(words: list[str]) -> str | None:
    """Return how the words after a number bound it ('170 or so'), if they do."""
    return bounds_after().get(tuple(words)) or bounds_after().get(tuple(words[:1]))


def _leading_number(words: list[str]) -> tuple[int | None, int]:
    """Read the longest run of words at the front that is a number; return it and its length."""
    for end in range(min(len(words), _LONGEST_NUMBER), 0, -1):
        value = number(" ".join(words[:end]).replace(" - ", "-"))
        if value is not None:
            return value, end
    return None, 0


def _range(words: list[str], unit: str | None) -> Count | None:
    """Read two numbers, in digits or single words, as the ends of a range."""
    numbers = [value for word in words if word not in {"a", "an"} and (value := number(word)) is not None]
    if len(numbers) < 2:
        return None
    low, high = numbers[:2]
    if low * 1000 <= high and high % 1000 == 0:  # '25-35,000'
        low *= 1000
    return Count(f"{low}/{high}", str(low), str(high), unit) if low < high else None
