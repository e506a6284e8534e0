"""Each rule proves itself on its example and its near miss; the gazetteers are sound."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

import edtf
import pycountry
import pytest
from spacy.tokens import Doc

from pipeline.model import MissionKind, MissionType
from pipeline.read import read_text
from pipeline.recognise import pipeline
from pipeline.recognise.patterns import TokenPatterns, read
from pipeline.recognise.patterns import found as found_in
from pipeline.recognise.view import view
from pipeline.rulebook import (
    RULES,
    ClaimRule,
    Pattern,
    TokenRule,
    Trigger,
    WallRule,
    claim_rules,
    country_forms,
    missions,
    patterns,
    region_forms,
    token_classes,
    token_rules,
    triggers,
    wall_rules,
)

TOKEN_FILES = ("dates", "counts", "missions")
ENTITIES = {"dates": (), "counts": ("places", "missions"), "missions": ("places",)}
"""The entities that the rules of a file may speak of: what earlier components have found."""
PATTERN_FILES = ("assertions", "sentences", "types")
USER_ASSIGNED = {"XKX"}
"""Kosovo, which ISO 3166 leaves to its users."""

TextRule = Trigger | ClaimRule | Pattern | WallRule
TOKEN_RULES = [(file, rule) for file in TOKEN_FILES for rule in token_rules(file)]
FINDING = [(file, rule) for file, rule in TOKEN_RULES if rule.reading != "none"]
REFUSING = [(file, rule) for file, rule in TOKEN_RULES if rule.reading == "none"]
TEXT_RULES: list[TextRule] = [
    *triggers(),
    *claim_rules(),
    *(rule for file in PATTERN_FILES for rule in patterns(file)),
    *wall_rules(),
]


def by_id(value: object) -> str:
    return str(getattr(value, "id", value))


@cache
def seen(text: str) -> Doc:
    """Return `text` as the recognisers leave it."""
    return pipeline()(view(read_text(text)).text)


def matched(file: str, rule: TokenRule, text: str) -> set[int]:
    """Return the numbers of the tokens that `rule` alone matches in `text`, whatever else matches there."""
    doc = seen(text)
    named = [(each.start, each.end, each.label) for key in ENTITIES[file] for each in found_in(doc, key)]
    tokens = read(doc).marked(named)
    return {i for each in TokenPatterns([rule]).candidates(tokens) for i in range(each.start, each.end)}


def found(file: str, text: str) -> set[str]:
    """Return the ids of the rules whose spans remain in `text`, their overlaps and contexts weighed."""
    return {each.rule for each in found_in(seen(text), file)}


def kept(file: str, text: str) -> set[int]:
    """Return the numbers of the tokens that lie in spans of a file's rules."""
    return {i for each in found_in(seen(text), file) for i in range(each.start, each.end)}


def says(rule: TextRule, text: str) -> bool:
    if isinstance(rule, Trigger):
        return any(rule.is_met(found) for found in rule.pattern.finditer(text))
    needs = getattr(rule, "needs", None)
    return rule.pattern.search(text) is not None and (needs is None or needs.search(text) is not None)


@pytest.mark.parametrize(("file", "rule"), TOKEN_RULES, ids=by_id)
def test_a_token_rule_matches_its_example(file: str, rule: TokenRule) -> None:
    assert matched(file, rule, rule.example)


@pytest.mark.parametrize(("file", "rule"), FINDING, ids=by_id)
def test_the_example_of_a_finding_rule_is_found(file: str, rule: TokenRule) -> None:
    ids = found(file, rule.example)

    assert rule.id in ids or (file == "missions" and any(each.startswith("gazetteer.") for each in ids))


@pytest.mark.parametrize(("file", "rule"), FINDING, ids=by_id)
def test_a_finding_rule_leaves_its_near_miss(file: str, rule: TokenRule) -> None:
    assert rule.id not in found(file, rule.near_miss)


@pytest.mark.parametrize(("file", "rule"), REFUSING, ids=by_id)
def test_the_example_of_a_false_positive_rule_is_not_found(file: str, rule: TokenRule) -> None:
    assert not matched(file, rule, rule.example) & kept(file, rule.example)


@pytest.mark.parametrize(("file", "rule"), REFUSING, ids=by_id)
def test_a_false_positive_rule_leaves_its_near_miss(file: str, rule: TokenRule) -> None:
    assert not matched(file, rule, rule.near_miss)


@pytest.mark.parametrize(("file", "rule"), TOKEN_RULES, ids=by_id)
def test_what_a_token_rule_takes_stands_in_its_pattern(file: str, rule: TokenRule) -> None:
    assert " ".join(rule.take) in " ".join(rule.pattern)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=by_id)
def test_a_text_rule_matches_its_example(rule: TextRule) -> None:
    assert says(rule, rule.example)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=by_id)
def test_a_text_rule_leaves_its_near_miss(rule: TextRule) -> None:
    assert not says(rule, rule.near_miss)


def test_an_id_names_one_rule() -> None:
    ids = Counter(rule.id for rule in (*(rule for _, rule in TOKEN_RULES), *TEXT_RULES))

    assert not [rule for rule, times in ids.items() if times > 1]


def test_a_test_stands_for_each_rule_file() -> None:
    tested = {*TOKEN_FILES, *PATTERN_FILES, "roles", "claims", "walls", "severity"}

    lists = {"classes", "words", "confidence", "columns", "names", "furniture"}
    assert {path.stem for path in RULES.glob("*.toml")} - lists == tested


def used_in_code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(RULES.parent.rglob("*.py")))


@pytest.mark.parametrize("name", sorted(token_classes()))
def test_a_token_class_is_used(name: str) -> None:
    in_rules = {word.rstrip("?+*") for _, rule in TOKEN_RULES for word in (*rule.pattern, *rule.take)}

    assert name in in_rules or f'"{name}"' in used_in_code()


@pytest.mark.parametrize("name", sorted(token_classes()))
def test_a_token_class_has_words_or_a_pattern(name: str) -> None:
    known = token_classes()[name]

    assert bool(known.words) is (known.regex is None)
    assert all(word == word.lower() for word in known.words)


# The gazetteers


def rows(name: str) -> list[dict[str, str]]:
    with (RULES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def is_country(code: str) -> bool:
    return code in USER_ASSIGNED or pycountry.countries.get(alpha_3=code) is not None


def offending(rows: Iterable[dict[str, str]], is_sound: Callable[[dict[str, str]], bool]) -> list[str]:
    return [next(iter(row.values())) for row in rows if not is_sound(row)]


def test_a_mission_has_one_row() -> None:
    ids = Counter(row["mission_id"] for row in rows("missions.csv"))

    assert not [mission for mission, times in ids.items() if times > 1]


def test_a_mission_is_of_a_known_kind_and_type() -> None:
    kinds, types = get_args(MissionKind), (*get_args(MissionType), "")

    assert not offending(rows("missions.csv"), lambda row: row["kind"] in kinds and row["type"] in types)


def test_a_mission_has_a_name_and_an_organisation() -> None:
    assert not offending(rows("missions.csv"), lambda row: bool(row["name"] and row["organisation"]))


def test_the_hosts_of_a_mission_are_iso_3166_codes() -> None:
    assert not [m.mission_id for m in missions().values() if not all(map(is_country, m.hosts))]


def is_date(text: str | None) -> bool:
    return text is None or (re.match(r"\d{4}", text) is not None and bool(edtf.parse_edtf(text)))


def test_the_dates_of_a_mission_are_edtf() -> None:
    assert not [m.mission_id for m in missions().values() if not (is_date(m.launched) and is_date(m.ended))]


def test_a_mission_ends_after_its_launch() -> None:
    known = (m for m in missions().values() if m.launched is not None and m.ended is not None)

    assert not [m.mission_id for m in known if (m.ended or "") < (m.launched or "")[: len(m.ended or "")]]


def test_predecessors_and_successors_are_listed_missions() -> None:
    named = {m.mission_id: {m.predecessor, m.successor} - {None} for m in missions().values()}

    assert not {mission: others for mission, others in named.items() if not others <= set(missions())}


def test_no_mission_comes_before_itself() -> None:
    def line(mission: str) -> Iterator[str]:
        before = missions()[mission].predecessor
        while before is not None:
            yield before
            before = missions()[before].predecessor if before != mission else None

    assert not [mission for mission in missions() if mission in line(mission)]


def test_a_wikidata_id_is_of_its_form_and_of_one_mission() -> None:
    ids = Counter(m.wikidata_id for m in missions().values() if m.wikidata_id is not None)

    assert not [item for item, times in ids.items() if times > 1 or re.fullmatch(r"Q[1-9]\d*", item) is None]


def test_a_sure_alias_is_of_one_mission() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for mission in missions().values():
        for form in (mission.mission_id, mission.name, *mission.sure):
            owners[form.lower()].add(mission.mission_id)

    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_a_mission_lists_an_alias_once() -> None:
    def repeated(forms: Sequence[str]) -> list[str]:
        return [form for form, times in Counter(forms).items() if times > 1]

    listed = {m.mission_id: repeated((*m.sure, *m.weak)) for m in missions().values()}

    assert not {mission: forms for mission, forms in listed.items() if forms}


def test_an_alias_has_no_space_around_it() -> None:
    forms = (form for m in missions().values() for form in (m.mission_id, m.name, *m.sure, *m.weak))

    assert not [form for form in forms if form != " ".join(form.split())]


def test_a_country_form_has_a_code_or_is_a_mask() -> None:
    coded = [form for form in country_forms() if form.kind != "mask"]

    assert not [form.form for form in coded if not is_country(form.alpha_3)]
    assert not [form.form for form in country_forms() if form.kind == "mask" and form.alpha_3]


def test_the_kinds_of_country_forms_are_few() -> None:
    kinds = {form.kind for form in country_forms()}

    assert kinds <= {"name", "abbreviation", "adjective", "demonym", "mask"}


def test_a_country_form_means_one_country() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for form in country_forms():
        meant[form.form].add(form.alpha_3)

    assert not {form: codes for form, codes in meant.items() if len(codes) > 1}


def test_a_form_is_either_a_country_or_a_region() -> None:
    assert not {form.form.lower() for form in country_forms()} & {form.lower() for form in region_forms()}


def test_a_region_goes_by_its_own_name() -> None:
    forms = {form.removeprefix("the ") for form in region_forms()}

    assert not {region for region in region_forms().values() if region not in forms}
