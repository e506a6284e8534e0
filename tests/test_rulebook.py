"""The rulebook turns rule files into typed values, and names file, rule and mend where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline import rulebook
from pipeline.errors import RuleError

Write = Callable[[str, str], None]

DATE_RULE = """
[[rule]]
id = "date.test"
label = "DATE"
reading = "point"
pattern = "YEAR"
example = "2012"
near_miss = "20124"
"""
ROLE_RULE = """
[fragments]
D = '<D\\d+>'

[[rule]]
id = "launched.test"
property = "launched"
assertion = "asserted"
pattern = '''launched [ ] (?P<value>{D})'''
example = "launched <D0>"
near_miss = "praised <D0>"
"""
CACHED = (
    rulebook.token_classes,
    rulebook.token_rules,
    rulebook.triggers,
    rulebook.claim_rules,
    rulebook.patterns,
    rulebook.missions,
    rulebook.country_forms,
    rulebook.wordlist,
    rulebook.digest,
)


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """A function that writes a rule file into a folder of its own, which the rulebook then reads."""
    monkeypatch.setattr(rulebook, "RULES", tmp_path)
    (tmp_path / "classes.toml").write_text("[YEAR]\nregex = '\\d{4}'\n", encoding="utf-8")
    forget()

    def written(name: str, content: str) -> None:
        (tmp_path / name).write_text(content, encoding="utf-8")

    yield written
    forget()


def test_a_token_rule_is_split_into_its_words(write: Write) -> None:
    write("dates.toml", DATE_RULE.replace('"YEAR"', '"YEAR , YEAR?"'))

    assert [rule.pattern for rule in rulebook.token_rules("dates")] == [("YEAR", ",", "YEAR?")]


def test_a_token_rule_takes_the_whole_match_where_it_says_nothing(write: Write) -> None:
    write("dates.toml", DATE_RULE)

    assert [rule.take for rule in rulebook.token_rules("dates")] == [()]


def test_fragments_stand_in_for_their_names(write: Write) -> None:
    write("roles.toml", ROLE_RULE)

    assert rulebook.triggers()[0].pattern.search("it was launched <D12>")


def test_an_unknown_key_is_named_with_the_allowed_ones(write: Write) -> None:
    write("dates.toml", DATE_RULE + 'wether = "fine"\n')

    with pytest.raises(
        RuleError, match=r"rules/dates\.toml: .*unknown key 'wether'; allowed are .*near_miss"
    ):
        rulebook.token_rules("dates")


def test_an_unknown_class_is_named(write: Write) -> None:
    write("dates.toml", DATE_RULE.replace('"YEAR"', '"YEER"'))

    with pytest.raises(RuleError, match=r"rules/dates\.toml: rule date\.test: no token class 'YEER'"):
        rulebook.token_rules("dates")


def test_a_pattern_that_does_not_compile_is_named(write: Write) -> None:
    write("roles.toml", ROLE_RULE.replace("(?P<value>{D})", "(?P<value>{D}"))

    with pytest.raises(RuleError, match=r"rules/roles\.toml: rule launched\.test: bad pattern"):
        rulebook.triggers()


def test_a_missing_key_is_named(write: Write) -> None:
    write("roles.toml", ROLE_RULE.replace('property = "launched"\n', ""))

    with pytest.raises(RuleError, match=r"rules/roles\.toml: launched\.test: .*'property'"):
        rulebook.triggers()


def test_a_file_that_is_no_toml_is_named(write: Write) -> None:
    write("dates.toml", "[[rule]\n")

    with pytest.raises(RuleError, match=r"rules/dates\.toml: cannot be read"):
        rulebook.token_rules("dates")


def test_a_file_that_is_not_there_is_named(write: Write) -> None:
    with pytest.raises(RuleError, match=r"rules/dates\.toml: cannot be read"):
        rulebook.token_rules("dates")


def test_the_cells_of_a_mission_become_lists_and_nulls(write: Write) -> None:
    columns = (field.name for field in fields(rulebook.MissionEntry))
    cells = "EUXY Gambia,EU Mission,EU,mission,,GMB|SEN,2020,,,,,EUXY|EUX,"
    write("missions.csv", f"{','.join(columns)}\n{cells}\n")

    entry = rulebook.missions()["EUXY Gambia"]

    assert (entry.hosts, entry.sure, entry.weak) == (("GMB", "SEN"), ("EUXY", "EUX"), ())
    assert (entry.type, entry.launched, entry.ended) == (None, "2020", None)


def test_the_digest_changes_with_any_rule_file(write: Write) -> None:
    write("dates.toml", DATE_RULE)
    before = rulebook.digest()
    rulebook.digest.cache_clear()

    write("dates.toml", DATE_RULE.replace("2012", "2013"))

    assert rulebook.digest() != before


def test_a_class_of_words_does_not_mind_case() -> None:
    season = rulebook.token_classes()["SEASON"]

    assert season.holds("Spring")
    assert not season.holds("sprint")


def test_a_class_of_a_pattern_minds_the_whole_token() -> None:
    year = rulebook.token_classes()["YEAR"]

    assert year.holds("2012")
    assert not year.holds("20124")
