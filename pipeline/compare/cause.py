"""Why something is said otherwise now: by what would be said had only some of the causes changed.

The worlds between two releases are rebuilt: the new rules on the old pages give the old value, then it was
the page; they give the new one, then it was the rules; neither, then both. Decisions likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

from pipeline.compare.worlds import World

Factor = Literal["source", "rules", "decision"]
Factors = frozenset[Factor]
State = Literal["old", "new", "other"]
StateIn = Callable[[World], State]

ORDER: Final[tuple[Factor, ...]] = ("source", "rules", "decision")

_RULES: Final[Factors] = frozenset({"rules"})

_WHY: Final[Mapping[Factor, str]] = {
    "source": "the page changed",
    "rules": "the rules, gazetteer or code changed",
    "decision": "a reviewer decided",
}


def needed(differing: Factors) -> tuple[Factors, ...]:
    """Return the worlds to rebuild between two releases that differ in these causes: with which of them new.

    The old rules are gone, so that each has the new ones where these differ.
    """
    if len(differing) < 2:
        return ()
    fixed: Factors = differing & _RULES
    each_alone = [fixed | {each} for each in ORDER if each in differing - fixed]
    return tuple(each for each in (fixed, *each_alone) if each and each != differing)


def cause(differing: Factors, between: Mapping[Factors, World], state_in: StateIn) -> Factors:
    """Return what made the change, of the causes in which the two releases differ.

    `state_in` says whether a world has the old state of what changed, or the new one.
    """
    if len(differing) == 1 or not between:
        return differing
    rules: Factors = differing & _RULES
    rest = _without_rules(differing - rules, rules, between, state_in)
    match state_in(between[rules]) if rules else "old":
        case "new":
            return rules
        case "old":
            return rest
        case _:
            return rules | rest


def explained(causes: Factors, differing: Factors, *, is_told_apart: bool) -> str:
    """Return the cause in a sentence."""
    if not is_told_apart and len(differing) > 1:
        return (
            f"{written(differing)} changed together; an older version of the pipeline cannot tell them apart"
        )
    why = " and ".join(_WHY[each] for each in ORDER if each in causes)
    if causes == differing:
        return why if len(causes) < 2 else f"{why}; either alone does not give it"
    others = ", ".join(each for each in ORDER if each in differing - causes)
    return f"{why}; {others} changed too, which does not account for it"


def written(causes: Iterable[Factor]) -> str:
    """Return causes as the table has them: `source+rules`."""
    return "+".join(each for each in ORDER if each in set(causes))


def _without_rules(
    others: Factors, rules: Factors, between: Mapping[Factors, World], state_in: StateIn
) -> Factors:
    """Return which of source and decision it was, under the rules that hold now."""
    if len(others) == 1:
        return others
    for each in ORDER:
        if each in others and state_in(between[rules | {each}]) == "new":
            return frozenset({each})
    return others
