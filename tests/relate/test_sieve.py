"""What a pattern needs is in every text that it matches, and in few others."""

from __future__ import annotations

import re

import pytest

from pipeline.relate.sieve import Sieve, needed
from pipeline.rulebook import Trigger, role_hint, triggers


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("launched", [{"launched"}]),
        ("the [a-z]+ launched", [{"the "}, {" launched"}]),
        ("(?:launched|set up)", [{"launched", "set up"}]),
        ("(?:was )?launched?", [{"launche"}]),
        ("(?:was ){2}[0-9]", [{"was "}]),
        ("(?:was|is) (?:shut|over)", [{"was shut", "was over", "is shut", "is over"}]),
        ("(?:to|up to) (?:the )?<D[0-9]>", [{"to <d", "to the <d"}]),
        ("[Uu]ntil [0-9]", [{"until "}]),
        (r"<M\d+> was", [{"<m> was"}]),
        (r"resolution 12\d\d? of", [{"resolution  of"}]),
        ("[a-z]ntil", [{"ntil"}]),
        ("(?<=was )begun", [{"was "}, {"begun"}]),
        ("(?<!was )begun", [{"begun"}]),
        ("it(?= goes)", [{" goes"}]),
        ("(?i:Launched)", [{"launched"}]),
        ("<M[0-9]>", [{"<m"}]),
        ("[a-z]+ [0-9]", []),
        ("(?:launched|[0-9]+)", []),
        ("(?:launched){0,3}x", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, strings: list[set[str]]) -> None:
    found = needed(re.compile(pattern))

    assert sorted(map(sorted, found)) == sorted(map(sorted, strings))


def test_patterns_pass_whose_strings_are_there() -> None:
    sieve = Sieve(map(re.compile, ["was launched", "(?:ended|closed) in", "[0-9]+"]))

    passing = sieve.passing(sieve.held("it closed in 2012"))

    assert passing == (1, 2)


@pytest.mark.parametrize("trigger", triggers(), ids=lambda trigger: trigger.id)
def test_a_rule_passes_on_its_own_example(trigger: Trigger) -> None:
    sieve = Sieve([trigger.pattern])

    assert sieve.passing(sieve.held(trigger.example)) == (0,)


@pytest.mark.parametrize(
    "trigger", [each for each in triggers() if each.begins == "subject"], ids=lambda trigger: trigger.id
)
def test_a_subject_begins_nowhere_but_at_a_lead(trigger: Trigger) -> None:
    texts = [text for each in triggers() for text in (each.example, each.near_miss)]

    for text in texts:
        leads = [found.start() for found in role_hint("lead").finditer(text)]
        at_leads = [found.span() for found in trigger.matches(text, leads)]
        assert at_leads == [found.span() for found in trigger.pattern.finditer(text)], text
