"""Measures the extraction against spaCy's blank English tokeniser, on one core; exits 1 below the floor."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import spacy
from texts import documents

from pipeline.extraction import extract_document
from pipeline.model import Document
from pipeline.read import read_text

_WARM_UP = 200


@dataclass(frozen=True, slots=True)
class Timing:
    """What one round took for so many characters: seconds of the tokeniser, seconds of the extraction."""

    characters: int
    tokenised: float
    extracted: float

    def __add__(self, other: Timing) -> Timing:
        return Timing(
            self.characters + other.characters,
            self.tokenised + other.tokenised,
            self.extracted + other.extracted,
        )


def main() -> int:
    """Print the ratios for small documents, large ones and both; return 1 where the last is too low."""
    args = _arguments()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    small = _read(documents(args.small, least=1_000, most=1_700, seed=1))
    large = _read(documents(args.large, least=19_700, most=20_000, seed=2))
    tokenise = spacy.blank("en").make_doc
    _measure(_read(documents(_WARM_UP, least=1_000, most=20_000, seed=3)), tokenise)
    rounds = [
        (_measure(small[i :: args.rounds], tokenise), _measure(large[i :: args.rounds], tokenise))
        for i in range(args.rounds)
    ]
    found = {
        "small": _summary([timing for timing, _ in rounds]),
        "large": _summary([timing for _, timing in rounds]),
        "overall": _summary([first + second for first, second in rounds]),
    }
    print(json.dumps(found) if args.json else _table(found, args.floor))
    return int(found["overall"]["ratio"] < args.floor)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2_000, help="documents of 1 to 2 KB (%(default)s)")
    parser.add_argument("--large", type=int, default=300, help="documents of 20 KB (%(default)s)")
    parser.add_argument("--rounds", type=int, default=10, help="shares of the documents (%(default)s)")
    parser.add_argument("--floor", type=float, default=0.15, help="the least overall ratio (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    args = parser.parse_args()
    if not 1 <= args.rounds <= min(args.small, args.large):
        parser.error(
            f"--rounds {args.rounds}: expected 1 to {min(args.small, args.large)}, a document a round"
        )
    return args


def _read(texts: Iterable[str]) -> list[Document]:
    return [read_text(text) for text in texts]


def _measure(share: Sequence[Document], tokenise: Callable[[str], object]) -> Timing:
    """Time both sides, a document of the one and the same of the other, on documents that neither has seen.

    Turn and turn about, so that what else the machine does weighs on both alike; processor time.
    """
    characters, tokenised, extracted = 0, 0.0, 0.0
    for document in share:
        start = time.process_time()
        tokenise(document.text)
        middle = time.process_time()
        extract_document(document)
        tokenised += middle - start
        extracted += time.process_time() - middle
        characters += len(document.text)
    return Timing(characters, tokenised, extracted)


def _summary(timings: Sequence[Timing]) -> dict[str, float]:
    """Return medians over the rounds: the ratio of speeds, and both speeds in characters a second."""
    return {
        "ratio": round(statistics.median(t.tokenised / t.extracted for t in timings), 4),
        "extraction": round(statistics.median(t.characters / t.extracted for t in timings)),
        "tokeniser": round(statistics.median(t.characters / t.tokenised for t in timings)),
        "characters": sum(t.characters for t in timings),
    }


def _table(found: dict[str, dict[str, float]], floor: float) -> str:
    lines = [f"{'':8} {'ratio':>6} {'extraction':>14} {'tokeniser':>14} {'characters':>12}"]
    for name, row in found.items():
        speeds = f"{row['extraction']:>10,.0f} c/s {row['tokeniser']:>10,.0f} c/s {row['characters']:>12,.0f}"
        lines.append(f"{name:8} {row['ratio']:>6.3f} {speeds}")
    return "\n".join([*lines, f"floor    {floor:>6.3f}"])


if __name__ == "__main__":
    sys.exit(main())
