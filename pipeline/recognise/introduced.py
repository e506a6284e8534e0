"""Finds again what a text has introduced as a mission's short name: '... Mission in the Gambia (EUHAP)'."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.recognise.patterns import Candidate, Tokens
from pipeline.rulebook import name_openings

RULE: Final = "mission.introduced"
_BEHIND: Final = re.compile(r"(?: \(| or )([A-Z]{2}[A-Za-z]{1,8}(?:-[A-Z]{1,3})?)(?![\w-])")


def introduced(tokens: Tokens, names: Sequence[Candidate], known: set[str]) -> Iterator[Candidate]:
    """Yield each place of a short name that `names` introduce, or that is `known` from the text before.

    Those are the acronym in brackets behind an unlisted full name, and the last word of 'EUFOR Pontos';
    they join `known`.
    """
    known.update(_acronyms(tokens, names), _last_words(tokens, names))
    for name in sorted(known):
        words = re.compile(rf"{re.escape(name)}(?<![\w-]{re.escape(name)})(?!\w)")
        yield from _places(tokens, words.finditer(tokens.text))


def _acronyms(tokens: Tokens, names: Iterable[Candidate]) -> Iterator[str]:
    """Yield the acronyms that stand right behind the full names, in brackets or after 'or'."""
    for each in names:
        if each.reading == "full-name":
            behind = _BEHIND.match(tokens.text, tokens.ends[each.end - 1])
            if behind is not None:
                yield behind[1]


def _last_words(tokens: Tokens, names: Iterable[Candidate]) -> Iterator[str]:
    """Yield the names of operations; those of missions are often towns ('EUPOL Kinshasa')."""
    for each in names:
        opening = name_openings("kinds").get(tokens.words(each.start, each.start + 1))
        if each.reading == "named" and opening == "operation":
            yield tokens.words(each.end - 1, each.end)


def _places(tokens: Tokens, matches: Iterable[re.Match[str]]) -> Iterator[Candidate]:
    """Yield the tokens of the matches, but for a word that is part of another name ('Hagia Sophia')."""
    for match in matches:
        first = bisect_right(tokens.starts, match.start()) - 1
        end = bisect_left(tokens.ends, match.end()) + 1
        is_whole = tokens.starts[first] == match.start() and tokens.ends[end - 1] == match.end()
        if is_whole and not is_in_name(tokens, first, end):
            yield Candidate(first, end, "MISSION", "introduced", RULE)


def is_in_name(tokens: Tokens, start: int, end: int) -> bool:
    """Say whether a word like 'Sophia' stands beside another with a capital; acronyms may."""
    if tokens.words(start, end).isupper():
        return False
    before = tokens.has("TITLE", start - 1, start) and tokens.starts[start] - tokens.ends[start - 1] == 1
    return (before and not tokens.has("MISSIONWORD", start - 1, start)) or tokens.has("TITLE", end, end + 1)
